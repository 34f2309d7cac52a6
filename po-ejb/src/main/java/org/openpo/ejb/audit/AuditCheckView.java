package org.openpo.ejb.audit;

import java.time.Instant;
import java.util.List;

import org.openpo.domain.audit.AuditFault;

/**
 * What came of a check of the audit trail.
 *
 * @param events how many sealed events there were
 * @param hash   of the last of them, 64 hexadecimal digits
 * @param faults how many faults were found
 * @param first  the first of them
 */
public record AuditCheckView(Instant startedAt, Instant finishedAt, String actor, long events, String hash, long faults, List<AuditFault> first) {
    public AuditCheckView {
        first = List.copyOf(first);
    }
}
