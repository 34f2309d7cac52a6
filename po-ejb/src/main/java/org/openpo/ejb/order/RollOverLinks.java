package org.openpo.ejb.order;

import java.time.Instant;
import java.util.List;

/**
 * What a purchase order continues, and what continues it.
 *
 * @param from null if it continues none
 * @param to   those that have not been deleted, the earliest first
 */
public record RollOverLinks(Link from, List<Link> to) {
    public RollOverLinks {
        to = List.copyOf(to);
    }

    /**
     * Another purchase order.
     *
     * @param at when the later one of the two was added
     */
    public record Link(long id, String purchaseOrderId, boolean deleted, Instant at, String by) { }
}
