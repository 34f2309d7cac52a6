package org.openpo.ejb.report;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Optional;

import org.openpo.domain.ledger.Balance;

/**
 * A group of purchase orders of one currency.
 *
 * @param group          what kind of group
 * @param name           of the seller, or the tag's value; null for other groups
 * @param month          of a group by month, else null
 * @param purchaseOrders how many
 * @param exceptions     how many invoices of the group's seller or month wait for a decision; null where invoices belong to no group
 * @param unmatched      their gross amounts, in the currency; null likewise
 */
public record PortfolioRow(Group group, String name, YearMonth month, String currency, long purchaseOrders, BigDecimal committed, BigDecimal billed, Long exceptions,
        BigDecimal unmatched) {

    /** What holds the purchase orders of a row together. Each purchase order is in one row only. */
    public enum Group {
        /** They name this seller and no other. */
        SELLER,
        /** They name several sellers. */
        SEVERAL_SELLERS,
        /** They are for any seller. */
        ANY_SELLER,
        /** No purchase orders, but invoices of sellers that are not in the directory. */
        UNKNOWN_SELLER,
        /** They have this value of the tag. */
        TAG_VALUE,
        /** They do not have the tag. */
        NO_TAG,
        /** They are in force in this month. */
        MONTH,
        /** All of the currency. */
        ALL
    }

    public BigDecimal balance() {
        return committed.subtract(billed);
    }

    /** Empty if nothing is committed. */
    public Optional<BigDecimal> percentUsed() {
        return new Balance(committed, billed).percentUsed();
    }
}
