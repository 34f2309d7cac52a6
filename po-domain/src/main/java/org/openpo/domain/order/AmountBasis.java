package org.openpo.domain.order;

/** Which amount of an invoice a purchase order pays (spec §3, reference D12). */
public enum AmountBasis {
    /** Tax included. */
    GROSS,
    /** Before tax. */
    NET
}
