package org.openpo.domain.match;

import java.time.Instant;

/**
 * The facts by which a kept candidate is ranked, for a page to show.
 *
 * @param namesInvoiceUnit whether the purchase order names the invoice's unit
 * @param specificity of the line's type for the invoice's class, 0 is the most specific
 * @param hasChargeFilter whether the line is for certain accounts, the invoice's among them
 * @param covers whether the line's balance covers the amount, or is not tracked
 * @param purchaseOrderUpdatedAt when a person last changed the purchase order
 * @param lineWindowMonths number of months of the line's window
 */
public record RankingFacts(
        boolean namesInvoiceUnit,
        int specificity,
        boolean hasChargeFilter,
        boolean covers,
        Instant purchaseOrderUpdatedAt,
        long lineWindowMonths) {}
