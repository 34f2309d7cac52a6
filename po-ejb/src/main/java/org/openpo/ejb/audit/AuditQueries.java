package org.openpo.ejb.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.audit.AuditEvent;
import org.openpo.domain.audit.AuditHead;
import org.openpo.domain.audit.AuditSeal;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.query.Cursor;
import org.openpo.ejb.query.ListQuery;
import org.openpo.ejb.query.Slice;

/** Reads of the audit trail, the newest first. */
@Stateless
@RolesAllowed({"AUDITOR", "ADMIN"})
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class AuditQueries {
    /** How many rows of a list can be leafed through; a trail of years is filtered or exported. */
    public static final int LEAFED_MAX = 10_000;
    private static final String SORT = "-at";
    private static final String NEWEST = "e.at desc, e.id desc";
    /** Without the states, which may be long. */
    private static final String COLUMNS = "e.id, e.at, e.actor, e.action, e.objectType, e.objectId, e.objectName, e.reason, e.requestId";

    @PersistenceContext(unitName = "po")
    private EntityManager em;

    /**
     * One page of the list.
     *
     * @param first 0-based
     * @param max   1 to 500
     */
    public List<AuditRow> page(AuditFilter filter, int first, int max) {
        return rows(filtered(filter).list(em, Object[].class, COLUMNS, NEWEST, first, max));
    }

    /** How many there are; {@link #LEAFED_MAX} + 1 if there are more. */
    public int count(AuditFilter filter) {
        return filtered(filter).list(em, Long.class, "e.id", NEWEST, 0, LEAFED_MAX + 1).size();
    }

    /**
     * The part of the list that follows a cursor.
     *
     * @param limit 1 to 200
     */
    public Slice<AuditRow> slice(AuditFilter filter, String cursor, int limit) {
        List<AuditRow> found = rows(after(filter, cursor).list(em, Object[].class, COLUMNS, NEWEST, 0, limit + 1));
        return slice(found, limit, row -> row);
    }

    /**
     * The same, each event with its states; what changed between them is not worked out.
     *
     * @param sealedUpTo seals beyond this place in the chain are left out
     */
    public Slice<AuditDetails> wholeSlice(AuditFilter filter, String cursor, int limit, long sealedUpTo) {
        List<AuditEvent> found = after(filter, cursor).list(em, AuditEvent.class, "e", NEWEST, 0, limit + 1);
        Map<Long, AuditSeal> seals = seals(found.stream().map(AuditEvent::id).toList());
        seals.values().removeIf(seal -> seal.number() > sealedUpTo);
        return slice(found.stream().map(e -> new AuditDetails(row(e, seals.get(e.id())), e.beforeState(), e.afterState(), List.of())).toList(), limit, AuditDetails::row);
    }

    /** The place in the chain of the last seal; 0 if there is none. */
    public long lastSeal() {
        AuditHead head = em.find(AuditHead.class, AuditHead.ID);
        return head == null ? 0 : head.number();
    }

    /** @throws NotFoundException if there is none */
    public AuditDetails find(long id) {
        AuditEvent event = em.find(AuditEvent.class, id);
        if (event == null) {
            throw new NotFoundException("AuditEvent", id);
        }
        return new AuditDetails(row(event, seals(List.of(id)).get(id)), event.beforeState(), event.afterState(), AuditChange.between(event.beforeState(), event.afterState()));
    }

    private static ListQuery after(AuditFilter filter, String cursor) {
        ListQuery query = filtered(filter);
        Optional<Cursor> place = Cursor.decode(cursor, SORT);
        place.ifPresent(p -> query.where("e.at <= :afterAt and (e.at < :afterAt or e.id < :afterId)", "afterAt", p.value(Instant::parse)).bind("afterId", p.id()));
        return query;
    }

    private static <T> Slice<T> slice(List<T> found, int limit, Function<T, AuditRow> row) {
        if (found.size() <= limit) {
            return new Slice<>(found, null);
        }
        AuditRow last = row.apply(found.get(limit - 1));
        return new Slice<>(found.subList(0, limit), new Cursor(SORT, last.at().toString(), last.id()).encode());
    }

    private List<AuditRow> rows(List<Object[]> columns) {
        Map<Long, AuditSeal> seals = seals(columns.stream().map(c -> (Long) c[0]).toList());
        return columns.stream().map(c -> row((Long) c[0], (Instant) c[1], (String) c[2], (String) c[3], (String) c[4], (String) c[5], (String) c[6], (String) c[7], (String) c[8],
                seals.get(c[0]))).toList();
    }

    private Map<Long, AuditSeal> seals(List<Long> events) {
        return events.isEmpty() ? Map.of() : em.createQuery("select s from AuditSeal s where s.eventId in :ids", AuditSeal.class).setParameter("ids", events)
                .getResultStream().collect(Collectors.toMap(AuditSeal::eventId, s -> s));
    }

    private static AuditRow row(AuditEvent e, AuditSeal seal) {
        return row(e.id(), e.at(), e.actor(), e.action(), e.objectType(), e.objectId(), e.objectName(), e.reason(), e.requestId(), seal);
    }

    /** @param seal null if there is none yet */
    private static AuditRow row(long id, Instant at, String actor, String action, String objectType, String objectId, String objectName, String reason, String requestId, AuditSeal seal) {
        return new AuditRow(id, at, actor, action, objectType, objectId, objectName, reason, requestId, seal == null ? null : seal.number(), seal == null ? null : seal.hash());
    }

    private static ListQuery filtered(AuditFilter f) {
        ListQuery query = new ListQuery("AuditEvent e");
        if (f.search() != null && !f.search().isBlank()) {
            query.where("lower(e.objectName) like :q escape '!'", "q", ListQuery.contains(f.search()));
        }
        if (f.action() != null) {
            query.where("e.action = :action", "action", f.action().name());
        }
        if (f.actor() != null) {
            query.where("e.actor = :actor", "actor", f.actor());
        }
        if (f.objectType() != null) {
            query.where("e.objectType = :type", "type", f.objectType());
        }
        if (f.objectType() != null && f.objectId() != null) {
            query.where("e.objectId = :object", "object", f.objectId());
        }
        if (f.requestId() != null) {
            query.where("e.requestId = :request", "request", f.requestId());
        }
        if (f.from() != null) {
            query.where("e.at >= :from", "from", f.from());
        }
        if (f.before() != null) {
            query.where("e.at < :before", "before", f.before());
        }
        return query;
    }
}
