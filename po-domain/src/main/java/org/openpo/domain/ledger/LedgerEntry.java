package org.openpo.domain.ledger;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;

/**
 * What one allocation moves, as far as arithmetic is concerned.
 *
 * @param lineItemId the line item
 * @param invoiceAmount signed amount in the invoice's currency; positive uses the line up, negative gives back
 * @param purchaseOrderAmount the same amount in the purchase order's currency, with the same sign
 * @param purchaseOrderCurrency the purchase order's currency
 */
public record LedgerEntry(
        long lineItemId, BigDecimal invoiceAmount, BigDecimal purchaseOrderAmount, Currency purchaseOrderCurrency) {

    public LedgerEntry {
        Objects.requireNonNull(invoiceAmount, "invoiceAmount");
        Objects.requireNonNull(purchaseOrderAmount, "purchaseOrderAmount");
        Objects.requireNonNull(purchaseOrderCurrency, "purchaseOrderCurrency");
    }

    /** The entry that undoes this one. Entries are never changed or removed, only reversed. */
    public LedgerEntry reversal() {
        return new LedgerEntry(
                lineItemId, invoiceAmount.negate(), purchaseOrderAmount.negate(), purchaseOrderCurrency);
    }

    /**
     * Both entries in one.
     *
     * @throws IllegalArgumentException if they stand on different lines or in different currencies
     */
    LedgerEntry plus(LedgerEntry other) {
        if (lineItemId != other.lineItemId || !purchaseOrderCurrency.equals(other.purchaseOrderCurrency)) {
            throw new IllegalArgumentException("Entries of different lines: " + this + " and " + other);
        }
        return new LedgerEntry(
                lineItemId,
                invoiceAmount.add(other.invoiceAmount),
                purchaseOrderAmount.add(other.purchaseOrderAmount),
                purchaseOrderCurrency);
    }
}
