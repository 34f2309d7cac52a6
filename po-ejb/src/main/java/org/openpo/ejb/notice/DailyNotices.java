package org.openpo.ejb.notice;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

import org.openpo.domain.forecast.Forecast;
import org.openpo.domain.notice.DueNotice;
import org.openpo.domain.notice.Notice;
import org.openpo.domain.notice.NoticePlanner;
import org.openpo.domain.notice.NoticePolicy;
import org.openpo.domain.notice.NoticeRules;
import org.openpo.domain.notice.PurchaseOrderNoticeRules;
import org.openpo.ejb.ledger.Ledger;
import org.openpo.ejb.time.Now;

/**
 * What a day brings, in steps of one transaction each. Of each purchase order {@code purchase_order_watch} knows the next day on which it has to be
 * looked at, so a sweep reads those that may have something to tell and no others. Pages are claimed with SKIP LOCKED, and one that is held is
 * passed over: any number of nodes may sweep at once.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DailyNotices {
    /** Invoices allocated in the last moments before a sweep may have been committed after it. */
    private static final Duration LATE_COMMITS = Duration.ofHours(1);
    private static final int NO_MONTH = 0;
    /** Older notices are not handed on any more. */
    static final int ESCALATED_WITHIN_DAYS = 60;
    private static final int ESCALATED_AT_ONCE = 500;

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private Outbox outbox;
    @EJB
    private OrderSummaries summaries;
    @EJB
    private Digests digests;
    @EJB
    private BalanceNotices balances;
    @EJB
    private Ledger ledger;
    @Inject
    private Clock clock;

    /**
     * Begins the day, once for all nodes: marks the purchase orders that were billed since the last time.
     *
     * @return false if it is not yet the hour, or the day has begun
     */
    public boolean begin(String node) {
        Instant now = Now.instant(clock);
        NoticePolicy rules = rules();
        if (!rules.isTime(now)) {
            return false;
        }
        LocalDate today = rules.today(now);
        List<?> last = em.createNativeQuery("select sweep_day, started_at from notice_sweep order by sweep_day desc fetch first 1 rows only").getResultList();
        Object[] previous = last.isEmpty() ? null : (Object[]) last.get(0);
        if (previous != null && !day(previous[0]).isBefore(today)) {
            return false;
        }
        // The primary key lets one node win.
        em.createNativeQuery("insert into notice_sweep (sweep_day, started_at, node) values (cast(?1 as date), ?2, ?3)").setParameter(1, today.toString()).setParameter(2, utc(now))
                .setParameter(3, node).executeUpdate();
        em.createNativeQuery("insert into purchase_order_watch (purchase_order_pk, expiration_month, expiration_set_on, next_day) "
                + "select p.id, p.expiration_month, cast(p.created_at as date), null from purchase_order p left join purchase_order_watch w on w.purchase_order_pk = p.id "
                + "where w.purchase_order_pk is null and p.deleted_at is null").executeUpdate();
        Instant since = previous == null ? Instant.EPOCH : OrderSummaries.instant(previous[1]).minus(LATE_COMMITS);
        em.createNativeQuery("update purchase_order_watch set next_day = null where next_day is not null and purchase_order_pk in "
                + "(select l.purchase_order_pk from allocation a join line_item l on l.id = a.line_item_id where a.allocated_at >= ?1)").setParameter(1, utc(since)).executeUpdate();
        // Lines that were judged in the very moment in which thresholds changed were judged by the old ones: once more, by the new.
        balances.judgeAgain(since);
        return true;
    }

    /**
     * Makes the digests of the day, those that are made already excepted. Not with {@link #begin}, so that a fault in a digest stops nothing else.
     *
     * @return false if it is not yet the hour
     */
    public boolean makeDigests() {
        Instant now = Now.instant(clock);
        NoticePolicy rules = rules();
        if (rules.isTime(now)) {
            digests.make(rules, rules.today(now), now);
        }
        return rules.isTime(now);
    }

    /**
     * Looks at the next purchase orders that have to be looked at.
     *
     * @return how many; 0 when nothing is left, or it is not yet the hour
     */
    public int sweep(int max) {
        Instant now = Now.instant(clock);
        NoticePolicy rules = rules();
        if (!rules.isTime(now)) {
            return 0;
        }
        LocalDate today = rules.today(now);
        Map<Long, LocalDate> setOn = claim("next_day is null", max, null);
        if (setOn.isEmpty()) {
            setOn = claim("next_day <= cast(?1 as date)", max, today);
        }
        if (!setOn.isEmpty()) {
            judge(setOn, rules, today, now);
        }
        return setOn.size();
    }

    /**
     * Takes the next ones. Their purchase orders are locked before their watches, as everybody does who changes one: a notice names its
     * order, and so waits for it. A page that somebody else holds, who changes orders or sweeps as well, is passed over.
     */
    private Map<Long, LocalDate> claim(String condition, int max, LocalDate today) {
        Map<Long, LocalDate> claimed = new TreeMap<>();
        for (List<Long> waiting = waiting(condition, 0, max, today); claimed.isEmpty() && !waiting.isEmpty(); waiting = waiting(condition, waiting.get(waiting.size() - 1), max, today)) {
            List<Long> free = ledger.lockFreeOrders(waiting);
            if (!free.isEmpty()) {
                for (Object row : on(today, "select purchase_order_pk, expiration_set_on from purchase_order_watch where purchase_order_pk in (" + BalanceNotices.ids(free) + ") and " + condition
                        + " order by purchase_order_pk for update").getResultList()) {
                    claimed.put(OrderSummaries.number(((Object[]) row)[0]), day(((Object[]) row)[1]));
                }
            }
        }
        return claimed;
    }

    private List<Long> waiting(String condition, long after, int max, LocalDate today) {
        List<Long> waiting = new ArrayList<>();
        for (Object key : on(today, "select purchase_order_pk from purchase_order_watch where " + condition + " and purchase_order_pk > " + after + " order by purchase_order_pk fetch first "
                + max + " rows only").getResultList()) {
            waiting.add(OrderSummaries.number(key));
        }
        return waiting;
    }

    private Query on(LocalDate today, String sql) {
        Query query = em.createNativeQuery(sql);
        return today == null ? query : query.setParameter(1, today.toString());
    }

    private void judge(Map<Long, LocalDate> setOn, NoticePolicy rules, LocalDate today, Instant now) {
        Map<Long, OrderSummary> orders = summaries.of(setOn.keySet());
        Map<Long, PurchaseOrderNoticeRules> own = em.createQuery("select r from PurchaseOrderNoticeRules r where r.purchaseOrderKey in :keys", PurchaseOrderNoticeRules.class)
                .setParameter("keys", setOn.keySet()).getResultStream().collect(Collectors.toMap(PurchaseOrderNoticeRules::purchaseOrderKey, r -> r));
        YearMonth current = Now.month(clock);
        Map<DueNotice, Long> due = new HashMap<>();
        Map<LocalDate, List<Long>> nextDays = new TreeMap<>();
        Map<Integer, List<Long>> dryMonths = new TreeMap<>();
        for (OrderSummary po : orders.values()) {
            PurchaseOrderNoticeRules mine = own.get(po.key());
            NoticePolicy policy = mine == null ? rules : rules.with(mine.thresholds(), mine.expiryDays());
            Forecast forecast = po.forecast(current);
            boolean active = !po.suspended() && !po.deleted();
            NoticePlanner.OrderFacts facts = new NoticePlanner.OrderFacts(po.key(), active, po.expiration(), setOn.get(po.key()), po.committed(), forecast);
            NoticePlanner.due(facts, policy, key -> false, today).forEach(notice -> due.put(notice, po.key()));
            nextDays.computeIfAbsent(NoticePlanner.nextDay(facts, policy, today), d -> new ArrayList<>()).add(po.key());
            boolean dry = active && forecast != null && forecast.runsDryBy(po.expiration());
            dryMonths.computeIfAbsent(dry ? forecast.expected().getYear() * 100 + forecast.expected().getMonthValue() : NO_MONTH, m -> new ArrayList<>()).add(po.key());
        }
        add(due, rules, now);
        nextDays.forEach((day, keys) -> em.createNativeQuery("update purchase_order_watch set next_day = cast(?1 as date) where purchase_order_pk in (" + BalanceNotices.ids(keys) + ")")
                .setParameter(1, day.toString()).executeUpdate());
        dryMonths.forEach((month, keys) -> em.createNativeQuery("update purchase_order_watch set dry_month = nullif(?1, " + NO_MONTH + ") where purchase_order_pk in ("
                + BalanceNotices.ids(keys) + ")").setParameter(1, month).executeUpdate());
    }

    /** One question for all keys of a page, not one each. */
    private void add(Map<DueNotice, Long> due, NoticePolicy rules, Instant now) {
        if (due.isEmpty()) {
            return;
        }
        Set<String> told = new HashSet<>(em.createQuery("select n.key from Notice n where n.key in :keys", String.class)
                .setParameter("keys", due.keySet().stream().map(DueNotice::key).toList()).getResultList());
        due.forEach((notice, order) -> {
            if (!told.contains(notice.key())) {
                em.persist(new Notice(notice, Notice.About.order(order), now, sendFrom(notice, rules, now), "{}"));
            }
        });
    }

    /** The planner has moved an expiration before the quiet days; if it is told on one, then because there is no other. */
    private static Instant sendFrom(DueNotice notice, NoticePolicy rules, Instant now) {
        return notice.kind() == org.openpo.domain.notice.NoticeKind.EXPIRY ? now : rules.mayBeSentFrom(now);
    }

    /** Hands on what nobody has looked at. @return how many */
    public int escalate() {
        Instant now = Now.instant(clock);
        NoticePolicy rules = rules();
        if (rules.escalationDays() == null || !rules.isTime(now)) {
            return 0;
        }
        Instant latest = now.minus(Duration.ofDays(rules.escalationDays() - 1L));
        @SuppressWarnings("unchecked")
        List<Object[]> unseen = em.createNativeQuery("select n.id, n.purchase_order_pk, n.caused_at, o.opened_at from notice n left join purchase_order_opening o "
                + "on o.purchase_order_pk = n.purchase_order_pk where n.kind in ('LOW_BALANCE', 'EXPIRY', 'RUNS_DRY') and n.addressed_at is not null and n.caused_at <= ?1 and n.caused_at > ?2 "
                + "and (o.opened_at is null or o.opened_at < n.caused_at) and exists (select 1 from notice_choice c where c.purchase_order_pk = n.purchase_order_pk and c.escalation = 1) "
                + "and not exists (select 1 from notice e where e.escalates_id = n.id) order by n.id fetch first " + ESCALATED_AT_ONCE + " rows only")
                .setParameter(1, utc(latest)).setParameter(2, utc(latest.minus(Duration.ofDays(ESCALATED_WITHIN_DAYS)))).getResultList();
        int added = 0;
        for (Object[] n : unseen) {
            long id = OrderSummaries.number(n[0]);
            DueNotice due = NoticePlanner.escalation(rules, id, OrderSummaries.instant(n[2]), OrderSummaries.instant(n[3]), now).orElse(null);
            if (due != null && outbox.add(due, new Notice.About(OrderSummaries.number(n[1]), null, id), now, rules.mayBeSentFrom(now), JSON.createObjectBuilder().build())) {
                added++;
            }
        }
        return added;
    }

    /** Orders whose lines are to be judged anew since thresholds changed; see {@link #rejudge}. */
    public List<Long> ordersToJudge(long afterOrder, int max) {
        return balances.ordersToJudge(afterOrder, max);
    }

    /** Judges one order's lines under its lock. */
    public void rejudge(long purchaseOrderKey) {
        ledger.lockOrders(List.of(purchaseOrderKey));
        balances.judgeOrder(purchaseOrderKey);
    }

    private NoticePolicy rules() {
        return em.find(NoticeRules.class, NoticeRules.ID).policy();
    }

    private static LocalDate day(Object value) {
        return LocalDate.parse(value.toString().substring(0, 10));
    }

    static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    /** What {@link BigDecimal} a column holds. */
    static String plain(Object amount) {
        return new BigDecimal(amount.toString()).toPlainString();
    }
}
