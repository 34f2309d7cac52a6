package org.openpo.ejb.order;

import java.time.Instant;
import java.util.List;

import org.openpo.domain.order.PurchaseOrderDiff;
import org.openpo.domain.order.PurchaseOrderState;

/**
 * One version of a purchase order.
 *
 * @param number  1 for the first
 * @param action  the audit trail's name of what was done, for example {@code PURCHASE_ORDER_CHANGED}
 * @param reason  null if none was given
 * @param state   the order as this version left it
 * @param changes differences to the version before; empty for the first
 */
public record VersionView(int number, Instant at, String actor, String action, String reason, PurchaseOrderState state,
        List<PurchaseOrderDiff.Change> changes) { }
