package org.openpo.domain.match;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.openpo.domain.money.RateTable;

/**
 * An invoice and the lines that might pay for it.
 *
 * @param invoice the invoice, never a credit memo: that follows its original
 * @param candidates the lines, in any order; the more of them are given, the more the trace can explain
 * @param referenced the purchase order the invoice names; null if it names none or an unknown one
 * @param rates the exchange rates that are kept; those of the invoice's currency are enough
 */
public record MatchRequest(
        InvoiceFacts invoice, Collection<CandidateLine> candidates, ReferencedPurchaseOrder referenced, RateTable rates) {

    /** @throws IllegalArgumentException if a line stands twice, or a purchase order is given that nobody referenced */
    public MatchRequest {
        Objects.requireNonNull(invoice, "invoice");
        Objects.requireNonNull(rates, "rates");
        candidates = List.copyOf(candidates);
        Set<Long> lines = new HashSet<>();
        for (CandidateLine candidate : candidates) {
            if (!lines.add(candidate.lineItemId())) {
                throw new IllegalArgumentException("Line item given twice: " + candidate.lineItemId());
            }
        }
        if (referenced != null && !invoice.isPinned()) {
            throw new IllegalArgumentException(
                    "Invoice without a reference, purchase order given: " + referenced.purchaseOrderId());
        }
    }
}
