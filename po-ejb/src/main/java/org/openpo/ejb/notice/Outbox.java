package org.openpo.ejb.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.notice.Channel;
import org.openpo.domain.notice.DeliveryAttempt;
import org.openpo.domain.notice.DueNotice;
import org.openpo.domain.notice.Notice;
import org.openpo.domain.notice.NoticeDelivery;
import org.openpo.domain.notice.Webhook;
import org.openpo.ejb.party.ContactService;
import org.openpo.ejb.startup.Settings;
import org.openpo.ejb.time.Now;

/**
 * The outbox (docs/adr, the outbox). A notice is added in the transaction that causes it; then, each in a transaction of its own, it is addressed (a delivery for each
 * recipient), claimed by a node for some minutes, sent, and its outcome noted. What a node that died has claimed is claimed again when its time
 * is over. Rows are claimed with SKIP LOCKED, so nodes do not wait for each other.
 */
@Stateless
@PermitAll
public class Outbox {
    private static final Logger LOG = Logger.getLogger(Outbox.class.getName());
    private static final int CLAIM_SECONDS = 600;
    /** A server that has been away for an hour is asked again after a quarter of one. */
    private static final int AGE_PER_WAIT = 4;

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private NoticeFacts facts;
    @EJB
    private Recipients recipients;
    @EJB
    private NoticeLinks links;
    @EJB
    private ContactService contacts;
    @Inject
    private Clock clock;

    /**
     * What a node has to send.
     *
     * @param webhookSecrets that sign what is posted, the newest first; none for mails
     */
    public record Claimed(long deliveryId, NoticeDelivery.Recipient recipient, String messageId, int attempts, NoticeContent content, List<String> webhookSecrets) { }

    /** Claimed and not heard of for so long: the node is taken for dead. Much longer than one mail may take. */
    static Duration claimTime() {
        return Duration.ofSeconds(Settings.number("OPENPO_OUTBOX_CLAIM", CLAIM_SECONDS, 10, 86400));
    }

    /** Adds a notice to the caller's transaction, unless one with its key is there. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public boolean add(DueNotice due, Notice.About about, Instant causedAt, Instant sendFrom, JsonObject known) {
        if (isKnown(due.key())) {
            return false;
        }
        em.persist(new Notice(due, about, causedAt, sendFrom, known.toString()));
        return true;
    }

    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean isKnown(String key) {
        return !em.createQuery("select n.id from Notice n where n.key = :key", Long.class).setParameter("key", key).getResultList().isEmpty();
    }

    /**
     * Gives each of the oldest notices that nobody has been written to its deliveries, and fixes what they say.
     *
     * @return how many notices
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public int address(int max) {
        List<Long> ids = claimIds("select id from notice where addressed_at is null order by id fetch first " + max + " rows only for update skip locked");
        if (!ids.isEmpty()) {
            addressAll(ids);
        }
        return ids.size();
    }

    /** The next notices that nobody has been written to, beyond an id. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public List<Long> unaddressed(long afterId, int max) {
        return claimIds("select id from notice where addressed_at is null and id > " + afterId + " order by id fetch first " + max + " rows only");
    }

    /** The same as {@link #address} for one notice, unless another node has it. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean addressOne(long id) {
        List<Long> ids = claimIds("select id from notice where addressed_at is null and id = " + id + " for update skip locked");
        if (!ids.isEmpty()) {
            addressAll(ids);
        }
        return !ids.isEmpty();
    }

    private void addressAll(List<Long> ids) {
        Instant now = Now.instant(clock);
        List<Notice> notices = em.createQuery("select n from Notice n where n.id in :ids order by n.id", Notice.class).setParameter("ids", ids).getResultList();
        Map<Long, JsonObject> complete = facts.complete(notices);
        Map<Long, List<NoticeDelivery.Recipient>> to = recipients.of(notices);
        NoticeTexts texts = NoticeTexts.with(links.base());
        for (Notice notice : notices) {
            JsonObject all = complete.get(notice.id());
            notice.addressed(all.toString(), now);
            for (NoticeDelivery.Recipient recipient : to.getOrDefault(notice.id(), List.of())) {
                NoticeContent content = new NoticeContent(notice.kind(), all, recipient.name(), recipient.language(), null);
                em.persist(new NoticeDelivery(notice, recipient, links.messageId(notice.key(), recipient), subject(texts, content), now));
            }
        }
    }

    /** A fault in one text must not keep the others from being sent; sending shows it. */
    private static String subject(NoticeTexts texts, NoticeContent content) {
        try {
            return texts.subject(content);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "The subject of a notice cannot be written: " + content.facts(), e);
            return content.kind().name();
        }
    }

    /** Claims what is due, what dead nodes have left included. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public List<Claimed> claim(String node, Channel channel, int max) {
        Instant now = Now.instant(clock);
        List<Long> ids = claimIds("select id from notice_delivery where state = 'SENDING' and claimed_until < ?1 and channel = '" + channel + "' fetch first " + max
                + " rows only for update skip locked", now);
        if (ids.isEmpty()) {
            ids = claimIds("select id from notice_delivery where state = 'WAITING' and next_attempt_at <= ?1 and channel = '" + channel
                    + "' order by next_attempt_at, id fetch first " + max + " rows only for update skip locked", now);
        }
        if (ids.isEmpty()) {
            return List.of();
        }
        List<NoticeDelivery> due = em.createQuery("select d from NoticeDelivery d join fetch d.notice where d.id in :ids order by d.id", NoticeDelivery.class)
                .setParameter("ids", ids).getResultList();
        List<Claimed> claimed = new ArrayList<>();
        for (NoticeDelivery delivery : due) {
            if (recipients.stillWants(delivery)) {
                delivery.claim(node, now.plus(claimTime()));
                claimed.add(claimed(delivery));
            } else {
                delivery.cancel();
            }
        }
        return claimed;
    }

    private Claimed claimed(NoticeDelivery delivery) {
        NoticeDelivery.Recipient to = delivery.recipient();
        if (to.channel() == Channel.MAIL) {
            return new Claimed(delivery.id(), to, delivery.messageId(), delivery.attempts(), content(delivery), List.of());
        }
        // As it is now: an address that was replaced, perhaps because it leaked, is not posted to any more.
        Webhook webhook = em.find(Webhook.class, to.id());
        return new Claimed(delivery.id(), webhook.asRecipient(), delivery.messageId(), delivery.attempts(), content(delivery), webhook.secrets(Now.instant(clock)));
    }

    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public NoticeContent content(NoticeDelivery delivery) {
        NoticeDelivery.Recipient to = delivery.recipient();
        return new NoticeContent(delivery.notice().kind(), NoticeFacts.read(delivery.notice().facts()), to.name(), to.language(),
                to.channel() == Channel.MAIL ? links.unsubscribe(to.id(), delivery.notice().kind()) : null);
    }

    /** Whether the claim still holds, with time left to send. Extends nothing. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean holds(long deliveryId, String node, Duration needed) {
        return Optional.ofNullable(em.find(NoticeDelivery.class, deliveryId))
                .filter(d -> d.isClaimedBy(node) && d.claimedUntil().isAfter(Now.instant(clock).plus(needed))).isPresent();
    }

    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void sent(long deliveryId, String node, String answer) {
        finish(deliveryId, node, DeliveryAttempt.Outcome.ACCEPTED, answer, d -> d.sent(answer, Now.instant(clock)));
    }

    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void postpone(long deliveryId, String node, String answer, Duration wait) {
        finish(deliveryId, node, DeliveryAttempt.Outcome.POSTPONED, answer, d -> d.postpone(answer, wait, Now.instant(clock)));
    }

    /**
     * The server could not be reached. However long it is away, that gives nothing up; the older the delivery, the longer it waits.
     *
     * @param first   wait
     * @param longest wait
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void notReached(long deliveryId, String node, String answer, Duration first, Duration longest) {
        Instant now = Now.instant(clock);
        finish(deliveryId, node, DeliveryAttempt.Outcome.POSTPONED, answer, d -> {
            Duration grown = Duration.between(d.createdAt(), now).dividedBy(AGE_PER_WAIT);
            Duration wait = grown.compareTo(first) < 0 ? first : grown;
            d.notReached(answer, wait.compareTo(longest) > 0 ? longest : wait, now);
        });
    }

    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void giveUp(long deliveryId, String node, String answer) {
        finish(deliveryId, node, DeliveryAttempt.Outcome.GIVEN_UP, answer, d -> d.giveUp(answer));
    }

    /** Refused for good. Where it is the address that the server refuses, the contact is marked, so that people see whom no mail reaches. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void refused(Claimed claimed, String node, String answer) {
        finish(claimed.deliveryId(), node, DeliveryAttempt.Outcome.GIVEN_UP, answer, d -> d.giveUp(answer));
        if (claimed.recipient().channel() == Channel.MAIL && AddressRefusal.is(answer)) {
            contacts.bounced(claimed.recipient().id(), claimed.recipient().address(), answer, "system");
        }
    }

    /** No mail server is configured. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void keep(List<Claimed> claimed, String node) {
        claimed.forEach(c -> finish(c.deliveryId(), node, DeliveryAttempt.Outcome.KEPT, null, NoticeDelivery::keep));
    }

    /** Gives back what was claimed and not tried. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void putBack(List<Claimed> claimed, String node, Duration wait) {
        for (Claimed each : claimed) {
            NoticeDelivery delivery = em.find(NoticeDelivery.class, each.deliveryId(), LockModeType.PESSIMISTIC_WRITE);
            if (delivery.isClaimedBy(node)) {
                delivery.putBack(wait, Now.instant(clock));
            }
        }
    }

    private void finish(long deliveryId, String node, DeliveryAttempt.Outcome outcome, String answer, java.util.function.Consumer<NoticeDelivery> end) {
        NoticeDelivery delivery = em.find(NoticeDelivery.class, deliveryId, LockModeType.PESSIMISTIC_WRITE);
        em.persist(new DeliveryAttempt(deliveryId, Now.instant(clock), node, outcome, answer));
        // Taken over by another node meanwhile: that one notes its own outcome; only that it arrived is worth more than that it may not have.
        if (delivery.isClaimedBy(node) || outcome == DeliveryAttempt.Outcome.ACCEPTED) {
            end.accept(delivery);
        }
    }

    @SuppressWarnings("unchecked")
    private List<Long> claimIds(String sql, Instant... parameters) {
        var query = em.createNativeQuery(sql);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, OffsetDateTime.ofInstant(parameters[i], ZoneOffset.UTC));
        }
        return ((List<Number>) query.getResultList()).stream().map(Number::longValue).toList();
    }
}
