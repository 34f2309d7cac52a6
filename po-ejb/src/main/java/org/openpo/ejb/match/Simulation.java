package org.openpo.ejb.match;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.ledger.Allocation;
import org.openpo.domain.ledger.CreditMemoAllocator;
import org.openpo.domain.ledger.LedgerEntry;
import org.openpo.domain.match.CandidateLine;
import org.openpo.domain.match.Chosen;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.match.InvoiceFacts;
import org.openpo.domain.match.InvoiceMatcher;
import org.openpo.domain.match.MatchCriterion;
import org.openpo.domain.match.MatchResult;
import org.openpo.domain.order.LineItem;
import org.openpo.domain.order.OverspendPolicy;

/**
 * Matches invoices again for one order, one after the other, in thought: the balances move from one to the next as they would, credit
 * memos follow, and nothing is written.
 */
final class Simulation {
    private final Overlay overlay;
    private final Requests requests;
    private final Map<Long, List<Allocation>> standing;
    private final Map<MemoKey, List<Invoice>> memos;
    private final List<WhatIf.Taken> exceptions = new ArrayList<>();
    private final List<WhatIf.Taken> moved = new ArrayList<>();
    private final Map<ExceptionCode, Long> near = new EnumMap<>(ExceptionCode.class);
    private final Map<Long, Integer> takenByLine = new HashMap<>();

    /** What credit memos and their original have in common. */
    record MemoKey(String sellerKey, String originalKey, String currency) {
        /** An invoice of a seller nobody knew moves under that seller when it is recognised. */
        static MemoKey of(Invoice original, InvoiceFacts facts) {
            return new MemoKey(facts.sellerId() == 0 ? original.sellerKey() : Invoice.sellerKeyOf(facts.sellerId(), null), Invoice.keyOf(original.invoiceId()), original.currency().getCurrencyCode());
        }

        static MemoKey ofMemo(Invoice memo) {
            return new MemoKey(memo.sellerKey(), memo.originalInvoiceKey(), memo.currency().getCurrencyCode());
        }
    }

    /**
     * @param standing the standing allocations of all invoices and credit memos concerned, by invoice
     * @param memos    the credit memos, in matching order
     */
    Simulation(Overlay overlay, Requests requests, List<Allocation> standing, List<Invoice> memos) {
        this.overlay = overlay;
        this.requests = requests;
        this.standing = standing.stream().collect(Collectors.groupingBy(a -> a.invoice().id()));
        this.memos = memos.stream().collect(Collectors.groupingBy(MemoKey::ofMemo));
    }

    /**
     * Matches one invoice.
     *
     * @param facts with the seller as it would be recognised now
     * @return whether it would come to a line of the order, or change its line there
     */
    boolean match(Invoice invoice, InvoiceFacts facts) {
        List<Allocation> own = standing(invoice);
        List<Invoice> memosOfIt = memos.getOrDefault(MemoKey.of(invoice, facts), List.of());
        List<Invoice> followers = memosOfIt.stream().filter(memo -> !memo.isUnmatchedByPerson() && standing(memo).stream().noneMatch(Allocation::isByPerson)).toList();
        List<Allocation> released = Stream.concat(own.stream(), followers.stream().flatMap(memo -> standing(memo).stream())).toList();
        boolean stuck = somebodyNeedsCredit(released);
        // What it takes now, with its credit memos, is given back before it is matched again.
        released.forEach(a -> overlay.allocate(a.lineItem().id(), a.purchaseOrderAmount().negate()));
        Optional<Chosen> chosen = chosen(facts);
        boolean stays = stuck || chosen.isEmpty() || own.stream().anyMatch(a -> a.lineItem().id() == chosen.get().lineItemId());
        if (stays) {
            released.forEach(a -> overlay.allocate(a.lineItem().id(), a.purchaseOrderAmount()));
            return false;
        }
        List<WhatIf.Taken> list = own.isEmpty() ? exceptions : moved;
        take(list, invoice, chosen.get().invoiceAmount(), chosen.get());
        follow(list, invoice.gross(), memosOfIt, followers, chosen.get());
        return true;
    }

    /** Whether a line that holds would be overspent without these, as {@link Rematching} judges it; one of this order counts as it would be saved. */
    private boolean somebodyNeedsCredit(List<Allocation> released) {
        Map<Long, BigDecimal> back = Rematching.byLine(released);
        return released.stream().map(a -> Optional.ofNullable(overlay.item(a.lineItem().id())).orElse(a.lineItem()))
                .filter(line -> line.isBalanceTracked() && line.overspendPolicy() == OverspendPolicy.HOLD)
                .anyMatch(line -> Rematching.isOverspentWithout(line.balance().subtract(overlay.moved(line.id())), back.get(line.id())));
    }

    private Optional<Chosen> chosen(InvoiceFacts facts) {
        if (!overlay.admits(facts)) {
            return Optional.empty();
        }
        // Most invoices are none of this order's business: its own lines say so without a look at anybody else's.
        MatchResult alone = InvoiceMatcher.match(requests.of(facts, overlay.own(), overlay.referenced(facts).orElse(null)));
        if (!alone.isMatched()) {
            return Optional.empty();
        }
        return InvoiceMatcher.match(requests.of(facts, overlay.eligible(facts), overlay.referenced(facts).orElse(null))).chosen()
                .filter(c -> c.purchaseOrderKey() == overlay.orderKey());
    }

    /** Notes why an invoice that stays in exception does not come to this order. */
    void noteNear(InvoiceFacts facts) {
        if (!overlay.admits(facts)) {
            return;
        }
        List<CandidateLine> own = overlay.own();
        MatchResult alone = InvoiceMatcher.match(requests.of(facts, own, overlay.referenced(facts).orElse(null)));
        if (!alone.isMatched() && !own.isEmpty()) {
            MatchCriterion furthest = alone.candidates().get(0).droppedBy();
            if (furthest.compareTo(MatchCriterion.SELLER) > 0) {
                noteNear(furthest.exceptionCode(), 1);
            }
        }
    }

    void noteNear(ExceptionCode code, long count) {
        if (count > 0) {
            near.merge(code, count, Long::sum);
        }
    }

    /** The credit memos follow their original at the rate at which it stands, as {@link MatchingService} lets them. */
    private void follow(List<WhatIf.Taken> list, BigDecimal gross, List<Invoice> memosOfIt, List<Invoice> followers, Chosen chosen) {
        LineItem line = overlay.item(chosen.lineItemId());
        List<LedgerEntry> entries = new ArrayList<>();
        entries.add(new LedgerEntry(chosen.lineItemId(), gross, chosen.invoiceAmount(), chosen.purchaseOrderAmount(), line.purchaseOrder().currency(),
                line.purchaseOrder().amountBasis()));
        memosOfIt.stream().filter(memo -> !followers.contains(memo)).flatMap(memo -> standing(memo).stream())
                .forEach(a -> entries.add(MatchingService.entry(a)));
        for (Invoice memo : followers) {
            CreditMemoAllocator.Credit credit = new CreditMemoAllocator.Credit(memo.gross(), memo.net(), memo.currency());
            for (LedgerEntry share : CreditMemoAllocator.allocate(credit, entries, BigDecimal.ZERO).shares()) {
                entries.add(share);
                take(list, memo, share.invoiceAmount(), new Chosen(share.lineItemId(), overlay.orderKey(), chosen.purchaseOrderId(), chosen.lineItemNumber(),
                        chosen.how(), share.invoiceAmount(), share.purchaseOrderAmount(), chosen.rate(), chosen.rateSource()));
            }
        }
    }

    private void take(List<WhatIf.Taken> list, Invoice invoice, BigDecimal amount, Chosen chosen) {
        overlay.allocate(chosen.lineItemId(), chosen.purchaseOrderAmount());
        takenByLine.merge(chosen.lineItemId(), 1, Integer::sum);
        List<WhatIf.From> from = standing(invoice).stream().map(a -> new WhatIf.From(a.lineItem().purchaseOrder().id(), a.lineItem().purchaseOrder().purchaseOrderId(),
                a.lineItem().number(), a.purchaseOrderAmount(), a.lineItem().purchaseOrder().currency().getCurrencyCode())).toList();
        list.add(new WhatIf.Taken(invoice.id(), invoice.invoiceId(), invoice.sellerName(), invoice.kind(), invoice.billingPeriod(), invoice.issueDate(), amount,
                invoice.currency().getCurrencyCode(), chosen.purchaseOrderAmount(), chosen.lineItemNumber(), from));
    }

    private List<Allocation> standing(Invoice invoice) {
        return standing.getOrDefault(invoice.id(), List.of());
    }

    WhatIf result(String currency, long outside, boolean truncated) {
        List<WhatIf.LineAfter> lines = overlay.lineKeys().stream().map(key -> {
            LineItem item = overlay.item(key);
            return new WhatIf.LineAfter(item.number(), item.description(), item.type(), item.isBalanceTracked(), item.total(), item.billed(),
                    item.billed().add(overlay.moved(key)), takenByLine.getOrDefault(key, 0));
        }).toList();
        return new WhatIf(currency, List.copyOf(exceptions), List.copyOf(moved), lines, sum(lines, WhatIf.LineAfter::total), sum(lines, WhatIf.LineAfter::billed),
                sum(lines, WhatIf.LineAfter::billedAfter), Map.copyOf(near), outside, truncated);
    }

    private static BigDecimal sum(List<WhatIf.LineAfter> lines, java.util.function.Function<WhatIf.LineAfter, BigDecimal> figure) {
        return lines.stream().map(figure).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
