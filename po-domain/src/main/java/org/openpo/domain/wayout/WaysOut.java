package org.openpo.domain.wayout;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.openpo.domain.match.CandidateLine;
import org.openpo.domain.match.CandidateTrace;
import org.openpo.domain.match.Chosen;
import org.openpo.domain.match.Conversion;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.match.InvoiceFacts;
import org.openpo.domain.match.InvoiceMatcher;
import org.openpo.domain.match.MatchRequest;
import org.openpo.domain.match.MatchResult;
import org.openpo.domain.match.ReferencedPurchaseOrder;
import org.openpo.domain.money.Rounding;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.MonthRange;
import org.openpo.domain.order.NaturalOrder;
import org.openpo.domain.order.PurchaseOrderIds;

/**
 * Finds the ways out of an exception. A change of a purchase order is suggested only after it was tried: with it, and nothing
 * else, the matcher puts the invoice on that order. Pure, like the matcher that it asks.
 */
public final class WaysOut {
    private static final int MOST_CHANGES = 4;
    private static final int MOST_FOREIGN = 2;
    private static final int MONTHS_OF_NEW_ORDER = 12;

    private final OpenException exception;
    private final MatchRequest request;
    private final InvoiceFacts invoice;
    private final Map<Long, CandidateLine> lines;

    private WaysOut(OpenException exception) {
        this.exception = exception;
        this.request = exception.request();
        this.invoice = request.invoice();
        this.lines = request.candidates().stream().collect(Collectors.toMap(CandidateLine::lineItemId, line -> line, (a, b) -> a, LinkedHashMap::new));
    }

    /** The ways out, the best one first; the last one is always to exclude the invoice. */
    public static List<WayOut> of(OpenException exception) {
        List<WayOut> ways = new WaysOut(exception).find();
        ways.add(WayOut.of(WayOutKind.EXCLUDE));
        return ways;
    }

    private List<WayOut> find() {
        List<WayOut> ways = new ArrayList<>();
        // A twin that somebody has voided or excluded since is none.
        if (exception.codes().contains(ExceptionCode.DUPLICATE) && exception.twin() != OpenException.Twin.NONE) {
            ways.add(WayOut.of(WayOutKind.MARK_DUPLICATE));
            if (exception.twin() == OpenException.Twin.SEEMING) {
                ways.add(WayOut.of(WayOutKind.NOT_DUPLICATE));
            }
        }
        if (exception.codes().contains(ExceptionCode.AMOUNT_INCONSISTENT)) {
            ways.add(WayOut.of(WayOutKind.ACCEPT_AMOUNTS));
        }
        if (!ways.isEmpty()) {
            return ways;
        }
        if (invoice.sellerId() == 0) {
            ways.add(WayOut.of(WayOutKind.REGISTER_SELLER));
            ways.add(WayOut.of(WayOutKind.ADD_ALIAS));
            return ways;
        }
        if (exception.credit() != OpenException.Credit.NONE) {
            if (exception.credit() == OpenException.Credit.WITH_ORIGINAL) {
                ways.add(WayOut.of(WayOutKind.MATCH_AGAIN));
            }
            fitting(invoice, request.referenced()).or(this::fittingWithoutReference).ifPresent(ways::add);
            return ways;
        }
        MatchResult now = InvoiceMatcher.match(request);
        if (now.isMatched()) {
            ways.add(WayOut.of(WayOutKind.MATCH_AGAIN));
            return ways;
        }
        List<WayOut> changes = changes(now);
        // An order that is not for the seller at all is no better guess than a new one.
        List<WayOut> foreign = invoice.isPinned() ? List.of() : changes.stream().filter(way -> way.kind() == WayOutKind.ADD_SELLER).limit(MOST_FOREIGN).toList();
        changes.stream().filter(way -> invoice.isPinned() || way.kind() != WayOutKind.ADD_SELLER).limit(MOST_CHANGES).forEach(ways::add);
        if (invoice.isPinned()) {
            if (request.referenced() == null && !exception.idTaken() && PurchaseOrderIds.isValid(invoice.purchaseOrderReference())) {
                ways.add(newOrder(invoice.purchaseOrderReference()));
            }
            fittingWithoutReference().ifPresent(ways::add);
        } else {
            ways.add(newOrder(null));
            ways.addAll(foreign);
        }
        return ways;
    }

    /** What would have to change on which order, the nearest misses first. */
    private List<WayOut> changes(MatchResult now) {
        List<WayOut> found = new ArrayList<>();
        for (CandidateTrace trace : now.candidates()) {
            for (WayOut way : changesOf(lines.get(trace.lineItemId()), trace)) {
                if (!found.contains(way)) {
                    found.add(way);
                }
            }
        }
        if (found.isEmpty() && exception.emptyOrder() != null) {
            newLine(exception.emptyOrder()).ifPresent(found::add);
        }
        return found;
    }

    private List<WayOut> changesOf(CandidateLine line, CandidateTrace trace) {
        Optional<WayOut> way = switch (trace.droppedBy()) {
            case SUSPENDED -> tried(WayOut.onOrder(WayOutKind.ACTIVATE, line), line, LineCopy::active);
            case LINE_CLOSED -> triedOnLine(WayOut.onLine(WayOutKind.REOPEN_LINE, line), line, LineCopy::open);
            case SELLER -> tried(WayOut.onOrder(WayOutKind.ADD_SELLER, line), line, copy -> copy.seller(invoice.sellerId()));
            case CURRENCY -> rate(line);
            case TAX_REGISTRATION_NUMBER -> invoice.taxRegistrationNumber() == null ? Optional.empty()
                    : tried(WayOut.onOrder(WayOutKind.ADD_TAX_REGISTRATION_NUMBER, line), line, copy -> copy.taxRegistrationNumber(invoice.taxRegistrationNumber()));
            case INVOICE_UNIT -> invoice.invoiceUnit() == null ? Optional.empty()
                    : tried(WayOut.onOrder(WayOutKind.ADD_INVOICE_UNIT, line), line, copy -> copy.invoiceUnit(invoice.invoiceUnit()));
            case BILLING_PERIOD -> extended(line);
            case TYPE, CHARGE_FILTER -> newLine(line);
            case BALANCE_HELD -> raised(line);
            case REFERENCE -> Optional.empty();
        };
        if (way.isEmpty()) {
            return List.of();
        }
        return way.get().kind() == WayOutKind.RAISE_AMOUNT ? List.of(way.get(), WayOut.onLine(WayOutKind.ACCEPT_OVERSPEND, line)) : List.of(way.get());
    }

    private Optional<WayOut> extended(CandidateLine line) {
        MonthRange months = including(line.lineWindow(), invoice.billingPeriod());
        MonthRange order = including(line.purchaseOrderWindow(), invoice.billingPeriod());
        return triedOnLine(WayOut.onLine(WayOutKind.EXTEND_MONTHS, line).with(null, months, null), line, copy -> copy.windows(order, months));
    }

    private static MonthRange including(MonthRange months, YearMonth month) {
        return new MonthRange(month.isBefore(months.from()) ? month : months.from(), month.isAfter(months.to()) ? month : months.to());
    }

    private Optional<WayOut> raised(CandidateLine line) {
        BigDecimal amount = Conversion.of(invoice, line.currency(), line.amountBasis(), request.rates()).orElseThrow().purchaseOrderAmount();
        BigDecimal missing = amount.subtract(line.balance());
        return triedOnLine(WayOut.onLine(WayOutKind.RAISE_AMOUNT, line).with(null, null, missing), line, copy -> copy.raised(missing));
    }

    /** A line of the most specific type that the seller issues, with the invoice's amount, over all of the order's months. */
    private Optional<WayOut> newLine(CandidateLine beside) {
        Optional<Conversion> conversion = Conversion.of(invoice, beside.currency(), beside.amountBasis(), request.rates());
        if (conversion.isEmpty()) {
            return Optional.empty();
        }
        LineItemType type = typeOfNewLine();
        BigDecimal amount = conversion.get().purchaseOrderAmount().max(BigDecimal.ZERO);
        String number = nextNumber(beside.purchaseOrderKey());
        WayOut way = WayOut.onOrder(WayOutKind.ADD_LINE, beside).with(type, beside.purchaseOrderWindow(), amount).withLineNumber(number);
        return triedOnLine(way, beside, copy -> copy.fresh(number, type, amount));
    }

    private LineItemType typeOfNewLine() {
        Set<LineItemType> issued = exception.issuedTypes();
        return LineItemType.coveringTypes(invoice.invoiceClass()).stream().filter(type -> type.specificityFor(invoice.invoiceClass(), invoice.isPinned()).isPresent())
                .filter(type -> issued.isEmpty() || issued.contains(type)).findFirst().orElse(LineItemType.ALL);
    }

    /** One more than the greatest whole number in front of a line's number. */
    private String nextNumber(long purchaseOrderKey) {
        TreeSet<String> numbers = new TreeSet<>(NaturalOrder.INSTANCE);
        lines.values().stream().filter(line -> line.purchaseOrderKey() == purchaseOrderKey).map(CandidateLine::lineItemNumber).forEach(numbers::add);
        long greatest = numbers.stream().map(number -> number.replaceFirst("[^0-9].*", "")).filter(digits -> digits.matches("[0-9]{1,9}"))
                .mapToLong(Long::parseLong).max().orElse(0);
        return Long.toString(greatest + 1);
    }

    /** A rate is the only thing that is missing: with any rate the line would be taken, whatever its balance. */
    private Optional<WayOut> rate(CandidateLine line) {
        InvoiceFacts converted = invoice.inCurrency(line.currency());
        return InvoiceMatcher.match(new MatchRequest(converted, List.of(new LineCopy(line).untracked().line()), referencedBy(line, r -> r), request.rates())).isMatched()
                ? Optional.of(WayOut.onOrder(WayOutKind.ADD_RATE, line)) : Optional.empty();
    }

    /** The way if the invoice is matched once all lines of the order have the change. */
    private Optional<WayOut> tried(WayOut way, CandidateLine line, UnaryOperator<LineCopy> change) {
        List<CandidateLine> changed = lines.values().stream().filter(other -> other.purchaseOrderKey() == line.purchaseOrderKey())
                .map(other -> change.apply(new LineCopy(other)).line()).toList();
        return matches(changed, way, line) ? Optional.of(way) : Optional.empty();
    }

    /** The way if the invoice is matched once this line has the change. */
    private Optional<WayOut> triedOnLine(WayOut way, CandidateLine line, UnaryOperator<LineCopy> change) {
        return matches(List.of(change.apply(new LineCopy(line)).line()), way, line) ? Optional.of(way) : Optional.empty();
    }

    private boolean matches(List<CandidateLine> changed, WayOut way, CandidateLine line) {
        ReferencedPurchaseOrder referenced = referencedBy(line, r -> switch (way.kind()) {
            case ACTIVATE -> new ReferencedPurchaseOrder(r.purchaseOrderKey(), r.purchaseOrderId(), false, r.anySeller(), r.sellerIds());
            case ADD_SELLER -> new ReferencedPurchaseOrder(r.purchaseOrderKey(), r.purchaseOrderId(), r.suspended(), r.anySeller(), Set.of(invoice.sellerId()));
            default -> r;
        });
        return InvoiceMatcher.match(new MatchRequest(invoice, changed, referenced, request.rates())).isMatched();
    }

    private ReferencedPurchaseOrder referencedBy(CandidateLine line, UnaryOperator<ReferencedPurchaseOrder> change) {
        ReferencedPurchaseOrder referenced = request.referenced();
        return referenced == null || referenced.purchaseOrderKey() != line.purchaseOrderKey() ? referenced : change.apply(referenced);
    }

    private Optional<WayOut> fittingWithoutReference() {
        return fitting(invoice.withoutReference(), null);
    }

    private Optional<WayOut> fitting(InvoiceFacts facts, ReferencedPurchaseOrder referenced) {
        Optional<Chosen> chosen = InvoiceMatcher.match(new MatchRequest(facts, request.candidates(), facts.isPinned() ? referenced : null, request.rates())).chosen();
        return chosen.map(c -> WayOut.onLine(WayOutKind.ASSIGN_LINE, lines.get(c.lineItemId())));
    }

    /** An order in the invoice's currency for its seller, for a year from the billing period on, with one line that the invoice uses up. */
    private WayOut newOrder(String purchaseOrderId) {
        Currency currency = invoice.currency();
        MonthRange months = new MonthRange(invoice.billingPeriod(), invoice.billingPeriod().plusMonths(MONTHS_OF_NEW_ORDER - 1L));
        return new WayOut(WayOutKind.CREATE_PURCHASE_ORDER, null, purchaseOrderId, null, "1", purchaseOrderId == null ? LineItemType.ALL : typeOfNewLine(),
                months, Rounding.toMinorUnit(invoice.gross().max(BigDecimal.ZERO), currency), currency);
    }
}
