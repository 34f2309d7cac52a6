package org.openpo.domain.match;

import java.util.Objects;
import java.util.Set;

/**
 * The purchase order that an invoice names; it may have no lines at all.
 *
 * @param purchaseOrderKey its key, by which its lines are found among the candidates
 * @param purchaseOrderId the purchase order ID as people know it
 * @param suspended whether it is suspended
 * @param anySeller whether it covers every known seller
 * @param sellerIds the sellers it covers
 */
public record ReferencedPurchaseOrder(
        long purchaseOrderKey, String purchaseOrderId, boolean suspended, boolean anySeller, Set<Long> sellerIds) {

    public ReferencedPurchaseOrder {
        Objects.requireNonNull(purchaseOrderId, "purchaseOrderId");
        sellerIds = Set.copyOf(sellerIds);
    }
}
