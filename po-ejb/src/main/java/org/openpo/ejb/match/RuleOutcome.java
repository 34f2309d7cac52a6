package org.openpo.ejb.match;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.ledger.AllocatedAmount;
import org.openpo.domain.ledger.Allocation;
import org.openpo.domain.match.CandidateLine;
import org.openpo.domain.match.CandidateTrace;
import org.openpo.domain.match.Chosen;
import org.openpo.domain.match.Conversion;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.match.InvoiceFacts;
import org.openpo.domain.match.MatchRequest;
import org.openpo.domain.match.MatchResult;
import org.openpo.domain.order.AmountBasis;
import org.openpo.ejb.ledger.Ledger;

/** What the rules make of an invoice, and why: the line that pays it, or the codes of the exception. */
public final class RuleOutcome {
    private static final int CANDIDATES_KEPT = 200;

    private final Optional<Chosen> chosen;
    private final List<ExceptionCode> codes;
    private final Function<Invoice, Explanation> explain;
    private final StringBuilder room;

    private RuleOutcome(Optional<Chosen> chosen, List<ExceptionCode> codes, Function<Invoice, Explanation> explain, StringBuilder room) {
        this.chosen = chosen;
        this.codes = codes;
        this.explain = explain;
        this.room = room;
    }

    static RuleOutcome of(MatchRequest request, MatchResult result) {
        return of(request, result, new StringBuilder());
    }

    /** @param room for the explanation's text while it is written, shared by outcomes that are noted one after the other */
    static RuleOutcome of(MatchRequest request, MatchResult result, StringBuilder room) {
        return new RuleOutcome(result.chosen(), result.codes(), invoice -> explain(invoice, request, result), room);
    }

    /** An invoice that is not matched until somebody has looked at it. */
    public static RuleOutcome doubtful(List<ExceptionCode> codes) {
        return new RuleOutcome(Optional.empty(), codes,
                invoice -> new Explanation(InvoiceState.EXCEPTION, null, null, codes.stream().map(Enum::name).toList(), List.of(), 0, null), new StringBuilder());
    }

    /** The line that pays. */
    public Optional<Chosen> chosen() {
        return chosen;
    }

    /** What stands in the ledger for the chosen line: a rule puts an invoice there as a whole. */
    public static AllocatedAmount amount(Invoice invoice, Chosen c) {
        return new AllocatedAmount(invoice.gross(), c.invoiceAmount(), c.purchaseOrderAmount(), c.rate(), c.rateSource());
    }

    /** What the ledger is to write for a rule's decision; empty if no line pays. */
    public Optional<Ledger.Posting> posting(Invoice invoice, Allocation.Decision decision) {
        return chosen.map(c -> new Ledger.Posting(invoice, c.lineItemId(), c.purchaseOrderKey(), amount(invoice, c), c.how(), decision));
    }

    /** Notes on the invoice how it stands now. */
    public void noteOn(Invoice invoice, Instant now) {
        InvoiceState state = chosen.isPresent() ? InvoiceState.MATCHED : InvoiceState.EXCEPTION;
        invoice.matched(state, codes, chosen.isPresent() ? invoice.gross() : BigDecimal.ZERO, ExplanationJson.write(explain.apply(invoice), room), now);
    }

    private static Explanation explain(Invoice invoice, MatchRequest request, MatchResult result) {
        InvoiceState state = result.isMatched() ? InvoiceState.MATCHED : InvoiceState.EXCEPTION;
        Map<Long, CandidateLine> lines = new HashMap<>();
        request.candidates().forEach(line -> lines.put(line.lineItemId(), line));
        Map<Currency, Map<AmountBasis, Optional<BigDecimal>>> amounts = new HashMap<>();
        List<Explanation.Candidate> kept = new ArrayList<>();
        for (CandidateTrace trace : result.candidates().subList(0, Math.min(CANDIDATES_KEPT, result.candidates().size()))) {
            CandidateLine line = lines.get(trace.lineItemId());
            Optional<BigDecimal> amount = amounts.computeIfAbsent(line.currency(), c -> new EnumMap<>(AmountBasis.class)).computeIfAbsent(line.amountBasis(),
                    basis -> Conversion.of(request.invoice(), line.currency(), basis, request.rates()).map(Conversion::purchaseOrderAmount));
            kept.add(candidate(trace, line, amount.orElse(null)));
        }
        Explanation.Chosen chosen = result.chosen().map(c -> new Explanation.Chosen(c.purchaseOrderId(), c.lineItemNumber(), c.purchaseOrderAmount(),
                lines.get(c.lineItemId()).currency().getCurrencyCode(), c.rate(), c.rateSource().name())).orElse(null);
        return new Explanation(state, chosen, result.chosen().map(c -> c.how().name()).orElse(null),
                result.codes().stream().map(Enum::name).toList(), kept, result.candidates().size() - kept.size(), judged(invoice, request.invoice()));
    }

    private static Explanation.Judged judged(Invoice invoice, InvoiceFacts facts) {
        return new Explanation.Judged(invoice.sellerName(), facts.sellerId() != 0, facts.invoiceClass(), facts.billingPeriod(), facts.issueDate(),
                facts.currency().getCurrencyCode(), facts.net(), facts.gross(), facts.taxRegistrationNumber(), facts.invoiceUnit(), facts.billedAccount(),
                facts.chargeAccounts().stream().sorted().toList(), facts.purchaseOrderReference());
    }

    private static Explanation.Candidate candidate(CandidateTrace t, CandidateLine line, BigDecimal amount) {
        return new Explanation.Candidate(line.purchaseOrderKey(), t.purchaseOrderId(), t.lineItemNumber(), t.rank(), t.droppedBy(), t.outrankedBy(),
                t.ranking() == null ? null : t.ranking().covers(), amount, line.balanceTracked() ? line.balance() : null, line.purchaseOrderUpdatedAt());
    }
}
