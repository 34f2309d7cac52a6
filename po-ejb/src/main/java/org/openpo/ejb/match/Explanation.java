package org.openpo.ejb.match;

import java.math.BigDecimal;
import java.util.List;

import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.match.MatchCriterion;
import org.openpo.domain.match.RankingKey;

/**
 * How the last matching of an invoice came out (spec §9).
 *
 * @param outcome    the invoice's state then
 * @param chosen     the line that pays, or null; for a credit memo the first of its original's lines
 * @param how        RULE or REFERENCE, ORIGINAL for a credit memo that follows its original; null if nothing was chosen
 * @param codes      exception codes; empty if matched
 * @param candidates the ranked ones by rank, then the dropped ones, those that came furthest first
 * @param notShown   candidates that were judged but are not kept here, because there were too many
 */
public record Explanation(InvoiceState outcome, Chosen chosen, String how, List<String> codes, List<Candidate> candidates, int notShown) {

    /** Where the amount went. Amount and rate as in the allocation. */
    public record Chosen(String purchaseOrderId, String lineItemNumber, BigDecimal amount, String currency, BigDecimal rate, String rateSource) { }

    /**
     * One candidate.
     *
     * @param purchaseOrderPk id of the order, for links
     * @param rank            1 = chosen; null if dropped
     * @param droppedBy       null if ranked
     * @param outrankedBy     by what the chosen line stands before this one; null for the chosen one and the dropped ones
     * @param covers          its balance covered the amount, or is not tracked; null if dropped before that was judged
     */
    public record Candidate(long purchaseOrderPk, String purchaseOrderId, String lineItemNumber, Integer rank, MatchCriterion droppedBy,
            RankingKey outrankedBy, Boolean covers) { }
}
