package org.openpo.ejb.notice;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.notice.DeliveryAttempt;
import org.openpo.domain.notice.DeliveryState;
import org.openpo.domain.notice.Notice;
import org.openpo.domain.notice.NoticeDelivery;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.query.Cursor;
import org.openpo.ejb.query.ListQuery;
import org.openpo.ejb.query.Page;
import org.openpo.ejb.query.Slice;

/** Reads of notifications: what was sent to whom, what waits, and what it says. The newest first. */
@Stateless
@RolesAllowed("VIEWER")
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class NotificationQueries {
    static final int ATTEMPTS_SHOWN = 200;
    private static final String SORT = "-createdAt";
    private static final String NEWEST = "d.createdAt desc, d.id desc";

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private Outbox outbox;
    @EJB
    private NoticeLinks links;

    /**
     * One page of the list.
     *
     * @param first 0-based
     * @param max   1 to 500
     */
    public Page<NotificationRow> page(NotificationFilter filter, int first, int max) {
        ListQuery query = filtered(filter);
        return new Page<>(rows(read(query, first, max)), query.count(em, "d"));
    }

    /**
     * The part of the list that follows a cursor.
     *
     * @param limit 1 to 500
     */
    public Slice<NotificationRow> slice(NotificationFilter filter, String cursor, int limit) {
        ListQuery query = filtered(filter);
        Cursor.decode(cursor, SORT).ifPresent(after -> query.after("d.createdAt", "d", true, after.value(Instant::parse), after.id()));
        List<NoticeDelivery> found = read(query, 0, limit + 1);
        boolean more = found.size() > limit;
        List<NoticeDelivery> part = more ? found.subList(0, limit) : found;
        return new Slice<>(rows(part), more ? new Cursor(SORT, part.get(limit - 1).createdAt().toString(), part.get(limit - 1).id()).encode() : null);
    }

    /** How many there are in each state, whatever state the filter names. */
    public Map<DeliveryState, Long> countByState(NotificationFilter filter) {
        return filtered(new NotificationFilter(filter.search(), filter.kind(), null, filter.channel(), filter.purchaseOrderKey(), filter.contactId(), filter.from(), filter.before()))
                .countBy(em, DeliveryState.class, "d.state", "d");
    }

    /** @throws NotFoundException if there is none */
    public NotificationDetails find(long id) {
        NoticeDelivery delivery = load(id);
        List<DeliveryAttempt> last = em.createQuery("select a from DeliveryAttempt a where a.deliveryId = :id order by a.id desc", DeliveryAttempt.class)
                .setParameter("id", id).setMaxResults(ATTEMPTS_SHOWN).getResultList();
        List<NotificationDetails.Attempt> attempts = last.stream().map(a -> new NotificationDetails.Attempt(a.at(), a.node(), a.outcome(), a.answer()))
                .sorted(java.util.Comparator.comparing(NotificationDetails.Attempt::at)).toList();
        return new NotificationDetails(rows(List.of(delivery)).get(0), delivery.notice().causedAt(), attempts);
    }

    /** The mail as the recipient got it or will get it; only its link to unsubscribe is left out, which is theirs. */
    public MailPreview preview(long id) {
        NoticeContent content = outbox.content(load(id));
        return NoticeTexts.with(links.base()).mail(new NoticeContent(content.kind(), content.facts(), content.recipientName(), content.language(), null));
    }

    private NoticeDelivery load(long id) {
        NoticeDelivery delivery = em.find(NoticeDelivery.class, id);
        if (delivery == null) {
            throw new NotFoundException("Notification", id);
        }
        return delivery;
    }

    /** With their notices: each would be read by a statement of its own. */
    private List<NoticeDelivery> read(ListQuery query, int first, int max) {
        List<Long> ids = query.list(em, Long.class, "d.id", NEWEST, first, max);
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<Long, NoticeDelivery> found = em.createQuery("select d from NoticeDelivery d join fetch d.notice where d.id in :ids", NoticeDelivery.class).setParameter("ids", ids)
                .getResultStream().collect(Collectors.toMap(NoticeDelivery::id, d -> d));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private List<NotificationRow> rows(Collection<NoticeDelivery> deliveries) {
        if (deliveries.isEmpty()) {
            return List.of();
        }
        List<Long> keys = deliveries.stream().map(d -> d.notice().purchaseOrderKey()).filter(Objects::nonNull).distinct().toList();
        Map<Long, String> names = keys.isEmpty() ? Collections.emptyMap() : em.createQuery("select p.id, p.purchaseOrderId from PurchaseOrder p where p.id in :keys", Object[].class)
                .setParameter("keys", keys).getResultStream().collect(Collectors.toMap(r -> (Long) r[0], r -> (String) r[1]));
        return deliveries.stream().map(d -> row(d, d.notice(), names)).toList();
    }

    private static NotificationRow row(NoticeDelivery d, Notice notice, Map<Long, String> names) {
        NoticeDelivery.Recipient to = d.recipient();
        return new NotificationRow(d.id(), notice.kind(), notice.purchaseOrderKey(), notice.purchaseOrderKey() == null ? null : names.get(notice.purchaseOrderKey()), to.channel(), to.id(),
                to.name(), to.shownAddress(), to.language(), d.subject(), d.state(), d.attempts(), d.createdAt(), d.state() == DeliveryState.WAITING ? d.nextAttemptAt() : null,
                d.sentAt(), d.answer(), d.messageId());
    }

    private static ListQuery filtered(NotificationFilter f) {
        ListQuery query = new ListQuery("NoticeDelivery d join d.notice n");
        if (f.search() != null && !f.search().isBlank()) {
            query.where("(lower(d.recipientName) like :q escape '!' or d.channel = org.openpo.domain.notice.Channel.MAIL and d.addressKey like :q escape '!' or lower(d.subject) like :q escape '!')", "q", ListQuery.contains(f.search()));
        }
        if (f.kind() != null) {
            query.where("n.kind = :kind", "kind", f.kind());
        }
        if (f.state() != null) {
            query.where("d.state = :state", "state", f.state());
        }
        if (f.channel() != null) {
            query.where("d.channel = :channel", "channel", f.channel());
        }
        if (f.purchaseOrderKey() != null) {
            query.where("n.purchaseOrderKey = :order", "order", f.purchaseOrderKey());
        }
        if (f.contactId() != null) {
            query.where("d.recipientId = :contact and d.channel = org.openpo.domain.notice.Channel.MAIL", "contact", f.contactId());
        }
        if (f.from() != null) {
            query.where("d.createdAt >= :from", "from", f.from());
        }
        if (f.before() != null) {
            query.where("d.createdAt < :before", "before", f.before());
        }
        return query;
    }
}
