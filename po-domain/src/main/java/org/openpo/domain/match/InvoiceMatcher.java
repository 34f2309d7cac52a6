package org.openpo.domain.match;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.openpo.domain.ledger.AllocationHow;
import org.openpo.domain.money.RateTable;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.NaturalOrder;
import org.openpo.domain.order.OverspendPolicy;

/**
 * Finds the line item that pays for an invoice, and says of every other candidate why it does not (spec §4,
 * reference §3.2).
 *
 * <p>A pure function: the same request gives the same result, in whatever order its candidates come. It asks for no
 * clock, because a window is judged at the invoice's billing period: the January purchase order gets the January
 * invoice that is issued in February, when people already see it as expired.
 */
public final class InvoiceMatcher {

    private static final MatchCriterion[] CRITERIA = MatchCriterion.values();
    /** Of those that one criterion dropped; it only makes the order the same every time. */
    private static final Comparator<CandidateTrace> DROPPED_ORDER =
            Comparator.comparing(CandidateTrace::purchaseOrderId, NaturalOrder.INSTANCE)
                    .thenComparing(CandidateTrace::lineItemNumber, NaturalOrder.INSTANCE)
                    .thenComparingLong(CandidateTrace::lineItemId);

    private InvoiceMatcher() {
    }

    /** Matches one invoice. Nothing is changed; writing the allocation or the exception is the caller's work. */
    public static MatchResult match(MatchRequest request) {
        List<KeptCandidate> kept = new ArrayList<>();
        Map<MatchCriterion, List<CandidateTrace>> droppedBy = new EnumMap<>(MatchCriterion.class);
        Conversions conversions = new Conversions(request.invoice(), request.rates());
        for (CandidateLine line : request.candidates()) {
            Examination examination = new Examination(request.invoice(), request.referenced(), conversions, line, CandidateLine::balance);
            MatchCriterion failed = examination.firstFailed();
            if (failed != null) {
                droppedBy.computeIfAbsent(failed, f -> new ArrayList<>()).add(CandidateTrace.dropped(line, failed));
            } else {
                kept.add(examination.kept());
            }
        }
        kept.sort(RankingKey.ORDER);
        List<CandidateTrace> dropped = new ArrayList<>();
        // Near misses first.
        for (int i = CRITERIA.length - 1; i >= 0; i--) {
            List<CandidateTrace> alike = droppedBy.getOrDefault(CRITERIA[i], List.of());
            if (alike.size() > 1) {
                alike.sort(DROPPED_ORDER);
            }
            dropped.addAll(alike);
        }

        List<CandidateTrace> traces = new ArrayList<>(ranked(kept));
        traces.addAll(dropped);
        if (kept.isEmpty()) {
            return new MatchResult(Optional.empty(), codes(request, dropped), traces);
        }
        AllocationHow how = request.invoice().isPinned() ? AllocationHow.REFERENCE : AllocationHow.RULE;
        return new MatchResult(Optional.of(Chosen.of(kept.get(0), how)), List.of(), traces);
    }

    /**
     * The candidate that is chosen, without a word on the others.
     *
     * @param balances what is left by now on a line that is tracked
     */
    static Optional<KeptCandidate> best(InvoiceFacts invoice, ReferencedPurchaseOrder referenced, RateTable rates,
            Iterable<CandidateLine> candidates, Function<CandidateLine, BigDecimal> balances) {
        KeptCandidate best = null;
        Conversions conversions = new Conversions(invoice, rates);
        for (CandidateLine line : candidates) {
            Examination examination = new Examination(invoice, referenced, conversions, line, balances);
            if (examination.firstFailed() == null) {
                KeptCandidate kept = examination.kept();
                best = best == null || RankingKey.ORDER.compare(kept, best) < 0 ? kept : best;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The keys of the purchase orders whose lines can be chosen, or are kept from it by their balance alone, whatever their balances are. */
    public static Set<Long> ordersInRace(MatchRequest request) {
        Set<Long> orders = new HashSet<>();
        Conversions conversions = new Conversions(request.invoice(), request.rates());
        for (CandidateLine line : request.candidates()) {
            MatchCriterion failed = new Examination(request.invoice(), request.referenced(), conversions, line, CandidateLine::balance).firstFailed();
            if (failed == null || failed == MatchCriterion.BALANCE_HELD) {
                orders.add(line.purchaseOrderKey());
            }
        }
        return orders;
    }

    private static List<CandidateTrace> ranked(List<KeptCandidate> kept) {
        List<CandidateTrace> traces = new ArrayList<>();
        for (KeptCandidate candidate : kept) {
            RankingKey outrankedBy = traces.isEmpty() ? null : RankingKey.deciding(kept.get(0), candidate);
            traces.add(CandidateTrace.ranked(candidate, traces.size() + 1, outrankedBy));
        }
        return traces;
    }

    /** The code of the furthest criterion that any candidate reached, or what is wrong with the reference itself. */
    private static List<ExceptionCode> codes(MatchRequest request, List<CandidateTrace> dropped) {
        if (!request.invoice().isPinned()) {
            return List.of(dropped.isEmpty() ? ExceptionCode.NO_PURCHASE_ORDER : furthest(dropped));
        }
        ReferencedPurchaseOrder referenced = request.referenced();
        if (referenced == null) {
            return List.of(ExceptionCode.REFERENCE_UNKNOWN);
        }
        if (referenced.suspended()) {
            return List.of(ExceptionCode.REFERENCE_NOT_ELIGIBLE, ExceptionCode.SUSPENDED);
        }
        if (!covers(referenced.anySeller(), referenced.sellerIds(), request.invoice().sellerId())) {
            return List.of(ExceptionCode.REFERENCE_NOT_ELIGIBLE, ExceptionCode.SELLER_NOT_COVERED);
        }
        boolean hasLines = !dropped.isEmpty() && dropped.get(0).droppedBy() != MatchCriterion.REFERENCE;
        return List.of(hasLines ? furthest(dropped) : ExceptionCode.TYPE_NOT_COVERED);
    }

    private static ExceptionCode furthest(List<CandidateTrace> dropped) {
        return dropped.get(0).droppedBy().exceptionCode();
    }

    /** Criterion 4. */
    static boolean admitsTaxRegistration(CandidateLine line, InvoiceFacts invoice) {
        if (line.taxRegistrationNumbers().isEmpty()) {
            return true;
        }
        String number = invoice.taxRegistrationNumber();
        return number != null && line.taxRegistrationNumbers().contains(Names.taxRegistrationKey(number));
    }

    /**
     * Criterion 8: the billed account, or every account of the charges. A rule puts an invoice on one line as a whole, so
     * one account outside the filter is one too many.
     */
    static boolean admitsAccounts(CandidateLine line, InvoiceFacts invoice) {
        Set<String> filter = line.chargeFilterAccounts();
        return filter.isEmpty()
                || invoice.billedAccount() != null && filter.contains(invoice.billedAccount())
                || !invoice.chargeAccounts().isEmpty() && filter.containsAll(invoice.chargeAccounts());
    }

    private static boolean covers(boolean anySeller, Set<Long> sellerIds, long sellerId) {
        return sellerId != 0 && (anySeller || sellerIds.contains(sellerId));
    }

    /** An invoice's amounts in the currencies and on the bases of its candidates, each found once. */
    private static final class Conversions {
        private final InvoiceFacts invoice;
        private final RateTable rates;
        private final Map<Currency, Map<AmountBasis, Optional<Conversion>>> found = new HashMap<>();

        Conversions(InvoiceFacts invoice, RateTable rates) {
            this.invoice = invoice;
            this.rates = rates;
        }

        Optional<Conversion> to(CandidateLine line) {
            return found.computeIfAbsent(line.currency(), c -> new EnumMap<>(AmountBasis.class))
                    .computeIfAbsent(line.amountBasis(), basis -> Conversion.of(invoice, line.currency(), basis, rates));
        }
    }

    /** One candidate held against the invoice. */
    private static final class Examination {

        private final InvoiceFacts invoice;
        private final ReferencedPurchaseOrder referenced;
        private final CandidateLine line;
        private final Function<CandidateLine, BigDecimal> balances;
        private final Optional<Conversion> conversion;
        private final OptionalInt specificity;

        Examination(InvoiceFacts invoice, ReferencedPurchaseOrder referenced, Conversions conversions, CandidateLine line,
                Function<CandidateLine, BigDecimal> balances) {
            this.balances = balances;
            this.invoice = invoice;
            this.referenced = referenced;
            this.line = line;
            this.conversion = conversions.to(line);
            this.specificity = line.type().specificityFor(invoice.invoiceClass(), invoice.isPinned());
        }

        /** Null if it passes all. */
        MatchCriterion firstFailed() {
            for (MatchCriterion criterion : CRITERIA) {
                if (!passes(criterion)) {
                    return criterion;
                }
            }
            return null;
        }

        private boolean passes(MatchCriterion criterion) {
            return switch (criterion) {
                case REFERENCE -> !invoice.isPinned() || isReferenced();
                case SUSPENDED -> !line.suspended();
                case LINE_CLOSED -> !line.closed();
                case SELLER -> covers(line.anySeller(), line.sellerIds(), invoice.sellerId());
                case CURRENCY -> conversion.isPresent();
                case TAX_REGISTRATION_NUMBER -> admitsTaxRegistration(line, invoice);
                case INVOICE_UNIT -> line.invoiceUnits().isEmpty() || namesInvoiceUnit();
                case BILLING_PERIOD -> isInWindows(invoice.billingPeriod());
                case TYPE -> specificity.isPresent();
                case CHARGE_FILTER -> admitsAccounts(line, invoice);
                case BALANCE_HELD -> line.overspendPolicy() == OverspendPolicy.ALLOW || coversAmount();
            };
        }

        private boolean isReferenced() {
            return referenced != null && referenced.purchaseOrderKey() == line.purchaseOrderKey();
        }

        private boolean namesInvoiceUnit() {
            String unit = invoice.invoiceUnit();
            return unit != null && line.invoiceUnits().contains(Names.invoiceUnitKey(unit));
        }

        private boolean isInWindows(YearMonth period) {
            return line.purchaseOrderWindow().contains(period) && line.lineWindow().contains(period);
        }

        /** An amount of zero or less needs no balance. */
        private boolean coversAmount() {
            BigDecimal amount = conversion.orElseThrow().purchaseOrderAmount();
            return !line.balanceTracked() || amount.signum() <= 0 || balances.apply(line).compareTo(amount) >= 0;
        }

        KeptCandidate kept() {
            RankingFacts facts = new RankingFacts(
                    namesInvoiceUnit(),
                    specificity.orElseThrow(),
                    !line.chargeFilterAccounts().isEmpty(),
                    coversAmount(),
                    line.purchaseOrderUpdatedAt(),
                    line.lineWindow().months());
            return new KeptCandidate(line, conversion.orElseThrow(), facts);
        }
    }
}
