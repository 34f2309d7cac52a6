package org.openpo.domain.notice;

import java.util.EnumSet;
import java.util.Set;

/** What people are told about (spec §6). */
public enum NoticeKind {
    /** The balance of a tracked line item fell below a threshold. */
    LOW_BALANCE,
    /** The purchase order expires soon. */
    EXPIRY,
    /** The forecast says that the balance is used up before the purchase order expires. */
    RUNS_DRY,
    /** Nobody has opened the purchase order since one of the others was sent. */
    ESCALATION,
    /** Invoices that have waited long for somebody to resolve them; not about one purchase order. */
    EXCEPTIONS_DIGEST,
    /** The week's figures of all purchase orders. */
    PORTFOLIO_DIGEST;

    /** Of one purchase order, told to its contacts, who choose among these. */
    public static final Set<NoticeKind> OF_PURCHASE_ORDER = Set.copyOf(EnumSet.of(LOW_BALANCE, EXPIRY, RUNS_DRY));
    /** Of all purchase orders, told to whoever of the directory wants them. */
    public static final Set<NoticeKind> DIGESTS = Set.copyOf(EnumSet.of(EXCEPTIONS_DIGEST, PORTFOLIO_DIGEST));

    public boolean isOfPurchaseOrder() {
        return this == ESCALATION || OF_PURCHASE_ORDER.contains(this);
    }
}
