package org.openpo.ejb.match;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

import org.openpo.domain.invoice.InvoiceClass;
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
 * @param judged     the invoice as it was judged; null if it was not held against candidates
 */
public record Explanation(InvoiceState outcome, Chosen chosen, String how, List<String> codes, List<Candidate> candidates, int notShown, Judged judged) {

    /**
     * What was known of the invoice. With the facts of the candidates at that moment, and what does not move by itself on the purchase
     * orders, it lets anybody do the matching once more.
     *
     * @param sellerKnown whether the seller is in the directory; if not, no purchase order covers it
     */
    public record Judged(String seller, boolean sellerKnown, InvoiceClass invoiceClass, YearMonth billingPeriod, LocalDate issueDate, String currency,
            BigDecimal net, BigDecimal gross, String taxRegistrationNumber, String invoiceUnit, String billedAccount, List<String> chargeAccounts,
            String purchaseOrderReference) { }

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
     * @param amount          the invoice's amount as this order counts it, in its currency; null without a rate
     * @param balance         of the line at that moment, before the match; null if not tracked
     * @param updatedAt       when a person had last changed the order
     */
    public record Candidate(long purchaseOrderPk, String purchaseOrderId, String lineItemNumber, Integer rank, MatchCriterion droppedBy,
            RankingKey outrankedBy, Boolean covers, BigDecimal amount, BigDecimal balance, Instant updatedAt) { }
}
