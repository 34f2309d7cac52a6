package org.openpo.domain.ledger;

/** What a person did to where an invoice stands (spec §4). */
public enum CorrectionKind {
    /** Put it, or a part of it, on one other line item. */
    REASSIGN,
    /** Spread it over several line items. */
    SPLIT,
    /** Took it off its line items; rules leave it alone until somebody asks for it. */
    UNMATCH,
    /** Said that it needs no purchase order. */
    EXCLUDE,
    /** Said that it is another invoice once more. */
    DUPLICATE,
    /** Said that it does not hold. */
    VOID,
    /** Took back an earlier correction. */
    UNDO
}
