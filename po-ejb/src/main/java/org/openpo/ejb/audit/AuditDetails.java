package org.openpo.ejb.audit;

import java.util.List;

/**
 * An audit event, whole.
 *
 * @param before  state before as it is kept, JSON; null if the object was new
 * @param after   state after as it is kept, JSON; null if the object is gone
 * @param changes what differs between the two
 */
public record AuditDetails(AuditRow row, String before, String after, List<AuditChange> changes) {
    public AuditDetails {
        changes = List.copyOf(changes);
    }
}
