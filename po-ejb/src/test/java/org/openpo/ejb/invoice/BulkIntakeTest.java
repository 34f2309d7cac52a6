package org.openpo.ejb.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.setting.Setting;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.ejb.party.SellerService;
import org.openpo.ejb.rate.ExchangeRateService;
import org.openpo.ejb.setting.SettingService;

/** Many invoices at once leave the same rows behind as the same invoices one by one. */
class BulkIntakeTest {
    private static final Instant NOW = Instant.parse("2026-09-22T08:00:00Z");
    private static final YearMonth JAN = YearMonth.of(2026, 1);
    /** Those that both sellers issue. */
    private static final List<LineItemType> TYPES = List.of(LineItemType.ALL, LineItemType.MONTHLY_USAGE, LineItemType.SUBSCRIPTION, LineItemType.MARKETPLACE_TRANSACTION,
            LineItemType.MARKETPLACE_BLANKET_USAGE);
    private static final List<String> SELLERS = List.of("Amazon Web Services EMEA SARL", "Amazon Web Services, Inc.", "Nobody Ltd");

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void random_batches_leave_the_same_rows_as_one_by_one(@ForAll long seed) {
        try (World oneByOne = new World(seed); World together = new World(seed)) {
            Batches batches = new Batches(seed);
            for (int round = 0; round < 3; round++) {
                List<Arrival> batch = batches.next();
                oneByOne.before(round);
                together.before(round);
                assertThat(together.together(batch)).as("answers").isEqualTo(oneByOne.oneByOne(batch));
                assertThat(together.rows()).as("rows").isEqualTo(oneByOne.rows());
            }
            Statistics.label("taken in").collect(together.alone < together.all / 2 ? "most of them together" : "many of them alone");
            Statistics.label("kinds").collect(new TreeSet<>(oneByOne.kinds()));
        }
        Statistics.label("taken in").coverage(seen -> seen.check("most of them together").percentage(p -> p > 50));
    }

    @Test
    void what_cannot_be_written_stops_nothing_else() {
        try (World oneByOne = new World(0); World together = new World(0)) {
            for (World world : List.of(oneByOne, together)) {
                world.order("FULL", "EUR", AmountBasis.GROSS, SELLERS.get(0), line("1", LineItemType.ALL, "1000", OverspendPolicy.ALLOW, null));
                // As full as the columns are wide.
                world.container.update("update line_item set billed = 999999999999980");
                world.container.update("update purchase_order set billed = 999999999999980");
            }
            List<Arrival> batch = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                batch.add(Arrival.due(invoice("BIG-" + i, i == 4 ? "5.00" : i == 7 ? "15.00" : "1.00")));
            }
            List<String> answers = together.together(batch);
            assertThat(answers).isEqualTo(oneByOne.oneByOne(batch));
            assertThat(answers.get(7)).contains("AMOUNT_TOO_LARGE");
            assertThat(answers).filteredOn(a -> a.contains("AMOUNT_TOO_LARGE")).hasSize(1);
            assertThat(together.rows()).isEqualTo(oneByOne.rows());
        }
    }

    @Test
    void a_piece_that_fails_is_halved_until_only_the_bad_ones_are_refused() {
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            arrivals.add(Arrival.due(invoice("A-" + i, "1.00")));
        }
        Set<String> bad = Set.of("A-0", "A-17", "A-18", "A-39");
        AtomicInteger transactions = new AtomicInteger();
        List<String> order = new ArrayList<>();
        List<BulkIntake.Answer> answers = new BulkIntake.InPieces(piece -> {
            transactions.incrementAndGet();
            if (piece.stream().anyMatch(a -> bad.contains(a.draft().invoiceId()))) {
                throw new IllegalStateException("lost");
            }
            piece.forEach(a -> order.add(a.draft().invoiceId()));
            return new IntakeChunk.Taken(piece.stream().map(a -> new BulkIntake.Answer(new IntakeResult(1, IntakeResult.Outcome.CREATED, InvoiceState.MATCHED), null)).toList(), 0);
        }, arrival -> {
            order.add(arrival.draft().invoiceId());
            if (bad.contains(arrival.draft().invoiceId())) {
                throw new BusinessRuleException("gross", ErrorCode.AMOUNT_TOO_LARGE);
            }
            return new IntakeResult(1, IntakeResult.Outcome.CREATED, InvoiceState.MATCHED);
        }).take(arrivals);
        assertThat(answers).hasSize(40);
        for (int i = 0; i < 40; i++) {
            assertThat(answers.get(i).failure() != null).as("A-" + i).isEqualTo(bad.contains("A-" + i));
        }
        assertThat(order).as("in the order given").isEqualTo(arrivals.stream().map(a -> a.draft().invoiceId()).toList());
        assertThat(transactions.get()).isLessThan(40);
    }

    @Test
    void answers_of_many_are_read_together() {
        try (World world = new World(3)) {
            Batches batches = new Batches(3);
            world.together(batches.next());
            List<Long> ids = world.container.with(InvoiceQueries.class, q -> q.slice(InvoiceFilter.all(), InvoiceSort.INVOICE_ID, false, null, 200)).items().stream()
                    .map(InvoiceRow::id).toList();
            Map<Long, InvoiceDetails> together = world.container.with(InvoiceQueries.class, q -> q.details(ids));
            assertThat(together.keySet()).containsExactlyInAnyOrderElementsOf(ids);
            for (Long id : ids) {
                InvoiceDetails one = world.container.with(InvoiceQueries.class, q -> q.details(id));
                assertThat(together.get(id)).usingRecursiveComparison().ignoringFields("explanation").isEqualTo(one);
            }
            assertThatThrownBy(() -> world.container.with(InvoiceQueries.class, q -> q.details(987654321L))).hasMessageContaining("NOT_FOUND");
        }
    }

    private static LineItemDraft line(String number, LineItemType type, String value, OverspendPolicy policy, List<String> accounts) {
        return new LineItemDraft(null, number, null, type, JAN, JAN.plusMonths(5), value != null, value == null ? null : new BigDecimal(value), null, LineTax.none(), policy,
                accounts == null ? List.of() : accounts);
    }

    private static InvoiceDraft invoice(String id, String gross) {
        return new InvoiceDraft(id, SELLERS.get(0), InvoiceKind.INVOICE, InvoiceClass.MONTHLY_USAGE, null, null, null, JAN, LocalDate.of(2026, 2, 3), null, "EUR", null, null,
                new BigDecimal(gross), null, null, null, null, List.of());
    }

    /** Random invoices: the same seed gives the same ones. */
    private static final class Batches {
        private final Random random;
        private final List<InvoiceDraft> sent = new ArrayList<>();
        private int names;

        Batches(long seed) {
            random = new Random(seed);
        }

        List<Arrival> next() {
            List<Arrival> batch = new ArrayList<>();
            int count = 5 + random.nextInt(30);
            for (int i = 0; i < count; i++) {
                InvoiceDraft draft = draft();
                sent.add(draft);
                batch.add(new Arrival(draft, chance(25) ? Standing.CANCELLED : chance(25) ? Standing.PAYMENT_RECEIPT : Standing.DUE));
            }
            if (chance(6)) {
                // Also an order that nobody would choose.
                return batch;
            }
            batch.sort(Comparator.comparing(Arrival::draft, Comparator.comparing(InvoiceDraft::issueDate, Comparator.nullsFirst(Comparator.naturalOrder()))
                    .thenComparing(InvoiceDraft::invoiceId)));
            return batch;
        }

        private InvoiceDraft draft() {
            if (!sent.isEmpty() && chance(4)) {
                InvoiceDraft known = sent.get(random.nextInt(sent.size()));
                switch (random.nextInt(6)) {
                    case 0, 1:
                        return memo(known);
                    case 2:
                        return chance(3) ? new InvoiceDraft(known.invoiceId(), known.seller(), "TAX1", known.kind(), known.invoiceClass(), null, null, null, known.billingPeriod(),
                                known.issueDate(), null, known.currency(), null, null, known.gross(), null, null, null, known.originalInvoiceId(), List.of()) : known;
                    case 3:
                        return with(known, known.invoiceId(), known.gross().add(new BigDecimal("1.00")));
                    case 4:
                        return with(known, known.invoiceId().replace("-", " ").toLowerCase(java.util.Locale.ROOT), known.gross());
                    default:
                        return memoOf("INV-" + (names + random.nextInt(8)), known.seller(), known.currency());
                }
            }
            String seller = any(SELLERS);
            BigDecimal gross = BigDecimal.valueOf(100L * random.nextInt(300), 2);
            boolean wrong = chance(20);
            List<InvoiceDraft.ChargeDraft> charges = chance(3) ? List.of(new InvoiceDraft.ChargeDraft(account(), "usage", "compute", wrong ? BigDecimal.TEN : gross.subtract(BigDecimal.ONE)),
                    new InvoiceDraft.ChargeDraft(chance(2) ? account() : null, null, null, BigDecimal.ONE)) : List.of();
            InvoiceDraft.Payment payment = chance(12) ? new InvoiceDraft.Payment("EUR", null, gross.multiply(new BigDecimal("0.9")).setScale(2, java.math.RoundingMode.HALF_EVEN)) : null;
            return new InvoiceDraft("INV-" + names++, chance(8) ? seller.toUpperCase(java.util.Locale.ROOT) : seller, chance(6) ? "TAX1" : null, InvoiceKind.INVOICE, any(List.of(InvoiceClass.values())),
                    chance(3) ? account() : null, chance(3) ? "Unit " + random.nextInt(2) : null, chance(4) ? "DE" + random.nextInt(2) : null,
                    JAN.plusMonths(random.nextInt(7)), chance(30) ? null : LocalDate.of(2026, 2, 1 + random.nextInt(4)), null, currency(), chance(3) ? gross : null, null, gross, payment,
                    chance(15) ? new InvoiceDraft.Rate("USD", "EUR", new BigDecimal("0.87")) : null,
                    chance(5) ? "po-" + random.nextInt(9) : null, null, charges);
        }

        private InvoiceDraft memo(InvoiceDraft original) {
            BigDecimal part = original.gross().multiply(BigDecimal.valueOf(1 + random.nextInt(12), 1)).setScale(2, java.math.RoundingMode.HALF_EVEN).abs().negate();
            InvoiceDraft memo = memoOf(original.invoiceId(), original.seller(), original.currency());
            return with(memo, memo.invoiceId(), part.signum() == 0 ? new BigDecimal("-1.00") : part);
        }

        private InvoiceDraft memoOf(String original, String seller, String currency) {
            return new InvoiceDraft("CM-" + names++, seller, InvoiceKind.CREDIT_MEMO, InvoiceClass.MONTHLY_USAGE, null, null, null, JAN, LocalDate.of(2026, 2, 1 + random.nextInt(5)), null,
                    currency, null, null, BigDecimal.valueOf(-100L * (1 + random.nextInt(100)), 2), null, null, null, original, List.of());
        }

        private static InvoiceDraft with(InvoiceDraft d, String id, BigDecimal gross) {
            return new InvoiceDraft(id, d.seller(), d.sellerTaxId(), d.kind(), d.invoiceClass(), d.billedAccount(), d.invoiceUnit(), d.taxRegistrationNumber(), d.billingPeriod(), d.issueDate(),
                    d.dueDate(), d.currency(), null, null, gross, d.payment(), d.rate(), d.purchaseOrderReference(), d.originalInvoiceId(), d.charges());
        }

        private String currency() {
            return chance(4) ? any(List.of("USD", "JPY", "GBP")) : "EUR";
        }

        private String account() {
            return "11111111111" + random.nextInt(2);
        }

        private boolean chance(int oneIn) {
            return random.nextInt(oneIn) == 0;
        }

        private <T> T any(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }
    }

    /** A database with purchase orders: the same seed gives the same ones. */
    private static final class World implements AutoCloseable {
        private final SeContainer container = new SeContainer(NOW);
        private final Random random;
        private int all;
        private int alone;

        World(long seed) {
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

        /** What people do between two batches. */
        void before(int round) {
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
            return new BulkIntake.InPieces(piece -> new IntakeChunk.Taken(List.of(), piece.size()), this::single).take(batch).stream().map(this::text).toList();
        }

        List<String> together(List<Arrival> batch) {
            all += batch.size();
            return new BulkIntake.InPieces(piece -> container.with(IntakeChunk.class, c -> c.take(piece, InvoiceSource.API, null, "tester")), arrival -> {
                alone++;
                return single(arrival);
            }).take(batch).stream().map(this::text).toList();
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

        Set<String> kinds() {
            return new TreeSet<>(select("select distinct concat(kind, ' ', state) from invoice"));
        }

        /** Everything that taking invoices in writes, in the order in which it was written, with names in place of ids. */
        List<String> rows() {
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

        private List<String> select(String sql) {
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

        private <T> T any(List<T> values) {
            return values.get(random.nextInt(values.size()));
        }

        @Override
        public void close() {
            container.close();
        }
    }
}
