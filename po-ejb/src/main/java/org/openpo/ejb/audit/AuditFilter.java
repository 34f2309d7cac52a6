package org.openpo.ejb.audit;

import java.time.Instant;

import org.openpo.domain.audit.AuditAction;

/**
 * Which audit events a list shows; null is any.
 *
 * @param search     part of the object's name
 * @param objectId   of one object; counts with its type only
 * @param requestId  of one request, exactly
 * @param from       then or later
 * @param before     before then
 */
public record AuditFilter(String search, AuditAction action, String actor, String objectType, String objectId, String requestId, Instant from, Instant before) {
    public static AuditFilter all() {
        return new AuditFilter(null, null, null, null, null, null, null, null);
    }
}
