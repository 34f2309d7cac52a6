package org.openpo.ejb.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.inbound.read.InvoiceFile;

class InvoiceBatchTest {
    private static final String HEADER = "Invoice ID,seller,billingPeriod,issueDate,currency,gross\n";

    @TempDir
    private Path directory;

    @Test
    void invoices_come_in_matching_order_whatever_the_files_order() throws IOException {
        InvoiceBatch batch = csv("B,S,2026-01,2026-02-02,USD,1\nC,S,2026-01,2026-01-02,USD,1\nA,S,2026-01,2026-02-02,USD,1\n");
        assertThat(batch.inMatchingOrder()).extracting(e -> e.draft().invoiceId()).containsExactly("C", "A", "B");
        assertThat(batch.rows()).isEqualTo(3);
    }

    @Test
    void the_same_again_is_a_duplicate() throws IOException {
        InvoiceBatch batch = csv("A,S,2026-01,2026-02-02,USD,1\n a ,s,2026-01,2026-02-02,USD,1.00\nA,T,2026-01,2026-02-02,USD,2\n");
        assertThat(batch.inMatchingOrder()).extracting(InvoiceBatch.Entry::row).containsExactly(1L, 3L);
        assertThat(batch.duplicates()).isEqualTo(1);
        assertThat(batch.refusals()).isEmpty();
    }

    @Test
    void rows_that_contradict_each_other_are_all_refused_whatever_their_order() throws IOException {
        String one = "A,S,2026-01,2026-02-02,USD,1\n";
        String two = " a ,s,2026-01,2026-02-02,USD,2\n";
        for (String rows : List.of(one + two + one, two + one + one, one + one + two)) {
            InvoiceBatch batch = csv("B,S,2026-01,2026-02-02,USD,1\n" + rows);
            assertThat(batch.inMatchingOrder()).extracting(e -> e.draft().invoiceId()).as(rows).containsExactly("B");
            assertThat(batch.refusals()).extracting(InvoiceBatch.Refusal::row).containsExactly(2L, 3L, 4L);
            assertThat(batch.refusals()).allSatisfy(r -> assertThat(r.violations()).singleElement().satisfies(v -> {
                assertThat(v.field() + " " + v.code()).isEqualTo("Invoice ID REPEATED_DIFFERENTLY");
                assertThat(v.arguments().get(1)).as("the row it contradicts is not itself").isNotEqualTo(String.valueOf(r.row()));
            }));
            assertThat(batch.rows()).isEqualTo(batch.inMatchingOrder().size() + batch.duplicates() + batch.refusals().size());
        }
    }

    @Test
    void broken_rules_name_the_files_columns() throws IOException {
        InvoiceBatch batch = csv("" + "x".repeat(201) + ",S,2026-01,2026-02-02,XXX,1\n,S,,,USD,1.23456\n");
        assertThat(batch.refusals().get(0).violations()).extracting(v -> v.field() + " " + v.code()).containsExactly("Invoice ID TOO_LONG", "currency CURRENCY_UNKNOWN");
        assertThat(batch.refusals().get(1).violations()).extracting(v -> v.field() + " " + v.code())
                .contains("Invoice ID REQUIRED", "billingPeriod REQUIRED", "issueDate REQUIRED", "gross TOO_MANY_DECIMALS");
    }

    @Test
    void the_receipt_of_an_invoice_in_the_file_adds_nothing() throws IOException {
        String summary = "{\"InvoiceId\":\"1\",\"InvoiceType\":\"%s\",\"IssuedDate\":1767312000,\"BillingPeriod\":{\"Year\":2026,\"Month\":1},"
                + "\"Entity\":{\"InvoicingEntity\":\"AWS\"},\"BaseCurrencyAmount\":{\"TotalAmount\":\"5\",\"CurrencyCode\":\"INR\"}}";
        InvoiceBatch batch = read("[" + summary.formatted("PAYMENT_RECEIPT") + "," + summary.formatted("INVOICE") + "," + summary.formatted("PAYMENT_RECEIPT") + "]");
        assertThat(batch.inMatchingOrder()).extracting(InvoiceBatch.Entry::row).containsExactly(2L);
        assertThat(batch.duplicates()).isEqualTo(2);
        assertThat(batch.refusals()).isEmpty();
    }

    @Test
    void too_many_rows_refuse_the_file() {
        assertThatThrownBy(() -> InvoiceBatch.read(InvoiceFile.reader(file(HEADER + "a\nb\nc\n")), d -> d.seller(), 2, rows -> { })).isInstanceOfSatisfying(
                BusinessRuleException.class, e -> assertThat(e.violations()).containsExactly(Violation.of("", ErrorCode.TOO_MANY_ROWS, 2)));
    }

    private InvoiceBatch csv(String rows) throws IOException {
        return read(HEADER + rows);
    }

    private InvoiceBatch read(String content) throws IOException {
        return InvoiceBatch.read(InvoiceFile.reader(file(content)), d -> d.seller().toLowerCase(Locale.ROOT), InvoiceBatch.ROWS_MAX, rows -> { });
    }

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("file"), content);
    }
}
