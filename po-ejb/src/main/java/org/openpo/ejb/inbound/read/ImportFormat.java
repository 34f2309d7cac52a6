package org.openpo.ejb.inbound.read;

/** What a file is, recognised by its content, never by its name (spec §7). */
public enum ImportFormat {
    /** OpenPO's own CSV; columns in {@link InvoiceColumn}. */
    OPENPO_CSV,
    /** A sender's CSV with one invoice on each line, read by a {@link ColumnMapping}. */
    MAPPED_CSV,
    /** Answers of {@code ListInvoiceSummaries} of the AWS Invoicing API (reference §9.1). */
    AWS_INVOICE_SUMMARIES
}
