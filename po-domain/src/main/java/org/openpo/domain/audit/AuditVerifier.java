package org.openpo.domain.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Goes along the chain of audit events, seal by seal in the order of their numbers, and says what is wrong. Keeps the first faults and counts all. */
public final class AuditVerifier {
    /** How many faults are kept. */
    public static final int KEPT = 100;
    /** How many are counted; more than there can be entries. */
    public static final long FAULTS_MAX = 1_000_000_000_000_000L;

    private final Duration tolerance;
    private final List<AuditFault> first = new ArrayList<>();
    private long faults;
    private long events;
    private long last;
    /** Null where nobody can know it. */
    private String before = AuditChain.START;
    /** What the hash before ought to have been, where it was not: the seal itself may have been changed. */
    private String instead;
    private Instant latest = Instant.MIN;

    /** @param tolerance how long before the latest time an event sealed later may lie: a transaction's length, and what the nodes' clocks differ by */
    public AuditVerifier(Duration tolerance) {
        this.tolerance = tolerance;
    }

    /** @param event null if it is gone */
    public void next(AuditSeal seal, AuditEvent event) {
        if (seal.number() != last + 1) {
            missing(last + 1, seal.number() - 1);
            before = null;
            instead = null;
        }
        String computed = null;
        if (event == null) {
            fault(AuditFault.Kind.EVENT_MISSING, seal.number(), seal.eventId());
        } else {
            computed = before == null ? null : AuditChain.hash(before, seal.number(), event);
            if (!AuditChain.isHash(seal.hash()) || computed != null && !computed.equals(seal.hash())
                    && (instead == null || !AuditChain.hash(instead, seal.number(), event).equals(seal.hash()))) {
                fault(AuditFault.Kind.ALTERED, seal.number(), event.id());
            } else if (computed != null) {
                computed = null;
                // Only of one that is as it was sealed: a time that was changed says nothing about the others.
                inItsTime(seal, event);
            }
        }
        events++;
        last = seal.number();
        before = AuditChain.isHash(seal.hash()) ? seal.hash() : computed;
        instead = computed;
    }

    private void inItsTime(AuditSeal seal, AuditEvent event) {
        if (latest.isAfter(event.at().plus(tolerance))) {
            fault(AuditFault.Kind.BACKDATED, seal.number(), event.id());
        } else if (event.at().isAfter(latest)) {
            latest = event.at();
        }
    }

    /** Of a seal that is no part of the chain. */
    public void foreign(long number, long eventId) {
        fault(AuditFault.Kind.SEAL_FOREIGN, number, eventId);
    }

    /**
     * Of events that ought to have a seal by now.
     *
     * @param some ids of the first of them
     * @param all  how many there are
     */
    public void unsealed(List<Long> some, long all) {
        some.forEach(id -> fault(AuditFault.Kind.UNSEALED, null, id));
        count(all - some.size());
    }

    /** Of a place at which the chain has, or had, another end than OpenPO noted. */
    public void endDiffers(Long number) {
        fault(AuditFault.Kind.END_DIFFERS, number, null);
    }

    /**
     * Ends the way.
     *
     * @param number of the last seal, as it was noted
     * @param hash   of the last seal, as it was noted
     */
    public void end(long number, String hash) {
        missing(last + 1, number);
        if (last == number && before != null && !before.equals(hash)) {
            endDiffers(number);
        }
    }

    private void missing(long from, long to) {
        for (long number = from; number <= to && first.size() < KEPT; number++) {
            first.add(new AuditFault(AuditFault.Kind.SEAL_MISSING, number, null));
        }
        count(to - from + 1);
    }

    private void count(long more) {
        faults = Math.min(FAULTS_MAX, faults + Math.max(0, Math.min(FAULTS_MAX, more)));
    }

    private void fault(AuditFault.Kind kind, Long number, Long eventId) {
        count(1);
        if (first.size() < KEPT) {
            first.add(new AuditFault(kind, number, eventId));
        }
    }

    /** The first faults, at most {@link #KEPT}. */
    public List<AuditFault> first() { return List.copyOf(first); }
    public long faults() { return faults; }
    /** How many sealed events were passed. */
    public long events() { return events; }
    /** Place in the chain of the last of them. */
    public long last() { return last; }
    /** Hash of the last of them, as far as it can be known. */
    public String hash() { return before == null ? AuditChain.START : before; }
}
