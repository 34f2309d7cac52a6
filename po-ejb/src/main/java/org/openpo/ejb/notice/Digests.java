package org.openpo.ejb.notice;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.jpa.YearMonthConverter;
import org.openpo.domain.notice.Notice;
import org.openpo.domain.notice.NoticeKind;
import org.openpo.domain.notice.NoticePlanner;
import org.openpo.domain.notice.NoticePolicy;
import org.openpo.ejb.time.Now;

/** The digests: of exceptions that wait too long, and of the week. Made only if somebody gets them. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Digests {
    private static final int EXCEPTIONS_SHOWN = 15;
    private static final int ORDERS_SHOWN = 8;
    private static final String ACTIVE = "p.deleted_at is null and p.suspended = 0 and p.expiration_month >= ?1";
    private static final String DRY = "exists (select 1 from purchase_order_watch w where w.purchase_order_pk = p.id and w.dry_month is not null)";
    private static final String EXPIRING = "p.expiration_month <= ?2";
    private static final String LOW = "exists (select 1 from line_item l where l.purchase_order_pk = p.id and l.balance_tracked = 1 and l.closed = 0 and l.billed > 0 "
            + "and (l.total - l.billed) * 4 <= l.total)";
    private static final String TRACKED = "coalesce((select sum(l.total) from line_item l where l.purchase_order_pk = p.id and l.balance_tracked = 1), 0), "
            + "coalesce((select sum(l.billed) from line_item l where l.purchase_order_pk = p.id and l.balance_tracked = 1), 0)";

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private Outbox outbox;
    @Inject
    private Clock clock;

    public void make(NoticePolicy rules, LocalDate today, Instant now) {
        if (isWanted(NoticeKind.EXCEPTIONS_DIGEST) && rules.exceptionDays() != null) {
            exceptions(rules, today, now);
        }
        if (isWanted(NoticeKind.PORTFOLIO_DIGEST)) {
            NoticePlanner.portfolioDigest(rules, outbox::isKnown, today)
                    .ifPresent(due -> outbox.add(due, Notice.About.EVERYTHING, now, rules.mayBeSentFrom(now), portfolio(Now.month(clock)).build()));
        }
    }

    private boolean isWanted(NoticeKind kind) {
        return !em.createNativeQuery("select contact_id from contact_notice_settings where digests like '%" + kind + "%' union all select id from webhook where active = 1 and events like '%"
                + kind + "%'").getResultList().isEmpty();
    }

    private void exceptions(NoticePolicy rules, LocalDate today, Instant now) {
        Instant cameOfAge = today.minusDays(rules.exceptionDays()).plusDays(1).atStartOfDay(rules.zone()).toInstant();
        // Not max(…): PostgreSQL's driver hands its result on as another type than that of the column.
        Instant newest = em.createQuery("select i.exceptionSince from Invoice i where i.state = org.openpo.domain.invoice.InvoiceState.EXCEPTION and i.exceptionSince < :age "
                + "order by i.exceptionSince desc", Instant.class).setParameter("age", cameOfAge).setMaxResults(1).getResultStream().findFirst().orElse(null);
        if (newest == null) {
            return;
        }
        Instant last = em.createQuery("select n.causedAt from Notice n where n.kind = org.openpo.domain.notice.NoticeKind.EXCEPTIONS_DIGEST order by n.causedAt desc", Instant.class)
                .setMaxResults(1).getResultStream().findFirst().orElse(null);
        // Only the one that came of age last decides whether any has since the last digest.
        NoticePlanner.exceptionsDigest(rules, last == null ? null : rules.today(last), List.of(rules.today(newest)), today)
                .ifPresent(due -> outbox.add(due, Notice.About.EVERYTHING, now, rules.mayBeSentFrom(now), facts(cameOfAge, rules.exceptionDays()).build()));
    }

    private JsonObjectBuilder facts(Instant cameOfAge, int days) {
        String waiting = "from Invoice i where i.state = org.openpo.domain.invoice.InvoiceState.EXCEPTION and i.exceptionSince < :age";
        long count = em.createQuery("select count(i) " + waiting, Long.class).setParameter("age", cameOfAge).getSingleResult();
        JsonArrayBuilder oldest = JSON.createArrayBuilder();
        em.createQuery("select i " + waiting + " order by i.exceptionSince, i.id", Invoice.class).setParameter("age", cameOfAge).setMaxResults(EXCEPTIONS_SHOWN).getResultList()
                .forEach(i -> oldest.add(JSON.createObjectBuilder().add("id", String.valueOf(i.id())).add("invoiceId", i.invoiceId()).add("seller", i.sellerName())
                        .add("gross", i.gross().toPlainString()).add("currency", i.currency().getCurrencyCode())
                        .add("since", i.exceptionSince().atZone(ZoneOffset.UTC).toLocalDate().toString())
                        .add("codes", JSON.createArrayBuilder(i.exceptionCodes().stream().map(Enum::name).toList()))));
        return JSON.createObjectBuilder().add("count", (int) Math.min(count, Integer.MAX_VALUE)).add("days", days).add("exceptions", oldest);
    }

    private JsonObjectBuilder portfolio(YearMonth month) {
        JsonArrayBuilder totals = JSON.createArrayBuilder();
        long active = 0;
        for (Object[] row : rows("select p.currency, count(*), sum(p.committed), sum(p.billed) from purchase_order p where " + ACTIVE + " group by p.currency order by p.currency", month, false)) {
            active += OrderSummaries.number(row[1]);
            totals.add(JSON.createObjectBuilder().add("currency", row[0].toString()).add("count", (int) OrderSummaries.number(row[1])).add("committed", DailyNotices.plain(row[2]))
                    .add("billed", DailyNotices.plain(row[3])));
        }
        long attention = OrderSummaries.number(em.createNativeQuery("select count(*) from purchase_order p where " + ACTIVE + " and (" + DRY + " or " + EXPIRING + " or " + LOW + ")")
                .setParameter(1, number(month)).setParameter(2, number(month.plusMonths(1))).getSingleResult());
        long exceptions = em.createQuery("select count(i) from Invoice i where i.state = org.openpo.domain.invoice.InvoiceState.EXCEPTION", Long.class).getSingleResult();
        return JSON.createObjectBuilder().add("active", (int) active).add("attention", (int) attention).add("exceptions", (int) exceptions).add("totals", totals)
                .add("dry", orders(month, DRY, "(select w.dry_month from purchase_order_watch w where w.purchase_order_pk = p.id)", false))
                .add("expiring", orders(month, EXPIRING, "p.expiration_month", true)).add("low", orders(month, LOW, "p.expiration_month", false));
    }

    private JsonArrayBuilder orders(YearMonth month, String condition, String orderedBy, boolean soon) {
        JsonArrayBuilder orders = JSON.createArrayBuilder();
        for (Object[] row : rows("select p.id, p.purchase_order_id, p.description, p.currency, " + orderedBy + " as month_shown, " + TRACKED + " from purchase_order p where " + ACTIVE + " and "
                + condition + " order by 5, 1 fetch first " + ORDERS_SHOWN + " rows only", month, soon)) {
            JsonObjectBuilder order = JSON.createObjectBuilder().add("purchaseOrderKey", OrderSummaries.number(row[0])).add("purchaseOrderId", (String) row[1]).add("currency", row[3].toString())
                    .add("month", OrderSummaries.month(row[4]).toString()).add("committed", DailyNotices.plain(row[5])).add("billed", DailyNotices.plain(row[6]));
            if (row[2] != null) {
                order.add("description", (String) row[2]);
            }
            orders.add(order);
        }
        return orders;
    }

    @SuppressWarnings("unchecked")
    private List<Object[]> rows(String sql, YearMonth month, boolean soon) {
        var query = em.createNativeQuery(sql).setParameter(1, number(month));
        if (soon) {
            query.setParameter(2, number(month.plusMonths(1)));
        }
        return query.getResultList();
    }

    private static int number(YearMonth month) {
        return new YearMonthConverter().convertToDatabaseColumn(month);
    }
}
