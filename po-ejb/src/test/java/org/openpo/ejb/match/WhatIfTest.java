package org.openpo.ejb.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.ledger.Allocation;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.TickingClock;
import org.openpo.ejb.invoice.InvoiceFilter;
import org.openpo.ejb.invoice.InvoiceIntake;
import org.openpo.ejb.invoice.InvoiceQueries;
import org.openpo.ejb.invoice.InvoiceRow;
import org.openpo.ejb.invoice.InvoiceSort;
import org.openpo.ejb.order.LineItemView;
import org.openpo.ejb.order.PurchaseOrderDetails;
import org.openpo.ejb.order.PurchaseOrderQueries;
import org.openpo.ejb.order.PurchaseOrderService;

/** What the what-if says is what saving and matching again then does, in worlds made at random; and it writes nothing. */
class WhatIfTest {
    private static final YearMonth JAN = YearMonth.of(2026, 1);
    private static final YearMonth DEC = YearMonth.of(2026, 12);
    private static final List<String> SELLERS = List.of("Amazon Web Services EMEA SARL", "Amazon Web Services, Inc.");
    private static final List<LineItemType> TYPES = List.of(LineItemType.ALL, LineItemType.MONTHLY_USAGE, LineItemType.ALL, LineItemType.SUBSCRIPTION);

    private static SeContainer started() {
        return new SeContainer(new TickingClock());
    }

    @Test
    void it_says_exactly_what_saving_and_matching_again_then_does() {
        int changes = 0;
        try (SeContainer container = started()) {
            for (int seed = 1; seed <= 24; seed++) {
                changes += new World(container, seed).holds();
            }
        }
        assertThat(changes).as("the worlds are not trivial").isGreaterThan(50);
    }

    @Test
    void a_new_order_takes_what_waits_and_what_an_older_one_holds() {
        try (SeContainer container = started()) {
            long old = create(container, order("OLD", line("1", "100.00", JAN, YearMonth.of(2026, 2), OverspendPolicy.ALLOW)));
            take(container, invoice("A", "40.00", YearMonth.of(2026, 2), null));
            take(container, invoice("B", "50.00", YearMonth.of(2026, 3), null));
            take(container, invoice("B-CM", "-20.00", YearMonth.of(2026, 3), "B"));
            take(container, invoice("C", "1.00", YearMonth.of(2027, 3), null));
            WhatIf whatIf = container.with(WhatIfService.class, s -> s.of(order("NEW", line("1", "100.00", JAN, DEC, OverspendPolicy.ALLOW)), null));
            assertThat(whatIf.exceptions()).extracting(WhatIf.Taken::invoiceId).containsExactly("B", "B-CM");
            assertThat(whatIf.moved()).extracting(WhatIf.Taken::invoiceId).containsExactly("A");
            assertThat(whatIf.moved().get(0).from()).extracting(WhatIf.From::id).containsExactly(old);
            assertThat(whatIf.balanceAfter()).isEqualByComparingTo("30.00");
            assertThat(whatIf.near()).containsExactly(Map.entry(ExceptionCode.PERIOD_OUTSIDE_WINDOW, 1L));
            assertThat(whatIf.truncated()).isFalse();
            PurchaseOrderDraft draft = order("NEW", line("1", "100.00", JAN, DEC, OverspendPolicy.ALLOW));
            Optional<WhatIfService.Waiting> exceptions = container.with(WhatIfService.class, s -> s.exceptions(draft, 1));
            assertThat(exceptions).as("exceptions alone").hasValueSatisfying(waiting -> {
                assertThat(waiting.looked()).isEqualTo(1);
                assertThat(waiting.taken()).isEqualTo(whatIf.exceptions().stream().map(WhatIf.Taken::id).collect(Collectors.toSet()));
            });
            Optional<WhatIfService.Waiting> more = container.with(WhatIfService.class, s -> s.exceptions(draft, 0));
            assertThat(more).as("more than may be looked at").isEmpty();
        }
    }

    @Test
    void the_accounts_of_charges_count_as_they_do_when_it_is_matched() {
        try (SeContainer container = started()) {
            for (String account : List.of("4711", "4712")) {
                InvoiceDraft plain = invoice("A-" + account, "40.00", JAN, null);
                take(container, new InvoiceDraft(plain.invoiceId(), plain.seller(), plain.kind(), plain.invoiceClass(), null, null, null, plain.billingPeriod(), plain.issueDate(), null,
                        "EUR", null, null, plain.gross(), null, null, null, null, List.of(new InvoiceDraft.ChargeDraft(account, null, null, new BigDecimal("30.00")),
                                new InvoiceDraft.ChargeDraft(account, null, null, new BigDecimal("10.00")))));
            }
            LineItemDraft line = line("1", "100.00", JAN, DEC, OverspendPolicy.ALLOW);
            WhatIf whatIf = container.with(WhatIfService.class, s -> s.of(order("NEW", new LineItemDraft(null, line.number(), null, line.type(), line.startMonth(), line.endMonth(),
                    true, line.unitPrice(), null, null, line.overspendPolicy(), List.of("4711"))), null));
            assertThat(whatIf.exceptions()).extracting(WhatIf.Taken::invoiceId).containsExactly("A-4711");
        }
    }

    @Test
    void it_says_what_a_line_holds_back_and_refuses_what_saving_refuses() {
        try (SeContainer container = started()) {
            take(container, invoice("A", "40.00", JAN, null));
            take(container, invoice("B", "80.00", JAN, null));
            PurchaseOrderDraft draft = order("NEW", line("1", "100.00", JAN, DEC, OverspendPolicy.HOLD));
            WhatIf whatIf = container.with(WhatIfService.class, s -> s.of(draft, null));
            assertThat(whatIf.exceptions()).extracting(WhatIf.Taken::invoiceId).containsExactly("A");
            assertThat(whatIf.near()).containsExactly(Map.entry(ExceptionCode.BALANCE_HELD, 1L));
            assertThatThrownBy(() -> container.with(WhatIfService.class, s -> s.of(order("NEW", line("1", null, JAN, DEC, OverspendPolicy.HOLD)), null)))
                    .hasMessageContaining("AMOUNT_REQUIRED_FOR_TRACKING");
            long id = create(container, draft);
            assertThat(container.with(WhatIfService.class, s -> s.of(id, RematchScope.EXCEPTIONS)).exceptions()).hasSize(1);
            rematch(container, id, RematchScope.EXCEPTIONS);
            PurchaseOrderDraft without = order("NEW", line("2", "100.00", JAN, DEC, OverspendPolicy.HOLD));
            assertThatThrownBy(() -> container.with(WhatIfService.class, s -> s.of(without, id))).hasMessageContaining("LINE_HAS_ALLOCATIONS");
        }
    }

    @Test
    void matching_exceptions_again_leaves_alone_what_has_a_line() {
        try (SeContainer container = started()) {
            create(container, order("OLD", line("1", "100.00", JAN, JAN, OverspendPolicy.ALLOW)));
            take(container, invoice("A", "40.00", JAN, null));
            take(container, invoice("B", "50.00", DEC, null));
            long id = create(container, order("NEW", line("1", "100.00", JAN, DEC, OverspendPolicy.ALLOW)));
            rematch(container, id, RematchScope.EXCEPTIONS);
            assertThat(details(container, id).billed()).isEqualByComparingTo("50.00");
            rematch(container, id, RematchScope.ALL);
            assertThat(details(container, id).billed()).isEqualByComparingTo("90.00");
            assertThat(container.with(WhatIfService.class, s -> s.of(id, RematchScope.ALL)).moved()).isEmpty();
        }
    }

    @Test
    void credit_that_a_line_has_spent_is_not_moved_away_from_it() {
        try (SeContainer container = started()) {
            long old = create(container, order("OLD", line("1", "100.00", JAN, DEC, OverspendPolicy.HOLD)));
            take(container, invoice("A", "80.00", JAN, null));
            take(container, invoice("A-CM", "-80.00", JAN, "A"));
            // The supplier lowers the invoice: with its credit memo it gives the line 40.00 now, and another invoice spends them.
            take(container, invoice("A", "40.00", JAN, null));
            take(container, invoice("B", "130.00", DEC, null));
            assertThat(details(container, old).billed()).isEqualByComparingTo("90.00");
            long id = create(container, order("NEW", line("1", "1000.00", JAN, JAN, OverspendPolicy.ALLOW)));
            assertThat(container.with(WhatIfService.class, s -> s.of(id, RematchScope.ALL)).moved()).as("what is said").isEmpty();
            rematch(container, id, RematchScope.ALL);
            assertThat(details(container, id).billed()).as("what came").isEqualByComparingTo("0");
            // With more on the line, it can do without.
            PurchaseOrderDraft raised = withPrice(details(container, old).toDraft(), "130.00");
            container.with(PurchaseOrderService.class, s -> {
                s.replace(old, null, raised);
                return null;
            });
            long newer = create(container, order("NEWER", line("1", "1000.00", JAN, JAN, OverspendPolicy.ALLOW)));
            assertThat(container.with(WhatIfService.class, s -> s.of(newer, RematchScope.ALL)).moved()).extracting(WhatIf.Taken::invoiceId).containsExactly("A", "A-CM");
            rematch(container, newer, RematchScope.ALL);
            assertThat(details(container, old).billed()).isEqualByComparingTo("130.00");
            assertThat(details(container, newer).billed()).isEqualByComparingTo("-40.00");
        }
    }

    private static PurchaseOrderDraft withPrice(PurchaseOrderDraft draft, String price) {
        LineItemDraft l = draft.lineItems().get(0);
        return draft.withLineItems(List.of(new LineItemDraft(l.id(), l.number(), null, l.type(), l.startMonth(), l.endMonth(), true, new BigDecimal(price), l.quantity(), l.tax(),
                l.overspendPolicy(), l.chargeAccounts())));
    }

    @Test
    void an_order_for_any_seller_takes_invoices_of_all_that_are_known() {
        try (SeContainer container = started()) {
            PurchaseOrderDraft any = new PurchaseOrderDraft("ANY", null, true, null, null, null, null, null, null, "EUR", JAN, DEC, null, null, null,
                    List.of(line("1", "100.00", JAN, DEC, OverspendPolicy.ALLOW)));
            create(container, any);
            assertThat(take(container, invoice("A", "40.00", JAN, null))).isEqualTo(InvoiceState.MATCHED);
        }
    }

    @Test
    void a_line_that_gets_another_number_is_the_same_line_and_its_number_goes_to_a_new_one() {
        try (SeContainer container = started()) {
            long id = create(container, order("PO", line("1", "100.00", JAN, DEC, OverspendPolicy.ALLOW)));
            take(container, invoice("A", "40.00", JAN, null));
            LineItemDraft old = details(container, id).toDraft().lineItems().get(0);
            LineItemDraft renumbered = new LineItemDraft(old.id(), "2", null, old.type(), JAN, DEC, true, old.unitPrice(), null, null, old.overspendPolicy(), null);
            PurchaseOrderDraft draft = order("PO", line("1", "70.00", JAN, DEC, OverspendPolicy.ALLOW), renumbered);
            WhatIf said = container.with(WhatIfService.class, s -> s.of(draft, id));
            assertThat(said.lines()).extracting(WhatIf.LineAfter::number, l -> l.billed().intValueExact())
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("1", 0), org.assertj.core.groups.Tuple.tuple("2", 40));
        }
    }

    @Test
    void shortened_months_warn_of_the_invoices_that_stand_outside_and_stay() {
        try (SeContainer container = started()) {
            long id = create(container, order("PO", line("1", "100.00", JAN, DEC, OverspendPolicy.ALLOW), line("2", "100.00", JAN, DEC, OverspendPolicy.ALLOW)));
            take(container, invoice("A", "40.00", JAN, null));
            take(container, invoice("B", "50.00", DEC, null));
            List<LineItemDraft> lines = details(container, id).toDraft().lineItems();
            YearMonth nov = YearMonth.of(2026, 11);
            PurchaseOrderDraft shorter = details(container, id).toDraft().withMonths(JAN, nov).withLineItems(lines.stream().map(l -> new LineItemDraft(l.id(), l.number(), null,
                    l.type(), JAN, nov, true, l.unitPrice(), null, null, l.overspendPolicy(), null)).toList());
            assertThat(container.with(WhatIfService.class, s -> s.of(shorter, id)).outside()).isEqualTo(1);
            container.with(PurchaseOrderService.class, s -> {
                s.replace(id, null, shorter);
                return null;
            });
            assertThat(details(container, id).invoicesOutsideWindow()).isEqualTo(1);
            assertThat(details(container, id).billed()).as("it stays").isEqualByComparingTo("90.00");
        }
    }

    @Test
    void the_exceptions_alone_are_not_what_matching_everything_again_takes() {
        try (SeContainer container = started()) {
            create(container, order("OLD", line("1", "100.00", JAN, JAN, OverspendPolicy.ALLOW)));
            take(container, invoice("A", "40.00", JAN, null));
            take(container, invoice("B", "50.00", DEC, null));
            long id = create(container, order("NEW", line("1", "60.00", JAN, DEC, OverspendPolicy.HOLD)));
            assertThat(container.with(WhatIfService.class, s -> s.of(id, RematchScope.ALL)).exceptions()).as("A comes first and leaves too little").isEmpty();
            assertThat(container.with(WhatIfService.class, s -> s.of(id, RematchScope.EXCEPTIONS)).exceptions()).extracting(WhatIf.Taken::invoiceId).containsExactly("B");
            rematch(container, id, RematchScope.EXCEPTIONS);
            assertThat(details(container, id).billed()).isEqualByComparingTo("50.00");
        }
    }

    /** Two sellers, some orders, and invoices that came before and after them; in a window of years of its own. */
    private static final class World {
        private final SeContainer container;
        private final Random random;
        private final int seed;
        private final List<Long> orders = new ArrayList<>();

        World(SeContainer container, int seed) {
            this.container = container;
            this.seed = seed;
            random = new Random(seed);
            addInvoices(0, 8);
            for (int i = 0; i < 3; i++) {
                orders.add(create(container, randomOrder("PO-" + seed + "-" + i)));
                addInvoices(10 * (i + 1), 5);
            }
            if (chance(3)) {
                Long suspended = orders.get(0);
                container.with(PurchaseOrderService.class, s -> {
                    s.changeStatus(suspended, null, PurchaseOrderStatus.SUSPENDED_EXPIRED, null);
                    return null;
                });
            }
        }

        /** @return how many invoices moved */
        int holds() {
            Long id = chance(2) ? null : orders.get(random.nextInt(orders.size()));
            PurchaseOrderDraft draft = id == null ? randomOrder("PO-" + seed + "-new") : edited(details(container, id).toDraft());
            Map<String, String> before = standing();
            WhatIf said;
            try {
                said = container.with(WhatIfService.class, s -> s.of(draft, id));
            } catch (BusinessRuleException refused) {
                assertThatThrownBy(() -> save(draft, id)).as("seed " + seed).hasMessage(refused.getMessage());
                return 0;
            }
            assertThat(standing()).as("seed %d: nothing is written", seed).isEqualTo(before);
            long saved = save(draft, id);
            rematch(container, saved, RematchScope.ALL);

            Map<String, String> expected = new TreeMap<>(before);
            said.exceptions().forEach(t -> expected.put(t.invoiceId(), place(draft.purchaseOrderId(), t)));
            // An invoice that leaves takes its credit memos along; one that finds nothing left waits.
            said.moved().forEach(t -> expected.put(t.invoiceId(), place(draft.purchaseOrderId(), t)));
            assertThat(standing()).as("seed %d", seed).isEqualTo(expected);
            List<LineItemView> lines = details(container, saved).lineItems();
            for (int i = 0; i < lines.size(); i++) {
                assertThat(said.lines().get(i).number()).isEqualTo(lines.get(i).number());
                assertThat(said.lines().get(i).billedAfter()).as("seed %d line %s", seed, lines.get(i).number()).isEqualByComparingTo(lines.get(i).billed());
                assertThat(said.lines().get(i).total()).isEqualByComparingTo(lines.get(i).total());
            }
            assertThat(said.billedAfter()).isEqualByComparingTo(details(container, saved).billed());
            return said.exceptions().size() + said.moved().size();
        }

        private long save(PurchaseOrderDraft draft, Long id) {
            return id == null ? create(container, draft) : container.with(PurchaseOrderService.class, s -> {
                s.replace(id, null, draft);
                return id;
            });
        }

        private static String place(String order, WhatIf.Taken taken) {
            return order + " " + taken.lineItemNumber() + " " + taken.purchaseOrderAmount().setScale(4);
        }

        /** Every invoice of this world: where it stands and with what amount, or that it waits. */
        private Map<String, String> standing() {
            Map<String, String> all = new TreeMap<>();
            for (InvoiceRow row : container.with(InvoiceQueries.class, q -> q.page(new InvoiceFilter("w" + seed + "-", null, null, null, null, null, null, null, null),
                    InvoiceSort.GROSS, false, 0, 500)).items()) {
                List<String> places = container.with(Rematchable.class, r -> r.standing(List.of(row.id())).stream().map(World::placeOf).sorted().toList());
                all.put(row.invoiceId(), places.isEmpty() ? "" : String.join(", ", places));
            }
            return all;
        }

        private static String placeOf(Allocation a) {
            return a.lineItem().purchaseOrder().purchaseOrderId() + " " + a.lineItem().number() + " " + a.purchaseOrderAmount().setScale(4);
        }

        private void addInvoices(int first, int count) {
            List<InvoiceDraft> batch = new ArrayList<>();
            for (int i = first; i < first + count; i++) {
                String name = "w" + seed + "-" + i;
                YearMonth period = month();
                String currency = chance(5) ? "USD" : "EUR";
                BigDecimal net = BigDecimal.valueOf(1 + random.nextInt(9000), 2);
                BigDecimal tax = chance(2) ? BigDecimal.ZERO : BigDecimal.valueOf(random.nextInt(500), 2);
                InvoiceDraft.Rate rate = currency.equals("USD") && chance(2) ? new InvoiceDraft.Rate("USD", "EUR", new BigDecimal("0.9137")) : null;
                InvoiceDraft invoice = new InvoiceDraft(name, seller(), InvoiceKind.INVOICE, chance(3) ? InvoiceClass.SUBSCRIPTION : InvoiceClass.MONTHLY_USAGE,
                        account(), null, null, period, period.plusMonths(1).atDay(1 + random.nextInt(20)), null, currency, net, tax, net.add(tax), null, rate,
                        chance(6) ? "po-" + seed + "-" + (chance(3) ? "new" : random.nextInt(3)) : null, null, List.of());
                batch.add(invoice);
                for (int memo = 0; memo < 2 && chance(4); memo++) {
                    BigDecimal part = invoice.gross().divide(BigDecimal.valueOf(2 + random.nextInt(3)), 2, java.math.RoundingMode.HALF_EVEN).max(new BigDecimal("0.01"));
                    batch.add(new InvoiceDraft(name + "-cm" + memo, invoice.seller(), InvoiceKind.CREDIT_MEMO, invoice.invoiceClass(), null, null, null, period,
                            invoice.issueDate().plusDays(random.nextInt(5)), null, currency, part.negate(), BigDecimal.ZERO, part.negate(), null, null, null, name, List.of()));
                }
            }
            Collections.shuffle(batch, random);
            batch.forEach(invoice -> take(container, invoice));
        }

        private PurchaseOrderDraft randomOrder(String id) {
            List<LineItemDraft> lines = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(3); i++) {
                lines.add(randomLine(null, String.valueOf(i + 1)));
            }
            boolean any = chance(6);
            return new PurchaseOrderDraft(id, null, any, any ? List.of() : chance(3) ? SELLERS : List.of(seller()), null, null, null, null, null,
                    "EUR", base(), base().plusMonths(11), chance(3) ? AmountBasis.NET : AmountBasis.GROSS, null, null, lines);
        }

        private LineItemDraft randomLine(Long id, String number) {
            YearMonth start = month();
            YearMonth end = start.plusMonths(random.nextInt(12));
            YearMonth last = base().plusMonths(11);
            boolean whole = chance(2);
            return new LineItemDraft(id, number, null, TYPES.get(random.nextInt(TYPES.size())), whole ? base() : start, whole || end.isAfter(last) ? last : end, !chance(4),
                    BigDecimal.valueOf(random.nextInt(30000), 2), null, null, chance(2) ? OverspendPolicy.HOLD : OverspendPolicy.ALLOW, chance(4) ? List.of(account()) : List.of());
        }

        private PurchaseOrderDraft edited(PurchaseOrderDraft draft) {
            List<LineItemDraft> lines = new ArrayList<>();
            for (LineItemDraft line : draft.lineItems()) {
                if (!chance(6)) {
                    lines.add(chance(2) ? line : randomLine(line.id(), line.number()));
                }
            }
            if (chance(2)) {
                lines.add(randomLine(null, "9"));
            }
            return chance(5) ? draft : draft.withLineItems(lines);
        }

        private YearMonth base() {
            // Worlds share one database: each has twelve months of its own, all in the past.
            return YearMonth.of(2000 + seed, 1);
        }

        private YearMonth month() {
            return base().plusMonths(random.nextInt(12));
        }

        private String seller() {
            return SELLERS.get(random.nextInt(2));
        }

        private String account() {
            return "11111111111" + random.nextInt(2);
        }

        private boolean chance(int oneIn) {
            return random.nextInt(oneIn) == 0;
        }
    }

    private static void rematch(SeContainer container, long order, RematchScope scope) {
        Rematchable.Reach reach = container.with(RematchList.class, l -> l.reach(order));
        for (Rematchable.Place place : container.with(RematchList.class, l -> l.of(reach, scope, null, 1000))) {
            container.with(InvoiceIntake.class, i -> i.rematchFor(order, place.id(), scope, "tester"));
        }
    }

    private static long create(SeContainer container, PurchaseOrderDraft draft) {
        return container.with(PurchaseOrderService.class, s -> s.create(draft));
    }

    private static InvoiceState take(SeContainer container, InvoiceDraft draft) {
        return container.with(InvoiceIntake.class, i -> i.take(draft, InvoiceSource.API, null, "tester")).state();
    }

    private static PurchaseOrderDetails details(SeContainer container, long id) {
        return container.with(PurchaseOrderQueries.class, q -> q.details(id));
    }

    private static PurchaseOrderDraft order(String id, LineItemDraft... lines) {
        return new PurchaseOrderDraft(id, null, false, List.of(SELLERS.get(0)), null, null, null, null, null, "EUR", JAN, DEC, AmountBasis.GROSS, null, null,
                List.of(lines));
    }

    private static LineItemDraft line(String number, String price, YearMonth start, YearMonth end, OverspendPolicy policy) {
        return new LineItemDraft(null, number, null, LineItemType.ALL, start, end, true, price == null ? null : new BigDecimal(price), null, null, policy, null);
    }

    private static InvoiceDraft invoice(String id, String gross, YearMonth period, String original) {
        return new InvoiceDraft(id, SELLERS.get(0), original == null ? InvoiceKind.INVOICE : InvoiceKind.CREDIT_MEMO, InvoiceClass.MONTHLY_USAGE, null, null, null, period,
                LocalDate.of(2026, 3, 3), null, "EUR", null, null, new BigDecimal(gross), null, null, null, original, List.of());
    }
}
