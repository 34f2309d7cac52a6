package org.openpo.domain.audit;

/**
 * Something that is wrong with the audit trail.
 *
 * @param number  place in the chain; null if the event has none
 * @param eventId id of the event; null if nobody can know it any more
 */
public record AuditFault(Kind kind, Long number, Long eventId) {
    /** What is wrong. */
    public enum Kind {
        /** The event or its seal is not what it was when it was sealed; or the event before it was changed together with its seal. */
        ALTERED,
        /** The event is gone, its seal is not. */
        EVENT_MISSING,
        /** The seal is gone; which event it was for cannot be told, and the next event cannot be verified. */
        SEAL_MISSING,
        /** There is a seal where OpenPO has made none, before the beginning or behind the end of the chain. */
        SEAL_FOREIGN,
        /** The event stands there without a seal though its time for one is over: it was written past OpenPO, or its seal was removed. */
        UNSEALED,
        /** The event says it happened long before those that were sealed before it: it was written past OpenPO, or a server's clock was wrong. */
        BACKDATED,
        /** The chain ends, or went on, otherwise than OpenPO noted. */
        END_DIFFERS
    }
}
