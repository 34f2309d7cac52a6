package org.openpo.ejb.inbound.read;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a CSV of invoices can say of an invoice: a column of OpenPO's own CSV, or what a sender's column is mapped to. */
public enum InvoiceColumn implements CsvColumn {
    INVOICE_ID("invoiceId", Kind.TEXT), SELLER("seller", Kind.TEXT), SELLER_TAX_ID("sellerTaxId", Kind.TEXT), KIND("kind", Kind.CHOICE),
    INVOICE_CLASS("invoiceClass", Kind.CHOICE), BILLED_ACCOUNT("billedAccount", Kind.TEXT), INVOICE_UNIT("invoiceUnit", Kind.TEXT),
    TAX_REGISTRATION_NUMBER("taxRegistrationNumber", Kind.TEXT), BILLING_PERIOD("billingPeriod", Kind.MONTH), ISSUE_DATE("issueDate", Kind.DATE),
    DUE_DATE("dueDate", Kind.DATE), CURRENCY("currency", Kind.TEXT), NET("net", Kind.AMOUNT), TAX("tax", Kind.AMOUNT), GROSS("gross", Kind.AMOUNT),
    PAYMENT_CURRENCY("paymentCurrency", "payment.currency", Kind.TEXT), PAYMENT_NET("paymentNet", "payment.net", Kind.AMOUNT),
    PAYMENT_GROSS("paymentGross", "payment.gross", Kind.AMOUNT), RATE_SOURCE_CURRENCY("rateSourceCurrency", "rate.sourceCurrency", Kind.TEXT),
    RATE_TARGET_CURRENCY("rateTargetCurrency", "rate.targetCurrency", Kind.TEXT), RATE("rate", "rate.rate", Kind.AMOUNT),
    PURCHASE_ORDER_REFERENCE("purchaseOrderReference", Kind.TEXT), ORIGINAL_INVOICE_ID("originalInvoiceId", Kind.TEXT);

    /** An invoice has all of these, and gross or net. */
    public static final Set<InvoiceColumn> REQUIRED = EnumSet.of(INVOICE_ID, SELLER, BILLING_PERIOD, ISSUE_DATE, CURRENCY);

    /** How the cells of a column are understood. */
    public enum Kind { TEXT, CHOICE, MONTH, DATE, AMOUNT }

    private final String header;
    private final String field;
    private final Kind kind;

    InvoiceColumn(String name, Kind kind) {
        this(name, name, kind);
    }

    InvoiceColumn(String header, String field, Kind kind) {
        this.header = header;
        this.field = field;
        this.kind = kind;
    }

    /** Its name in a header line of OpenPO's CSV, and as key of a mapping. */
    @Override
    public String header() {
        return header;
    }

    /** The field of the API (spec §9) that it fills. */
    @Override
    public String field() {
        return field;
    }

    public Kind kind() {
        return kind;
    }

    /** The column with this name, without regard to case, spaces, underscores and hyphens. */
    public static Optional<InvoiceColumn> named(String header) {
        return CsvColumn.named(values(), header);
    }
}
