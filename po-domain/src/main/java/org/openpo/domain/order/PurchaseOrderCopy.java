package org.openpo.domain.order;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A purchase order written after another one. Closed lines are left out: the copy's would be open. Invoices, history and documents stay with the
 * one it was copied from.
 *
 * @param draft   not checked: what has changed since the other one was saved may make it wrong
 * @param leftOut numbers of the lines that were closed, in their order
 */
public record PurchaseOrderCopy(PurchaseOrderDraft draft, List<String> leftOut) {
    public PurchaseOrderCopy {
        leftOut = List.copyOf(leftOut);
    }

    /** The same under an ID that has still to be given. */
    public static PurchaseOrderCopy duplicate(PurchaseOrderDraft original, Set<String> closedLines) {
        return copy(original, closedLines, null, 0);
    }

    /**
     * What continues an order: as many months as it has, from the month after its last. Lines move by the same distance, so each lies in the new window as it
     * lay in the old one.
     *
     * @param original saved, so that it has its months
     * @param taken    which IDs another purchase order has
     */
    public static PurchaseOrderCopy rollOver(PurchaseOrderDraft original, Set<String> closedLines, Predicate<String> taken) {
        MonthRange old = new MonthRange(original.effectiveMonth(), original.expirationMonth());
        long months = old.months();
        return copy(original, closedLines, FollowingIds.propose(original.purchaseOrderId(), old, old.plusMonths(months), taken), months);
    }

    private static PurchaseOrderCopy copy(PurchaseOrderDraft o, Set<String> closedLines, String id, long months) {
        List<LineItemDraft> lines = o.lineItems().stream().filter(l -> !closedLines.contains(l.number())).map(l -> l.copied(months)).toList();
        PurchaseOrderDraft draft = new PurchaseOrderDraft(id, o.description(), o.anySeller(), o.sellers(), o.taxRegistrationNumbers(), o.invoiceUnits(), o.billTo(), o.shipTo(),
                o.paymentTerms(), o.currency(), o.effectiveMonth().plusMonths(months), o.expirationMonth().plusMonths(months), o.amountBasis(), o.contacts(), o.tags(), lines);
        return new PurchaseOrderCopy(draft, o.lineItems().stream().map(LineItemDraft::number).filter(closedLines::contains).toList());
    }
}
