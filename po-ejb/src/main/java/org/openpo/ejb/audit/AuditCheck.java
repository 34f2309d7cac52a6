package org.openpo.ejb.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.SessionContext;
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
import org.openpo.domain.audit.AuditVerifier;
import org.openpo.ejb.time.Now;
import org.openpo.ejb.time.TimerGuard;

/** Goes along the chain of audit events from its beginning and says what was changed, removed or slipped in. Runs every night on one node, and when asked. */
@Stateless
@RolesAllowed({"AUDITOR", "ADMIN"})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AuditCheck {
    private static final Logger LOG = Logger.getLogger(AuditCheck.class.getName());

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @EJB
    private AuditSealTimer sealing;
    @EJB
    private AuditCheckLog log;
    @Inject
    private Clock clock;

    /** Checks now. */
    public AuditCheckView check() {
        return run(context.getCallerPrincipal().getName());
    }

    /** The last check; empty if there was none yet. */
    public Optional<AuditCheckView> last() {
        return log.last();
    }

    @Schedule(hour = "3", minute = "10", persistent = false)
    @PermitAll
    void nightly() {
        TimerGuard.run(LOG, Level.SEVERE, "The audit trail could not be checked; it is tried again tomorrow night", () -> {
            if (log.claimNight()) {
                AuditCheckView result = run("system");
                // Whoever can write into the database can make a whole chain anew, but not the log that has left this machine.
                LOG.log(result.faults() > 0 ? Level.SEVERE : Level.INFO, "Audit trail checked: {0} events, last hash {1}, faults: {2}",
                        new Object[] {String.valueOf(result.events()), result.hash(), String.valueOf(result.faults())});
            }
        });
    }

    private AuditCheckView run(String actor) {
        Instant started = Now.instant(clock);
        sealing.sealAll(true);
        AuditVerifier verifier = new AuditVerifier(AuditSealer.SLACK.multipliedBy(2));
        // What is sealed from here on is the next check's.
        AuditHead head = em.find(AuditHead.class, AuditHead.ID);
        walk(verifier, head == null ? Long.MAX_VALUE : head.number());
        if (head == null) {
            verifier.endDiffers(null);
        } else {
            verifier.end(head.number(), head.hash());
        }
        outsideTheChain(verifier);
        earlierEnds(verifier);
        if (head != null && head.sealedUntil() != null) {
            unsealed(verifier, head.sealedUntil().minus(AuditSealer.SLACK));
        }
        return log.keep(started, actor, verifier);
    }

    private void walk(AuditVerifier verifier, long end) {
        long last = 0;
        List<Object[]> part;
        do {
            part = em.createQuery("select s, e from AuditSeal s left join AuditEvent e on e.id = s.eventId where s.number > :last and s.number <= :end order by s.number", Object[].class)
                    .setParameter("last", last).setParameter("end", end).setMaxResults(AuditSealer.PART).getResultList();
            for (Object[] row : part) {
                verifier.next((AuditSeal) row[0], (AuditEvent) row[1]);
                last = ((AuditSeal) row[0]).number();
            }
        } while (!part.isEmpty());
    }

    /** In one statement with the end of the chain, which moves. */
    private void outsideTheChain(AuditVerifier verifier) {
        em.createQuery("select s.number, s.eventId from AuditSeal s where s.number < 1 or s.number > (select max(h.number) from AuditHead h) order by s.number", Object[].class)
                .setMaxResults(AuditVerifier.KEPT).getResultList().forEach(row -> verifier.foreign((Long) row[0], (Long) row[1]));
    }

    /** A chain that was made anew as a whole, with its end, ended otherwise at an earlier check; whether that one found faults or not. */
    private void earlierEnds(AuditVerifier verifier) {
        em.createQuery("select c.headNumber from AuditCheckRun c left join AuditSeal s on s.number = c.headNumber where c.headHash <> :start and (s.hash is null or s.hash <> c.headHash) "
                + "order by c.headNumber", Long.class).setParameter("start", AuditChain.START).setMaxResults(1).getResultList().forEach(verifier::endDiffers);
    }

    private void unsealed(AuditVerifier verifier, Instant overdue) {
        String events = "from AuditEvent e where e.at < :overdue and not exists (select s.number from AuditSeal s where s.eventId = e.id)";
        List<Long> first = em.createQuery("select e.id " + events + " order by e.at, e.id", Long.class).setParameter("overdue", overdue).setMaxResults(AuditVerifier.KEPT).getResultList();
        verifier.unsealed(first, first.size() < AuditVerifier.KEPT ? first.size()
                : em.createQuery("select count(e.id) " + events, Long.class).setParameter("overdue", overdue).getSingleResult());
    }
}
