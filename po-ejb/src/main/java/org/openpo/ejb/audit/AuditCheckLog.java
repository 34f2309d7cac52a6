package org.openpo.ejb.audit;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.io.StringReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.audit.AuditCheckRun;
import org.openpo.domain.audit.AuditFault;
import org.openpo.domain.audit.AuditHead;
import org.openpo.domain.audit.AuditVerifier;
import org.openpo.ejb.time.Now;

/** Keeps what came of the checks of the audit trail, and sees to it that one node does that of the night. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class AuditCheckLog {
    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private AuditTrail audit;
    @Inject
    private Clock clock;

    /**
     * Whether this node is to check the chain tonight; the others are told no.
     *
     * @return also if nobody can say, because the row that is asked is missing
     */
    public boolean claimNight() {
        if (em.createNativeQuery("select id from audit_head where id = " + AuditHead.ID + " for update").getResultList().isEmpty()) {
            return true;
        }
        AuditHead head = em.find(AuditHead.class, AuditHead.ID);
        Instant now = Now.instant(clock);
        if (head.nightlyAt() != null && head.nightlyAt().isAfter(now.minus(Duration.ofHours(12)))) {
            return false;
        }
        head.nightlyAt(now);
        return true;
    }

    public AuditCheckView keep(Instant started, String actor, AuditVerifier verifier) {
        JsonArrayBuilder faults = JSON.createArrayBuilder();
        verifier.first().forEach(fault -> faults.add(json(fault)));
        AuditCheckRun run = new AuditCheckRun(started, Now.instant(clock), actor, verifier.events(), verifier.last(), verifier.hash(), verifier.faults(), faults.build().toString());
        em.persist(run);
        audit.record(actor, AuditAction.AUDIT_CHECKED, new AuditTrail.Subject("AuditTrail", run.id(), null), null,
                JSON.createObjectBuilder().add("events", run.events()).add("hash", run.headHash()).add("faults", run.faults()).build(), null);
        return view(run);
    }

    public Optional<AuditCheckView> last() {
        return em.createQuery("select c from AuditCheckRun c order by c.startedAt desc, c.id desc", AuditCheckRun.class).setMaxResults(1).getResultStream()
                .findFirst().map(AuditCheckLog::view);
    }

    private static JsonObject json(AuditFault fault) {
        JsonObjectBuilder json = JSON.createObjectBuilder().add("kind", fault.kind().name());
        if (fault.number() != null) {
            json.add("number", fault.number());
        }
        if (fault.eventId() != null) {
            json.add("eventId", fault.eventId());
        }
        return json.build();
    }

    private static AuditCheckView view(AuditCheckRun run) {
        try (JsonReader reader = JSON.createReader(new StringReader(run.details()))) {
            List<AuditFault> first = reader.readArray().getValuesAs(JsonObject.class).stream()
                    .map(f -> new AuditFault(AuditFault.Kind.valueOf(f.getString("kind")), number(f.getJsonNumber("number")), number(f.getJsonNumber("eventId")))).toList();
            return new AuditCheckView(run.startedAt(), run.finishedAt(), run.actor(), run.events(), run.headHash(), run.faults(), first);
        }
    }

    private static Long number(JsonNumber value) {
        return value == null ? null : value.longValue();
    }
}
