package org.openpo.domain.match;

import java.math.BigDecimal;
import org.openpo.domain.ledger.AllocationHow;
import org.openpo.domain.ledger.RateSource;

/**
 * The line that pays, and the allocation to write.
 *
 * @param lineItemId the line's key
 * @param purchaseOrderKey its purchase order's key
 * @param purchaseOrderId the purchase order ID as people know it
 * @param lineItemNumber the line's number
 * @param how RULE, or REFERENCE if the invoice named the purchase order
 * @param invoiceAmount gross or net by the purchase order's amount basis, in the invoice's currency
 * @param purchaseOrderAmount the same in the purchase order's currency, rounded to its minor unit
 * @param rate purchase order currency per unit of invoice currency
 * @param rateSource where the rate comes from
 */
public record Chosen(
        long lineItemId,
        long purchaseOrderKey,
        String purchaseOrderId,
        String lineItemNumber,
        AllocationHow how,
        BigDecimal invoiceAmount,
        BigDecimal purchaseOrderAmount,
        BigDecimal rate,
        RateSource rateSource) {

    static Chosen of(KeptCandidate winner, AllocationHow how) {
        return of(winner.line(), winner.conversion(), how);
    }

    static Chosen of(CandidateLine line, Conversion conversion, AllocationHow how) {
        return new Chosen(
                line.lineItemId(),
                line.purchaseOrderKey(),
                line.purchaseOrderId(),
                line.lineItemNumber(),
                how,
                conversion.invoiceAmount(),
                conversion.purchaseOrderAmount(),
                conversion.rate(),
                conversion.rateSource());
    }
}
