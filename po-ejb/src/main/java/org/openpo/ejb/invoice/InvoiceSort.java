package org.openpo.ejb.invoice;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.function.Function;

import org.openpo.domain.invoice.Invoice;

/** What lists of invoices can be sorted by; ties are broken by the internal id. */
public enum InvoiceSort {
    ISSUE_DATE("issueDate", "i.issueDate", r -> r.issueDate().toString(), LocalDate::parse),
    INVOICE_ID("invoiceId", "i.invoiceKey", r -> Invoice.keyOf(r.invoiceId()), t -> t),
    SELLER("seller", "i.sellerName", InvoiceRow::seller, t -> t),
    BILLING_PERIOD("billingPeriod", "i.billingPeriod", r -> r.billingPeriod().toString(), YearMonth::parse),
    GROSS("gross", "i.gross", r -> r.gross().toPlainString(), BigDecimal::new),
    EXCEPTION_SINCE("exceptionSince", "i.exceptionSince", r -> r.exceptionSince() == null ? "" : r.exceptionSince().toString(), Instant::parse),
    STATE("state", "i.state", r -> r.state().name(), org.openpo.domain.invoice.InvoiceState::valueOf);

    private final String field;
    private final String expression;
    private final Function<InvoiceRow, String> text;
    private final Function<String, Object> value;

    InvoiceSort(String field, String expression, Function<InvoiceRow, String> text, Function<String, Object> value) {
        this.field = field;
        this.expression = expression;
        this.text = text;
        this.value = value;
    }

    /** Name in the API's {@code sort} parameter. */
    public String field() {
        return field;
    }

    /** Those that every invoice has a value for, so that a list of all can be cut by it. */
    public static InvoiceSort[] ofAll() {
        return new InvoiceSort[] {ISSUE_DATE, INVOICE_ID, SELLER, BILLING_PERIOD, GROSS, STATE};
    }

    String expression() {
        return expression;
    }

    String textOf(InvoiceRow row) {
        return text.apply(row);
    }

    Object parse(String cursorText) {
        return value.apply(cursorText);
    }
}
