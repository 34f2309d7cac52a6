package org.openpo.ejb.document;

import java.time.Instant;

import org.openpo.domain.document.DocumentType;
import org.openpo.domain.document.PurchaseOrderDocument;

/**
 * A document of a purchase order, without its content.
 *
 * @param name   safe to show and to save under
 * @param sha256 lower-case hexadecimal
 */
public record DocumentView(long id, long purchaseOrderKey, String name, DocumentType type, long sizeBytes, String sha256, Instant addedAt, String addedBy) {

    static DocumentView of(PurchaseOrderDocument d) {
        return new DocumentView(d.id(), d.purchaseOrderKey(), d.name(), d.type(), d.sizeBytes(), d.sha256(), d.addedAt(), d.addedBy());
    }
}
