package org.openpo.ejb.match;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.openpo.domain.match.CandidateLine;
import org.openpo.domain.match.InvoiceFacts;
import org.openpo.domain.match.ReferencedPurchaseOrder;
import org.openpo.domain.order.PurchaseOrderIds;

/**
 * The candidates of many invoices that are matched one after the other: each line stands here once, and its balance moves with what is
 * allocated to it. Made by {@link Candidates#pool}.
 */
public final class CandidatePool {
    /** Sorted once here, they need not be for each invoice's trace. */
    private static final Comparator<Slot> IN_ORDER = Comparator.comparing(slot -> slot.line, CandidateLine.NUMBER_ORDER);

    private final Map<Candidates.Look, List<Slot>> lists = new HashMap<>();
    private final Map<List<Candidates.Look>, List<Slot>> withNearMisses = new HashMap<>();
    private final Map<Long, Slot> slots = new HashMap<>();
    private final Map<Long, Long> versions = new HashMap<>();
    private final Map<String, ReferencedPurchaseOrder> referenced;
    private final int nearMisses;

    /**
     * A line as it was read.
     *
     * @param version of its order
     * @param total   of the line
     */
    record Entry(long version, BigDecimal total, CandidateLine line) { }

    /** Where a line stands in every list that has it. */
    private static final class Slot {
        private final BigDecimal total;
        private CandidateLine line;

        Slot(Entry entry) {
            total = entry.total();
            line = entry.line();
        }
    }

    /**
     * @param nearMisses how many lines that cannot match an invoice is told of
     * @param referenced orders that invoices name, by the key of their ID
     */
    CandidatePool(Map<Candidates.Look, List<Long>> lists, Collection<Entry> entries, Map<String, ReferencedPurchaseOrder> referenced, int nearMisses) {
        for (Entry entry : entries) {
            slots.put(entry.line().lineItemId(), new Slot(entry));
            // Lines of one order may have been read by several queries: the oldest is what the others are only as good as.
            versions.merge(entry.line().purchaseOrderKey(), entry.version(), Math::min);
        }
        // A line that is gone since its list was read is none.
        lists.forEach((look, ids) -> this.lists.put(look, ids.stream().map(slots::get).filter(slot -> slot != null).toList()));
        this.referenced = referenced;
        this.nearMisses = nearMisses;
    }

    /** As {@link Candidates#eligible}. */
    List<CandidateLine> eligible(InvoiceFacts invoice) {
        return lists.get(Candidates.Look.eligible(invoice)).stream().map(slot -> slot.line).toList();
    }

    /** As {@link Candidates#eligible} and with them {@link Candidates#nearMisses}. */
    List<CandidateLine> all(InvoiceFacts invoice) {
        List<Candidates.Look> looks = new ArrayList<>();
        looks.add(Candidates.Look.eligible(invoice));
        looks.addAll(Candidates.Look.near(invoice));
        return withNearMisses.computeIfAbsent(looks, this::join).stream().map(slot -> slot.line).toList();
    }

    private List<Slot> join(List<Candidates.Look> looks) {
        List<Slot> joined = new ArrayList<>(lists.get(looks.get(0)));
        Set<Slot> known = new HashSet<>(joined);
        int misses = 0;
        int looked = 0;
        for (Candidates.Look look : looks.subList(1, looks.size())) {
            if (looked < nearMisses) {
                // A look that seemed needless before a line was deleted has not been read.
                List<Slot> list = lists.getOrDefault(look, List.of());
                looked += list.size();
                for (Slot slot : list) {
                    if (misses < nearMisses && known.add(slot)) {
                        joined.add(slot);
                        misses++;
                    }
                }
            }
        }
        joined.sort(IN_ORDER);
        return joined;
    }

    /** As {@link Candidates#referenced}; null if there is none. */
    ReferencedPurchaseOrder referenced(InvoiceFacts invoice) {
        return invoice.isPinned() ? referenced.get(PurchaseOrderIds.normalizedKey(invoice.purchaseOrderReference())) : null;
    }

    /**
     * Takes over what has been billed since.
     *
     * @return false if an order is no longer what it was: then everything has to be read again
     */
    boolean update(Candidates.Figures now) {
        boolean same = now.versions().entrySet().stream().allMatch(e -> e.getValue().equals(versions.getOrDefault(e.getKey(), e.getValue())));
        if (same) {
            now.billed().forEach((line, billed) -> {
                Slot slot = slots.get(line);
                if (slot != null) {
                    setBalance(slot, slot.total.subtract(billed));
                }
            });
        }
        return same;
    }

    /** @param amount signed, the line's currency; positive uses the line up */
    void allocate(long lineItemId, BigDecimal amount) {
        Slot slot = slots.get(lineItemId);
        if (slot != null) {
            setBalance(slot, slot.line.balance().subtract(amount));
        }
    }

    private static void setBalance(Slot slot, BigDecimal balance) {
        if (slot.line.balance().compareTo(balance) != 0) {
            slot.line = slot.line.withBalance(balance);
        }
    }
}
