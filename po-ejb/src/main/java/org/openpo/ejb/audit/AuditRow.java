package org.openpo.ejb.audit;

import java.time.Instant;

import org.openpo.domain.audit.AuditAction;

/**
 * An audit event in a list.
 *
 * @param action     as it was written: an {@link AuditAction}, or one of another release
 * @param objectType class name in the domain, for example {@code PurchaseOrder}
 * @param number     place in the chain; null if it has no seal yet
 * @param hash       its hash there, 64 hexadecimal digits; null if it has no seal yet
 */
public record AuditRow(long id, Instant at, String actor, String action, String objectType, String objectId, String objectName, String reason, String requestId,
        Long number, String hash) { }
