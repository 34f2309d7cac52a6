package org.openpo.ejb.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.TickingClock;
import org.openpo.ejb.export.ExportFormat;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.ejb.query.Slice;

/** Lists of invoices as files, and the walk along them by each sort. */
class InvoiceExportTest {
    private static final String SELLER = "Amazon Web Services EMEA SARL";
    private static final YearMonth JAN = YearMonth.of(2026, 1);

    private final SeContainer container = new SeContainer(new TickingClock());

    @AfterEach
    void close() {
        container.close();
    }

    @Test
    void a_list_is_written_as_it_is_filtered_and_sorted() throws IOException {
        container.with(PurchaseOrderService.class, s -> s.create(new PurchaseOrderDraft("PO=1", null, false, List.of(SELLER), null, null, null, null, null, "EUR", JAN, JAN, null, null, null,
                List.of(new LineItemDraft(null, "1", null, LineItemType.ALL, JAN, JAN, true, new BigDecimal("1000"), BigDecimal.ONE, LineTax.none(), OverspendPolicy.ALLOW, List.of())))));
        take("=A-1", SELLER, "EUR", "119.5");
        take("A-2", "Nobody we know", "JPY", "3000");
        take("B-3", SELLER, "EUR", "1");
        List<CSVRecord> rows = rows(new InvoiceFilter("a-", null, null, null, null, null, null, null, null), InvoiceSort.GROSS, true);
        assertThat(rows).extracting(r -> r.get("invoiceId")).containsExactly("A-2", "'=A-1");
        assertThat(rows.get(0).toMap()).containsEntry("state", "EXCEPTION").containsEntry("exceptionCodes", "SELLER_NOT_COVERED").containsEntry("gross", "3000").containsEntry("allocated", "0")
                .containsEntry("unallocated", "3000").containsEntry("allocations", "").containsEntry("sellerKnown", "false");
        assertThat(rows.get(1).toMap()).containsEntry("state", "MATCHED").containsEntry("exceptionSince", "").containsEntry("gross", "119.50").containsEntry("allocated", "119.50")
                .containsEntry("unallocated", "0.00").containsEntry("allocations", "PO\\=1/1=119.50").containsEntry("billingPeriod", "2026-01").containsEntry("issueDate", "2026-02-03");
    }

    @Test
    void a_cursor_walks_through_all_exceptions_once_by_every_sort() {
        for (int i = 0; i < 7; i++) {
            take("INV-" + i, "Seller " + i % 2, "EUR", String.valueOf(i % 3 + 1));
        }
        InvoiceFilter exceptions = InvoiceFilter.all().withStates(java.util.Set.of(InvoiceState.EXCEPTION));
        for (InvoiceSort sort : InvoiceSort.values()) {
            for (boolean descending : List.of(true, false)) {
                List<Long> walked = new ArrayList<>();
                String cursor = null;
                do {
                    String from = cursor;
                    Slice<InvoiceRow> part = container.with(InvoiceQueries.class, q -> q.slice(exceptions, sort, descending, from, 2));
                    part.items().forEach(r -> walked.add(r.id()));
                    cursor = part.nextCursor();
                } while (cursor != null);
                assertThat(walked).as(sort.name()).hasSize(7).containsExactlyElementsOf(
                        container.with(InvoiceQueries.class, q -> q.page(exceptions, sort, descending, 0, 10)).items().stream().map(InvoiceRow::id).toList());
            }
        }
    }

    private List<CSVRecord> rows(InvoiceFilter filter, InvoiceSort sort, boolean descending) throws IOException {
        String file = container.with(InvoiceExport.class, export -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                export.write(filter, sort, descending, ExportFormat.CSV, out);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return out.toString(StandardCharsets.UTF_8);
        });
        try (CSVParser parser = CSVParser.parse(file.substring(1), CSVFormat.RFC4180.builder().setHeader().get())) {
            return parser.getRecords();
        }
    }

    private void take(String id, String seller, String currency, String gross) {
        InvoiceDraft draft = new InvoiceDraft(id, seller, InvoiceKind.INVOICE, InvoiceClass.MONTHLY_USAGE, null, null, null, JAN, LocalDate.of(2026, 2, 3), null, currency, null, null,
                new BigDecimal(gross), null, null, null, null, List.of());
        container.with(InvoiceIntake.class, i -> i.takeWithin(draft, Standing.DUE, InvoiceSource.API, null, "tester"));
    }
}
