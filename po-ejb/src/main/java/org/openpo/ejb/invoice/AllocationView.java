package org.openpo.ejb.invoice;

import java.math.BigDecimal;
import java.time.Instant;

import org.openpo.domain.ledger.AllocationHow;
import org.openpo.domain.ledger.RateSource;

/**
 * A standing allocation.
 *
 * @param lineItemBalance     what is left on the line now, {@code purchaseOrderCurrency}; null if it is not tracked
 * @param amount              signed, the invoice's currency; gross or net as the purchase order counts it
 * @param covered             the part of the invoice's gross amount that it settles, signed
 * @param purchaseOrderAmount signed, {@code purchaseOrderCurrency}
 * @param rate                purchase order units per invoice unit
 * @param correctionId        the person's correction that put it there, on a reversal the one that took it back; null if a rule did
 */
public record AllocationView(long purchaseOrderPk, String purchaseOrderId, boolean purchaseOrderDeleted, long lineItemId, String lineItemNumber,
        String lineItemDescription, BigDecimal lineItemBalance, BigDecimal amount, BigDecimal covered, BigDecimal purchaseOrderAmount, String purchaseOrderCurrency, BigDecimal rate, RateSource rateSource,
        AllocationHow how, String actor, Instant at, String reason, Long correctionId) { }
