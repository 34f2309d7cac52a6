package org.openpo.ejb.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.ledger.Ledger;
import org.openpo.ejb.ledger.LostRaceException;
import org.openpo.ejb.match.RematchScope;

/** Many invoices at once leave the same rows behind as the same invoices one by one. */
class BulkIntakeTest {
    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void random_batches_leave_the_same_rows_as_one_by_one(@ForAll long seed) {
        try (IntakeWorld oneByOne = new IntakeWorld(seed); IntakeWorld together = new IntakeWorld(seed)) {
            RandomInvoices batches = new RandomInvoices(seed);
            for (int round = 0; round < 3; round++) {
                List<Arrival> batch = batches.next();
                oneByOne.before(round);
                together.before(round);
                assertThat(together.together(batch)).as("answers").isEqualTo(oneByOne.oneByOne(batch));
                assertThat(together.rows()).as("rows").isEqualTo(oneByOne.rows());
            }
            Statistics.label("taken in").collect(together.isMostlyTogether() ? "most of them together" : "many of them alone");
            Statistics.label("kinds").collect(new TreeSet<>(oneByOne.kinds()));
        }
        Statistics.label("taken in").coverage(seen -> seen.check("most of them together").percentage(p -> p > 50));
    }

    @Property(tries = 16, shrinking = ShrinkingMode.OFF)
    void random_exceptions_matched_again_leave_the_same_rows_as_one_by_one(@ForAll long seed) {
        boolean matched = false;
        try (IntakeWorld oneByOne = new IntakeWorld(seed); IntakeWorld together = new IntakeWorld(seed)) {
            RandomInvoices batches = new RandomInvoices(seed);
            int tried = 0;
            int mostly = 0;
            for (int round = 0; round < 3; round++) {
                List<Arrival> batch = batches.next();
                for (IntakeWorld world : List.of(oneByOne, together)) {
                    world.before(round);
                    world.together(batch);
                    world.after(round);
                    world.countAnew();
                }
                List<Boolean> said = seed % 2 == 0 ? oneByOne.rematchOneByOne() : oneByOne.rematchForOrdersOneByOne();
                assertThat(seed % 2 == 0 ? together.rematchTogether(failure -> false) : together.rematchForOrdersTogether()).as("answers").isEqualTo(said);
                assertThat(together.rows()).as("rows").isEqualTo(oneByOne.rows());
                matched |= said.contains(true);
                tried++;
                mostly += together.isMostlyTogether() ? 1 : 0;
            }
            Statistics.label("matched again").collect(mostly * 2 > tried ? "most of them together" : "many of them alone");
        }
        Statistics.label("some are matched").collect(matched);
        Statistics.label("matched again").coverage(seen -> seen.check("most of them together").percentage(p -> p > 50));
        Statistics.label("some are matched").coverage(seen -> seen.check(true).percentage(p -> p > 50));
    }

    @Test
    void what_became_a_credit_memo_before_it_was_locked_is_not_matched_as_an_invoice() {
        try (IntakeWorld world = new IntakeWorld(0)) {
            world.together(List.of(Arrival.due(invoice("A-1", "5.00")), Arrival.due(invoice("A-2", "6.00"))));
            world.order("LATER", "EUR", AmountBasis.GROSS, IntakeWorld.SELLERS.get(0), IntakeWorld.line("1", LineItemType.ALL, "1000", OverspendPolicy.ALLOW, null));
            assertThat(world.select("select state from invoice")).containsOnly("STATE=EXCEPTION ");
            Meanwhile.happens = () -> world.elsewhere("update invoice set kind = 'CREDIT_MEMO' where invoice_id = 'A-1'");
            world.container().instead(Ledger.class, Meanwhile.class);
            assertThatThrownBy(() -> world.rematchTogether(failure -> true)).isInstanceOf(LostRaceException.class);
            assertThat(world.select("select id from allocation")).isEmpty();
        }
    }

    @Test
    void what_was_matched_before_it_was_locked_is_left_by_the_chunk() {
        try (IntakeWorld world = new IntakeWorld(0)) {
            world.together(List.of(Arrival.due(invoice("A-1", "5.00")), Arrival.due(invoice("A-2", "6.00"))));
            world.order("LATER", "EUR", AmountBasis.GROSS, IntakeWorld.SELLERS.get(0), IntakeWorld.line("1", LineItemType.ALL, "1000", OverspendPolicy.ALLOW, null));
            Meanwhile.happens = () -> world.elsewhere("update invoice set state = 'MATCHED' where invoice_id = 'A-1'");
            world.container().instead(Ledger.class, Meanwhile.class);
            assertThat(world.rematchForOrdersTogether()).containsExactly(false, true);
            assertThat(world.select("select i.invoice_id from allocation a join invoice i on i.id = a.invoice_pk")).containsExactly("INVOICE_ID=A-2 ");
        }
    }

    @Test
    void what_has_come_to_look_like_another_one_is_not_counted_as_matched() {
        try (IntakeWorld world = new IntakeWorld(0)) {
            world.together(List.of(Arrival.due(invoice("A-1", "5.00"))));
            world.elsewhere("update invoice set state = 'EXCLUDED'");
            world.together(List.of(Arrival.due(invoice("a 1", "5.00"))));
            world.elsewhere("update invoice set state = 'EXCEPTION'");
            world.order("LATER", "EUR", AmountBasis.GROSS, IntakeWorld.SELLERS.get(0), IntakeWorld.line("1", LineItemType.ALL, "1000", OverspendPolicy.ALLOW, null));
            long order = world.orders().get(0);
            for (RematchScope scope : List.of(RematchScope.EXCEPTIONS, RematchScope.ALL)) {
                boolean first = scope == RematchScope.EXCEPTIONS;
                PurchaseOrderRematch.Result result = world.container().with(PurchaseOrderRematch.class, r -> r.run(order, scope));
                assertThat(result).isEqualTo(new PurchaseOrderRematch.Result(2, first ? 1 : 0, 0, null));
                assertThat(world.select("select i.invoice_id from allocation a join invoice i on i.id = a.invoice_pk")).containsExactly("INVOICE_ID=A-1 ");
            }
        }
    }

    /** Lets something happen between the reading of invoices and their locks. */
    public static class Meanwhile extends Ledger {
        private static Runnable happens;

        @Override
        public void lockCredits(Collection<Integer> locks) {
            happens.run();
            super.lockCredits(locks);
        }
    }

    @Test
    void what_cannot_be_written_stops_nothing_else() {
        try (IntakeWorld oneByOne = new IntakeWorld(0); IntakeWorld together = new IntakeWorld(0)) {
            for (IntakeWorld world : List.of(oneByOne, together)) {
                world.order("FULL", "EUR", AmountBasis.GROSS, IntakeWorld.SELLERS.get(0), IntakeWorld.line("1", LineItemType.ALL, "1000", OverspendPolicy.ALLOW, null));
                // As full as the columns are wide.
                world.container().update("update line_item set billed = 999999999999980");
                world.container().update("update purchase_order set billed = 999999999999980");
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
        List<BulkIntake.Answer> answers = new InPieces<Arrival, BulkIntake.Answer>(500, piece -> {
            transactions.incrementAndGet();
            if (piece.stream().anyMatch(a -> bad.contains(a.draft().invoiceId()))) {
                throw new IllegalStateException("lost");
            }
            piece.forEach(a -> order.add(a.draft().invoiceId()));
            return new InPieces.Part<>(piece.stream().map(a -> new BulkIntake.Answer(new IntakeResult(1, IntakeResult.Outcome.CREATED, InvoiceState.MATCHED), null)).toList(), 0);
        }, arrival -> {
            order.add(arrival.draft().invoiceId());
            if (bad.contains(arrival.draft().invoiceId())) {
                throw new BusinessRuleException("gross", ErrorCode.AMOUNT_TOO_LARGE);
            }
            return new BulkIntake.Answer(new IntakeResult(1, IntakeResult.Outcome.CREATED, InvoiceState.MATCHED), null);
        }, (arrival, failure) -> new BulkIntake.Answer(null, failure), failure -> false).take(arrivals);
        assertThat(answers).hasSize(40);
        for (int i = 0; i < 40; i++) {
            assertThat(answers.get(i).failure() != null).as("A-" + i).isEqualTo(bad.contains("A-" + i));
        }
        assertThat(order).as("in the order given").isEqualTo(arrivals.stream().map(a -> a.draft().invoiceId()).toList());
        assertThat(transactions.get()).isLessThan(40);
    }

    @Test
    void what_goes_wrong_for_all_alike_ends_it_and_blames_nobody() {
        List<Integer> worked = new ArrayList<>();
        InPieces<Integer, String> pieces = new InPieces<>(4, piece -> {
            if (piece.contains(6)) {
                throw new IllegalStateException("the database is gone");
            }
            worked.addAll(piece);
            return new InPieces.Part<>(piece.stream().map(String::valueOf).toList(), 0);
        }, one -> {
            throw new AssertionError("nobody is tried alone");
        }, (one, failure) -> {
            throw new AssertionError("nobody is refused");
        }, failure -> failure instanceof IllegalStateException);
        assertThatThrownBy(() -> pieces.take(List.of(1, 2, 3, 4, 5, 6, 7, 8))).hasMessage("the database is gone");
        assertThat(worked).containsExactly(1, 2, 3, 4);
    }

    @Test
    void a_look_alike_is_found_among_many_and_also_among_those_from_before() {
        try (IntakeWorld oneByOne = new IntakeWorld(0); IntakeWorld together = new IntakeWorld(0)) {
            for (IntakeWorld world : List.of(oneByOne, together)) {
                world.together(List.of(Arrival.due(invoice("OLD-0001", "7.00")), Arrival.due(invoice("SAME 0002", "7.00")), Arrival.due(invoice("OTHER-3", "7.00"))));
                world.container().update("update invoice set loose_hash = null where invoice_id like 'OLD%'");
            }
            List<Arrival> batch = List.of(Arrival.due(invoice("old 1", "7.00")), Arrival.due(invoice("same/2", "7.00")), Arrival.due(invoice("OTHER-4", "7.00")), Arrival.due(invoice("other 004", "7.00")));
            assertThat(together.together(batch)).isEqualTo(oneByOne.oneByOne(batch));
            assertThat(together.rows()).isEqualTo(oneByOne.rows());
            assertThat(together.select("select invoice_id from invoice where exception_codes like '%DUPLICATE%' order by id"))
                    .containsExactly("INVOICE_ID=old 1 ", "INVOICE_ID=same/2 ", "INVOICE_ID=other 004 ");
        }
    }

    @Test
    void answers_of_many_are_read_together() {
        try (IntakeWorld world = new IntakeWorld(3)) {
            RandomInvoices batches = new RandomInvoices(3);
            world.together(batches.next());
            List<Long> ids = world.container().with(InvoiceQueries.class, q -> q.slice(InvoiceFilter.all(), InvoiceSort.INVOICE_ID, false, null, 200)).items().stream()
                    .map(InvoiceRow::id).toList();
            Map<Long, InvoiceDetails> together = world.container().with(InvoiceQueries.class, q -> q.details(ids));
            assertThat(together.keySet()).containsExactlyInAnyOrderElementsOf(ids);
            for (Long id : ids) {
                InvoiceDetails one = world.container().with(InvoiceQueries.class, q -> q.details(id));
                assertThat(together.get(id)).usingRecursiveComparison().ignoringFields("explanation").isEqualTo(one);
            }
            assertThatThrownBy(() -> world.container().with(InvoiceQueries.class, q -> q.details(987654321L))).hasMessageContaining("NOT_FOUND");
        }
    }

    private static InvoiceDraft invoice(String id, String gross) {
        return new InvoiceDraft(id, IntakeWorld.SELLERS.get(0), InvoiceKind.INVOICE, InvoiceClass.MONTHLY_USAGE, null, null, null, IntakeWorld.JAN, LocalDate.of(2026, 2, 3), null, "EUR", null, null,
                new BigDecimal(gross), null, null, null, null, List.of());
    }
}
