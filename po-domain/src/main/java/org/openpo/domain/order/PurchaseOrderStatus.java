package org.openpo.domain.order;

import java.time.YearMonth;

/**
 * Status of a purchase order, always derived from its facts and the current month, never stored (spec §3, reference §5).
 *
 * <p>It is what people see today. Matching does not look at it: whether a purchase order is expired for an invoice is
 * judged at the invoice's billing period.
 */
public enum PurchaseOrderStatus {
    ACTIVE(false, false),
    SUSPENDED(true, false),
    EXPIRED(false, true),
    SUSPENDED_EXPIRED(true, true);

    private final boolean suspended;
    private final boolean expired;

    PurchaseOrderStatus(boolean suspended, boolean expired) {
        this.suspended = suspended;
        this.expired = expired;
    }

    /**
     * @param suspended whether a person has suspended the purchase order
     * @param expiration its expiration month; it expires at the end of that month's last day, UTC
     * @param currentMonthUtc the current month in UTC
     */
    public static PurchaseOrderStatus derive(boolean suspended, YearMonth expiration, YearMonth currentMonthUtc) {
        boolean expired = currentMonthUtc.isAfter(expiration);
        if (suspended) {
            return expired ? SUSPENDED_EXPIRED : SUSPENDED;
        }
        return expired ? EXPIRED : ACTIVE;
    }

    /**
     * Whether a person may choose the target under "change status". Suspending and reactivating is all that is offered
     * there: expiry comes and goes with the expiration month, so an expired purchase order cannot be made active here.
     */
    public boolean mayBecome(PurchaseOrderStatus target) {
        return target.expired == expired && target.suspended != suspended;
    }

    public boolean isSuspended() {
        return suspended;
    }

    public boolean isExpired() {
        return expired;
    }
}
