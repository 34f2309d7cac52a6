package org.openpo.ejb.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import org.openpo.domain.notice.NoticePlanner;
import org.openpo.domain.notice.NoticePolicy;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.SettableClock;
import org.openpo.ejb.order.PurchaseOrderDetails;
import org.openpo.ejb.order.PurchaseOrderQueries;

/**
 * The daily sweep over many purchase orders: the day on which all of them have something to tell, to three contacts each, and the day after, on
 * which none has; beside it, the same question asked of every purchase order one by one. Run by {@code benchmarks/notice-sweep}; no part of the tests.
 */
class NoticeSweepBenchmark {
    private static final int ORDERS = Integer.getInteger("notices.orders", 10_000);
    private static final int PAGE = 200;
    private static final int ADDRESSED_AT_ONCE = 100;
    /** Different ones that the database counts: pages name their keys. */
    private static final int STATEMENTS_MOST = 200_000;

    private final SettableClock clock = new SettableClock("2026-10-31T08:00:00Z");
    private final SeContainer container = new SeContainer(clock);

    @Test
    void sweep() {
        fill();
        Measured due = measured(() -> {
            container.with(DailyNotices.class, d -> d.begin("benchmark"));
            container.with(DailyNotices.class, DailyNotices::makeDigests);
            return pages();
        });
        Measured addressed = measured(() -> {
            int all = 0;
            for (int some = address(); some > 0; some = address()) {
                all += some;
            }
            return all;
        });
        clock.set("2026-11-01T08:00:00Z");
        Measured quiet = measured(() -> {
            container.with(DailyNotices.class, d -> d.begin("benchmark"));
            container.with(DailyNotices.class, DailyNotices::makeDigests);
            return pages();
        });
        Measured minute = measured(() -> {
            container.with(DailyNotices.class, d -> d.begin("benchmark"));
            return pages() + container.with(DailyNotices.class, d -> d.ordersToJudge(0, PAGE)).size() + container.with(DailyNotices.class, DailyNotices::escalate);
        });
        Measured oneByOne = measured(this::oneByOne);
        long deliveries = container.with(NotificationQueries.class, q -> q.page(NotificationFilter.all(), 0, 1)).total();
        assertThat(due.count()).isEqualTo(ORDERS);
        assertThat(deliveries).isEqualTo(3L * ORDERS);
        assertThat(quiet.count()).isZero();
        assertThat(minute.count()).isZero();
        System.out.printf("%d purchase orders with 3 contacts each; milliseconds, of them on the processor (the rest the machine did something else), statements, and rows that they read or wrote%n", ORDERS);
        print("day on which all are due: sweep", due);
        print("  and " + deliveries + " deliveries for contacts", addressed);
        print("day on which none is due: sweep", quiet);
        print("  and every minute of it", minute);
        print("the same asked one by one", oneByOne);
        System.out.printf("one by one: %.0f times the processor time%n", (double) oneByOne.cpu() / Math.max(1, quiet.cpu()));
    }

    private static void print(String what, Measured m) {
        System.out.printf("%-40s %7d ms %7d ms   %6d statements %8d rows   at most %d MB more memory%n", what, m.millis(), m.cpu(), m.statements(), m.rows(), m.megabytes());
    }

    private int address() {
        return container.with(Outbox.class, o -> o.address(ADDRESSED_AT_ONCE));
    }

    private int pages() {
        int all = 0;
        for (int some = page(); some > 0; some = page()) {
            all += some;
        }
        return all;
    }

    private int page() {
        return container.with(DailyNotices.class, d -> d.sweep(PAGE));
    }

    private int oneByOne() {
        int due = 0;
        for (long key = 1; key <= ORDERS; key++) {
            long id = key;
            PurchaseOrderDetails po = container.with(PurchaseOrderQueries.class, q -> q.details(id));
            due += NoticePlanner.due(new NoticePlanner.OrderFacts(id, true, po.expirationMonth(), LocalDate.of(2026, 1, 15), po.committed(), null), NoticePolicy.DEFAULT, k -> true,
                    LocalDate.of(2026, 11, 1)).size();
        }
        return due;
    }

    private record Measured(int count, long millis, long cpu, long megabytes, long statements, long rows) { }

    /** Memory is that which is live: sampled right after collections it would be less, so this is an upper bound. */
    private Measured measured(Supplier<Integer> work) {
        // Switched off and on, it begins anew.
        container.update("set query_statistics false");
        container.update("set query_statistics_max_entries " + STATEMENTS_MOST);
        container.update("set query_statistics true");
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long before = runtime.totalMemory() - runtime.freeMemory();
        AtomicLong most = new AtomicLong(before);
        AtomicBoolean done = new AtomicBoolean();
        Thread sampler = new Thread(() -> {
            while (!done.get()) {
                most.accumulateAndGet(runtime.totalMemory() - runtime.freeMemory(), Math::max);
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            }
        });
        sampler.setDaemon(true);
        sampler.start();
        long start = System.nanoTime();
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        int count = work.get();
        long millis = (System.nanoTime() - start) / 1_000_000;
        done.set(true);
        long used = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1_000_000;
        long[] statements = statements();
        return new Measured(count, millis, used, (most.get() - before) / 1_048_576, statements[0], statements[1]);
    }

    /** How many the database has run since it counts, and how many rows they read or wrote. */
    private long[] statements() {
        try (Connection connection = container.dataSource().getConnection(); Statement statement = connection.createStatement();
                ResultSet sums = statement.executeQuery("select sum(execution_count), sum(cumulative_row_count) from information_schema.query_statistics where sql_statement not like 'set %'")) {
            sums.next();
            return new long[] {sums.getLong(1), sums.getLong(2)};
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void fill() {
        List.of("insert into contact (id, name, email, email_key, language, active, version) select x, 'Reader ' || x, 'reader' || x || '@example.org', 'reader' || x || '@example.org', "
                        + "case mod(x, 2) when 0 then 'en' else 'vi' end, 1, 1 from system_range(1, 300)",
                "insert into purchase_order (id, purchase_order_id, id_key, any_seller, currency, effective_month, expiration_month, suspended, amount_basis, committed, billed, line_item_count, "
                        + "created_at, created_by, updated_at, updated_by, version) select x, 'PO-' || x, 'po-' || x, 1, 'EUR', 202601, 202612, 0, 'GROSS', 1000, 100, 1, "
                        + "timestamp with time zone '2026-01-15 08:00:00+00', 'b', timestamp with time zone '2026-01-15 08:00:00+00', 'b', 1 from system_range(1, " + ORDERS + ")",
                "insert into line_item (id, purchase_order_pk, number, number_key, type, start_month, end_month, balance_tracked, unit_price, quantity, tax_kind, tax_value, total, billed, "
                        + "overspend_policy, closed) select x, x, '1', '1', 'ALL', 202601, 202612, 1, 1000, 1, 'NONE', 0, 1000, 100, 'ALLOW', 0 from system_range(1, " + ORDERS + ")",
                "insert into purchase_order_contact (purchase_order_pk, contact_id, position) select p.x, mod(p.x + c.x * 97, 300) + 1, c.x from system_range(1, " + ORDERS + ") p, system_range(0, 2) c",
                "insert into invoice (id, invoice_id, invoice_key, seller_name, seller_key, kind, invoice_class, billing_period, issue_date, currency, net, tax, gross, source, state, allocated, "
                        + "fingerprint, created_at, created_by, updated_at, version) select x, 'I' || x, 'i' || x, 'S', 's', 'INVOICE', 'OTHER', 202601 + mod(x, 5), date '2026-06-01', 'EUR', 20, 0, 20, "
                        + "'API', 'MATCHED', 20, 'f', timestamp with time zone '2026-07-01 08:00:00+00', 'b', timestamp with time zone '2026-07-01 08:00:00+00', 1 from system_range(1, " + 5L * ORDERS + ")",
                "insert into allocation (id, invoice_pk, line_item_id, invoice_amount, covered_amount, purchase_order_amount, rate, rate_source, how, actor, allocated_at) select x, x, (x - 1) / 5 + 1, "
                        + "20, 20, 20, 1, 'SAME_CURRENCY', 'RULE', 'b', timestamp with time zone '2026-07-01 08:00:00+00' from system_range(1, " + 5L * ORDERS + ")",
                "insert into notice_sweep (sweep_day, started_at, node) values (date '2026-10-30', timestamp with time zone '2026-10-30 08:00:00+00', 'b')",
                "insert into purchase_order_watch (purchase_order_pk, expiration_month, expiration_set_on, next_day) select x, 202612, date '2026-01-15', date '2026-10-31' from system_range(1, "
                        + ORDERS + ")")
                .forEach(container::update);
    }
}
