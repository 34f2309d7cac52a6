package org.openpo.domain.invoice;

/** Where an invoice stands (spec §3). */
public enum InvoiceState {
    /** Its whole amount is allocated. */
    MATCHED,
    /** A part of its amount is allocated. */
    PARTLY_MATCHED,
    /** The rules found no line item for it; its exception codes say why. */
    EXCEPTION,
    /** A person said, with a reason, that it needs no purchase order. */
    EXCLUDED,
    /** The supplier took it back. */
    VOID
}
