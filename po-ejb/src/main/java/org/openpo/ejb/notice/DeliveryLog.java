package org.openpo.ejb.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.notice.NoticeRules;
import org.openpo.ejb.startup.Settings;
import org.openpo.ejb.time.Now;

/**
 * Forgets what was sent long ago: deliveries with their tries, and what their notices said. The notices themselves stay with their keys, as does what
 * was told of each line's balance: nothing that was told is told again. What waits or is being sent stays, however old it is.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DeliveryLog {
    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Inject
    private Clock clock;

    /** What ended before this is forgotten; a notice that may still be handed on is not, because the letter says what it said. */
    public Instant keptSince() {
        Integer escalationDays = em.find(NoticeRules.class, NoticeRules.ID).policy().escalationDays();
        int needed = escalationDays == null ? 0 : escalationDays + DailyNotices.ESCALATED_WITHIN_DAYS + 1;
        return Now.instant(clock).minus(Duration.ofDays(Math.max(Settings.notificationLogDays(), needed)));
    }

    /**
     * Forgets the oldest in one short transaction; rows that somebody has in hand are left for the next night.
     *
     * @return how many deliveries; 0 when none is left
     */
    public int forget(Instant before, int max) {
        List<Long> ids = ids(em.createNativeQuery("select id from notice_delivery where state in ('SENT', 'FAILED', 'KEPT', 'CANCELLED') and created_at < ?1 and next_attempt_at < ?1 "
                + "and (sent_at is null or sent_at < ?1) order by created_at, id fetch first " + max + " rows only for update skip locked").setParameter(1, DailyNotices.utc(before)).getResultList());
        if (ids.isEmpty()) {
            return 0;
        }
        String in = " in (" + BalanceNotices.ids(ids) + ")";
        List<Long> notices = ids(em.createNativeQuery("select distinct notice_id from notice_delivery where id" + in).getResultList());
        em.createNativeQuery("delete from delivery_attempt where delivery_id" + in).executeUpdate();
        em.createNativeQuery("delete from notice_delivery where id" + in).executeUpdate();
        em.createNativeQuery("update notice set facts = '{}' where id in (" + BalanceNotices.ids(notices) + ") and not exists (select 1 from notice_delivery d where d.notice_id = notice.id)")
                .executeUpdate();
        return ids.size();
    }

    /**
     * The same for what nobody wanted to hear: notices that were addressed to nobody have no delivery.
     *
     * @return how many notices; 0 when none is left
     */
    public int forgetUnheard(Instant before, int max) {
        List<Long> notices = ids(em.createNativeQuery("select id from notice where addressed_at < ?1 and facts <> '{}' and not exists (select 1 from notice_delivery d where d.notice_id = notice.id) "
                + "order by id fetch first " + max + " rows only for update skip locked").setParameter(1, DailyNotices.utc(before)).getResultList());
        if (!notices.isEmpty()) {
            em.createNativeQuery("update notice set facts = '{}' where id in (" + BalanceNotices.ids(notices) + ")").executeUpdate();
        }
        return notices.size();
    }

    /** Secrets of webhooks that sign no more. */
    public void forgetSecrets() {
        em.createNativeQuery("update webhook set previous_secret = null, previous_until = null where previous_until <= ?1").setParameter(1, DailyNotices.utc(Now.instant(clock))).executeUpdate();
    }

    private static List<Long> ids(List<?> rows) {
        return rows.stream().map(OrderSummaries::number).toList();
    }
}
