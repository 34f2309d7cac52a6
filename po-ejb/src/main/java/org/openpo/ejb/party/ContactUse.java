package org.openpo.ejb.party;

import org.openpo.domain.order.PurchaseOrderStatus;

/** A purchase order that a contact is on. */
public record ContactUse(long id, String purchaseOrderId, String description, PurchaseOrderStatus status) { }
