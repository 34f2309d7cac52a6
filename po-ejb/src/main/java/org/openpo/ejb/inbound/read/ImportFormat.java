package org.openpo.ejb.inbound.read;

/** What a file is, recognised by its content, never by its name (spec §7). */
public enum ImportFormat {
    /** OpenPO's own CSV; columns in {@link InvoiceColumn}. */
    OPENPO_CSV,
    /** A sender's CSV with one invoice on each line, read by a {@link ColumnMapping}. */
    MAPPED_CSV,
    /** Answers of {@code ListInvoiceSummaries} of the AWS Invoicing API (reference §9.1). */
    AWS_INVOICE_SUMMARIES,
    /** FOCUS cost and usage 1.0 to 1.3, as CSV or Parquet: charges, summed up to invoices. */
    FOCUS,
    /** FOCUS Invoice Detail 1.4. */
    FOCUS_INVOICE_DETAIL,
    /** AWS cost and usage report, legacy or 2.0, as CSV or Parquet: charges, summed up to invoices. */
    AWS_CUR,
    /** OASIS UBL 2 invoice, of any profile (Peppol BIS Billing 3, EN 16931, XRechnung). */
    UBL_INVOICE,
    /** OASIS UBL 2 credit note. */
    UBL_CREDIT_NOTE,
    /** UN/CEFACT Cross Industry Invoice. */
    CII,
    /** PDF with a UN/CEFACT Cross Industry Invoice inside (Factur-X, ZUGFeRD). */
    FACTUR_X,
    /** Several files of any format in one. */
    ZIP,
    /** One file of any format, compressed. */
    GZIP
}
