package org.openpo.ejb.notice;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.jpa.YearMonthConverter;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.NaturalOrder;

/** Reads purchase orders with their months: five statements, however many there are. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class OrderSummaries {
    private static final YearMonthConverter MONTHS = new YearMonthConverter();

    @PersistenceContext(unitName = "po")
    private EntityManager em;

    /** Those that exist, by key, deleted ones included. At most some hundred keys. */
    public Map<Long, OrderSummary> of(Collection<Long> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        String in = " in (" + BalanceNotices.ids(keys) + ") ";
        Map<Long, List<String>> sellers = new HashMap<>();
        rows("select o.purchase_order_pk, s.name from purchase_order_seller o join seller s on s.id = o.seller_id where o.purchase_order_pk" + in + "order by s.name")
                .forEach(r -> sellers.computeIfAbsent(number(r[0]), k -> new ArrayList<>()).add((String) r[1]));
        Map<Long, List<OrderSummary.Line>> lines = lines(in);
        Map<Long, NavigableMap<YearMonth, BigDecimal>> months = new HashMap<>();
        rows("select l.purchase_order_pk, i.billing_period, sum(a.purchase_order_amount) from line_item l join allocation a on a.line_item_id = l.id join invoice i on i.id = a.invoice_pk "
                + "where l.balance_tracked = 1 and l.purchase_order_pk" + in + "group by l.purchase_order_pk, i.billing_period")
                .forEach(r -> months.computeIfAbsent(number(r[0]), k -> new TreeMap<>()).put(month(r[1]), (BigDecimal) r[2]));
        Map<Long, OrderSummary.LastInvoice> last = new HashMap<>();
        // Not "is null": see Ledger.STANDING.
        rows("select x.order_key, x.invoice_id, x.amount, x.allocated_at from (select l.purchase_order_pk as order_key, i.invoice_id, a.purchase_order_amount as amount, a.allocated_at, "
                + "row_number() over (partition by l.purchase_order_pk order by a.allocated_at desc, a.id desc) as place from line_item l join allocation a on a.line_item_id = l.id "
                + "join invoice i on i.id = a.invoice_pk where (a.reverses_id is null or a.reverses_id = 0) and l.purchase_order_pk" + in + ") x where x.place = 1")
                .forEach(r -> last.put(number(r[0]), new OrderSummary.LastInvoice((String) r[1], (BigDecimal) r[2], instant(r[3]))));
        Map<Long, OrderSummary> summaries = new LinkedHashMap<>();
        for (Object[] r : rows("select id, purchase_order_id, description, currency, effective_month, expiration_month, suspended, deleted_at from purchase_order where id" + in + "order by id")) {
            long key = number(r[0]);
            summaries.put(key, new OrderSummary(key, (String) r[1], (String) r[2], r[3].toString(), month(r[4]), month(r[5]), ((Number) r[6]).intValue() != 0, r[7] != null,
                    sellers.getOrDefault(key, List.of()), lines.getOrDefault(key, List.of()), months.getOrDefault(key, new TreeMap<>()), last.get(key)));
        }
        return summaries;
    }

    /** What each line item of a purchase order was billed by billing period, untracked ones included; without those that were not billed. One statement. */
    public Map<Long, NavigableMap<YearMonth, BigDecimal>> billedByLine(long purchaseOrderKey) {
        Map<Long, NavigableMap<YearMonth, BigDecimal>> months = new HashMap<>();
        rows("select l.id, i.billing_period, sum(a.purchase_order_amount) from line_item l join allocation a on a.line_item_id = l.id join invoice i on i.id = a.invoice_pk "
                + "where l.purchase_order_pk = " + purchaseOrderKey + " group by l.id, i.billing_period")
                .forEach(r -> months.computeIfAbsent(number(r[0]), k -> new TreeMap<>()).put(month(r[1]), (BigDecimal) r[2]));
        return months;
    }

    private Map<Long, List<OrderSummary.Line>> lines(String in) {
        Map<Long, List<OrderSummary.Line>> lines = new HashMap<>();
        rows("select purchase_order_pk, id, number, description, type, total, billed, balance_tracked, closed from line_item where purchase_order_pk" + in)
                .forEach(r -> lines.computeIfAbsent(number(r[0]), k -> new ArrayList<>()).add(new OrderSummary.Line(number(r[1]), (String) r[2], (String) r[3],
                        LineItemType.valueOf((String) r[4]), (BigDecimal) r[5], (BigDecimal) r[6], ((Number) r[7]).intValue() != 0, ((Number) r[8]).intValue() != 0)));
        lines.values().forEach(l -> l.sort(Comparator.comparing(OrderSummary.Line::number, NaturalOrder.INSTANCE)));
        return lines;
    }

    @SuppressWarnings("unchecked")
    private List<Object[]> rows(String sql) {
        return em.createNativeQuery(sql).getResultList();
    }

    static long number(Object value) {
        return ((Number) value).longValue();
    }

    static YearMonth month(Object value) {
        return MONTHS.convertToEntityAttribute(((Number) value).intValue());
    }

    /** Drivers and servers differ in what they make of a timestamp with time zone. */
    static Instant instant(Object value) {
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        } else if (value instanceof java.util.Date date) {
            return date.toInstant();
        }
        return value == null ? null : OffsetDateTime.parse(value.toString().replace(' ', 'T').replaceFirst("([+-][0-9]{2})$", "$1:00")).toInstant();
    }
}
