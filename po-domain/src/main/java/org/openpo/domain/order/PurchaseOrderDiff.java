package org.openpo.domain.order;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What is different between two versions of a purchase order, field by field and line by line, so that a person can read it. */
public final class PurchaseOrderDiff {
    private PurchaseOrderDiff() { }

    /** What happened to a value. */
    public enum Kind { ADDED, REMOVED, CHANGED }

    /**
     * One difference.
     *
     * @param lineItem number of the line it is about, as it is called afterwards (a removed one: as it was called); null for the order's own fields
     * @param field    name as in the API; for a whole line that came or went {@code lineItem}; for a tag {@code tags}
     * @param before   null if there was none: a text, number, month, enum, flag, {@link LineTax} or, for lists, the values that went
     * @param after    null if there is none: likewise, for lists the values that came
     */
    public record Change(String lineItem, String field, Kind kind, Object before, Object after) { }

    /** @return differences in the order of the form: the order's fields, then the lines in natural order; empty if there are none */
    public static List<Change> between(PurchaseOrderState before, PurchaseOrderState after) {
        Changes changes = new Changes(null);
        PurchaseOrderDraft a = before.draft();
        PurchaseOrderDraft b = after.draft();
        changes.value("deleted", before.deleted(), after.deleted());
        changes.value("suspended", before.suspended(), after.suspended());
        changes.value("description", text(a.description()), text(b.description()));
        changes.value("anySeller", a.anySeller(), b.anySeller());
        changes.list("sellers", a.sellers(), b.sellers());
        changes.list("taxRegistrationNumbers", a.taxRegistrationNumbers(), b.taxRegistrationNumbers());
        changes.list("invoiceUnits", a.invoiceUnits(), b.invoiceUnits());
        changes.value("billTo", text(a.billTo()), text(b.billTo()));
        changes.value("shipTo", text(a.shipTo()), text(b.shipTo()));
        changes.value("paymentTerms", text(a.paymentTerms()), text(b.paymentTerms()));
        changes.value("currency", a.currency(), b.currency());
        changes.value("effectiveMonth", a.effectiveMonth(), b.effectiveMonth());
        changes.value("expirationMonth", a.expirationMonth(), b.expirationMonth());
        changes.value("amountBasis", a.amountBasis(), b.amountBasis());
        changes.list("contacts", emails(a), emails(b));
        changes.list("tags", tags(a), tags(b));
        List<Change> all = new ArrayList<>(changes.found);
        all.addAll(lines(before, after));
        return List.copyOf(all);
    }

    private static List<Change> lines(PurchaseOrderState before, PurchaseOrderState after) {
        Map<LineItemDraft, LineItemDraft> earlier = new HashMap<>();
        Set<LineItemDraft> gone = new LinkedHashSet<>(before.draft().lineItems());
        for (LineItemDraft line : after.draft().lineItems()) {
            before.draft().lineItems().stream().filter(gone::contains).filter(l -> isSame(l, line)).findFirst().ifPresent(l -> {
                earlier.put(line, l);
                gone.remove(l);
            });
        }
        List<LineItemDraft> shown = new ArrayList<>(after.draft().lineItems());
        shown.addAll(gone);
        shown.sort((x, y) -> NaturalOrder.INSTANCE.compare(x.number(), y.number()));
        List<Change> changes = new ArrayList<>();
        for (LineItemDraft line : shown) {
            if (gone.contains(line)) {
                changes.add(new Change(line.number(), "lineItem", Kind.REMOVED, line, null));
            } else if (!earlier.containsKey(line)) {
                changes.add(new Change(line.number(), "lineItem", Kind.ADDED, null, line));
            } else {
                changes.addAll(line(earlier.get(line), before, line, after));
            }
        }
        return changes;
    }

    /** A line that was removed and restored has another id but its old number. */
    private static boolean isSame(LineItemDraft a, LineItemDraft b) {
        return a.id() != null && b.id() != null && a.id().equals(b.id()) || LineItem.keyOf(a.number()).equals(LineItem.keyOf(b.number()));
    }

    private static List<Change> line(LineItemDraft a, PurchaseOrderState before, LineItemDraft b, PurchaseOrderState after) {
        Changes changes = new Changes(b.number());
        changes.value("number", a.number(), b.number());
        changes.value("description", text(a.description()), text(b.description()));
        changes.value("type", a.type(), b.type());
        changes.value("startMonth", a.startMonth(), b.startMonth());
        changes.value("endMonth", a.endMonth(), b.endMonth());
        changes.value("balanceTracking", a.balanceTracking(), b.balanceTracking());
        changes.value("unitPrice", a.unitPrice(), b.unitPrice());
        changes.value("quantity", a.quantity(), b.quantity());
        changes.value("tax", tax(a), tax(b));
        changes.value("overspendPolicy", a.overspendPolicy(), b.overspendPolicy());
        changes.list("chargeAccounts", a.chargeAccounts(), b.chargeAccounts());
        boolean closedBefore = before.closedLines().containsKey(a.number());
        boolean closedAfter = after.closedLines().containsKey(b.number());
        changes.value("closed", closedBefore, closedAfter);
        return changes.found;
    }

    private static List<String> emails(PurchaseOrderDraft draft) {
        return draft.contacts().stream().map(ContactDraft::email).toList();
    }

    private static List<String> tags(PurchaseOrderDraft draft) {
        return draft.tags().entrySet().stream().map(t -> t.getValue() == null || t.getValue().isEmpty() ? t.getKey() : t.getKey() + ": " + t.getValue()).toList();
    }

    private static LineTax tax(LineItemDraft line) {
        return line.tax().kind() == LineTax.Kind.NONE ? null : line.tax();
    }

    private static String text(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** Collects what differs. */
    private static final class Changes {
        private final String lineItem;
        private final List<Change> found = new ArrayList<>();

        Changes(String lineItem) {
            this.lineItem = lineItem;
        }

        void value(String field, Object before, Object after) {
            if (!isEqual(before, after)) {
                found.add(new Change(lineItem, field, before == null ? Kind.ADDED : after == null ? Kind.REMOVED : Kind.CHANGED, before, after));
            }
        }

        void list(String field, Collection<String> before, Collection<String> after) {
            List<String> went = minus(before, after);
            List<String> came = minus(after, before);
            if (!went.isEmpty() || !came.isEmpty()) {
                found.add(new Change(lineItem, field, went.isEmpty() ? Kind.ADDED : came.isEmpty() ? Kind.REMOVED : Kind.CHANGED,
                        went.isEmpty() ? null : went, came.isEmpty() ? null : came));
            } else if (!List.copyOf(before).equals(List.copyOf(after)) && field.equals("contacts")) {
                // The first contact is the first to be asked.
                found.add(new Change(lineItem, field, Kind.CHANGED, List.copyOf(before), List.copyOf(after)));
            }
        }

        private static List<String> minus(Collection<String> values, Collection<String> others) {
            Set<String> rest = new TreeSet<>(values);
            rest.removeAll(Set.copyOf(others));
            return List.copyOf(rest);
        }

        private static boolean isEqual(Object before, Object after) {
            if (before instanceof BigDecimal a && after instanceof BigDecimal b) {
                return a.compareTo(b) == 0;
            }
            if (before instanceof LineTax a && after instanceof LineTax b) {
                return a.kind() == b.kind() && a.value().compareTo(b.value()) == 0;
            }
            return Objects.equals(before, after);
        }
    }
}
