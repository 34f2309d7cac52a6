package org.openpo.ejb.match;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.openpo.domain.match.CandidateLine;
import org.openpo.domain.match.InvoiceFacts;
import org.openpo.domain.match.ReferencedPurchaseOrder;
import org.openpo.domain.order.LineItem;
import org.openpo.domain.order.PurchaseOrder;
import org.openpo.domain.order.PurchaseOrderIds;

/**
 * The lines as they would be: those of one order replaced by how it is drafted, and every balance moved by what has been allocated in
 * thought so far. Lines of other orders come from {@link Candidates}, as in a real matching, once per seller and month.
 */
final class Overlay {
    private static final long NEW_ORDER = 0;

    private final Candidates candidates;
    private final long orderKey;
    private final ReferencedPurchaseOrder order;
    private final List<CandidateLine> lines = new ArrayList<>();
    private final Map<Long, LineItem> items = new HashMap<>();
    private final Map<Long, BigDecimal> moved = new HashMap<>();
    private final Map<Object, List<CandidateLine>> others = new HashMap<>();
    private final Map<String, Optional<ReferencedPurchaseOrder>> referenced = new HashMap<>();

    /** @param po as it would be saved; new ones and new lines have no id yet */
    Overlay(Candidates candidates, PurchaseOrder po) {
        this.candidates = candidates;
        orderKey = po.id() == null ? NEW_ORDER : po.id();
        order = new ReferencedPurchaseOrder(orderKey, po.purchaseOrderId(), po.isSuspended(), po.isAnySeller(), po.sellerIds());
        for (LineItem item : po.lineItems()) {
            // Real ids are above zero.
            long key = item.id() == null ? -1L - lines.size() : item.id();
            items.put(key, item);
            lines.add(new CandidateLine(key, orderKey, po.purchaseOrderId(), item.number(), po.isSuspended(), item.isClosed(), po.isAnySeller(), po.sellerIds(),
                    po.currency(), po.amountBasis(), po.taxRegistrationNumbers(), po.invoiceUnits(), po.window(), item.window(), item.type(), item.chargeAccounts(),
                    item.isBalanceTracked(), item.balance(), item.overspendPolicy(), po.updatedAt()));
        }
    }

    long orderKey() {
        return orderKey;
    }

    /** The line behind a key of a candidate of this order. */
    LineItem item(long lineKey) {
        return items.get(lineKey);
    }

    Collection<Long> lineKeys() {
        return lines.stream().map(CandidateLine::lineItemId).toList();
    }

    /** This order's lines alone. */
    List<CandidateLine> own() {
        return atPresent(lines);
    }

    /** Everything that may pay for the invoice. */
    List<CandidateLine> eligible(InvoiceFacts invoice) {
        Object group = invoice.isPinned() ? PurchaseOrderIds.normalizedKey(invoice.purchaseOrderReference())
                : List.of(invoice.sellerId(), invoice.billingPeriod());
        List<CandidateLine> all = new ArrayList<>(others.computeIfAbsent(group, g -> candidates.eligible(invoice).stream()
                .filter(line -> line.purchaseOrderKey() != orderKey).toList()));
        if (!invoice.isPinned() || names(invoice)) {
            all.addAll(lines);
        }
        return atPresent(all);
    }

    Optional<ReferencedPurchaseOrder> referenced(InvoiceFacts invoice) {
        if (!invoice.isPinned()) {
            return Optional.empty();
        }
        return names(invoice) ? Optional.of(order)
                : referenced.computeIfAbsent(PurchaseOrderIds.normalizedKey(invoice.purchaseOrderReference()), key -> candidates.referenced(invoice));
    }

    /** Whether the invoice may go to this order as far as its reference says. */
    boolean admits(InvoiceFacts invoice) {
        return !invoice.isPinned() || names(invoice);
    }

    private boolean names(InvoiceFacts invoice) {
        return PurchaseOrderIds.normalizedKey(invoice.purchaseOrderReference()).equals(PurchaseOrderIds.normalizedKey(order.purchaseOrderId()));
    }

    /** @param amount signed, the line's currency; positive uses the line up */
    void allocate(long lineKey, BigDecimal amount) {
        moved.merge(lineKey, amount, BigDecimal::add);
    }

    /** What has been allocated to the line in thought. */
    BigDecimal moved(long lineKey) {
        return moved.getOrDefault(lineKey, BigDecimal.ZERO);
    }

    private List<CandidateLine> atPresent(List<CandidateLine> given) {
        return moved.isEmpty() ? given : given.stream().map(line -> {
            BigDecimal amount = moved.get(line.lineItemId());
            return amount == null || line.balance() == null ? line : line.withBalance(line.balance().subtract(amount));
        }).toList();
    }
}
