package org.openpo.domain.ledger;

import java.math.BigDecimal;
import java.util.Collection;

/**
 * The ledger's arithmetic. Two sums hold at every commit (spec §3): balance of a line = total − Σ its allocations, and
 * Σ covered amounts of an invoice + unallocated = its gross amount.
 */
public final class Balances {

    private Balances() {
    }

    /**
     * Balance of one line item.
     *
     * @param total the line total
     * @param entries all entries of the line; entries of other lines are refused, they would make the balance a lie
     * @throws IllegalArgumentException if an entry stands on another line
     */
    public static Balance ofLine(long lineItemId, BigDecimal total, Collection<LedgerEntry> entries) {
        BigDecimal billed = BigDecimal.ZERO;
        for (LedgerEntry entry : entries) {
            if (entry.lineItemId() != lineItemId) {
                throw new IllegalArgumentException("Entry of another line than " + lineItemId + ": " + entry);
            }
            billed = billed.add(entry.purchaseOrderAmount());
        }
        return new Balance(total, billed);
    }

    /** Balance of a purchase order: the sum over its lines, all in its currency. */
    public static Balance ofPurchaseOrder(Collection<Balance> lines) {
        return lines.stream().reduce(new Balance(BigDecimal.ZERO, BigDecimal.ZERO), Balance::plus);
    }

    /**
     * The part of an invoice that no line pays for.
     *
     * @param gross the invoice's amount in its own currency
     * @param entries all entries of the invoice
     */
    public static BigDecimal unallocated(BigDecimal gross, Collection<LedgerEntry> entries) {
        return entries.stream().map(LedgerEntry::covered).reduce(gross, BigDecimal::subtract);
    }
}
