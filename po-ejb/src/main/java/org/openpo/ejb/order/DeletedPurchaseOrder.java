package org.openpo.ejb.order;

import java.time.Instant;

/**
 * A purchase order that was taken out of every list.
 *
 * @param invoiceCount invoices that were allocated to it once; they keep their links
 * @param idFree       another purchase order may take its ID
 */
public record DeletedPurchaseOrder(long id, String purchaseOrderId, String description, Instant deletedAt, String deletedBy, long invoiceCount, boolean idFree) { }
