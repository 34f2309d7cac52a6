package org.openpo.ejb.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;

import org.openpo.domain.order.PurchaseOrderStatus;

/**
 * A purchase order as lists show it. Amounts in its currency.
 *
 * @param sellers         official names, empty with {@code anySeller}
 * @param notYetEffective the effective month is ahead
 * @param tracked         at least one line tracks its balance; otherwise the balance says nothing
 */
public record PurchaseOrderRow(long id, String purchaseOrderId, String description, boolean anySeller, List<String> sellers, String currency,
        YearMonth effectiveMonth, YearMonth expirationMonth, PurchaseOrderStatus status, boolean notYetEffective, BigDecimal committed,
        BigDecimal billed, boolean tracked, int lineItemCount, Instant updatedAt, long version) {

    public BigDecimal balance() {
        return committed.subtract(billed);
    }

    /** A tracked order that was billed more than committed. */
    public boolean outOfBalance() {
        return tracked && balance().signum() < 0;
    }
}
