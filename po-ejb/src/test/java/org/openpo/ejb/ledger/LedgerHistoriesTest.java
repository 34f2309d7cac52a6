package org.openpo.ejb.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.TickingClock;
import org.openpo.ejb.invoice.AllocationPart;
import org.openpo.ejb.invoice.CorrectionService;
import org.openpo.ejb.invoice.InvoiceIntake;
import org.openpo.ejb.match.RematchList;
import org.openpo.ejb.match.RematchScope;
import org.openpo.ejb.match.Rematchable;
import org.openpo.ejb.match.WhatIf;
import org.openpo.ejb.match.WhatIfService;
import org.openpo.ejb.order.LineItemView;
import org.openpo.ejb.order.PurchaseOrderDetails;
import org.openpo.ejb.order.PurchaseOrderQueries;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.ejb.rate.ExchangeRateService;

/**
 * Random histories of everything that can happen to purchase orders and invoices, in any order, with restarts in between: after
 * each step the invariants of the ledger hold (spec §3), and what the what-if says is what saving then does. What the services refuse
 * changes nothing.
 */
class LedgerHistoriesTest {

    private static final String SELLER = "Amazon Web Services EMEA SARL";
    private static final YearMonth FIRST = YearMonth.of(2026, 1);

    @Property(tries = 25, shrinking = ShrinkingMode.BOUNDED)
    void the_invariants_hold_after_every_step(@ForAll @Size(min = 10, max = 45) List<Integer> steps) {
        try (History history = new History()) {
            steps.forEach(history::step);
        }
        Statistics.label("steps").coverage(seen -> seen.check("taken").percentage(p -> p > 50));
    }

    /** One world, made step by step; what a step does depends on its number and on what is there. */
    private static final class History implements AutoCloseable {

        /** A step that a person takes may overspend; one of the rules may not. */
        private boolean byRule;
        private final Set<Long> corrected = new HashSet<>();
        private final SeContainer container = new SeContainer(new TickingClock());
        private final List<Long> orders = new ArrayList<>();
        private final List<InvoiceDraft> invoices = new ArrayList<>();
        private final List<Long> invoiceKeys = new ArrayList<>();
        private LedgerInvariants.State state;
        private Random random;
        private int names;

        History() {
            state = LedgerInvariants.check(container.dataSource());
        }

        void step(int seed) {
            random = new Random(seed);
            byRule = false;
            corrected.clear();
            LedgerInvariants.State before = state;
            try {
                act();
                state = LedgerInvariants.check(container.dataSource());
                Statistics.label("steps").collect("taken");
            } catch (BusinessRuleException refused) {
                Statistics.label("steps").collect("refused");
                state = LedgerInvariants.check(container.dataSource());
                assertThat(state.rows()).as("refused: " + refused.getMessage()).isEqualTo(before.rows());
            }
            LedgerInvariants.checkStep(before, state, byRule, corrected);
        }

        private void act() {
            int dice = random.nextInt(100);
            if (orders.isEmpty() || dice < 8) {
                orders.add(container.with(PurchaseOrderService.class, s -> s.create(order("PO-" + ++names))));
            } else if (invoices.isEmpty() || dice < 34) {
                take(invoice());
            } else if (dice < 42) {
                take(creditMemo());
            } else if (dice < 46) {
                sameInvoiceAgain();
            } else if (dice < 52) {
                changeOrder();
            } else if (dice < 56) {
                statusOrLine();
            } else if (dice < 58) {
                delete();
            } else if (dice < 61) {
                rate();
            } else if (dice < 64) {
                container.restart();
            } else if (dice < 69) {
                byRule = true;
                invoiceKeys.forEach(key -> container.with(InvoiceIntake.class, s -> s.rematch(key, "tester")));
            } else if (dice < 73) {
                byRule = true;
                rematch(any(orders));
            } else {
                correct();
            }
        }

        private void take(InvoiceDraft draft) {
            byRule = true;
            long key = container.with(InvoiceIntake.class, s -> s.take(draft, InvoiceSource.API, null, "tester")).id();
            invoices.add(draft);
            if (!invoiceKeys.contains(key)) {
                invoiceKeys.add(key);
            }
        }

        private InvoiceDraft invoice() {
            YearMonth period = FIRST.plusMonths(random.nextInt(14));
            BigDecimal net = amount(1, 9000);
            BigDecimal tax = chance(2) ? BigDecimal.ZERO : amount(0, 900);
            return new InvoiceDraft("I-" + ++names, SELLER, InvoiceKind.INVOICE, any(List.of(InvoiceClass.MONTHLY_USAGE, InvoiceClass.SUBSCRIPTION)), null, null, null,
                    period, period.plusMonths(1).atDay(3), null, chance(5) ? "USD" : "EUR", net, tax, net.add(tax), null, null, chance(8) ? "PO-" + (1 + random.nextInt(4)) : null,
                    null, List.of());
        }

        /** For an invoice that is there, or for the next one, which then comes after it. */
        private InvoiceDraft creditMemo() {
            List<InvoiceDraft> originals = invoices.stream().filter(i -> i.kind() == InvoiceKind.INVOICE).toList();
            InvoiceDraft original = any(originals);
            String of = chance(5) ? "I-" + (names + 2) : original.invoiceId();
            BigDecimal share = any(List.of(BigDecimal.ONE, new BigDecimal("0.5"), new BigDecimal("0.3333")));
            BigDecimal net = original.net().multiply(share).setScale(2, RoundingMode.HALF_EVEN).negate();
            BigDecimal tax = original.tax().multiply(share).setScale(2, RoundingMode.HALF_EVEN).negate();
            return new InvoiceDraft("C-" + ++names, SELLER, InvoiceKind.CREDIT_MEMO, original.invoiceClass(), null, null, null, original.billingPeriod(),
                    original.issueDate().plusDays(1), null, original.currency(), net, tax, net.add(tax), null, null, null, of, List.of());
        }

        /** Unchanged, or with another amount, as a supplier corrects itself. */
        private void sameInvoiceAgain() {
            InvoiceDraft i = any(invoices);
            BigDecimal net = chance(2) ? i.net() : i.net().multiply(new BigDecimal("1.1")).setScale(2, RoundingMode.HALF_EVEN);
            take(new InvoiceDraft(i.invoiceId(), i.seller(), i.kind(), i.invoiceClass(), i.billedAccount(), i.invoiceUnit(), i.taxRegistrationNumber(), i.billingPeriod(),
                    i.issueDate(), i.dueDate(), i.currency(), net, i.tax(), net.add(i.tax()), i.payment(), i.rate(), i.purchaseOrderReference(), i.originalInvoiceId(), i.charges()));
        }

        /** As the what-if says, so it comes. */
        private void changeOrder() {
            Long id = any(orders);
            PurchaseOrderDetails now = details(id);
            List<LineItemDraft> lines = new ArrayList<>();
            for (LineItemDraft line : now.toDraft().lineItems()) {
                if (!chance(8)) {
                    lines.add(chance(2) ? line : line(line.id(), line.number()));
                }
            }
            if (chance(3)) {
                lines.add(line(null, "L" + ++names));
            }
            PurchaseOrderDraft draft = now.toDraft().withLineItems(lines);
            WhatIf said = container.with(WhatIfService.class, s -> s.of(draft, id));
            container.with(PurchaseOrderService.class, s -> {
                s.replace(id, null, draft);
                return null;
            });
            rematch(id);
            PurchaseOrderDetails after = details(id);
            assertThat(said.billedAfter()).as("billed, as the what-if said").isEqualByComparingTo(after.billed());
            assertThat(said.committed()).as("committed, as the what-if said").isEqualByComparingTo(after.committed());
        }

        private void statusOrLine() {
            Long id = any(orders);
            PurchaseOrderDetails now = details(id);
            if (now.lineItems().isEmpty() || chance(2)) {
                PurchaseOrderStatus other = switch (now.status()) {
                    case ACTIVE -> PurchaseOrderStatus.SUSPENDED;
                    case SUSPENDED -> PurchaseOrderStatus.ACTIVE;
                    case EXPIRED -> PurchaseOrderStatus.SUSPENDED_EXPIRED;
                    case SUSPENDED_EXPIRED -> PurchaseOrderStatus.EXPIRED;
                };
                run(PurchaseOrderService.class, s -> s.changeStatus(id, null, other, "for a while"));
            } else {
                LineItemView line = any(now.lineItems());
                run(PurchaseOrderService.class, s -> s.closeLineItem(id, null, line.id(), !line.closed(), "for a while"));
            }
        }

        private void delete() {
            Long id = any(orders);
            run(PurchaseOrderService.class, s -> s.delete(id, null, "no longer needed"));
            orders.remove(id);
        }

        private void rate() {
            LocalDate from = FIRST.plusMonths(random.nextInt(12)).atDay(1 + random.nextInt(28));
            BigDecimal rate = new BigDecimal("0.8").add(amount(0, 30));
            container.with(ExchangeRateService.class, s -> s.add("USD", "EUR", from, rate));
        }

        private void rematch(Long order) {
            Rematchable.Reach reach = container.with(RematchList.class, l -> l.reach(order));
            for (Rematchable.Place place : container.with(RematchList.class, l -> l.of(reach, RematchScope.ALL, null, 1000))) {
                container.with(InvoiceIntake.class, i -> i.rematchFor(order, place.id(), RematchScope.ALL, "tester"));
            }
        }

        private void correct() {
            long key = any(invoiceKeys);
            corrected.add(key);
            List<AllocationPart> parts = parts(chance(2) ? 1 : 2 + random.nextInt(2));
            boolean acceptOverspend = chance(2);
            long other = any(invoiceKeys);
            switch (random.nextInt(8)) {
                case 0 -> run(CorrectionService.class, s -> s.unmatch(key, null, "wrong"));
                case 1 -> run(CorrectionService.class, s -> s.exclude(key, null, "private"));
                case 2 -> run(CorrectionService.class, s -> s.voidInvoice(key, null, "cancelled"));
                case 3 -> run(CorrectionService.class, s -> s.markDuplicate(key, null, other, "twice"));
                case 4, 5 -> run(CorrectionService.class, s -> s.assign(key, null, parts, "better there", acceptOverspend));
                default -> run(CorrectionService.class, s -> s.undo(key, null, "not so"));
            }
        }

        private List<AllocationPart> parts(int count) {
            List<AllocationPart> parts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                List<LineItemView> lines = details(any(orders)).lineItems();
                if (lines.isEmpty()) {
                    continue;
                }
                long line = any(lines).id();
                if (parts.stream().noneMatch(p -> p.lineItemId() == line)) {
                    parts.add(i == 0 && chance(2) ? AllocationPart.rest(line)
                            : chance(2) ? AllocationPart.ofPercent(line, amount(1, 3400)) : AllocationPart.ofAmount(line, amount(1, 3000)));
                }
            }
            return parts;
        }

        private PurchaseOrderDraft order(String id) {
            List<LineItemDraft> lines = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(3); i++) {
                lines.add(line(null, String.valueOf(i + 1)));
            }
            return new PurchaseOrderDraft(id, null, false, List.of(SELLER), null, null, null, null, null, chance(5) ? "USD" : "EUR", FIRST, FIRST.plusMonths(11),
                    chance(3) ? AmountBasis.NET : AmountBasis.GROSS, null, null, lines);
        }

        private LineItemDraft line(Long id, String number) {
            YearMonth start = FIRST.plusMonths(chance(2) ? 0 : random.nextInt(12));
            YearMonth end = chance(2) ? FIRST.plusMonths(11) : start.plusMonths(random.nextInt(12));
            return new LineItemDraft(id, number, null, any(List.of(LineItemType.ALL, LineItemType.MONTHLY_USAGE, LineItemType.SUBSCRIPTION)), start,
                    end.isAfter(FIRST.plusMonths(11)) ? FIRST.plusMonths(11) : end, !chance(4), amount(0, 30000), null, null,
                    chance(2) ? OverspendPolicy.HOLD : OverspendPolicy.ALLOW, List.of());
        }

        private <B> void run(Class<B> service, Consumer<B> work) {
            container.with(service, s -> {
                work.accept(s);
                return null;
            });
        }

        private PurchaseOrderDetails details(Long id) {
            return container.with(PurchaseOrderQueries.class, q -> q.details(id));
        }

        /** Hundredths. */
        private BigDecimal amount(int from, int to) {
            return BigDecimal.valueOf(from + (long) random.nextInt(to - from + 1), 2);
        }

        private boolean chance(int oneIn) {
            return random.nextInt(oneIn) == 0;
        }

        private <T> T any(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }

        @Override
        public void close() {
            container.close();
        }
    }
}
