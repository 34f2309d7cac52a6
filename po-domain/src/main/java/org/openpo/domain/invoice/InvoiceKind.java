package org.openpo.domain.invoice;

/** What kind of document it is (spec §3). */
public enum InvoiceKind {
    INVOICE,
    /** Gives money back; it follows the allocations of the invoice it corrects. */
    CREDIT_MEMO
}
