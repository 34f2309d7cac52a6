package org.openpo.ejb.notice;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;

import org.openpo.domain.notice.BalanceWatch;
import org.openpo.domain.notice.DueNotice;
import org.openpo.domain.notice.Notice;
import org.openpo.domain.notice.NoticeKind;
import org.openpo.domain.notice.NoticePolicy;
import org.openpo.domain.notice.NoticeRules;
import org.openpo.domain.notice.PurchaseOrderNoticeRules;
import org.openpo.ejb.time.Now;

/**
 * Writes the notice of a balance that fell below a threshold into the transaction that moved it. The ledger calls it under the order's lock, so
 * it asks one question by primary key ({@code line_item_watch} knows below which balance there is something to tell), and does more only if the
 * answer is yes.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class BalanceNotices {
    private static final String TO_TELL = "l.balance_tracked = 1 and (w.next_below is null or l.total - l.billed < w.next_below)";
    private static final String FROM = "select l.id from line_item l left join line_item_watch w on w.line_item_id = l.id where ";
    /** Lines without invoices have nothing to tell until they have one. */
    private static final String CHANGED = "l.balance_tracked = 1 and (w.line_item_id is null and l.billed <> 0 or w.line_item_id is not null and (w.next_below is null "
            + "or w.total <> l.total or l.total - l.billed < w.next_below))";

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private Outbox outbox;
    @Inject
    private Clock clock;

    /** The billed amount of a line has moved. */
    public void lineMoved(long lineItemId) {
        judgeAll(em.createNativeQuery(FROM + "l.id = ?1 and " + TO_TELL).setParameter(1, lineItemId));
    }

    /** The same for many lines at once. */
    public void linesMoved(Collection<Long> lineItemIds) {
        if (!lineItemIds.isEmpty()) {
            judgeAll(em.createNativeQuery(FROM + "l.id in (" + ids(lineItemIds) + ") and " + TO_TELL + " order by l.id"));
        }
    }

    /** A purchase order was added or changed by a person: its lines are judged again, and the next sweep looks at its expiration. */
    public void orderChanged(long purchaseOrderKey) {
        em.flush();
        NoticePolicy rules = em.find(NoticeRules.class, NoticeRules.ID).policy();
        LocalDate today = rules.today(Now.instant(clock));
        int known = em.createNativeQuery("update purchase_order_watch set next_day = null where purchase_order_pk = ?1").setParameter(1, purchaseOrderKey).executeUpdate();
        if (known == 0) {
            em.createNativeQuery("insert into purchase_order_watch (purchase_order_pk, expiration_month, expiration_set_on, next_day) "
                    + "select id, expiration_month, cast(?2 as date), null from purchase_order where id = ?1").setParameter(1, purchaseOrderKey).setParameter(2, today.toString())
                    .executeUpdate();
        } else {
            em.createNativeQuery("update purchase_order_watch set expiration_set_on = cast(?2 as date), expiration_month = (select expiration_month from purchase_order where id = ?1) "
                    + "where purchase_order_pk = ?1 and expiration_month <> (select expiration_month from purchase_order where id = ?1)")
                    .setParameter(1, purchaseOrderKey).setParameter(2, today.toString()).executeUpdate();
        }
        judgeOrder(purchaseOrderKey);
    }

    /** Judges those lines of an order that may have something to tell. The caller holds the order's lock. */
    public void judgeOrder(long purchaseOrderKey) {
        judgeAll(em.createNativeQuery(FROM + "l.purchase_order_pk = ?1 and " + CHANGED + " order by l.id").setParameter(1, purchaseOrderKey));
    }

    private void judgeAll(Query lines) {
        for (Object id : lines.getResultList()) {
            judge(((Number) id).longValue());
        }
    }

    private void judge(long lineItemId) {
        Object[] row = (Object[]) em.createNativeQuery("select l.total, l.billed, l.purchase_order_pk, w.told, w.total as judged_total, w.arming, p.deleted_at "
                + "from line_item l join purchase_order p on p.id = l.purchase_order_pk left join line_item_watch w on w.line_item_id = l.id where l.id = ?1")
                .setParameter(1, lineItemId).getSingleResult();
        if (row[6] != null) {
            return;
        }
        BigDecimal total = (BigDecimal) row[0];
        BigDecimal billed = (BigDecimal) row[1];
        long order = ((Number) row[2]).longValue();
        BalanceWatch watch = row[4] == null ? BalanceWatch.fresh(total) : new BalanceWatch((BigDecimal) row[3], (BigDecimal) row[4], ((Number) row[5]).intValue());
        NoticePolicy rules = rulesOf(order);
        BalanceWatch.Judgement judged = watch.judge(rules.thresholds(), total, billed);
        keep(lineItemId, row[4] == null, judged);
        if (judged.due() != null) {
            Instant now = Now.instant(clock);
            outbox.add(new DueNotice(NoticeKind.LOW_BALANCE, BalanceWatch.key(lineItemId, judged.watch(), judged.due())), new Notice.About(order, lineItemId, null),
                    now, rules.mayBeSentFrom(now), JSON.createObjectBuilder().add("threshold", judged.due().toPlainString()).add("lineTotal", total.toPlainString())
                            .add("lineBilled", billed.toPlainString()).build());
        }
    }

    private void keep(long lineItemId, boolean isNew, BalanceWatch.Judgement judged) {
        String sql = isNew ? "insert into line_item_watch (told, total, arming, next_below, line_item_id) values (cast(?1 as numeric(7,4)), ?2, ?3, ?4, ?5)"
                : "update line_item_watch set told = cast(?1 as numeric(7,4)), total = ?2, arming = ?3, next_below = ?4 where line_item_id = ?5";
        em.createNativeQuery(sql).setParameter(1, judged.watch().told() == null ? null : judged.watch().told().toPlainString()).setParameter(2, judged.watch().total())
                .setParameter(3, judged.watch().arming()).setParameter(4, judged.nextBelow()).setParameter(5, lineItemId).executeUpdate();
    }

    private NoticePolicy rulesOf(long purchaseOrderKey) {
        NoticePolicy rules = em.find(NoticeRules.class, NoticeRules.ID).policy();
        PurchaseOrderNoticeRules own = em.find(PurchaseOrderNoticeRules.class, purchaseOrderKey);
        return own == null ? rules : rules.with(own.thresholds(), own.expiryDays());
    }

    /** Numbers only: nothing of a user's gets into the statement. */
    static String ids(Collection<Long> ids) {
        return ids.stream().sorted().distinct().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /**
     * Rules have changed: what is due is looked at anew by the next sweep, of every purchase order or of one; and if thresholds have, then its lines are
     * judged anew when they move next, or by the next sweep.
     */
    public void rulesChanged(Long purchaseOrderKey, boolean thresholds) {
        if (thresholds) {
            thresholdsChanged(purchaseOrderKey);
        }
        em.createNativeQuery("update purchase_order_watch set next_day = null" + (purchaseOrderKey == null ? "" : " where purchase_order_pk = " + purchaseOrderKey)).executeUpdate();
    }

    /** Lets the next sweep judge again the lines whose rules were changed since then; no others, because it takes each order's lock. */
    public void judgeAgain(Instant since) {
        Instant changed = em.find(NoticeRules.class, NoticeRules.ID).changedAt();
        if (changed != null && !changed.isBefore(since)) {
            thresholdsChanged(null);
        } else {
            em.createNativeQuery("update line_item_watch set next_below = null where line_item_id in (select l.id from line_item l join purchase_order_notice_rules r "
                    + "on r.purchase_order_pk = l.purchase_order_pk where r.changed_at >= ?1)").setParameter(1, DailyNotices.utc(since)).executeUpdate();
        }
    }

    private void thresholdsChanged(Long purchaseOrderKey) {
        String where = purchaseOrderKey == null ? "" : " where line_item_id in (select id from line_item where purchase_order_pk = " + purchaseOrderKey + ")";
        em.createNativeQuery("update line_item_watch set next_below = null" + where).executeUpdate();
    }

    /** Orders of lines that may have something to tell though nothing has moved: thresholds have changed. Up to {@code max}, beyond an id. */
    public List<Long> ordersToJudge(long afterOrder, int max) {
        @SuppressWarnings("unchecked")
        List<Number> found = em.createNativeQuery("select distinct l.purchase_order_pk from line_item_watch w join line_item l on l.id = w.line_item_id "
                + "join purchase_order p on p.id = l.purchase_order_pk where p.deleted_at is null and l.balance_tracked = 1 and w.next_below is null and l.purchase_order_pk > ?1 "
                + "order by l.purchase_order_pk fetch first " + max + " rows only").setParameter(1, afterOrder).getResultList();
        return found.stream().map(Number::longValue).toList();
    }
}
