package org.openpo.ejb.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.MonthRange;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.domain.report.Spread;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.SettableClock;
import org.openpo.ejb.export.ExportFormat;
import org.openpo.ejb.invoice.InvoiceFilter;
import org.openpo.ejb.invoice.InvoiceIntake;
import org.openpo.ejb.invoice.InvoiceQueries;
import org.openpo.ejb.invoice.QueueFilter;
import org.openpo.ejb.order.PurchaseOrderQueries;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.ejb.query.Slice;

/** What the reports add up, on a real schema. */
class ReportsTest {
    private static final YearMonth JAN = YearMonth.of(2026, 1);
    private static final YearMonth DEC = YearMonth.of(2026, 12);
    private static final String EMEA = "Amazon Web Services EMEA SARL";
    private static final String JAPAN = "Amazon Web Services Japan G.K.";
    private static final ReportFilter YEAR = new ReportFilter(null, null, null, null, null, JAN, DEC);

    private final SettableClock clock = new SettableClock("2026-09-22T08:00:00Z");
    private final SeContainer container = new SeContainer(clock);

    @AfterEach
    void close() {
        container.close();
    }

    private void portfolio() {
        create("PO-1", List.of(EMEA), "EUR", JAN, DEC, Map.of("cost-centre", "4410"), "1000.00");
        create("PO-2", List.of(EMEA), "EUR", JAN, DEC, Map.of("cost-centre", "4420", "env", "prod"), "100.00", "-0.05");
        create("PO-3", List.of(EMEA, JAPAN), "EUR", JAN, JAN.plusMonths(2), Map.of(), "7.00");
        create("PO-4", List.of(JAPAN), "JPY", JAN, JAN.plusMonths(2), Map.of(), "1000");
        create("PO-5", List.of("ANY"), "USD", DEC, DEC.plusMonths(11), Map.of("cost-centre", "4410"), "12.00");
        take("INV-1", EMEA, JAN, "EUR", "300.00");
        take("INV-2", EMEA, JAN.plusMonths(1), "EUR", "40.00");
        take("LATE", EMEA, JAN.minusMonths(3), "EUR", "9.00");
        take("YEN", EMEA, JAN.plusMonths(1), "JPY", "5000");
        take("WHO", "Nobody Ltd", JAN, "EUR", "-2.50");
    }

    @Test
    void each_purchase_order_is_in_one_row_by_seller() {
        portfolio();
        assertThat(rows(PortfolioBy.SELLER, null, ReportFilter.all())).containsExactly(
                "SELLER " + EMEA + " EUR 2 1099.95 340 759.95 30.9 1 9", "SELLER " + EMEA + " JPY 0 0 0 0 - 1 5000", "SELLER " + JAPAN + " JPY 1 1000 0 1000 0.0 0 0",
                "SEVERAL_SELLERS null EUR 1 7 0 7 0.0 0 0", "ANY_SELLER null USD 1 12 0 12 0.0 0 0", "UNKNOWN_SELLER null EUR 0 0 0 0 - 1 -2.5");
        assertThat(totals(PortfolioBy.SELLER, ReportFilter.all())).containsExactly("ALL null EUR 3 1106.95 340 766.95 30.7 2 6.5", "ALL null JPY 1 1000 0 1000 0.0 1 5000", "ALL null USD 1 12 0 12 0.0 0 0");
    }

    @Test
    void filters_narrow_it() {
        portfolio();
        long suspended = key("PO-2");
        container.with(PurchaseOrderService.class, s -> {
            s.changeStatus(suspended, null, PurchaseOrderStatus.SUSPENDED, "audit");
            return null;
        });
        assertThat(rows(PortfolioBy.SELLER, null, new ReportFilter(Set.of(PurchaseOrderStatus.SUSPENDED), "aws emea sarl", "EUR", "env", "prod", JAN, JAN)))
                .containsExactly("SELLER " + EMEA + " EUR 1 99.95 0 99.95 0.0 0 0");
        assertThat(rows(PortfolioBy.SELLER, null, new ReportFilter(Set.of(PurchaseOrderStatus.ACTIVE, PurchaseOrderStatus.EXPIRED), null, "EUR", "cost-centre", null, null, null)))
                .first().asString().startsWith("SELLER " + EMEA + " EUR 1 1000 ");
        assertThat(rows(PortfolioBy.SELLER, null, new ReportFilter(null, "unheard of", null, null, null, null, null))).isEmpty();
        assertThat(rows(PortfolioBy.SELLER, null, new ReportFilter(null, "nobody ltd", null, null, null, null, null))).containsExactly("UNKNOWN_SELLER null EUR 0 0 0 0 - 1 -2.5");
        assertThat(rows(PortfolioBy.SELLER, null, new ReportFilter(null, null, null, null, null, DEC.plusMonths(1), null))).as("in force").containsExactly("ANY_SELLER null USD 1 12 0 12 0.0 0 0");
        assertThatThrownBy(() -> rows(PortfolioBy.SELLER, null, new ReportFilter(null, null, null, null, null, DEC, JAN))).hasMessageContaining("to:MONTHS_REVERSED");
    }

    @Test
    void by_tag_those_without_it_share_a_row_and_parts_follow_each_other() {
        portfolio();
        List<String> all = List.of("TAG_VALUE 4410 EUR 1 1000 340 660 34.0 null null", "TAG_VALUE 4410 USD 1 12 0 12 0.0 null null", "TAG_VALUE 4420 EUR 1 99.95 0 99.95 0.0 null null",
                "NO_TAG null EUR 1 7 0 7 0.0 null null", "NO_TAG null JPY 1 1000 0 1000 0.0 null null");
        assertThat(rows(PortfolioBy.TAG, "cost-centre", ReportFilter.all())).containsExactlyElementsOf(all);
        for (PortfolioBy by : PortfolioBy.values()) {
            List<String> whole = rows(by, "cost-centre", ReportFilter.all());
            List<String> seen = new ArrayList<>();
            String cursor = null;
            do {
                String from = cursor;
                Slice<PortfolioRow> part = container.with(ReportQueries.class, q -> q.portfolio(by, "cost-centre", ReportFilter.all(), from, 2));
                part.items().forEach(row -> seen.add(text(row)));
                cursor = part.nextCursor();
            } while (cursor != null);
            assertThat(seen).as(by.name()).containsExactlyElementsOf(whole);
        }
        assertThat(rows(PortfolioBy.TAG, "nobody has it", ReportFilter.all())).allMatch(row -> row.startsWith("NO_TAG"));
        assertThat(container.with(ReportQueries.class, ReportQueries::tagKeys)).containsExactly("cost-centre", "env");
        assertThatThrownBy(() -> rows(PortfolioBy.TAG, " ", ReportFilter.all())).hasMessageContaining("tagKey:REQUIRED");
    }

    @Test
    void by_month_the_line_items_are_spread() {
        portfolio();
        List<PortfolioRow> rows = container.with(ReportQueries.class, q -> q.portfolio(PortfolioBy.MONTH, null, YEAR, null, 500)).items();
        assertThat(rows.stream().filter(r -> r.currency().equals("EUR")).map(r -> r.month() + " " + text(r)).limit(4)).containsExactly(
                "2026-01 MONTH null EUR 3 93.99 300 -206.01 319.2 1 -2.5", "2026-02 MONTH null EUR 3 93.99 40 53.99 42.6 0 0", "2026-03 MONTH null EUR 3 94 0 94 0.0 0 0",
                "2026-04 MONTH null EUR 2 91.66 0 91.66 0.0 0 0");
        assertThat(rows.stream().filter(r -> r.currency().equals("JPY")).map(r -> r.month() + " " + text(r))).containsExactly(
                "2026-01 MONTH null JPY 1 333 0 333 0.0 0 0", "2026-02 MONTH null JPY 1 333 0 333 0.0 1 5000", "2026-03 MONTH null JPY 1 334 0 334 0.0 0 0");
        assertThat(container.with(ReportQueries.class, q -> q.monthTotals(rows, YEAR)).stream().map(ReportsTest::text)).containsExactly("ALL null EUR 3 1106.95 340 766.95 30.7 1 -2.5", "ALL null JPY 1 1000 0 1000 0.0 1 5000", "ALL null USD 1 1 0 1 0.0 0 0");
    }

    /** The database adds up first and spreads then; the rule spreads each. */
    @Test
    void what_the_database_adds_up_is_what_the_rule_says_of_each_line_item() {
        String[] currencies = {"EUR", "JPY", "KWD", "CLF"};
        String[] totals = {"0.01", "99999999999.97", "-7.77", "3.333", "1000000.0001", "-11"};
        List<Spread> expected = new ArrayList<>();
        List<String> currencyOf = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            Currency currency = Currency.getInstance(currencies[i % 4]);
            BigDecimal total = new BigDecimal(totals[i % 6]).setScale(currency.getDefaultFractionDigits(), RoundingMode.DOWN);
            MonthRange window = new MonthRange(JAN.minusMonths(i % 5), JAN.plusMonths(i % 7));
            create("S-" + i, List.of("ANY"), currency.getCurrencyCode(), window.from(), window.to(), Map.of(), "1");
            container.update("update line_item set total = " + total + " where purchase_order_pk = (select id from purchase_order where purchase_order_id = 'S-" + i + "')");
            expected.add(Spread.of(total, window, currency));
            currencyOf.add(currency.getCurrencyCode());
        }
        // What is left over of several line items of one window comes to more than the months of it: it adds up after it is taken, not before.
        for (String carried : List.of("0.02", "0.02", "0.02", "-0.05", "-0.05", "-0.05", "-0.05")) {
            MonthRange window = carried.startsWith("-") ? new MonthRange(JAN, JAN.plusMonths(2)) : new MonthRange(JAN.plusMonths(3), JAN.plusMonths(5));
            String id = "C-" + expected.size();
            create(id, List.of("ANY"), "USD", window.from(), window.to(), Map.of(), "1");
            container.update("update line_item set total = " + carried + " where purchase_order_pk = (select id from purchase_order where purchase_order_id = '" + id + "')");
            expected.add(Spread.of(new BigDecimal(carried), window, Currency.getInstance("USD")));
            currencyOf.add("USD");
        }
        ReportFilter range = new ReportFilter(null, null, null, null, null, JAN.minusMonths(4), JAN.plusMonths(6));
        List<MonthRow> rows = months(range);
        assertThat(rows.stream().filter(r -> r.currency().equals("USD")).map(r -> plain(r.committed()))).containsExactly("0", "0", "0", "0", "-0.04", "-0.04", "-0.12", "0", "0", "0.06", "0");
        assertThat(rows).hasSize(5 * 11).allSatisfy(row -> {
            BigDecimal sum = BigDecimal.ZERO;
            for (int i = 0; i < expected.size(); i++) {
                sum = currencyOf.get(i).equals(row.currency()) ? sum.add(expected.get(i).in(row.month())) : sum;
            }
            assertThat(row.committed()).as("%s %s", row.month(), row.currency()).isEqualByComparingTo(sum);
        });
        for (String currency : currencies) {
            BigDecimal whole = BigDecimal.ZERO;
            for (int i = 0; i < expected.size(); i++) {
                whole = currencyOf.get(i).equals(currency) ? whole.add(expected.get(i).total()) : whole;
            }
            assertThat(rows.stream().filter(r -> r.currency().equals(currency)).reduce((a, b) -> b).orElseThrow().committedUpTo()).as(currency).isEqualByComparingTo(whole);
        }
    }

    @Test
    void committed_against_billed_has_every_month_of_a_currency_and_sums_up_to_it() {
        portfolio();
        List<MonthRow> rows = months(new ReportFilter(null, null, "EUR", null, null, JAN, JAN.plusMonths(12)));
        assertThat(rows).hasSize(13);
        assertThat(rows.get(1)).satisfies(r -> {
            assertThat(r.billedUpTo()).isEqualByComparingTo("340");
            assertThat(r.differenceUpTo()).isEqualByComparingTo("-152.02");
            assertThat(r.difference()).isEqualByComparingTo("53.99");
        });
        assertThat(rows.get(12).committedUpTo()).as("purchase orders have ended").isEqualByComparingTo("1106.95");
        assertThat(months(ReportFilter.all())).as("the twelve months to this one").hasSize(24)
                .first().extracting(MonthRow::month).isEqualTo(YearMonth.of(2025, 10));
        assertThat(months(new ReportFilter(null, "unheard of", null, null, null, null, null))).isEmpty();
    }

    @Test
    void what_a_deleted_purchase_order_was_billed_stays_billed_in_its_month() {
        create("GONE", List.of(EMEA), "EUR", JAN, DEC, Map.of("env", "prod"), "1200.00");
        take("INV-1", EMEA, JAN, "EUR", "300.00");
        long gone = key("GONE");
        container.with(PurchaseOrderService.class, s -> {
            s.delete(gone, null, "by mistake");
            return null;
        });
        List<String> january = List.of("0 300 -300");
        for (ReportFilter filter : List.of(YEAR, new ReportFilter(null, EMEA, "EUR", "env", "prod", JAN, DEC))) {
            assertThat(months(filter).stream().limit(1).map(r -> plain(r.committed()) + " " + plain(r.billed()) + " " + plain(r.difference()))).isEqualTo(january);
            assertThat(rows(PortfolioBy.MONTH, null, filter)).containsExactly("MONTH null EUR 0 0 300 -300 - 0 0");
            assertThat(container.with(ReportQueries.class, q -> q.monthTotals(q.portfolio(PortfolioBy.MONTH, null, filter, null, 500).items(), filter)).stream().map(ReportsTest::text))
                    .containsExactly("ALL null EUR 0 0 300 -300 - 0 0");
        }
        assertThat(months(new ReportFilter(Set.of(PurchaseOrderStatus.ACTIVE), null, null, null, null, JAN, DEC))).as("it has no status").isEmpty();
        assertThat(rows(PortfolioBy.SELLER, null, ReportFilter.all())).as("whole purchase orders are those there are").isEmpty();
    }

    @Test
    void a_seller_keeps_the_purchase_orders_that_name_it_with_all_that_they_were_billed() {
        create("BOTH", List.of(EMEA, JAPAN), "EUR", JAN, DEC, Map.of(), "1200.00");
        create("ANYBODY", List.of("ANY"), "EUR", JAN, DEC, Map.of(), "12.00");
        take("INV-1", JAPAN, JAN, "EUR", "300.00");
        MonthRow first = months(new ReportFilter(null, EMEA, null, null, null, JAN, DEC)).get(0);
        assertThat(plain(first.committed()) + " " + plain(first.billed())).isEqualTo("100 300");
    }

    @Test
    void currencies_are_those_of_purchase_orders_whatever_their_status_and_of_exceptions() {
        portfolio();
        create("OLD", List.of("ANY"), "KWD", JAN, JAN, Map.of(), "1.000");
        take("POUND", "Nobody Ltd", JAN, "GBP", "1.00");
        assertThat(container.with(ReportQueries.class, ReportQueries::currencies)).containsExactly("EUR", "GBP", "JPY", "KWD", "USD");
    }

    @ParameterizedTest
    @CsvSource({",,2025-10,2026-09", "2026-01,,2026-01,2026-09", "2027-01,,2027-01,2027-12", "2016-10,,2016-10,2026-09", ",2024-06,2023-07,2024-06", "2026-01,2035-12,2026-01,2035-12"})
    void open_ends_are_closed(YearMonth from, YearMonth to, YearMonth first, YearMonth last) {
        assertThat(new ReportFilter(null, null, null, null, null, from, to).months(YearMonth.of(2026, 9))).isEqualTo(new MonthRange(first, last));
    }

    @Test
    void too_many_months_are_refused() {
        ReportFilter wide = new ReportFilter(null, null, null, null, null, JAN, YearMonth.of(2036, 1));
        assertThatThrownBy(() -> months(wide)).isInstanceOf(BusinessRuleException.class).hasMessageContaining("to:OUT_OF_RANGE");
        ReportFilter open = new ReportFilter(null, null, null, null, null, YearMonth.of(2016, 9), null);
        assertThatThrownBy(() -> months(open)).as("no other months than those that are asked for").isInstanceOf(BusinessRuleException.class).hasMessageContaining("to:OUT_OF_RANGE");
    }

    @Test
    void exceptions_are_in_the_bucket_and_row_in_which_the_queue_finds_them() {
        portfolio();
        clock.set("2026-10-01T08:00:00Z");
        take("LATE-2", EMEA, JAN.minusMonths(3), "EUR", "1.00");
        take("WHO-2", "NOBODY  ltd", JAN, "EUR", "10.00");
        clock.set("2026-12-25T08:00:00Z");
        take("WHO-3", "Nobody Ltd", JAN, "EUR", "100.00");
        List<AgeingRow> rows = ageing(ReportFilter.all());
        assertThat(rows).extracting(r -> r.code() + " " + r.seller() + " " + r.currency() + " " + r.invoices() + " " + r.amount().stripTrailingZeros().toPlainString()).containsExactly(
                "SELLER_NOT_COVERED Nobody Ltd EUR 2 110", "PERIOD_OUTSIDE_WINDOW " + EMEA + " EUR 2 10", "CURRENCY_DIFFERS " + EMEA + " JPY 1 5000", "ORIGINAL_UNKNOWN Nobody Ltd EUR 1 -2.5");
        for (AgeingRow row : rows) {
            for (AgeingRow.Cell cell : row.cells()) {
                QueueFilter queue = new QueueFilter(null, row.code(), cell.bucket().from(), cell.bucket().to(), null, null, null, null, null);
                assertThat(container.with(InvoiceQueries.class, q -> q.waiting(InvoiceFilter.ofQueue(null, row.seller(), row.currency(), queue))).count())
                        .as("%s", row).isEqualTo(cell.invoices());
            }
        }
        List<AgeingRow> totals = container.with(ReportQueries.class, q -> q.ageingTotals(ReportFilter.all()));
        assertThat(totals).extracting(r -> r.currency() + " " + r.cells().stream().map(AgeingRow.Cell::invoices).toList())
                .containsExactly("EUR [1, 0, 0, 2, 2]", "JPY [0, 0, 0, 0, 1]");
        assertThat(ageing(new ReportFilter(null, "nobody ltd", "EUR", null, null, JAN, JAN))).hasSize(2);
    }

    @Test
    void reports_go_out_as_files() {
        portfolio();
        create("PO-6", List.of("ANY"), "EUR", JAN, JAN, Map.of("cost-centre", "=1+1"), "1.00");
        assertThat(file(out -> container.with(ReportExport.class, e -> written(() -> e.portfolio(PortfolioBy.TAG, "cost-centre", ReportFilter.all(), ExportFormat.CSV, out))))).contains(
                "group,tag,currency,purchaseOrders,committed,billed,balance,percentUsed\r\n", "TAG_VALUE,4410,EUR,1,1000.00,", "TAG_VALUE,'=1+1,EUR,1,1.00,0.00,1.00,0.0", "NO_TAG,,JPY,1,1000,0,1000,0.0");
        assertThat(file(out -> container.with(ReportExport.class, e -> written(() -> e.portfolio(PortfolioBy.SELLER, null, ReportFilter.all(), ExportFormat.CSV, out))))).contains(
                "UNKNOWN_SELLER,,EUR,0,0.00,0.00,0.00,,1,-2.50");
        assertThat(file(out -> container.with(ReportExport.class, e -> written(() -> e.portfolio(PortfolioBy.MONTH, null, YEAR, ExportFormat.CSV, out))))).contains(
                "month,currency,purchaseOrders,committed,billed,difference,percentUsed,exceptions,unmatched\r\n");
        assertThat(file(out -> container.with(ReportExport.class, e -> written(() -> e.committedBilled(YEAR, ExportFormat.CSV, out))))).contains(
                "month,currency,committed,billed,difference,committedUpTo,billedUpTo,differenceUpTo\r\n", "2026-03,JPY,334,0,334,1000,0,1000");
        assertThat(file(out -> container.with(ReportExport.class, e -> written(() -> e.ageing(ReportFilter.all(), ExportFormat.CSV, out))))).contains(
                "code,seller,currency,days0To7Invoices,days0To7Amount,", ",daysOver90Invoices,daysOver90Amount,invoices,amount\r\n", "CURRENCY_DIFFERS," + EMEA + ",JPY,1,5000,0,0,");
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static Void written(Writing writing) {
        try {
            writing.run();
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String file(java.util.function.Consumer<ByteArrayOutputStream> content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        content.accept(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private List<String> rows(PortfolioBy by, String tagKey, ReportFilter filter) {
        return container.with(ReportQueries.class, q -> q.portfolio(by, tagKey, filter, null, 500)).items().stream().map(ReportsTest::text).toList();
    }

    private List<MonthRow> months(ReportFilter filter) {
        return container.with(ReportQueries.class, q -> q.committedBilled(filter));
    }

    private List<AgeingRow> ageing(ReportFilter filter) {
        return container.with(ReportQueries.class, q -> q.ageing(filter, null, 500)).items();
    }

    private List<String> totals(PortfolioBy by, ReportFilter filter) {
        return container.with(ReportQueries.class, q -> q.totals(by, filter)).stream().map(ReportsTest::text).toList();
    }

    private static String text(PortfolioRow r) {
        return r.group() + " " + r.name() + " " + r.currency() + " " + r.purchaseOrders() + " " + plain(r.committed()) + " " + plain(r.billed()) + " " + plain(r.balance()) + " "
                + r.percentUsed().map(BigDecimal::toPlainString).orElse("-") + " " + r.exceptions() + " " + (r.unmatched() == null ? "null" : plain(r.unmatched()));
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private long key(String id) {
        return container.with(PurchaseOrderQueries.class, q -> q.idsByPurchaseOrderId(List.of(id))).values().iterator().next();
    }

    private void create(String id, List<String> sellers, String currency, YearMonth from, YearMonth to, Map<String, String> tags, String... totals) {
        List<LineItemDraft> lines = new ArrayList<>();
        for (String total : totals) {
            lines.add(new LineItemDraft(null, String.valueOf(lines.size() + 1), null, LineItemType.ALL, from, to, true, new BigDecimal(total).abs(), null, LineTax.none(), OverspendPolicy.ALLOW, List.of()));
        }
        boolean any = sellers.equals(List.of("ANY"));
        container.with(PurchaseOrderService.class, s -> s.create(new PurchaseOrderDraft(id, null, any, any ? List.of() : sellers, List.of(), List.of(), null, null, null, currency, from, to,
                AmountBasis.GROSS, List.of(), tags, lines)));
        for (int i = 0; i < totals.length; i++) {
            if (totals[i].startsWith("-")) {
                // Nobody can type it, but it may come of older data: reports add up whatever is there.
                String of = "purchase_order_pk = (select id from purchase_order where purchase_order_id = '" + id + "')";
                container.update("update line_item set total = " + totals[i] + " where number = '" + (i + 1) + "' and " + of);
                container.update("update purchase_order set committed = (select sum(total) from line_item where " + of + ") where purchase_order_id = '" + id + "'");
            }
        }
    }

    private void take(String id, String seller, YearMonth period, String currency, String gross) {
        container.with(InvoiceIntake.class, i -> i.take(new InvoiceDraft(id, seller, gross.startsWith("-") ? InvoiceKind.CREDIT_MEMO : InvoiceKind.INVOICE, InvoiceClass.MONTHLY_USAGE, null, null, null,
                period, LocalDate.of(2026, 2, 3), null, currency, null, null, new BigDecimal(gross), null, null, null, null, List.of()), InvoiceSource.API, null, "tester"));
    }
}
