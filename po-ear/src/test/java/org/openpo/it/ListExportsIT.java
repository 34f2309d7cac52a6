package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lists as CSV and as workbooks over HTTP, filtered and sorted as the lists themselves are, read again by other code than ours. */
class ListExportsIT {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Api viewer = ApiUsers.withRole("VIEWER");

    @BeforeAll
    static void fill() {
        Api admin = Api.asAdmin();
        admin.post("sellers", "{\"name\":\"Exports Ltd\"}").expect(201);
        admin.post("purchase-orders", """
                {"purchaseOrderId":"EXPORT-IT-1","description":"=Clouds","sellers":["Exports Ltd"],"currency":"EUR","effectiveMonth":"2043-01","expirationMonth":"2043-12",
                 "lineItems":[{"number":"01","type":"ALL","startMonth":"2043-01","endMonth":"2043-12","balanceTracking":true,"unitPrice":"1000.00"}],
                 "contacts":[{"name":"+Export","email":"export-it@example.com","language":"en"}]}""").expect(201);
        List.of("0042:2043-02:100.50", "=43:2043-03:200", "44:2044-01:99999999999.99").forEach(each -> {
            String[] part = each.split(":");
            admin.post("invoices", """
                    {"invoiceId":"%s","seller":"Exports Ltd","billingPeriod":"%s","issueDate":"%s-03","currency":"EUR","gross":"%s"}""".formatted(part[0], part[1], part[1], part[2])).expect(201);
        });
    }

    @Test
    void invoices_go_out_as_they_are_filtered_and_sorted() throws IOException {
        String list = "?seller=Exports+Ltd&state=MATCHED&sort=-gross";
        String csv = viewer.with("Accept", "text/csv").get("invoices/export" + list).expect(200).body();
        assertThat(csv.lines()).hasSize(3).first().satisfies(header -> assertThat(header).startsWith("\uFEFFid,invoiceId,seller,"));
        assertThat(csv.lines().skip(1)).satisfiesExactly(row -> assertThat(row).contains(",'=43,Exports Ltd,", ",200.00,"), row -> assertThat(row).contains(",0042,Exports Ltd,", ",100.50,"));

        List<Map<String, Cell>> rows = workbook("invoices/export" + list + "&format=XLSX", "invoices.xlsx");
        assertThat(rows).extracting(r -> r.get("invoiceId").asString()).as("text, whatever it looks like").containsExactly("=43", "0042");
        assertThat(rows.get(1).get("gross").asNumber()).isEqualByComparingTo(new BigDecimal("100.5"));
        assertThat(rows.get(1).get("issueDate").asDate().toLocalDate()).isEqualTo(LocalDate.of(2043, 2, 3));
        assertThat(rows.get(1).get("allocations").asString()).isEqualTo("EXPORT-IT-1/01=100.50");
        assertThat(rows.get(1).get("sellerKnown").asBoolean()).isTrue();
        assertThat(rows).extracting(r -> r.get("id").getType()).containsOnly(CellType.STRING);

        List<Map<String, Cell>> queue = workbook("invoices/export?seller=Exports+Ltd&state=EXCEPTION&exceptionCode=NO_PURCHASE_ORDER,PERIOD_OUTSIDE_WINDOW&sort=exceptionSince&format=XLSX", "invoices.xlsx");
        assertThat(queue).singleElement().satisfies(r -> {
            assertThat(r.get("invoiceId").asString()).isEqualTo("44");
            assertThat(r.get("exceptionSince").getType()).isEqualTo(CellType.NUMBER);
        });
    }

    @Test
    void purchase_orders_and_contacts_go_out() throws IOException {
        assertThat(workbook("purchase-orders/export?search=EXPORT-IT-1&format=XLSX", "purchase-orders.xlsx")).singleElement().satisfies(r -> {
            assertThat(r.get("description").asString()).isEqualTo("=Clouds");
            assertThat(r.get("lineNumber").asString()).isEqualTo("01");
            assertThat(r.get("unitPrice").asNumber()).isEqualByComparingTo(new BigDecimal("1000"));
            assertThat(r.get("effectiveMonth").asString()).isEqualTo("2043-01");
        });
        assertThat(workbook("contacts/export?search=export-it&sort=name&format=XLSX", "contacts.xlsx")).singleElement().satisfies(r -> {
            assertThat(r.get("name").asString()).isEqualTo("+Export");
            assertThat(r.get("purchaseOrders").asNumber()).isEqualByComparingTo(BigDecimal.ONE);
        });
        assertThat(viewer.get("contacts/export?search=export-it").expect(200).body().lines().skip(1)).singleElement().satisfies(row -> assertThat(row).startsWith("'+Export,export-it@example.com,,en,true,false,"));
        assertThat(viewer.get("notifications/export?kind=EXPIRY").expect(200).body()).startsWith("\uFEFFid,kind,purchaseOrder,purchaseOrderId,");
    }

    @Test
    void what_is_wrong_is_refused_with_a_problem_document() {
        for (String wrong : List.of("invoices/export?format=PDF", "invoices/export?colour=red", "invoices/export?limit=5", "invoices/export?sort=exceptionSince", "contacts/export?sort=purchaseOrders",
                "purchase-orders/export?format=xlsx", "notifications/export?kind=NONE")) {
            assertThat(viewer.get(wrong).expect(400).header("Content-Type")).as(wrong).startsWith("application/problem+json");
        }
        Api.anonymous().get("invoices/export").expect(401);
    }

    private List<Map<String, Cell>> workbook(String path, String fileName) throws IOException {
        HttpResponse<byte[]> answer = viewer.download(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        // Payara says a charset as well.
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(XLSX);
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow()).startsWith("attachment; filename=\"" + fileName + "\"");
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(answer.body()))) {
            List<Row> rows = workbook.getFirstSheet().read();
            return rows.stream().skip(1).map(row -> named(rows.get(0), row)).toList();
        }
    }

    private static Map<String, Cell> named(Row header, Row row) {
        Map<String, Cell> cells = new HashMap<>();
        IntStream.range(0, header.getCellCount()).forEach(i -> row.getOptionalCell(i).ifPresent(cell -> cells.put(header.getCellAsString(i).orElseThrow(), cell)));
        return cells;
    }
}
