package org.openpo.ejb.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.setting.Setting;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.match.RematchScope;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.ejb.party.SellerService;
import org.openpo.ejb.rate.ExchangeRateService;
import org.openpo.ejb.setting.SettingService;

/** A database with purchase orders: the same seed gives the same ones. */
public final class IntakeWorld implements AutoCloseable {
    private static final Instant NOW = Instant.parse("2026-09-22T08:00:00Z");
    static final YearMonth JAN = YearMonth.of(2026, 1);
    /** Those that both sellers issue. */
    private static final List<LineItemType> TYPES = List.of(LineItemType.ALL, LineItemType.MONTHLY_USAGE, LineItemType.SUBSCRIPTION, LineItemType.MARKETPLACE_TRANSACTION,
            LineItemType.MARKETPLACE_BLANKET_USAGE);
    static final List<String> SELLERS = List.of("Amazon Web Services EMEA SARL", "Amazon Web Services, Inc.", "Nobody Ltd");

    private final SeContainer container = new SeContainer(NOW);
    private final Random random;
    private int all;
    private int alone;

    /** @param seed 0: without purchase orders and rates */
    public IntakeWorld(long seed) {
        random = new Random(seed + 1);
        if (seed != 0) {
            container.with(SellerService.class, s -> s.create("Printed differently", List.of(), List.of("TAX1"), Set.of()));
            for (int i = 0; i < 3 + random.nextInt(6); i++) {
                order(i);
            }
            container.with(ExchangeRateService.class, s -> s.add("USD", "EUR", LocalDate.of(2026, 2, 1 + random.nextInt(3)), new BigDecimal("0.91")));
        }
    }

    private void order(int name) {
        List<LineItemDraft> lines = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            lines.add(line(String.valueOf(i + 1), any(TYPES), random.nextInt(3) == 0 ? null : String.valueOf(random.nextInt(900)),
                    random.nextBoolean() ? OverspendPolicy.HOLD : OverspendPolicy.ALLOW, random.nextInt(4) == 0 ? List.of("111111111111") : null));
        }
        boolean any = random.nextInt(5) == 0;
        PurchaseOrderDraft draft = new PurchaseOrderDraft("PO-" + name, null, any, any ? List.of() : random.nextInt(3) == 0 ? SELLERS.subList(0, 2) : List.of(SELLERS.get(random.nextInt(2))),
                random.nextInt(5) == 0 ? List.of("DE1") : null, random.nextInt(4) == 0 ? List.of("Unit 1") : null, null, null, null, random.nextInt(4) == 0 ? "USD" : "EUR",
                JAN, JAN.plusMonths(5), random.nextInt(3) == 0 ? AmountBasis.NET : AmountBasis.GROSS, null, null, lines);
        container.with(PurchaseOrderService.class, s -> s.create(draft));
    }

    void order(String id, String currency, AmountBasis basis, String seller, LineItemDraft line) {
        container.with(PurchaseOrderService.class, s -> s.create(new PurchaseOrderDraft(id, null, false, List.of(seller), null, null, null, null, null, currency, JAN,
                JAN.plusMonths(5), basis, null, null, List.of(line))));
    }

    /** The services, to do something with them. */
    public SeContainer container() {
        return container;
    }

    /** What people do between two batches. */
    public void before(int round) {
        if (round == 1) {
            container.with(SettingService.class, s -> {
                s.change(Map.of(Setting.CREATE_PURCHASE_ORDER_FROM_MARKETPLACE_REFERENCE, random.nextBoolean()));
                return null;
            });
            order(100);
        }
        if (round == 2) {
            List<InvoiceRow> matched = container.with(InvoiceQueries.class, q -> q.slice(InvoiceFilter.all(), InvoiceSort.INVOICE_ID, false, null, 200)).items().stream()
                    .filter(i -> !i.allocations().isEmpty()).toList();
            for (InvoiceRow each : matched) {
                int what = random.nextInt(8);
                try {
                    container.with(CorrectionService.class, s -> {
                        if (what == 0) {
                            s.assign(each.id(), null, List.of(AllocationPart.rest(each.allocations().get(0).lineItemId())), "as it is", true);
                        } else if (what == 1) {
                            s.unmatch(each.id(), null, "wrong");
                        }
                        return null;
                    });
                } catch (BusinessRuleException refused) {
                    // In both worlds alike.
                    assertThat(what).isLessThan(2);
                }
            }
        }
    }

    List<String> oneByOne(List<Arrival> batch) {
        return inPieces(IntakeWorld::none, this::single).take(batch).stream().map(this::text).toList();
    }

    List<String> together(List<Arrival> batch) {
        all += batch.size();
        return inPieces(piece -> container.with(IntakeChunk.class, c -> c.take(piece, InvoiceSource.API, null, "tester")), arrival -> {
            alone++;
            return single(arrival);
        }).take(batch).stream().map(this::text).toList();
    }

    /** What makes exceptions disappear: another purchase order, and at last a seller nobody knew. */
    void after(int round) {
        order(200 + round);
        if (round == 2) {
            container.with(SellerService.class, s -> s.create(SELLERS.get(2), List.of(), List.of(), Set.of()));
        }
    }

    List<Boolean> rematchOneByOne() {
        return rematch(IntakeWorld::none, this::rematchAlone, failure -> false);
    }

    /** @param ends see {@link InPieces} */
    List<Boolean> rematchTogether(Predicate<RuntimeException> ends) {
        return rematch(piece -> container.with(RematchChunk.class, c -> c.rematch(piece, "tester")), this::rematchAlone, ends);
    }

    private boolean rematchAlone(long id) {
        return container.with(InvoiceIntake.class, i -> i.rematchByRule(id, "tester")).outcome() == IntakeResult.Outcome.CHANGED;
    }

    /** For each order that is there in turn, all exceptions. */
    List<Boolean> rematchForOrdersOneByOne() {
        return orders().stream().flatMap(order -> rematchFor(order, IntakeWorld::none).stream()).toList();
    }

    List<Boolean> rematchForOrdersTogether() {
        return orders().stream().flatMap(order -> rematchFor(order, piece -> container.with(RematchChunk.class, c -> c.rematchFor(order, piece, "tester"))).stream()).toList();
    }

    private List<Boolean> rematchFor(long order, Function<List<Long>, InPieces.Part<Boolean>> together) {
        return rematch(together, id -> container.with(InvoiceIntake.class, i -> i.rematchFor(order, id, RematchScope.EXCEPTIONS, "tester")).isPresent(), failure -> false);
    }

    List<Long> orders() {
        return ids("select id from purchase_order where deleted_at is null order by id");
    }

    private List<Long> ids(String sql) {
        return select(sql).stream().map(row -> Long.valueOf(row.replaceAll("\\D", ""))).toList();
    }

    private static <T, R> InPieces.Part<R> none(List<T> piece) {
        return new InPieces.Part<>(List.of(), piece.size());
    }

    private List<Boolean> rematch(Function<List<Long>, InPieces.Part<Boolean>> together, Function<Long, Boolean> single, Predicate<RuntimeException> ends) {
        List<Long> ids = ids("select id from invoice where state = 'EXCEPTION' and unmatched_by_person = 0 order by issue_date, invoice_key, id");
        all += ids.size();
        return new InPieces<Long, Boolean>(500, together, id -> {
            alone++;
            return single.apply(id);
        }, (id, failure) -> {
            throw failure;
        }, ends).take(ids);
    }

    private static InPieces<Arrival, BulkIntake.Answer> inPieces(Function<List<Arrival>, InPieces.Part<BulkIntake.Answer>> together, Function<Arrival, IntakeResult> single) {
        return new InPieces<>(500, together, arrival -> new BulkIntake.Answer(single.apply(arrival), null), (arrival, failure) -> new BulkIntake.Answer(null, failure), failure -> false);
    }

    private IntakeResult single(Arrival arrival) {
        return container.with(InvoiceIntake.class, i -> i.take(arrival.draft(), arrival.standing(), InvoiceSource.API, null, "tester"));
    }

    private String text(BulkIntake.Answer answer) {
        if (answer.result() == null) {
            return answer.failure() instanceof BusinessRuleException refused ? refused.violations().toString() : answer.failure().toString();
        }
        return answer.result().outcome() + " " + answer.result().state() + " " + select("select invoice_id, seller_key from invoice where id = " + answer.result().id());
    }

    boolean isMostlyTogether() {
        return alone < all / 2;
    }

    /** Forgets what was taken together and alone so far. */
    void countAnew() {
        all = 0;
        alone = 0;
    }

    Set<String> kinds() {
        return new TreeSet<>(select("select distinct concat(kind, ' ', state) from invoice"));
    }

    /** Everything that taking invoices in writes, in the order in which it was written, with names in place of ids. */
    public List<String> rows() {
        List<String> rows = new ArrayList<>();
        // Every column there is, also those that come later. The version counts how often a row was written, and is no fact about the invoice.
        rows.addAll(select("select " + columns("INVOICE", "i", Set.of("ID", "VERSION", "DUPLICATE_OF_ID")) + " from invoice i order by i.id"));
        rows.addAll(select("select i.invoice_id, " + columns("INVOICE_CHARGE", "c", Set.of("INVOICE_PK")) + " from invoice_charge c join invoice i on i.id = c.invoice_pk order by i.id, c.position"));
        rows.addAll(select("select i.invoice_id, i.seller_key, p.purchase_order_id, l.number, "
                + columns("ALLOCATION", "a", Set.of("ID", "INVOICE_PK", "LINE_ITEM_ID", "REVERSES_ID", "CORRECTION_ID")) + ", ri.invoice_id, r.invoice_amount from allocation a join invoice i on i.id = a.invoice_pk join line_item l on l.id = a.line_item_id "
                + "join purchase_order p on p.id = l.purchase_order_pk left join allocation r on r.id = a.reverses_id left join invoice ri on ri.id = r.invoice_pk order by a.id"));
        rows.addAll(select("select " + columns("AUDIT_EVENT", "e", Set.of("ID", "OBJECT_ID")) + ", i.invoice_id from audit_event e "
                + "left join invoice i on e.object_type = 'Invoice' and e.object_id = cast(i.id as varchar(100)) order by e.id"));
        rows.addAll(select("select p.purchase_order_id, p.committed, p.billed, p.version, p.updated_at, l.number, l.total, l.billed from purchase_order p join line_item l "
                + "on l.purchase_order_pk = p.id order by p.id, l.id"));
        return rows;
    }

    private String columns(String table, String alias, Set<String> without) {
        return select("select column_name from information_schema.columns where table_name = '" + table + "' order by ordinal_position").stream()
                .map(c -> c.replace("COLUMN_NAME=", "").strip()).filter(c -> !without.contains(c)).map(c -> alias + "." + c).collect(Collectors.joining(", "));
    }

    /** The rows of a query, a text for each with the names of its columns. */
    public List<String> select(String sql) {
        try (Connection connection = container.dataSource().getConnection(); Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.append(result.getMetaData().getColumnLabel(i)).append('=').append(result.getString(i)).append(' ');
                }
                rows.add(row.toString());
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What somebody else writes, in a transaction of its own. */
    void elsewhere(String sql) {
        try (Connection connection = container.dataSource().getConnection(); Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    @Override
    public void close() {
        container.close();
    }

    static LineItemDraft line(String number, LineItemType type, String value, OverspendPolicy policy, List<String> accounts) {
        return new LineItemDraft(null, number, null, type, JAN, JAN.plusMonths(5), value != null, value == null ? null : new BigDecimal(value), null, LineTax.none(), policy,
                accounts == null ? List.of() : accounts);
    }
}
