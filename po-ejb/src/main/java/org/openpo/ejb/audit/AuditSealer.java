package org.openpo.ejb.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.audit.AuditChain;
import org.openpo.domain.audit.AuditEvent;
import org.openpo.domain.audit.AuditHead;
import org.openpo.domain.audit.AuditSeal;
import org.openpo.ejb.query.RowBatch;
import org.openpo.ejb.time.Now;

/** Lengthens the chain of audit events by those that have been committed and have no seal (see docs/adr/0019). */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class AuditSealer {
    /** An event is written at its time and seen when its transaction ends. No transaction may last as long, what the nodes' clocks differ by included (docs/audit.md). */
    static final Duration SLACK = Duration.ofMinutes(15);
    /** States may be long. */
    static final int PART = 200;

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Inject
    private Clock clock;

    /**
     * Seals the next events by time and id.
     *
     * @param after    the place up to which it was looked just now, or null to begin
     * @param waiting  whether to wait for another node that is at it; else it is left to that one
     * @return the place to go on from; null if nothing is left, or another node is at it
     * @throws BrokenChainException if the chain does not end as it was noted: it is not lengthened then
     */
    public Place seal(Place after, boolean waiting) {
        Instant now = Now.instant(clock);
        if (em.createNativeQuery("select id from audit_head where id = " + AuditHead.ID + " for update" + (waiting ? "" : " skip locked")).getResultList().isEmpty()) {
            if (em.find(AuditHead.class, AuditHead.ID) == null) {
                throw new BrokenChainException("the row that notes its end is missing");
            }
            return null;
        }
        AuditHead head = em.find(AuditHead.class, AuditHead.ID);
        endsAsNoted(head);
        Place from = after != null ? after : new Place(head.sealedUntil() == null ? Instant.EPOCH : head.sealedUntil().minus(SLACK), 0, now);
        // Most of what the slack looks at again is sealed. Asked for in one question, PostgreSQL may read all seals there are.
        List<Object[]> places = em.createQuery("select e.at, e.id from AuditEvent e where e.at >= :at and (e.at > :at or e.id > :id) order by e.at, e.id", Object[].class)
                .setParameter("at", from.at()).setParameter("id", from.id()).setMaxResults(PART).getResultList();
        lengthen(head, unsealed(places.stream().map(place -> (Long) place[1]).toList()));
        Instant begun = after == null ? now : after.begun();
        if (places.size() < PART) {
            head.sealedUntil(begun);
            return null;
        }
        Object[] last = places.get(places.size() - 1);
        return new Place((Instant) last[0], (Long) last[1], begun);
    }

    private void endsAsNoted(AuditHead head) {
        List<AuditSeal> end = em.createQuery("select s from AuditSeal s where s.number >= :number order by s.number", AuditSeal.class).setParameter("number", head.number())
                .setMaxResults(2).getResultList();
        boolean empty = head.number() == 0 && end.isEmpty() && head.hash().equals(AuditChain.START);
        if (!empty && (end.size() != 1 || end.get(0).number() != head.number() || !end.get(0).hash().equals(head.hash()) || !AuditChain.isHash(head.hash()))) {
            throw new BrokenChainException("it does not end with number " + head.number() + " as it was noted");
        }
    }

    private List<AuditEvent> unsealed(List<Long> ids) {
        Set<Long> left = new HashSet<>(ids);
        if (!ids.isEmpty()) {
            em.createQuery("select s.eventId from AuditSeal s where s.eventId in :ids", Long.class).setParameter("ids", ids).getResultList().forEach(left::remove);
        }
        return left.isEmpty() ? List.of() : em.createQuery("select e from AuditEvent e where e.id in :ids order by e.at, e.id", AuditEvent.class).setParameter("ids", left).getResultList();
    }

    private void lengthen(AuditHead head, List<AuditEvent> events) {
        long number = head.number();
        String hash = head.hash();
        try (RowBatch seals = new RowBatch(em, "insert into audit_seal (number, event_id, hash) values (?, ?, ?)")) {
            for (AuditEvent event : events) {
                hash = AuditChain.hash(hash, ++number, event);
                seals.number(number).number(event.id()).text(hash).add();
            }
            seals.write();
        }
        head.moveTo(number, hash);
    }

    /**
     * Where in the order of time and id the next part begins: after this.
     *
     * @param begun when the first part was asked for
     */
    public record Place(Instant at, long id, Instant begun) { }
}
