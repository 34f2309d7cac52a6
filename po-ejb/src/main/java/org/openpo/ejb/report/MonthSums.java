package org.openpo.ejb.report;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.money.Rounding;
import org.openpo.domain.order.MonthRange;
import org.openpo.domain.report.Spread;

/** The sums by month from which reports are made: one statement each, with a row for each month, window of months and currency that occurs. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class MonthSums {
    /** How many minor units of its currency a purchase order counts one as. */
    private static final String UNITS = units();
    private static final String MONTHS_OF_LINE = "((l.end_month / 100 - l.start_month / 100) * 12 + mod(l.end_month, 100) - mod(l.start_month, 100) + 1)";

    @PersistenceContext(unitName = "po")
    private EntityManager em;

    /** A currency in a month. */
    public record Key(YearMonth month, String currency) { }

    /** How many invoices, and what they are worth. */
    public record Worth(long invoices, BigDecimal amount) { }

    /** What is committed, by the rule of {@link Spread}: the line items of one window are added up before they are spread. */
    public Map<Key, BigDecimal> committed(ReportFilter filter, Long seller, MonthRange months, YearMonth current) {
        Map<Key, BigDecimal> sums = new HashMap<>();
        // The divisor has the dividend's type: H2 answers a remainder in that of the divisor.
        new ReportSql("select p.currency, l.start_month, l.end_month, sum(l.total), sum(mod(cast(l.total * " + UNITS + " as numeric(24,4)), cast(" + MONTHS_OF_LINE
                + " as numeric(24,4)))) from line_item l join purchase_order p on p.id = l.purchase_order_pk").wherePurchaseOrders(filter, seller, current)
                .add(" and l.start_month <= ").month(months.to()).add(" and l.end_month >= ").month(months.from())
                .add(" group by p.currency, l.start_month, l.end_month").rows(em).forEach(r -> {
                    String currency = r[0].toString();
                    Spread spread = new Spread(new MonthRange(ReportSql.month(r[1]), ReportSql.month(r[2])), ReportSql.decimal(r[3]),
                            ReportSql.decimal(r[4]).movePointLeft(digits(Currency.getInstance(currency))));
                    of(months).filter(spread.window()::contains).forEach(month -> sums.merge(new Key(month, currency), spread.in(month), BigDecimal::add));
                });
        return sums;
    }

    /** What was billed on line items, also of deleted purchase orders, by billing period, in the purchase orders' currencies. */
    public Map<Key, BigDecimal> billed(ReportFilter filter, Long seller, MonthRange months, YearMonth current) {
        Map<Key, BigDecimal> sums = new HashMap<>();
        new ReportSql("select p.currency, i.billing_period, sum(a.purchase_order_amount) from allocation a join invoice i on i.id = a.invoice_pk "
                + "join line_item l on l.id = a.line_item_id join purchase_order p on p.id = l.purchase_order_pk").whereBilledPurchaseOrders(filter, seller, current)
                .add(" and i.billing_period between ").month(months.from()).add(" and ").month(months.to())
                .add(" group by p.currency, i.billing_period").rows(em).forEach(r -> sums.put(new Key(ReportSql.month(r[1]), r[0].toString()), ReportSql.decimal(r[2])));
        return sums;
    }

    /** How many purchase orders are in force. */
    public Map<Key, Long> inForce(ReportFilter filter, Long seller, MonthRange months, YearMonth current) {
        Map<Key, Long> counts = new HashMap<>();
        new ReportSql("select p.currency, p.effective_month, p.expiration_month, count(*) from purchase_order p").wherePurchaseOrders(filter, seller, current)
                .inForce(months.from(), months.to()).add(" group by p.currency, p.effective_month, p.expiration_month").rows(em).forEach(r -> {
                    MonthRange window = new MonthRange(ReportSql.month(r[1]), ReportSql.month(r[2]));
                    of(months).filter(window::contains).forEach(month -> counts.merge(new Key(month, r[0].toString()), ReportSql.number(r[3]), Long::sum));
                });
        return counts;
    }

    /** Invoices that wait for a decision, by billing period. */
    public Map<Key, Worth> exceptions(ReportFilter filter, Long seller, MonthRange months) {
        Map<Key, Worth> sums = new HashMap<>();
        new ReportSql("select i.currency, i.billing_period, count(*), sum(i.gross) from invoice i").whereExceptions(filter, seller, months.from(), months.to())
                .add(" group by i.currency, i.billing_period").rows(em)
                .forEach(r -> sums.put(new Key(ReportSql.month(r[1]), r[0].toString()), new Worth(ReportSql.number(r[2]), ReportSql.decimal(r[3]))));
        return sums;
    }

    static Stream<YearMonth> of(MonthRange months) {
        return Stream.iterate(months.from(), months::contains, month -> month.plusMonths(1));
    }

    private static int digits(Currency currency) {
        return Rounding.hasMinorUnit(currency) ? Rounding.minorUnitDigits(currency) : 0;
    }

    private static String units() {
        Map<Integer, TreeSet<String>> unusual = new TreeMap<>();
        Currency.getAvailableCurrencies().stream().filter(c -> digits(c) != 2).forEach(c -> unusual.computeIfAbsent(digits(c), d -> new TreeSet<>()).add(c.getCurrencyCode()));
        StringBuilder sql = new StringBuilder("case");
        unusual.forEach((digits, codes) -> sql.append(" when p.currency in (").append(ReportSql.texts(List.copyOf(codes))).append(") then ").append(BigDecimal.ONE.movePointRight(digits).toPlainString()));
        return sql.append(" else 100 end").toString();
    }
}
