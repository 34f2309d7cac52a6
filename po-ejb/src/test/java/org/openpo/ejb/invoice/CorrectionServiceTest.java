package org.openpo.ejb.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.ledger.AllocationHow;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.StaleVersionException;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.ledger.LedgerCheck;
import org.openpo.ejb.order.PurchaseOrderDetails;
import org.openpo.ejb.order.PurchaseOrderQueries;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.ejb.match.RematchScope;
import org.openpo.ejb.query.Cursor;

/** What people decide about invoices: where the money goes, that it comes back, and who may not be moved. */
class CorrectionServiceTest {
    private static final YearMonth JAN = YearMonth.of(2026, 1);
    private static final YearMonth DEC = YearMonth.of(2026, 12);
    private static final String EMEA = "Amazon Web Services EMEA SARL";

    private final Map<Long, Long> lines = new HashMap<>();
    private final SeContainer container = new SeContainer(Instant.parse("2026-09-22T08:00:00Z"));

    @AfterEach
    void close() {
        container.close();
    }

    @Test
    void an_invoice_is_reassigned_and_undone_with_the_same_amounts() {
        long second = order("PO-1", AmountBasis.NET, OverspendPolicy.ALLOW, "1000");
        long first = order("PO-2", AmountBasis.GROSS, OverspendPolicy.ALLOW, "1000");
        // PO-1 is chosen by rule, for the lower ID, and pays the net amount.
        long invoice = take("INV-1", "90.00", "100.00");
        assertThat(billed(second)).isEqualByComparingTo("90.00");

        correct(c -> c.assign(invoice, null, List.of(AllocationPart.rest(line(first))), "wrong department", false));

        assertThat(billed(first)).isEqualByComparingTo("100.00");
        assertThat(billed(second)).isZero();
        InvoiceDetails assigned = details(invoice);
        assertThat(assigned.row().state()).isEqualTo(InvoiceState.MATCHED);
        assertThat(assigned.row().allocations()).singleElement().satisfies(a -> {
            assertThat(a.how()).isEqualTo(AllocationHow.MANUAL);
            assertThat(a.reason()).isEqualTo("wrong department");
            assertThat(a.actor()).isEqualTo("tester");
            assertThat(a.correctionId()).isNotNull();
        });
        assertThat(assigned.history()).hasSize(3);

        correct(c -> c.undo(invoice, assigned.version(), "it was right"));

        assertThat(billed(first)).isZero();
        assertThat(billed(second)).isEqualByComparingTo("90.00");
        assertThat(details(invoice).row().allocations()).singleElement().satisfies(a -> {
            assertThat(a.how()).isEqualTo(AllocationHow.RULE);
            assertThat(a.correctionId()).as("by rule again").isNull();
            assertThat(a.covered()).isEqualByComparingTo("100.00");
        });
        assertRefused(c -> c.undo(invoice, null, "once more"), ErrorCode.NOTHING_TO_UNDO);
    }

    @Test
    void corrections_are_undone_one_after_the_other() {
        long second = order("PO-1", AmountBasis.GROSS, OverspendPolicy.ALLOW, "1000");
        long first = order("PO-2", AmountBasis.GROSS, OverspendPolicy.ALLOW, "1000");
        long invoice = take("INV-1", "100.00", "100.00");
        correct(c -> c.assign(invoice, null, List.of(AllocationPart.rest(line(first))), "one", false));
        correct(c -> c.exclude(invoice, null, "two"));
        correct(c -> c.unmatch(invoice, null, "three"));
        correct(c -> c.voidInvoice(invoice, null, "four"));
        assertThat(billed(first).add(billed(second))).isZero();

        correct(c -> c.undo(invoice, null, "back"));
        assertThat(details(invoice)).satisfies(i -> {
            assertThat(i.row().state()).isEqualTo(InvoiceState.EXCEPTION);
            assertThat(i.unmatchedByPerson()).isTrue();
            assertThat(i.row().exceptionCodes()).isEmpty();
        });
        correct(c -> c.undo(invoice, null, "back"));
        assertThat(details(invoice).row().state()).isEqualTo(InvoiceState.EXCLUDED);
        assertThat(details(invoice).stateReason()).isEqualTo("two");
        correct(c -> c.undo(invoice, null, "back"));
        assertThat(billed(first)).isEqualByComparingTo("100.00");
        assertThat(details(invoice).row().allocations()).singleElement().satisfies(a -> assertThat(a.correctionId()).isNotNull());
        correct(c -> c.undo(invoice, null, "back"));
        assertThat(billed(second)).isEqualByComparingTo("100.00");
        assertThat(billed(first)).isZero();
    }

    @Test
    void an_invoice_is_split_by_amount_percent_and_rest_over_orders_of_both_bases_and_currencies() {
        long gross = order("PO-1", AmountBasis.GROSS, OverspendPolicy.ALLOW, "1000");
        long net = order("PO-2", AmountBasis.NET, OverspendPolicy.ALLOW, "1000");
        long dollars = create("PO-3", "USD", AmountBasis.GROSS, OverspendPolicy.ALLOW, "1000");
        long invoice = take(new InvoiceDraft("INV-1", EMEA, InvoiceKind.INVOICE, InvoiceClass.MONTHLY_USAGE, "1", null, null, JAN, LocalDate.of(2026, 2, 3),
                null, "EUR", new BigDecimal("100.00"), null, new BigDecimal("120.00"), new InvoiceDraft.Payment("USD", null, new BigDecimal("132.00")), null,
                null, null, List.of()));

        correct(c -> c.assign(invoice, null, List.of(AllocationPart.ofAmount(line(gross), new BigDecimal("30.00")),
                AllocationPart.ofPercent(line(net), new BigDecimal("25")), AllocationPart.rest(line(dollars))), "three departments", false));

        assertThat(billed(gross)).isEqualByComparingTo("30.00");
        assertThat(billed(net)).isEqualByComparingTo("25.00");
        assertThat(billed(dollars)).isEqualByComparingTo("66.00");
        InvoiceDetails split = details(invoice);
        assertThat(split.row().state()).isEqualTo(InvoiceState.MATCHED);
        assertThat(split.allocated()).isEqualByComparingTo("120.00");
        assertThat(split.row().allocations()).extracting(a -> a.covered().stripTrailingZeros().toPlainString()).containsExactly("30", "30", "60");
        assertThat(split.row().allocations()).allSatisfy(a -> assertThat(a.how()).isEqualTo(AllocationHow.SPLIT));
        assertThat(split.row().allocations().get(2).rate()).isEqualByComparingTo("1.1");
    }

    @Test
    void what_parts_leave_stays_unallocated_and_too_much_is_refused() {
        long po = order("PO-1", AmountBasis.GROSS, OverspendPolicy.ALLOW, "1000");
        long invoice = take("INV-1", "100.00", "100.00");
        correct(c -> c.assign(invoice, null, List.of(AllocationPart.ofAmount(line(po), new BigDecimal("40.00"))), "a part", false));
        assertThat(details(invoice).row().state()).isEqualTo(InvoiceState.PARTLY_MATCHED);
        assertThat(details(invoice).allocated()).isEqualByComparingTo("40.00");
        assertRefused(c -> c.assign(invoice, null, List.of(AllocationPart.ofAmount(line(po), new BigDecimal("100.01"))), "more", false),
                ErrorCode.ALLOCATION_EXCEEDS_INVOICE);
        assertThat(billed(po)).isEqualByComparingTo("40.00");
    }

    @Test
    void wrong_parts_are_named_and_nothing_is_written() {
        long po = order("PO-1", AmountBasis.GROSS, OverspendPolicy.ALLOW, "1000");
        long dollars = create("PO-2", "USD", AmountBasis.GROSS, OverspendPolicy.ALLOW, "1000");
        long closed = order("PO-3", AmountBasis.GROSS, OverspendPolicy.ALLOW, "1000");
        long suspended = order("PO-4", AmountBasis.GROSS, OverspendPolicy.ALLOW, "1000");
        orders(s -> s.closeLineItem(closed, null, line(closed), true, "paid up"));
        orders(s -> s.changeStatus(suspended, null, PurchaseOrderStatus.SUSPENDED, "audit"));
        long invoice = take("INV-1", "100.00", "100.00");
        long before = details(invoice).version();

        assertRefused(c -> c.assign(invoice, null, List.of(AllocationPart.rest(line(po))), " ", false), ErrorCode.REASON_REQUIRED);
        assertRefused(c -> c.exclude(invoice, null, " CANCELLED_BY_TAX_AUTHORITY "), ErrorCode.REASON_RESERVED);
        assertRefused(c -> c.assign(invoice, null, List.of(AllocationPart.rest(999_999)), "r", false), ErrorCode.ALLOCATION_LINE_UNKNOWN);
        assertRefused(c -> c.assign(invoice, null, List.of(AllocationPart.ofPercent(line(po), BigDecimal.ONE), AllocationPart.rest(line(po))), "r", false),
                ErrorCode.ALLOCATION_LINE_TWICE);
        assertRefused(c -> c.assign(invoice, null, List.of(AllocationPart.rest(line(closed))), "r", false), ErrorCode.LINE_CLOSED);
        assertRefused(c -> c.assign(invoice, null, List.of(AllocationPart.rest(line(suspended))), "r", false), ErrorCode.PURCHASE_ORDER_SUSPENDED);
        assertRefused(c -> c.assign(invoice, null, List.of(AllocationPart.rest(line(dollars))), "r", false), ErrorCode.RATE_MISSING);
        assertRefused(c -> c.markDuplicate(invoice, null, invoice, "r"), ErrorCode.DUPLICATE_OF_ITSELF);
        assertRefused(c -> c.markDuplicate(invoice, null, 999_999, "r"), ErrorCode.DUPLICATE_OF_UNKNOWN);
        assertThatThrownBy(() -> correct(c -> c.exclude(invoice, before - 1, "r"))).isInstanceOf(StaleVersionException.class);

        assertThat(details(invoice).version()).isEqualTo(before);
        assertThat(details(invoice).history()).hasSize(1);
    }

    @Test
    void a_line_that_holds_goes_below_zero_only_if_a_person_accepts_it() {
        long holding = order("PO-1", AmountBasis.GROSS, OverspendPolicy.HOLD, "50");
        long invoice = take("INV-1", "60.00", "60.00");
        assertThat(details(invoice).row().exceptionCodes()).containsExactly(ExceptionCode.BALANCE_HELD);
        assertRefused(c -> c.assign(invoice, null, List.of(AllocationPart.rest(line(holding))), "r", false), ErrorCode.BALANCE_TOO_SMALL);
        correct(c -> c.assign(invoice, null, List.of(AllocationPart.rest(line(holding))), "agreed with the buyer", true));
        assertThat(billed(holding)).isEqualByComparingTo("60.00");
        // Undoing what freed it would bring it below zero again: nobody has accepted that.
        correct(c -> c.exclude(invoice, null, "not ours"));
        assertRefused(c -> c.undo(invoice, null, "ours after all"), ErrorCode.BALANCE_TOO_SMALL);
    }

    @Test
    void rules_leave_alone_what_a_person_took_off_until_somebody_asks_for_it() {
        long po = order("PO-1", AmountBasis.GROSS, OverspendPolicy.ALLOW, "1000");
        long invoice = take("INV-1", "100.00", "100.00");
        correct(c -> c.unmatch(invoice, null, "to be clarified"));
        assertThat(details(invoice).stateReason()).isEqualTo("to be clarified");
        assertRefused(c -> c.unmatch(invoice, null, "again"), ErrorCode.NOTHING_TO_UNMATCH);
        assertThat(container.with(InvoiceService.class, InvoiceService::rematchExceptions).tried()).isZero();
        assertThat(take("INV-1", "110.00", "110.00")).isEqualTo(invoice);
        assertThat(billed(po)).isZero();
        assertThat(container.with(InvoiceIntake.class, i -> i.rematch(invoice, "tester")).state()).isEqualTo(InvoiceState.MATCHED);
        assertThat(details(invoice).unmatchedByPerson()).isFalse();
        assertRefused(c -> c.undo(invoice, null, "too late"), ErrorCode.CHANGED_SINCE_CORRECTION);
    }

    @Test
    void matching_again_for_an_order_ends_when_its_time_is_over_and_goes_on_where_it_ended() {
        for (int i = 0; i < RematchRun.CHUNK + 3; i++) {
            take("INV " + i, "1.00", "1.00");
        }
        long po = order("PO-1", AmountBasis.GROSS, OverspendPolicy.ALLOW, "1000");
        PurchaseOrderRematch.Result first = container.with(PurchaseOrderRematch.class, r -> r.run(po, RematchScope.EXCEPTIONS, null, Duration.ZERO));
        assertThat(List.of(first.tried(), first.matched())).containsOnly((long) RematchRun.CHUNK);
        PurchaseOrderRematch.Result second = container.with(PurchaseOrderRematch.class, r -> r.run(po, RematchScope.EXCEPTIONS, first.nextCursor(), Duration.ZERO));
        assertThat(second).isEqualTo(new PurchaseOrderRematch.Result(3, 3, 0, null));
        assertThatThrownBy(() -> container.with(PurchaseOrderRematch.class, r -> r.run(po, RematchScope.EXCEPTIONS, "x", null))).isInstanceOf(BusinessRuleException.class);
    }

    @Test
    void matching_again_ends_when_its_time_is_over_and_goes_on_where_it_ended() {
        for (int i = 0; i < RematchRun.CHUNK + 3; i++) {
            take("INV " + i, "1.00", "1.00");
        }
        long po = order("PO-1", AmountBasis.GROSS, OverspendPolicy.ALLOW, "1000");
        InvoiceService.RematchResult first = container.with(InvoiceService.class, s -> s.rematchExceptions(null, Duration.ZERO));
        assertThat(List.of(first.tried(), first.matched())).containsOnly((long) RematchRun.CHUNK);
        InvoiceService.RematchResult second = container.with(InvoiceService.class, s -> s.rematchExceptions(first.nextCursor(), Duration.ZERO));
        assertThat(second).isEqualTo(new InvoiceService.RematchResult(3, 3, null));
        assertThat(billed(po)).isEqualByComparingTo(String.valueOf(RematchRun.CHUNK + 3));
        assertThatThrownBy(() -> container.with(InvoiceService.class, s -> s.rematchExceptions("x", null))).isInstanceOf(BusinessRuleException.class);
        String madeUp = new Cursor("issueDate", "soon", 1).encode();
        assertThatThrownBy(() -> container.with(InvoiceService.class, s -> s.rematchExceptions(madeUp, null))).isInstanceOf(BusinessRuleException.class);
    }

    @Test
    void a_changed_invoice_does_not_move_what_a_person_assigned() {
        order("PO-1", AmountBasis.GROSS, OverspendPolicy.ALLOW, "1000");
        long first = order("PO-2", AmountBasis.GROSS, OverspendPolicy.ALLOW, "1000");
        long invoice = take("INV-1", "100.00", "100.00");
        correct(c -> c.assign(invoice, null, List.of(AllocationPart.rest(line(first))), "r", false));
        assertThatThrownBy(() -> take("INV-1", "120.00", "120.00")).hasMessageContaining("AMOUNT_CHANGED_BUT_ASSIGNED_BY_HAND");
        assertThat(billed(first)).isEqualByComparingTo("100.00");
    }

    @Test
    void a_duplicate_names_its_twin_and_stands_again_when_undone() {
        long po = order("PO-1", AmountBasis.GROSS, OverspendPolicy.ALLOW, "1000");
        long invoice = take("INV-1", "100.00", "100.00");
        long twin = take("INV-1A", "100.00", "100.00");
        correct(c -> c.markDuplicate(twin, null, invoice, "sent twice"));
        assertThat(details(twin).row().state()).isEqualTo(InvoiceState.EXCLUDED);
        assertThat(details(twin).duplicateOf()).isEqualTo(invoice);
        assertThat(billed(po)).isEqualByComparingTo("100.00");
        assertRefused(c -> c.markDuplicate(invoice, null, twin, "and back"), ErrorCode.DUPLICATE_OF_ITSELF);
        correct(c -> c.undo(twin, null, "two deliveries"));
        assertThat(billed(po)).isEqualByComparingTo("200.00");
        assertThat(details(twin).duplicateOf()).isNull();
    }

    @Test
    void an_undo_is_refused_if_the_order_was_deleted() {
        long second = order("PO-1", AmountBasis.GROSS, OverspendPolicy.ALLOW, "1000");
        long first = order("PO-2", AmountBasis.GROSS, OverspendPolicy.ALLOW, "1000");
        long invoice = take("INV-1", "100.00", "100.00");
        correct(c -> c.assign(invoice, null, List.of(AllocationPart.rest(line(first))), "r", false));
        orders(s -> s.delete(second, null, "gone"));
        assertRefused(c -> c.undo(invoice, null, "r"), ErrorCode.PURCHASE_ORDER_DELETED_SINCE);
        assertThat(billed(first)).isEqualByComparingTo("100.00");
    }

    @Test
    void an_invoice_is_split_by_the_accounts_of_its_charges() {
        long first = order("PO-1", AmountBasis.GROSS, OverspendPolicy.ALLOW, "1000");
        long second = order("PO-2", AmountBasis.GROSS, OverspendPolicy.ALLOW, "1000");
        long invoice = take(new InvoiceDraft("INV-1", EMEA, InvoiceKind.INVOICE, InvoiceClass.MONTHLY_USAGE, "1", null, null, JAN, LocalDate.of(2026, 2, 3),
                null, "EUR", new BigDecimal("100.00"), null, new BigDecimal("120.00"), null, null, null, null,
                List.of(new InvoiceDraft.ChargeDraft("A", null, null, new BigDecimal("75")), new InvoiceDraft.ChargeDraft("B", null, null, new BigDecimal("25")))));
        correct(c -> c.assign(invoice, null, List.of(AllocationPart.ofAccounts(line(first), Set.of("A")), AllocationPart.ofAccounts(line(second), Set.of("B"))),
                "by account", false));
        assertThat(billed(first)).isEqualByComparingTo("90.00");
        assertThat(billed(second)).isEqualByComparingTo("30.00");
    }

    @Test
    void credit_memos_follow_their_original_wherever_a_person_puts_it() {
        long byRule = order("PO-1", AmountBasis.GROSS, OverspendPolicy.ALLOW, "1000");
        long gross = order("PO-2", AmountBasis.GROSS, OverspendPolicy.ALLOW, "1000");
        long net = order("PO-3", AmountBasis.NET, OverspendPolicy.ALLOW, "1000");
        long first = memo("CM-1", "-9.00", "-10.00");
        long invoice = take("INV-1", "90.00", "100.00");
        assertThat(details(first).row().state()).as("it came first").isEqualTo(InvoiceState.MATCHED);
        assertThat(billed(byRule)).isEqualByComparingTo("90.00");

        correct(c -> c.assign(invoice, null, List.of(AllocationPart.ofPercent(line(gross), new BigDecimal("40")), AllocationPart.rest(line(net))), "r", false));
        assertThat(billed(byRule)).isZero();
        assertThat(billed(gross)).isEqualByComparingTo("36.00");
        assertThat(billed(net)).isEqualByComparingTo("48.60");
        memo("CM-2", "-81.00", "-90.00");
        assertThat(billed(gross).add(billed(net))).as("all of it was given back").isZero();

        correct(c -> c.assign(invoice, null, List.of(AllocationPart.ofAmount(line(gross), new BigDecimal("50.00"))), "half of it", false));
        assertThat(billed(gross)).isZero();
        assertThat(details(first).row().state()).isEqualTo(InvoiceState.PARTLY_MATCHED);

        correct(c -> c.voidInvoice(invoice, null, "never delivered"));
        assertThat(details(first).row().exceptionCodes()).containsExactly(ExceptionCode.ORIGINAL_UNKNOWN);
        assertThat(billed(gross).add(billed(net)).add(billed(byRule))).isZero();

        correct(c -> c.undo(invoice, null, "it was"));
        correct(c -> c.undo(invoice, null, "all of it"));
        correct(c -> c.undo(invoice, null, "where it was"));
        assertThat(billed(byRule)).isZero();
        assertThat(details(invoice).row().allocations()).singleElement().satisfies(a -> assertThat(a.purchaseOrderId()).isEqualTo("PO-1"));
        assertThat(details(first).row().allocations()).singleElement().satisfies(a -> assertThat(a.purchaseOrderId()).isEqualTo("PO-1"));
        assertThat(container.with(LedgerCheck.class, LedgerCheck::check).first()).isEmpty();
    }

    @Test
    void a_credit_memo_that_a_person_assigned_stays_and_follows_again_when_that_is_undone() {
        long first = order("PO-1", AmountBasis.GROSS, OverspendPolicy.ALLOW, "1000");
        long second = order("PO-2", AmountBasis.GROSS, OverspendPolicy.ALLOW, "1000");
        long invoice = take("INV-1", "100.00", "100.00");
        long memo = memo("CM-1", "-40.00", "-40.00");
        correct(c -> c.assign(memo, null, List.of(AllocationPart.rest(line(second))), "other department", false));
        correct(c -> c.unmatch(invoice, null, "to be clarified"));
        assertThat(billed(first)).isZero();
        assertThat(billed(second)).isEqualByComparingTo("-40.00");
        correct(c -> c.assign(invoice, null, List.of(AllocationPart.rest(line(second))), "clarified", false));
        correct(c -> c.undo(memo, null, "follows"));
        assertThat(billed(second)).isEqualByComparingTo("60.00");
        correct(c -> c.undo(invoice, null, "back"));
        assertThat(details(memo).row().state()).isEqualTo(InvoiceState.EXCEPTION);
        assertThat(billed(first).add(billed(second))).isZero();
    }

    private long memo(String id, String net, String gross) {
        return take(new InvoiceDraft(id, EMEA, InvoiceKind.CREDIT_MEMO, InvoiceClass.MONTHLY_USAGE, "1", null, null, JAN, LocalDate.of(2026, 2, 3), null, "EUR",
                new BigDecimal(net), null, new BigDecimal(gross), null, null, null, "INV-1", List.of()));
    }

    private void assertRefused(Consumer<CorrectionService> work, ErrorCode code) {
        assertThatThrownBy(() -> correct(work)).isInstanceOfSatisfying(BusinessRuleException.class,
                e -> assertThat(e.violations()).extracting("code").containsExactly(code));
    }

    private void correct(Consumer<CorrectionService> work) {
        container.with(CorrectionService.class, c -> {
            work.accept(c);
            return null;
        });
    }

    private void orders(Consumer<PurchaseOrderService> work) {
        container.with(PurchaseOrderService.class, s -> {
            work.accept(s);
            return null;
        });
    }

    private long order(String id, AmountBasis basis, OverspendPolicy policy, String price) {
        return create(id, "EUR", basis, policy, price);
    }

    private long create(String id, String currency, AmountBasis basis, OverspendPolicy policy, String price) {
        LineItemDraft line = new LineItemDraft(null, "1", null, LineItemType.ALL, JAN, DEC, true, new BigDecimal(price), null, LineTax.none(), policy, List.of());
        PurchaseOrderDraft draft = new PurchaseOrderDraft(id, null, false, List.of(EMEA), null, null, null, null, null, currency, JAN, DEC, basis, null,
                Map.of(), List.of(line));
        long order = container.with(PurchaseOrderService.class, s -> s.create(draft));
        lines.put(order, order(order).lineItems().get(0).id());
        return order;
    }

    private long line(long order) {
        return lines.get(order);
    }

    private BigDecimal billed(long order) {
        return order(order).billed();
    }

    private PurchaseOrderDetails order(long id) {
        return container.with(PurchaseOrderQueries.class, q -> q.details(id));
    }

    private InvoiceDetails details(long id) {
        return container.with(InvoiceQueries.class, q -> q.details(id));
    }

    private long take(String id, String net, String gross) {
        return take(new InvoiceDraft(id, EMEA, InvoiceKind.INVOICE, InvoiceClass.MONTHLY_USAGE, "1", null, null, JAN, LocalDate.of(2026, 2, 3), null, "EUR",
                new BigDecimal(net), null, new BigDecimal(gross), null, null, null, null, List.of()));
    }

    private long take(InvoiceDraft draft) {
        return container.with(InvoiceIntake.class, i -> i.take(draft, InvoiceSource.API, null, "tester")).id();
    }
}
