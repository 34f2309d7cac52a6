package org.openpo.domain.ledger;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;
import org.openpo.domain.order.AmountBasis;

/**
 * What one allocation moves, as far as arithmetic is concerned. All amounts have the same sign: positive uses the line up, negative gives back.
 *
 * @param lineItemId the line item
 * @param covered the part of the invoice's gross amount, in the invoice's currency
 * @param invoiceAmount the same part gross or net by the purchase order's basis, in the invoice's currency
 * @param purchaseOrderAmount the same in the purchase order's currency
 * @param purchaseOrderCurrency the purchase order's currency
 * @param basis what the purchase order pays
 */
public record LedgerEntry(
        long lineItemId, BigDecimal covered, BigDecimal invoiceAmount, BigDecimal purchaseOrderAmount, Currency purchaseOrderCurrency,
        AmountBasis basis) {

    public LedgerEntry {
        Objects.requireNonNull(covered, "covered");
        Objects.requireNonNull(invoiceAmount, "invoiceAmount");
        Objects.requireNonNull(purchaseOrderAmount, "purchaseOrderAmount");
        Objects.requireNonNull(purchaseOrderCurrency, "purchaseOrderCurrency");
        Objects.requireNonNull(basis, "basis");
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
                covered.add(other.covered),
                invoiceAmount.add(other.invoiceAmount),
                purchaseOrderAmount.add(other.purchaseOrderAmount),
                purchaseOrderCurrency,
                basis);
    }
}
