package org.openpo.ejb.audit;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.time.Clock;
import java.util.Collection;
import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.audit.AuditEvent;
import org.openpo.ejb.query.RowBatch;
import org.openpo.ejb.time.Now;

/** Writes the audit event of a change into the transaction that makes the change: both happen or neither. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class AuditTrail {
    private static final int STATE_MAX = 1_000_000;
    private static final int NAME_MAX = 200;

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Inject
    private Clock clock;

    /**
     * @param subject what was changed
     * @param before  its state before, or null if it is new
     * @param after   its state after, or null if it is gone
     */
    public void record(String actor, AuditAction action, Subject subject, JsonObject before, JsonObject after, String reason) {
        em.persist(event(actor, action, subject, before, after, reason));
    }

    /** The events of many new things at once; see {@link #record}. */
    public void recordCreated(String actor, AuditAction action, Collection<Created> created) {
        List<AuditEvent> events = created.stream().map(c -> event(actor, action, c.subject(), null, c.state(), null)).toList();
        RowBatch.assignIds(em, events);
        try (RowBatch rows = new RowBatch(em, "insert into audit_event (id, at, actor, action, object_type, object_id, object_name, after_state, request_id) "
                + "values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (AuditEvent e : events) {
                rows.number(e.id()).instant(e.at()).text(e.actor()).text(e.action()).text(e.objectType()).text(e.objectId()).text(e.objectName()).text(e.afterState())
                        .text(e.requestId()).add();
            }
            rows.write();
        }
    }

    private AuditEvent event(String actor, AuditAction action, Subject subject, JsonObject before, JsonObject after, String reason) {
        return new AuditEvent(Now.instant(clock), actor, action.name(), subject.type(), String.valueOf(subject.id()), cut(subject.name()), text(before), text(after), reason,
                RequestContext.requestId());
    }

    /** H2 counts units of UTF-16, PostgreSQL characters: what fits the first fits both. */
    private static String cut(String name) {
        if (name == null || name.length() <= NAME_MAX) {
            return name;
        }
        int end = NAME_MAX - 1;
        return name.substring(0, Character.isLowSurrogate(name.charAt(end)) ? end - 1 : end) + "…";
    }

    private static String text(JsonObject state) {
        String text = state == null ? null : state.toString();
        // A state at all limits at once must not keep the change from being made.
        return text == null || text.length() <= STATE_MAX ? text
                : JSON.createObjectBuilder().add("tooLongToKeep", text.length()).add("start", text.substring(0, STATE_MAX / 10)).build().toString();
    }

    /**
     * The object of an audit event.
     *
     * @param type class name in the domain, for example {@code PurchaseOrder}
     * @param name what people call it
     */
    public record Subject(String type, Object id, String name) { }

    /** Something new, and its state. */
    public record Created(Subject subject, JsonObject state) { }
}
