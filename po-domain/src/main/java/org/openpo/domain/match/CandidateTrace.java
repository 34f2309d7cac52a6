package org.openpo.domain.match;

import java.util.Objects;

/**
 * What became of one candidate: it has a rank, or it has the criterion that dropped it, never both.
 *
 * @param lineItemId the line's key
 * @param purchaseOrderKey its purchase order's key
 * @param purchaseOrderId the purchase order ID as people know it
 * @param lineItemNumber the line's number
 * @param rank 1 for the chosen line, then 2, 3 … without gaps; null if dropped
 * @param droppedBy the first criterion it failed; null if ranked
 * @param ranking the facts it was ranked by; null if dropped
 * @param outrankedBy the key by which the chosen line stands before it; null if chosen or dropped
 */
public record CandidateTrace(
        long lineItemId,
        long purchaseOrderKey,
        String purchaseOrderId,
        String lineItemNumber,
        Integer rank,
        MatchCriterion droppedBy,
        RankingFacts ranking,
        RankingKey outrankedBy) {

    public CandidateTrace {
        Objects.requireNonNull(purchaseOrderId, "purchaseOrderId");
        Objects.requireNonNull(lineItemNumber, "lineItemNumber");
        if ((rank == null) == (droppedBy == null)) {
            throw new IllegalArgumentException("Either ranked or dropped: line item " + lineItemId);
        }
    }

    static CandidateTrace dropped(CandidateLine line, MatchCriterion criterion) {
        return new CandidateTrace(
                line.lineItemId(), line.purchaseOrderKey(), line.purchaseOrderId(), line.lineItemNumber(), null, criterion, null, null);
    }

    static CandidateTrace ranked(KeptCandidate kept, int rank, RankingKey outrankedBy) {
        CandidateLine line = kept.line();
        return new CandidateTrace(
                line.lineItemId(),
                line.purchaseOrderKey(),
                line.purchaseOrderId(),
                line.lineItemNumber(),
                rank,
                null,
                kept.facts(),
                outrankedBy);
    }

    /** Whether it decides by its balance: it can be chosen, or its balance is all that keeps it from being. */
    public boolean isInRace() {
        return rank != null || droppedBy == MatchCriterion.BALANCE_HELD;
    }
}
