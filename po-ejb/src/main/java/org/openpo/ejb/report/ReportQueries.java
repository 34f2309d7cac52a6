package org.openpo.ejb.report;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.order.MonthRange;
import org.openpo.domain.report.AgeBucket;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.party.SellerService;
import org.openpo.ejb.query.Cursor;
import org.openpo.ejb.query.Slice;
import org.openpo.ejb.report.PortfolioRow.Group;
import org.openpo.ejb.time.Now;

/**
 * The reports. Each is a few statements that sum up in the database; what comes out of it are groups, not purchase orders or invoices. Amounts of different
 * currencies are never added up.
 */
@Stateless
@RolesAllowed("VIEWER")
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class ReportQueries {
    private static final int TAG_KEYS_MOST = 500;
    private static final String SEPARATOR = "\n";

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private SellerService sellers;
    @EJB
    private MonthSums sums;
    @Inject
    private Clock clock;

    /**
     * A part of the portfolio.
     *
     * @param tagKey the tag by whose values it is grouped, if it is by tag
     * @param cursor from the part before, or null for the first
     * @throws BusinessRuleException if the months are reversed or too many, or the tag is missing
     */
    public Slice<PortfolioRow> portfolio(PortfolioBy by, String tagKey, ReportFilter filter, String cursor, int limit) {
        filter.check();
        return switch (by) {
            case SELLER -> part(bySeller(filter), by, cursor, limit);
            case MONTH -> part(byMonth(filter), by, cursor, limit);
            case TAG -> byTag(tagKey, filter, cursor, limit);
        };
    }

    /** The whole portfolio by currency, of whole purchase orders, as it is grouped by seller or by tag. */
    public List<PortfolioRow> totals(PortfolioBy by, ReportFilter filter) {
        filter.check();
        Map<String, MonthSums.Worth> exceptions = new HashMap<>();
        if (by == PortfolioBy.SELLER) {
            new ReportSql("select i.currency, count(*), sum(i.gross) from invoice i").whereExceptions(filter, seller(filter), filter.from(), filter.to()).add(" group by i.currency").rows(em)
                    .forEach(r -> exceptions.put(r[0].toString(), new MonthSums.Worth(ReportSql.number(r[1]), ReportSql.decimal(r[2]))));
        }
        List<PortfolioRow> rows = new ArrayList<>();
        purchaseOrders("select p.currency, count(*), sum(p.committed), sum(p.billed) from purchase_order p", filter).add(" group by p.currency").rows(em).forEach(r -> {
            MonthSums.Worth waiting = exceptions.remove(r[0].toString());
            rows.add(row(Group.ALL, null, r[0].toString(), ReportSql.number(r[1]), ReportSql.decimal(r[2]), ReportSql.decimal(r[3]), by == PortfolioBy.SELLER, waiting));
        });
        exceptions.forEach((currency, waiting) -> rows.add(row(Group.ALL, null, currency, 0, BigDecimal.ZERO, BigDecimal.ZERO, true, waiting)));
        rows.sort(Comparator.comparing(PortfolioRow::currency));
        return rows;
    }

    /** The keys of the tags that purchase orders have, in order. */
    public List<String> tagKeys() {
        return em.createQuery("select distinct key(t) from PurchaseOrder p join p.tags t where p.deletedAt is null order by key(t)", String.class).setMaxResults(TAG_KEYS_MOST).getResultList();
    }

    /** The currencies of purchase orders and of exceptions, in order. */
    public List<String> currencies() {
        return Stream.of("select distinct p.currency from purchase_order p where p.deleted_at is null", "select distinct i.currency from invoice i where i.state = 'EXCEPTION'")
                .flatMap(sql -> ((List<?>) em.createNativeQuery(sql).getResultList()).stream()).map(Object::toString).distinct().sorted().toList();
    }

    private List<PortfolioRow> bySeller(ReportFilter filter) {
        record Key(Group group, String name, String currency) { }
        Map<Key, PortfolioRow> rows = new HashMap<>();
        purchaseOrders("select x.kind, x.name, x.currency, count(*), sum(x.committed), sum(x.billed) from (select "
                + "case when p.any_seller = 1 or s.sellers is null then 'ANY_SELLER' when s.sellers > 1 then 'SEVERAL_SELLERS' else 'SELLER' end as kind, "
                + "case when p.any_seller = 1 or s.sellers > 1 then null else n.name end as name, p.currency as currency, p.committed as committed, p.billed as billed from purchase_order p "
                + "left join (select purchase_order_pk, count(*) as sellers, min(seller_id) as seller_id from purchase_order_seller group by purchase_order_pk) s on s.purchase_order_pk = p.id "
                + "left join seller n on n.id = s.seller_id", filter).add(") x group by x.kind, x.name, x.currency").rows(em)
                .forEach(r -> rows.put(new Key(Group.valueOf((String) r[0]), (String) r[1], r[2].toString()),
                        row(Group.valueOf((String) r[0]), (String) r[1], r[2].toString(), ReportSql.number(r[3]), ReportSql.decimal(r[4]), ReportSql.decimal(r[5]), true, null)));
        new ReportSql("select n.name, i.currency, count(*), sum(i.gross) from invoice i left join seller n on n.id = i.seller_id")
                .whereExceptions(filter, seller(filter), filter.from(), filter.to()).add(" group by n.name, i.currency").rows(em).forEach(r -> {
                    Key key = new Key(r[0] == null ? Group.UNKNOWN_SELLER : Group.SELLER, (String) r[0], r[1].toString());
                    PortfolioRow orders = rows.get(key);
                    rows.put(key, row(key.group(), key.name(), key.currency(), orders == null ? 0 : orders.purchaseOrders(), orders == null ? BigDecimal.ZERO : orders.committed(),
                            orders == null ? BigDecimal.ZERO : orders.billed(), true, new MonthSums.Worth(ReportSql.number(r[2]), ReportSql.decimal(r[3]))));
                });
        return rows.values().stream().sorted(Comparator.comparing(PortfolioRow::group).thenComparing(row -> row.name() == null ? "" : row.name(), String.CASE_INSENSITIVE_ORDER)
                .thenComparing(PortfolioRow::currency)).toList();
    }

    /** In the order of the values, which the database reads on from any of them; the purchase orders without the tag come last. */
    private Slice<PortfolioRow> byTag(String tagKey, ReportFilter filter, String cursor, int limit) {
        if (!ReportSql.given(tagKey)) {
            throw new BusinessRuleException("tagKey", ErrorCode.REQUIRED);
        }
        String name = "tag " + tagKey;
        Optional<Cursor> after = Cursor.decode(cursor, name);
        ReportSql query = new ReportSql("select x.missing, x.tag, x.currency, count(*), sum(x.committed), sum(x.billed) from (select case when t.tag_value is null then 1 else 0 end as missing, "
                + "coalesce(t.tag_value, '') as tag, p.currency as currency, p.committed as committed, p.billed as billed from purchase_order p "
                + "left join purchase_order_tag t on t.purchase_order_pk = p.id and t.tag_key = ").value(tagKey)
                .wherePurchaseOrders(filter, seller(filter), Now.month(clock)).inForce(filter.from(), filter.to()).add(") x");
        after.ifPresent(place -> {
            String[] last = place.value(text -> text).split(SEPARATOR, 2);
            long missing = Math.min(1, place.id());
            String tag = last.length == 2 ? last[1] : "";
            query.add(" where x.missing > ").value(missing).add(" or x.missing = ").value(missing).add(" and (x.tag > ").value(tag).add(" or x.tag = ").value(tag)
                    .add(" and x.currency > ").value(last[0]).add(")");
        });
        List<Object[]> found = query.add(" group by x.missing, x.tag, x.currency order by x.missing, x.tag, x.currency").rows(em, limit + 1);
        List<Object[]> part = found.subList(0, Math.min(limit, found.size()));
        Object[] last = part.isEmpty() ? null : part.get(part.size() - 1);
        return new Slice<>(part.stream().map(r -> row(ReportSql.number(r[0]) == 1 ? Group.NO_TAG : Group.TAG_VALUE, ReportSql.number(r[0]) == 1 ? null : (String) r[1], r[2].toString(),
                ReportSql.number(r[3]), ReportSql.decimal(r[4]), ReportSql.decimal(r[5]), false, null)).toList(),
                found.size() > limit ? new Cursor(name, last[2] + SEPARATOR + last[1], ReportSql.number(last[0])).encode() : null);
    }

    private List<PortfolioRow> byMonth(ReportFilter filter) {
        YearMonth current = Now.month(clock);
        MonthRange months = filter.months(current);
        Long seller = seller(filter);
        Map<MonthSums.Key, BigDecimal> committed = sums.committed(filter, seller, months, current);
        Map<MonthSums.Key, BigDecimal> billed = sums.billed(filter, seller, months, current);
        Map<MonthSums.Key, Long> orders = sums.inForce(filter, seller, months, current);
        Map<MonthSums.Key, MonthSums.Worth> exceptions = sums.exceptions(filter, seller, months);
        return Stream.of(committed, billed, orders, exceptions).flatMap(each -> each.keySet().stream()).distinct()
                .sorted(Comparator.comparing(MonthSums.Key::month).thenComparing(MonthSums.Key::currency)).map(key -> {
                    MonthSums.Worth waiting = exceptions.getOrDefault(key, new MonthSums.Worth(0, BigDecimal.ZERO));
                    return new PortfolioRow(Group.MONTH, null, key.month(), key.currency(), orders.getOrDefault(key, 0L), committed.getOrDefault(key, BigDecimal.ZERO),
                            billed.getOrDefault(key, BigDecimal.ZERO), waiting.invoices(), waiting.amount());
                }).toList();
    }

    /**
     * The rows of a portfolio by month by currency. The purchase orders are those in force in any of the months: they cannot be added up from month to month.
     *
     * @param rows all of the report
     */
    public List<PortfolioRow> monthTotals(List<PortfolioRow> rows, ReportFilter filter) {
        YearMonth current = Now.month(clock);
        MonthRange months = filter.months(current);
        Map<String, Long> orders = new HashMap<>();
        new ReportSql("select p.currency, count(*) from purchase_order p").wherePurchaseOrders(filter, seller(filter), current).inForce(months.from(), months.to())
                .add(" group by p.currency").rows(em).forEach(r -> orders.put(r[0].toString(), ReportSql.number(r[1])));
        return rows.stream().collect(Collectors.groupingBy(PortfolioRow::currency)).entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(each -> new PortfolioRow(Group.ALL, null, null, each.getKey(), orders.getOrDefault(each.getKey(), 0L),
                        each.getValue().stream().map(PortfolioRow::committed).reduce(BigDecimal.ZERO, BigDecimal::add),
                        each.getValue().stream().map(PortfolioRow::billed).reduce(BigDecimal.ZERO, BigDecimal::add),
                        each.getValue().stream().mapToLong(PortfolioRow::exceptions).sum(),
                        each.getValue().stream().map(PortfolioRow::unmatched).reduce(BigDecimal.ZERO, BigDecimal::add))).toList();
    }

    /**
     * Committed against billed: for each currency that has anything in the months all of them, in order.
     *
     * @throws BusinessRuleException if the months are reversed or too many
     */
    public List<MonthRow> committedBilled(ReportFilter filter) {
        YearMonth current = Now.month(clock);
        MonthRange months = filter.months(current);
        Long seller = seller(filter);
        Map<MonthSums.Key, BigDecimal> committed = sums.committed(filter, seller, months, current);
        Map<MonthSums.Key, BigDecimal> billed = sums.billed(filter, seller, months, current);
        List<MonthRow> rows = new ArrayList<>();
        for (String currency : Stream.concat(committed.keySet().stream(), billed.keySet().stream()).map(MonthSums.Key::currency).collect(Collectors.toCollection(TreeSet::new))) {
            BigDecimal committedUpTo = BigDecimal.ZERO;
            BigDecimal billedUpTo = BigDecimal.ZERO;
            for (YearMonth month : MonthSums.of(months).toList()) {
                MonthSums.Key key = new MonthSums.Key(month, currency);
                committedUpTo = committedUpTo.add(committed.getOrDefault(key, BigDecimal.ZERO));
                billedUpTo = billedUpTo.add(billed.getOrDefault(key, BigDecimal.ZERO));
                rows.add(new MonthRow(month, currency, committed.getOrDefault(key, BigDecimal.ZERO), billed.getOrDefault(key, BigDecimal.ZERO), committedUpTo, billedUpTo));
            }
        }
        return rows;
    }

    /** The months of {@link #committedBilled} and of the portfolio by month. */
    public MonthRange months(ReportFilter filter) {
        return filter.months(Now.month(clock));
    }

    /**
     * Exceptions by problem, seller, currency and age. The age counts from when the invoice became an exception, which the queue sorts by: nobody could do anything
     * about it before, whatever its issue date.
     *
     * @param cursor from the part before, or null for the first
     */
    public Slice<AgeingRow> ageing(ReportFilter filter, String cursor, int limit) {
        return part(ageing(filter), AgeBucket.DAYS_0_TO_7, cursor, limit);
    }

    /** All exceptions by age, for each currency. */
    public List<AgeingRow> ageingTotals(ReportFilter filter) {
        return ageing(filter).stream().collect(Collectors.groupingBy(AgeingRow::currency)).entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(each -> new AgeingRow(null, null, each.getKey(), each.getValue().stream().map(AgeingRow::cells).reduce(emptyCells(), ReportQueries::plus))).toList();
    }

    private List<AgeingRow> ageing(ReportFilter filter) {
        filter.check();
        Instant now = Now.instant(clock);
        // A derived table: PostgreSQL takes an expression with parameters for another one in "group by".
        ReportSql query = new ReportSql("select x.codes, x.seller_key, x.currency, x.bucket, min(x.seller), count(*), sum(x.gross) from (select i.exception_codes as codes, i.seller_key as seller_key, "
                + "coalesce(n.name, i.seller_name) as seller, i.currency as currency, i.gross as gross, case");
        for (AgeBucket bucket : AgeBucket.values()) {
            bucket.startsAfter(now).ifPresent(start -> query.add(" when coalesce(i.exception_since, i.created_at) > ").value(start.atOffset(ZoneOffset.UTC)).add(" then " + bucket.ordinal()));
        }
        query.add(" else " + AgeBucket.DAYS_OVER_90.ordinal() + " end as bucket from invoice i left join seller n on n.id = i.seller_id")
                .whereExceptions(filter, seller(filter), filter.from(), filter.to()).add(") x group by x.codes, x.seller_key, x.currency, x.bucket");
        record Key(ExceptionCode code, String sellerKey, String currency) { }
        Map<Key, AgeingRow> rows = new LinkedHashMap<>();
        query.rows(em).forEach(r -> {
            List<AgeingRow.Cell> cells = new ArrayList<>(emptyCells());
            AgeBucket bucket = AgeBucket.values()[(int) ReportSql.number(r[3])];
            cells.set(bucket.ordinal(), new AgeingRow.Cell(bucket, ReportSql.number(r[5]), ReportSql.decimal(r[6])));
            AgeingRow row = new AgeingRow(firstCode((String) r[0]), (String) r[4], r[2].toString(), cells);
            rows.merge(new Key(row.code(), (String) r[1], row.currency()), row, (a, b) -> new AgeingRow(a.code(), a.seller(), a.currency(), plus(a.cells(), b.cells())));
        });
        return rows.values().stream().sorted(Comparator.comparing(AgeingRow::code, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(AgeingRow::seller, String.CASE_INSENSITIVE_ORDER).thenComparing(AgeingRow::seller).thenComparing(AgeingRow::currency)).toList();
    }

    /** The one that the queue shows. */
    private static ExceptionCode firstCode(String codes) {
        return codes == null || codes.isEmpty() ? null : ExceptionCode.valueOf(codes.split(",", 2)[0]);
    }

    private static List<AgeingRow.Cell> emptyCells() {
        return Arrays.stream(AgeBucket.values()).map(bucket -> new AgeingRow.Cell(bucket, 0, BigDecimal.ZERO)).toList();
    }

    private static List<AgeingRow.Cell> plus(List<AgeingRow.Cell> some, List<AgeingRow.Cell> others) {
        return Arrays.stream(AgeBucket.values()).map(bucket -> some.get(bucket.ordinal()).plus(others.get(bucket.ordinal()))).toList();
    }

    private ReportSql purchaseOrders(String select, ReportFilter filter) {
        return new ReportSql(select).wherePurchaseOrders(filter, seller(filter), Now.month(clock)).inForce(filter.from(), filter.to());
    }

    private Long seller(ReportFilter filter) {
        return ReportSql.given(filter.seller()) ? sellers.find(filter.seller(), null).map(found -> found.id()).orElse(null) : null;
    }

    private static PortfolioRow row(Group group, String name, String currency, long orders, BigDecimal committed, BigDecimal billed, boolean counted, MonthSums.Worth waiting) {
        return new PortfolioRow(group, name, null, currency, orders, committed, billed, !counted ? null : waiting == null ? Long.valueOf(0) : Long.valueOf(waiting.invoices()),
                !counted ? null : waiting == null ? BigDecimal.ZERO : waiting.amount());
    }

    /** Of groups that are few enough to be put together here, by their places. */
    private static <T> Slice<T> part(List<T> all, Enum<?> name, String cursor, int limit) {
        int from = Cursor.decode(cursor, name.name()).map(place -> (int) Math.max(0, Math.min(all.size(), place.id()))).orElse(0);
        int to = from + Math.min(all.size() - from, limit);
        return new Slice<>(all.subList(from, to), to < all.size() ? new Cursor(name.name(), "", to).encode() : null);
    }
}
