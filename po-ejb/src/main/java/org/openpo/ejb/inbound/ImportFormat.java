package org.openpo.ejb.inbound;

/** What a file is, recognised by its content, never by its name (spec §7). */
public enum ImportFormat {
    /** OpenPO's own CSV; columns in {@link CsvInvoiceReader}. */
    OPENPO_CSV,
    /** Answers of {@code ListInvoiceSummaries} of the AWS Invoicing API (reference §9.1). */
    AWS_INVOICE_SUMMARIES
}
