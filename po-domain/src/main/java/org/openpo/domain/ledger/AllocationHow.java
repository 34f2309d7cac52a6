package org.openpo.domain.ledger;

/** How an amount of an invoice came to its line item (spec §3). */
public enum AllocationHow {
    /** The matching rules chose the line among those of all purchase orders. */
    RULE,
    /** The invoice names the purchase order; the rules chose among its lines. */
    REFERENCE,
    /** A person chose the line. */
    MANUAL,
    /** A person spread the invoice over several lines. */
    SPLIT
}
