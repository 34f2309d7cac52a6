package org.openpo.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits of an invoice, and the amounts that follow from others. */
class InvoiceRulesTest {
    private static InvoiceDraft draft(InvoiceKind kind, String net, String tax, String gross) {
        return new InvoiceDraft("INV-1", "AWS", kind, null, null, null, null, YearMonth.of(2026, 1), LocalDate.of(2026, 2, 3), null, "EUR",
                number(net), number(tax), number(gross), null, null, null, null, null);
    }

    private static BigDecimal number(String text) {
        return text == null ? null : new BigDecimal(text);
    }

    @ParameterizedTest(name = "{0}: {1} + {2} = {3} becomes {4} + {5} = {6}")
    @CsvSource({
        "INVOICE, 90, 10, 100, 90, 10, 100",
        "INVOICE, 90, 10, , 90, 10, 100",
        "INVOICE, 90, , 100, 90, 10, 100",
        "INVOICE, , 10, 100, 90, 10, 100",
        "INVOICE, , , 100, 100, 0, 100",
        "INVOICE, 90, , , 90, 0, 90",
        "INVOICE, -90, -10, , -90, -10, -100",
        "CREDIT_MEMO, -90, -10, -100, -90, -10, -100",
        "CREDIT_MEMO, 90, 10, 100, -90, -10, -100",
        "CREDIT_MEMO, , , 100, -100, 0, -100",
        "CREDIT_MEMO, 0, 0, 0, 0, 0, 0"})
    void amounts_are_completed(InvoiceKind kind, String net, String tax, String gross, BigDecimal newNet, BigDecimal newTax, BigDecimal newGross) {
        InvoiceDraft done = InvoiceRules.complete(draft(kind, net, tax, gross));
        assertThat(done.net()).isEqualByComparingTo(newNet);
        assertThat(done.tax()).isEqualByComparingTo(newTax);
        assertThat(done.gross()).isEqualByComparingTo(newGross);
        assertThat(InvoiceRules.check(done)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"90, 10, 100.01, gross:AMOUNTS_DISAGREE", ", , , gross:REQUIRED", "1, 0, 1.00001, gross:TOO_MANY_DECIMALS", ", , 1E+20, net:OUT_OF_RANGE"})
    void wrong_amounts_are_named(String net, String tax, String gross, String first) {
        assertThat(InvoiceRules.check(InvoiceRules.complete(draft(InvoiceKind.INVOICE, net, tax, gross))))
                .extracting(v -> v.field() + ":" + v.code()).contains(first);
    }

    @Test
    void an_empty_draft_names_every_required_field() {
        InvoiceDraft empty = new InvoiceDraft(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                List.of(new InvoiceDraft.ChargeDraft(null, null, null, null)));
        assertThat(InvoiceRules.check(InvoiceRules.complete(empty))).extracting("field")
                .containsExactly("invoiceId", "seller", "billingPeriod", "issueDate", "currency", "gross", "charges[0].amount");
    }

    @Test
    void the_same_content_written_differently_has_the_same_fingerprint() {
        assertThat(Invoice.fingerprintOf(draft(InvoiceKind.INVOICE, "90.0", "10", "100.00")))
                .isEqualTo(Invoice.fingerprintOf(draft(InvoiceKind.INVOICE, "90", "10.00", "1E+2")))
                .isNotEqualTo(Invoice.fingerprintOf(draft(InvoiceKind.INVOICE, "90", "10", "100.01")));
    }
}
