package org.openpo.ejb.request;

import java.time.Clock;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;

import org.openpo.domain.request.KeptAnswer;
import org.openpo.ejb.ledger.LostRaceException;
import org.openpo.ejb.ledger.TransactionRetry;
import org.openpo.ejb.time.Now;

/** Keeps answers for requests that are sent again. Each step is a transaction of its own, beside that of the request. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class KeptAnswers {
    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Inject
    private Clock clock;

    /**
     * Takes the key for a request, or says what became of the one that had it first.
     *
     * @param hash over everything that makes two requests the same
     * @throws LostRaceException if the same request comes in at the same instant: ask again
     */
    public RequestClaim claim(String actor, String key, String hash) {
        KeptAnswer known = em.createQuery("select k from KeptAnswer k where k.actor = :actor and k.idempotencyKey = :key", KeptAnswer.class)
                .setParameter("actor", actor).setParameter("key", key).setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultStream().findFirst().orElse(null);
        if (known == null) {
            return new RequestClaim(RequestClaim.Outcome.FIRST, add(new KeptAnswer(actor, key, hash, Now.instant(clock))), null);
        }
        if (known.isOverAt(Now.instant(clock))) {
            known.begin(hash, Now.instant(clock));
            return new RequestClaim(RequestClaim.Outcome.FIRST, known.id(), null);
        }
        if (!known.requestHash().equals(hash)) {
            return new RequestClaim(RequestClaim.Outcome.OTHER_REQUEST, known.id(), null);
        }
        return known.status() == null ? new RequestClaim(RequestClaim.Outcome.RUNNING, known.id(), null)
                : new RequestClaim(RequestClaim.Outcome.ANSWERED, known.id(), new RequestClaim.Answer(known.status(), known.location(), known.etag(), known.body()));
    }

    private long add(KeptAnswer answer) {
        em.persist(answer);
        try {
            em.flush();
        } catch (PersistenceException e) {
            throw TransactionRetry.isUniqueViolation(e) ? new LostRaceException(e) : e;
        }
        return answer.id();
    }

    /** Notes what the request was answered. */
    public void keep(long claim, RequestClaim.Answer answer) {
        KeptAnswer kept = em.find(KeptAnswer.class, claim);
        if (kept != null) {
            kept.answered(answer.status(), answer.location(), answer.etag(), answer.body());
        }
    }

    /** The request has changed nothing: the same one may be tried again. */
    public void forget(long claim) {
        em.createQuery("delete from KeptAnswer k where k.id = :id").setParameter("id", claim).executeUpdate();
    }

    /** Deletes what is older than a day. @return how many */
    public int clean() {
        return em.createQuery("delete from KeptAnswer k where k.createdAt < :before").setParameter("before", Now.instant(clock).minus(KeptAnswer.KEPT)).executeUpdate();
    }
}
