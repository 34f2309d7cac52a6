package org.openpo.ejb.report;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;

import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.jpa.YearMonthConverter;
import org.openpo.domain.order.PurchaseOrderStatus;

/** A statement of a report, put together piece by piece; every value is a bound parameter. JPQL knows neither derived tables nor remainders of decimals. */
final class ReportSql {
    private static final YearMonthConverter MONTHS = new YearMonthConverter();
    private static final String TAGGED = " and exists (select 1 from purchase_order_tag f where f.purchase_order_pk = p.id and f.tag_key = ";
    /** No seller has this id: an unknown name finds nothing. */
    private static final long NOBODY = 0;

    private final StringBuilder sql;
    private final List<Object> values = new ArrayList<>();

    ReportSql(String beginning) {
        sql = new StringBuilder(beginning);
    }

    ReportSql add(String text) {
        sql.append(text);
        return this;
    }

    ReportSql value(Object value) {
        values.add(value);
        sql.append('?').append(values.size());
        return this;
    }

    ReportSql month(YearMonth month) {
        return value(MONTHS.convertToDatabaseColumn(month));
    }

    /**
     * Conditions on a purchase order {@code p}, but for the months.
     *
     * @param seller id of the filter's seller, or null if nobody is called so
     */
    ReportSql wherePurchaseOrders(ReportFilter filter, Long seller, YearMonth current) {
        return add(" where p.deleted_at is null").narrow(filter, seller, current);
    }

    /** Likewise, and deleted ones too: what they were billed in a month stays billed. A status is what they do not have. */
    ReportSql whereBilledPurchaseOrders(ReportFilter filter, Long seller, YearMonth current) {
        return add(filter.statuses().isEmpty() ? " where 1 = 1" : " where p.deleted_at is null").narrow(filter, seller, current);
    }

    private ReportSql narrow(ReportFilter filter, Long seller, YearMonth current) {
        if (!filter.statuses().isEmpty() && filter.statuses().size() < PurchaseOrderStatus.values().length) {
            String or = " and (";
            for (PurchaseOrderStatus status : filter.statuses().stream().sorted().toList()) {
                add(or).add("p.suspended = " + (status.isSuspended() ? 1 : 0) + " and p.expiration_month " + (status.isExpired() ? "<" : ">=") + " ").month(current);
                or = " or ";
            }
            add(")");
        }
        if (given(filter.seller())) {
            add(" and exists (select 1 from purchase_order_seller f where f.purchase_order_pk = p.id and f.seller_id = ").value(seller == null ? NOBODY : seller).add(")");
        }
        if (given(filter.currency())) {
            add(" and p.currency = ").value(filter.currency());
        }
        if (given(filter.tagKey())) {
            add(TAGGED).value(filter.tagKey());
            if (given(filter.tagValue())) {
                add(" and f.tag_value = ").value(filter.tagValue());
            }
            add(")");
        }
        return this;
    }

    /** Purchase orders {@code p} that are in force in one of the months. */
    ReportSql inForce(YearMonth from, YearMonth to) {
        if (from != null) {
            add(" and p.expiration_month >= ").month(from);
        }
        if (to != null) {
            add(" and p.effective_month <= ").month(to);
        }
        return this;
    }

    /** Conditions on an invoice {@code i} that is an exception. What purchase orders are filtered by says nothing about it. */
    ReportSql whereExceptions(ReportFilter filter, Long seller, YearMonth from, YearMonth to) {
        add(" where i.state = 'EXCEPTION'");
        if (given(filter.seller())) {
            add(" and (i.seller_key = ").value(Invoice.sellerKeyOf(null, filter.seller())).add(" or i.seller_id = ").value(seller == null ? NOBODY : seller).add(")");
        }
        if (given(filter.currency())) {
            add(" and i.currency = ").value(filter.currency());
        }
        if (from != null) {
            add(" and i.billing_period >= ").month(from);
        }
        if (to != null) {
            add(" and i.billing_period <= ").month(to);
        }
        return this;
    }

    /** @param most rows, or 0 for all */
    @SuppressWarnings("unchecked")
    List<Object[]> rows(EntityManager em, int most) {
        Query query = em.createNativeQuery(sql.toString());
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
        if (most > 0) {
            query.setMaxResults(most);
        }
        return query.getResultList();
    }

    List<Object[]> rows(EntityManager em) {
        return rows(em, 0);
    }

    static boolean given(String text) {
        return text != null && !text.isBlank();
    }

    /** What JDBC makes of a count or a key. */
    static long number(Object value) {
        return ((Number) value).longValue();
    }

    static BigDecimal decimal(Object value) {
        return value == null ? BigDecimal.ZERO : value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
    }

    static YearMonth month(Object value) {
        return MONTHS.convertToEntityAttribute(((Number) value).intValue());
    }

    /** In a list, as SQL writes texts; only for constants of ours. */
    static String texts(List<String> constants) {
        return constants.stream().map(text -> "'" + text + "'").collect(Collectors.joining(", "));
    }
}
