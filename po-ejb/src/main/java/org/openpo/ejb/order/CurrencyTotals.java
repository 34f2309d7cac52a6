package org.openpo.ejb.order;

import java.math.BigDecimal;

/**
 * Totals of the active purchase orders of one currency; never added across currencies.
 *
 * @param orders number of active purchase orders
 */
public record CurrencyTotals(String currency, long orders, BigDecimal committed, BigDecimal billed) {
    public BigDecimal balance() {
        return committed.subtract(billed);
    }
}
