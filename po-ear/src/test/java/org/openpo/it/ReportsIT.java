package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import jakarta.json.JsonObject;

import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reports over HTTP, as JSON and as files, on the database of the run. Whatever else is in it has another seller and other tags. */
class ReportsIT {
    private static final String FILTER = "&seller=Reports+One+Ltd&from=2051-01&to=2051-12";
    private final Api viewer = ApiUsers.withRole("VIEWER");

    @BeforeAll
    static void fill() {
        Api admin = Api.asAdmin();
        admin.post("sellers", "{\"name\":\"Reports One Ltd\"}").expect(201);
        admin.post("sellers", "{\"name\":\"Reports Two Ltd\"}").expect(201);
        order("REPORT-IT-1", "\"Reports One Ltd\"", "EUR", "100.00", "{\"report-it\":\"=A\"}");
        order("REPORT-IT-2", "\"Reports One Ltd\"", "JPY", "1000", "{\"report-it\":\"b\"}");
        order("REPORT-IT-3", "\"Reports One Ltd\",\"Reports Two Ltd\"", "EUR", "7.00", "{}");
        admin.post("sellers", "{\"name\":\"Reports Three Ltd\"}").expect(201);
        order("REPORT-IT-4", "\"Reports Three Ltd\"", "USD", "300.00", "{\"aws:createdBy\":\"IAMUser:x\"}");
        for (int i = 5; i < 8; i++) {
            order("REPORT-IT-" + i, "\"Reports Three Ltd\"", "EUR", "0.02", "{}");
        }
        JsonObject gone = order("REPORT-IT-8", "\"Reports Three Ltd\"", "GBP", "300.00", "{}");
        admin.post("invoices", """
                {"invoiceId":"REPORT-IT-D","seller":"Reports Three Ltd","billingPeriod":"2051-01","issueDate":"2051-10-03","currency":"GBP","gross":"40.00"}""").expect(201);
        admin.with("If-Match", "*").delete("purchase-orders/" + gone.get("id").toString().replace("\"", "")).expect(204);
        invoice("REPORT-IT-A", "2051-01", "EUR", "40.00");
        invoice("REPORT-IT-B", "2051-02", "JPY", "2000");
        invoice("REPORT-IT-C", "2051-09", "EUR", "99999999999.99");
    }

    private static JsonObject order(String id, String sellers, String currency, String price, String tags) {
        return Api.asAdmin().post("purchase-orders", """
                {"purchaseOrderId":"%s","sellers":[%s],"currency":"%s","effectiveMonth":"2051-01","expirationMonth":"2051-03","tags":%s,
                 "lineItems":[{"number":"1","type":"ALL","startMonth":"2051-01","endMonth":"2051-03","balanceTracking":true,"unitPrice":"%s"}]}""".formatted(id, sellers, currency, tags, price)).expect(201).object();
    }

    private static void invoice(String id, String period, String currency, String gross) {
        Api.asAdmin().post("invoices", """
                {"invoiceId":"%s","seller":"Reports One Ltd","billingPeriod":"%s","issueDate":"2051-10-03","currency":"%s","gross":"%s"}""".formatted(id, period, currency, gross)).expect(201);
    }

    private List<String> rows(String path, String... members) {
        List<String> rows = new ArrayList<>();
        for (JsonObject row : viewer.get(path).expect(200).object().getJsonArray("items").getValuesAs(JsonObject.class)) {
            StringBuilder text = new StringBuilder();
            for (String member : members) {
                text.append(text.isEmpty() ? "" : " ").append(row.isNull(member) ? "null" : row.get(member).toString().replace("\"", ""));
            }
            rows.add(text.toString());
        }
        return rows;
    }

    @Test
    void a_portfolio_by_seller_by_tag_and_by_month() {
        String[] members = {"group", "name", "month", "currency", "purchaseOrders", "committed", "billed", "balance", "percentUsed", "exceptions", "unmatched"};
        assertThat(rows("reports/portfolio?by=seller" + FILTER, members)).containsExactly("SELLER Reports One Ltd null EUR 1 100.00 40.00 60.00 40 1 99999999999.99",
                "SELLER Reports One Ltd null JPY 1 1000 2000 -1000 200 0 0", "SEVERAL_SELLERS null null EUR 1 7.00 0.00 7.00 0 0 0.00");
        assertThat(rows("reports/portfolio?by=tag&tagKey=report-it" + FILTER, members)).containsExactly("TAG_VALUE =A null EUR 1 100.00 40.00 60.00 40 null null",
                "TAG_VALUE b null JPY 1 1000 2000 -1000 200 null null", "NO_TAG null null EUR 1 7.00 0.00 7.00 0 null null");
        assertThat(rows("reports/portfolio?by=month" + FILTER, members)).containsExactly("MONTH null 2051-01 EUR 2 35.66 40.00 -4.34 112.2 0 0.00", "MONTH null 2051-01 JPY 1 333 0 333 0 0 0",
                "MONTH null 2051-02 EUR 2 35.66 0.00 35.66 0 0 0.00", "MONTH null 2051-02 JPY 1 333 2000 -1667 600.6 0 0", "MONTH null 2051-03 EUR 2 35.68 0.00 35.68 0 0 0.00",
                "MONTH null 2051-03 JPY 1 334 0 334 0 0 0", "MONTH null 2051-09 EUR 0 0.00 0.00 0.00 null 1 99999999999.99");
        JsonObject first = viewer.get("reports/portfolio?by=tag&tagKey=report-it&limit=2" + FILTER).expect(200).object();
        assertThat(rows("reports/portfolio?by=tag&tagKey=report-it&limit=2" + FILTER + "&cursor=" + first.getString("nextCursor"), "group")).containsExactly("NO_TAG");
        assertThat(rows("reports/portfolio?tag=report-it&tagValue=b&status=ACTIVE,SUSPENDED&currency=JPY" + FILTER, "committed")).containsExactly("1000");
    }

    @Test
    void remainders_add_up_keys_may_have_colons_and_what_deleted_purchase_orders_were_billed_stays() {
        String three = "reports/committed-billed?seller=Reports+Three+Ltd&from=2051-01&to=2051-03&currency=";
        assertThat(rows(three + "EUR", "committed")).containsExactly("0.00", "0.00", "0.06");
        assertThat(rows(three + "GBP", "committed", "billed")).containsExactly("0.00 40.00", "0.00 0.00", "0.00 0.00");
        assertThat(rows(three + "USD&tag=aws:createdBy", "committed")).containsExactly("100.00", "100.00", "100.00");
        assertThat(rows(three + "USD&tag=aws:createdBy&tagValue=IAMUser:x", "committed")).hasSize(3);
        assertThat(rows(three + "USD&tag=aws&tagValue=createdBy", "committed")).isEmpty();
        Pages pages = ApiUsers.inPages("VIEWER");
        for (String address : List.of("exceptions?upTo=2147483647", "exceptions?age=2147483647", "exceptions?age=-2147483648")) {
            assertThat(pages.get(address).statusCode()).as(address).isEqualTo(200);
        }
    }

    @Test
    void committed_against_billed_and_what_waits() {
        assertThat(rows("reports/committed-billed?currency=JPY&to=2051-03&from=2051-01&seller=Reports+One+Ltd", "month", "committed", "billed", "difference", "committedUpTo", "billedUpTo", "differenceUpTo"))
                .containsExactly("2051-01 333 0 333 333 0 333", "2051-02 333 2000 -1667 666 2000 -1334", "2051-03 334 0 334 1000 2000 -1000");
        JsonObject row = viewer.get("reports/unmatched-ageing?currency=EUR" + FILTER).expect(200).object().getJsonArray("items").getJsonObject(0);
        assertThat(row.getString("code")).isEqualTo("PERIOD_OUTSIDE_WINDOW");
        assertThat(row.getString("amount")).isEqualTo("99999999999.99");
        JsonObject bucket = row.getJsonArray("buckets").getJsonObject(0);
        assertThat(bucket.getInt("invoices")).isEqualTo(1);
        assertThat(row.getJsonArray("buckets").getJsonObject(4).isNull("toDays")).isTrue();
        String found = "invoices?state=EXCEPTION&seller=Reports+One+Ltd&currency=EUR&problem=PERIOD_OUTSIDE_WINDOW&billedFrom=2051-01&billedTo=2051-12";
        assertThat(rows(found + "&olderThanDays=0&upToDays=7", "invoiceId")).containsExactly("REPORT-IT-C");
        assertThat(rows(found + "&olderThanDays=8&upToDays=30", "invoiceId")).isEmpty();
        assertThat(rows(found.replace("billedTo=2051-12", "billedTo=2051-08"), "invoiceId")).isEmpty();
    }

    @Test
    void every_report_is_a_file_too() throws IOException {
        assertThat(viewer.get("reports/portfolio/export?by=tag&tagKey=report-it" + FILTER).expect(200).body().lines()).first().isEqualTo("\uFEFFgroup,tag,currency,purchaseOrders,committed,billed,balance,percentUsed");
        assertThat(viewer.get("reports/portfolio/export?by=tag&tagKey=report-it" + FILTER).expect(200).body()).contains("TAG_VALUE,'=A,EUR,1,100.00,40.00,60.00,40.0");
        assertThat(viewer.get("reports/unmatched-ageing/export?currency=EUR" + FILTER).expect(200).body()).contains("PERIOD_OUTSIDE_WINDOW,Reports One Ltd,EUR,1,99999999999.99,0,0.00,");
        HttpResponse<byte[]> answer = viewer.download("reports/committed-billed/export?format=XLSX" + FILTER);
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow()).startsWith("attachment; filename=\"committed-billed.xlsx\"");
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(answer.body()))) {
            List<Row> rows = workbook.getFirstSheet().read();
            assertThat(rows).hasSize(25);
            assertThat(rows.get(1).getCell(2).asNumber()).isEqualByComparingTo(new BigDecimal("35.66"));
        }
    }

    @Test
    void what_is_wrong_is_refused_by_the_name_of_its_field() {
        for (String wrong : List.of("reports/portfolio?by=SELLER|by", "reports/portfolio?by=tag|tagKey", "reports/portfolio?tagKey=x|tagKey", "reports/portfolio?tagValue=x|tag", "reports/committed-billed?from=2001-01|to", "reports/portfolio?from=2026-02&to=2026-01|to", "reports/portfolio?from=2026|from",
                "reports/committed-billed?from=2020-01&to=2040-01|to", "reports/committed-billed?limit=5|limit", "reports/unmatched-ageing?status=ACTIVE|status", "reports/unmatched-ageing/export?to=2026-01&from=2026-02|to",
                "reports/portfolio?by=tag&tagKey=a&cursor=x|cursor")) {
            JsonObject problem = viewer.get(wrong.split("\\|")[0]).expect(400).object();
            assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("field")).as(wrong).isEqualTo(wrong.split("\\|")[1]);
            assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("message")).as(wrong).isNotBlank();
        }
        Api.anonymous().get("reports/portfolio").expect(401);
    }
}
