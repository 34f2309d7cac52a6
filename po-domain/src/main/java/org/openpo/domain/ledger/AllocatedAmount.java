package org.openpo.domain.ledger;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * What an allocation says in figures. All amounts are signed alike: positive uses a line up, negative gives back.
 *
 * @param covered the part of the invoice's gross amount that is settled with it, in the invoice's currency; it tells how much of the
 *     invoice is left, whatever basis the purchase order has
 * @param invoiceAmount the same part as the purchase order counts it: gross or net by its amount basis, in the invoice's currency
 * @param purchaseOrderAmount that amount in the purchase order's currency, rounded to its minor unit
 * @param rate purchase order currency per unit of invoice currency
 * @param rateSource where the rate comes from
 */
public record AllocatedAmount(BigDecimal covered, BigDecimal invoiceAmount, BigDecimal purchaseOrderAmount, BigDecimal rate, RateSource rateSource) {

    public AllocatedAmount {
        Objects.requireNonNull(covered, "covered");
        Objects.requireNonNull(invoiceAmount, "invoiceAmount");
        Objects.requireNonNull(purchaseOrderAmount, "purchaseOrderAmount");
        Objects.requireNonNull(rate, "rate");
        Objects.requireNonNull(rateSource, "rateSource");
    }

    /** What takes it back, at the same rate. */
    public AllocatedAmount negated() {
        return new AllocatedAmount(covered.negate(), invoiceAmount.negate(), purchaseOrderAmount.negate(), rate, rateSource);
    }
}
