package org.openpo.ejb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.openpo.domain.access.Role;
import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.domain.rule.StaleVersionException;
import org.openpo.ejb.access.AccountIdentity;
import org.openpo.ejb.access.AccountService;
import org.openpo.ejb.access.AccountView;
import org.openpo.ejb.invoice.IntakeResult;
import org.openpo.ejb.invoice.InvoiceDetails;
import org.openpo.ejb.invoice.InvoiceFilter;
import org.openpo.ejb.invoice.InvoiceIntake;
import org.openpo.ejb.invoice.InvoiceQueries;
import org.openpo.ejb.invoice.InvoiceRow;
import org.openpo.ejb.invoice.InvoiceSort;
import org.openpo.ejb.invoice.QueueFilter;
import org.openpo.ejb.order.Attention;
import org.openpo.ejb.order.CurrencyTotals;
import org.openpo.ejb.order.PurchaseOrderDetails;
import org.openpo.ejb.order.PurchaseOrderFilter;
import org.openpo.ejb.order.PurchaseOrderQueries;
import org.openpo.ejb.order.PurchaseOrderRow;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.ejb.order.PurchaseOrderSort;
import org.openpo.ejb.party.SellerService;
import org.openpo.ejb.query.Slice;

/** Mapping, queries and the logic of the services on a real schema. */
class ServicesTest {
    private static final YearMonth JAN = YearMonth.of(2026, 1);
    private static final YearMonth DEC = YearMonth.of(2026, 12);
    private static final String EMEA = "Amazon Web Services EMEA SARL";

    private final SeContainer container = new SeContainer(Instant.parse("2026-09-22T08:00:00Z"));

    @AfterEach
    void close() {
        container.close();
    }

    @Test
    void an_order_is_stored_read_listed_and_counted() {
        long id = create(order("PO-1", line("1", "1000.00")));
        PurchaseOrderDetails po = details(id);
        assertThat(po.sellers()).containsExactly(EMEA);
        assertThat(po.committed()).isEqualByComparingTo("1100.00");
        assertThat(po.contacts()).extracting("email").containsExactly("lan@example.com");
        assertThat(po.tags()).containsEntry("cost-centre", "4410");
        assertThat(po.lineItems()).singleElement().satisfies(l -> {
            assertThat(l.balance()).isEqualByComparingTo("1100.00");
            assertThat(l.chargeAccounts()).isEmpty();
        });
        assertThat(po.reachableStatuses()).containsExactly(PurchaseOrderStatus.SUSPENDED);
        assertThat(container.with(PurchaseOrderQueries.class, PurchaseOrderQueries::totals))
                .containsExactly(new CurrencyTotals("EUR", 1, new BigDecimal("1100.0000"), new BigDecimal("0.0000")));
        assertThat(container.with(PurchaseOrderQueries.class, PurchaseOrderQueries::attention)).isEqualTo(new Attention(1, 0, 0, 0, 0, 0));
        for (PurchaseOrderSort sort : PurchaseOrderSort.values()) {
            for (PurchaseOrderFilter filter : filters()) {
                assertThat(container.with(PurchaseOrderQueries.class, q -> q.page(filter, sort, true, 0, 10)).items())
                        .as("%s %s", sort, filter).extracting(PurchaseOrderRow::purchaseOrderId).containsExactly("PO-1");
            }
        }
    }

    private static List<PurchaseOrderFilter> filters() {
        return List.of(PurchaseOrderFilter.all(),
                new PurchaseOrderFilter("emea sarl", " po-1 ", Set.of(PurchaseOrderStatus.ACTIVE), "aws emea sarl", "EUR", "cost-centre", "4410", JAN, DEC, null, " LAN@example.com "));
    }

    @Test
    void a_cursor_walks_through_all_orders_once() {
        for (int i = 0; i < 7; i++) {
            create(order("PO-" + i, line("1", "100.00")));
        }
        for (PurchaseOrderSort sort : PurchaseOrderSort.values()) {
            List<String> seen = new java.util.ArrayList<>();
            String cursor = null;
            do {
                String from = cursor;
                Slice<PurchaseOrderRow> part = container.with(PurchaseOrderQueries.class, q -> q.slice(PurchaseOrderFilter.all(), sort, true, from, 3));
                part.items().forEach(r -> seen.add(r.purchaseOrderId()));
                cursor = part.nextCursor();
            } while (cursor != null);
            assertThat(seen).as(sort.name()).hasSize(7).doesNotHaveDuplicates();
        }
    }

    @Test
    void an_order_id_is_taken_in_any_case() {
        create(order("PO-1"));
        assertThatThrownBy(() -> create(order(" po-1 "))).isInstanceOfSatisfying(BusinessRuleException.class,
                e -> assertThat(e.violations()).extracting("code").containsExactly(ErrorCode.PURCHASE_ORDER_ID_TAKEN));
    }

    @Test
    void lines_may_swap_their_numbers_and_a_removed_number_may_be_used_again() {
        long id = create(order("PO-1", line("1", "100.00"), line("2", "200.00"), line("3", "300.00")));
        PurchaseOrderDetails before = details(id);
        LineItemDraft one = numbered(before.toDraft().lineItems().get(0), "2");
        LineItemDraft two = numbered(before.toDraft().lineItems().get(1), "1");
        container.with(PurchaseOrderService.class, s -> {
            s.replace(id, before.version(), before.toDraft().withLineItems(List.of(one, two, line("3", "5.00"))));
            return null;
        });
        assertThat(details(id).lineItems()).extracting(l -> l.number() + "=" + l.unitPrice()).containsExactly("1=200", "2=100", "3=5");
    }

    @Test
    void a_stale_version_overwrites_nothing() {
        long id = create(order("PO-1"));
        PurchaseOrderDetails read = details(id);
        container.with(PurchaseOrderService.class, s -> s.addLineItem(id, null, line("1", "1.00")));
        assertThatThrownBy(() -> container.with(PurchaseOrderService.class, s -> {
            s.replace(id, read.version(), read.toDraft());
            return null;
        })).isInstanceOf(StaleVersionException.class);
        assertThat(details(id).lineItems()).hasSize(1);
    }

    @Test
    void a_matched_invoice_lowers_the_balance_and_is_explained() {
        create(order("PO-0", line("1", "1000.00", LineItemType.SUBSCRIPTION)));
        long id = create(order("PO-1", line("1", "1000.00")));
        long updated = details(id).version();
        IntakeResult result = take(invoice("INV-1", "100.00", null));
        assertThat(result.state()).isEqualTo(InvoiceState.MATCHED);
        PurchaseOrderDetails po = details(id);
        assertThat(po.billed()).isEqualByComparingTo("100.00");
        assertThat(po.lineItems().get(0).balance()).isEqualByComparingTo("1000.00");
        assertThat(po.version()).as("a match is no change of the order").isEqualTo(updated);
        assertThat(po.invoiceCount()).isEqualTo(1);
        InvoiceDetails details = container.with(InvoiceQueries.class, q -> q.details(result.id()));
        assertThat(details.explanation().chosen().purchaseOrderId()).isEqualTo("PO-1");
        assertThat(details.explanation().candidates()).hasSize(2);
        assertThat(take(invoice("INV-1", "100.00", null)).outcome()).isEqualTo(IntakeResult.Outcome.UNCHANGED);
        assertThat(details(id).billed()).isEqualByComparingTo("100.00");
    }

    @Test
    void a_changed_invoice_is_matched_again_by_reversal() {
        long id = create(order("PO-1", line("1", "1000.00")));
        IntakeResult first = take(invoice("INV-1", "100.00", null));
        assertThat(take(invoice("INV-1", "250.00", null)).outcome()).isEqualTo(IntakeResult.Outcome.CHANGED);
        assertThat(details(id).billed()).isEqualByComparingTo("250.00");
        assertThat(container.with(InvoiceQueries.class, q -> q.details(first.id())).history()).hasSize(3);
    }

    @Test
    void a_credit_memo_gives_back_what_its_original_took_even_if_it_came_first() {
        long id = create(order("PO-1", line("1", "1000.00")));
        IntakeResult memo = take(invoice("CM-1", "-40.00", "INV-1"));
        assertThat(memo.state()).isEqualTo(InvoiceState.EXCEPTION);
        take(invoice("INV-1", "100.00", null));
        assertThat(details(id).billed()).isEqualByComparingTo("60.00");
        take(invoice("CM-2", "-60.00", "INV-1"));
        assertThat(details(id).billed()).isEqualByComparingTo("0.00");
    }

    @Test
    void a_credit_memo_follows_an_original_that_moves_to_another_line() {
        long first = create(order("PO-1", line("1", "1000.00", LineItemType.MONTHLY_USAGE)));
        long second = create(order("PO-2", line("1", "1000.00", LineItemType.SUBSCRIPTION)));
        take(invoice("INV-1", "100.00", null));
        take(invoice("CM-1", "-40.00", "INV-1"));
        assertThat(details(first).billed()).isEqualByComparingTo("60.00");
        InvoiceDraft d = invoice("INV-1", "100.00", null);
        take(new InvoiceDraft(d.invoiceId(), d.seller(), d.kind(), InvoiceClass.SUBSCRIPTION, d.billedAccount(), null, null, d.billingPeriod(), d.issueDate(),
                null, "EUR", null, null, d.gross(), null, null, null, null, List.of()));
        assertThat(details(first).billed()).isEqualByComparingTo("0.00");
        assertThat(details(second).billed()).isEqualByComparingTo("60.00");
    }

    @Test
    void an_invoice_that_came_before_its_seller_is_matched_once_the_seller_is_there_and_never_stands_twice() {
        InvoiceDraft d = invoice("INV-1", "10.00", null);
        InvoiceDraft early = new InvoiceDraft(d.invoiceId(), "Newcomer Ltd", d.kind(), d.invoiceClass(), null, null, null, d.billingPeriod(), d.issueDate(),
                null, "EUR", null, null, d.gross(), null, null, null, null, List.of());
        IntakeResult first = take(early);
        container.with(SellerService.class, s -> s.create("Newcomer Ltd", List.of(), List.of(), Set.of()));
        PurchaseOrderDraft o = order("PO-N", line("1", "1000.00"));
        long id = create(new PurchaseOrderDraft(o.purchaseOrderId(), null, false, List.of("newcomer ltd"), null, null, null, null, null, "EUR", JAN, DEC, null,
                null, null, o.lineItems()));
        assertThat(take(early).id()).isEqualTo(first.id());
        assertThat(details(id).billed()).isEqualByComparingTo("10.00");
        assertThat(container.with(InvoiceQueries.class, q -> q.page(InvoiceFilter.all(), InvoiceSort.GROSS, false, 0, 10)).total()).isEqualTo(1);
    }

    @Test
    void saving_an_order_as_it_is_changes_neither_its_version_nor_its_place_among_ties() {
        long id = create(order("PO-1", line("1", "100.00")));
        PurchaseOrderDetails before = details(id);
        container.with(PurchaseOrderService.class, s -> {
            s.replace(id, before.version(), before.toDraft());
            return null;
        });
        assertThat(details(id).version()).isEqualTo(before.version());
        assertThat(details(id).updatedAt()).isEqualTo(before.updatedAt());
    }

    @Test
    void an_invoice_of_an_unknown_seller_is_kept_as_an_exception() {
        create(order("PO-1", line("1", "1000.00")));
        InvoiceDraft d = invoice("INV-1", "1.00", null);
        IntakeResult result = take(new InvoiceDraft(d.invoiceId(), "Nobody Ltd", d.kind(), d.invoiceClass(), null, null, null, d.billingPeriod(), d.issueDate(),
                null, "EUR", null, null, BigDecimal.ONE, null, null, null, null, List.of()));
        assertThat(container.with(InvoiceQueries.class, q -> q.page(InvoiceFilter.all(), InvoiceSort.STATE, false, 0, 10)).items())
                .extracting(InvoiceRow::id, InvoiceRow::exceptionCodes).containsExactly(org.assertj.core.groups.Tuple.tuple(result.id(), List.of(ExceptionCode.SELLER_NOT_COVERED)));
    }

    @Test
    void exceptions_are_matched_again_after_an_order_was_added() {
        IntakeResult first = take(invoice("INV-1", "100.00", null));
        assertThat(first.state()).isEqualTo(InvoiceState.EXCEPTION);
        long id = create(order("PO-1", line("1", "1000.00")));
        assertThat(container.with(InvoiceIntake.class, i -> i.rematch(first.id(), "tester")).state()).isEqualTo(InvoiceState.MATCHED);
        assertThat(details(id).billed()).isEqualByComparingTo("100.00");
    }

    @Test
    void invoices_are_filtered_and_sorted_in_the_database() {
        long po = create(order("PO-1", line("1", "1000.00")));
        take(invoice("INV-1", "100.00", null));
        InvoiceFilter all = new InvoiceFilter("inv", " inv-1", EMEA, Set.of(InvoiceState.MATCHED), InvoiceKind.INVOICE, "EUR", JAN, po, null);
        for (InvoiceSort sort : InvoiceSort.values()) {
            assertThat(container.with(InvoiceQueries.class, q -> q.page(all, sort, false, 0, 10)).total()).isEqualTo(1);
            assertThat(container.with(InvoiceQueries.class, q -> q.slice(all, sort, true, null, 10)).items()).hasSize(1);
        }
        InvoiceFilter excepted = new InvoiceFilter(null, null, null, null, null, null, null, null, null, null, QueueFilter.of(ExceptionCode.SUSPENDED));
        assertThat(container.with(InvoiceQueries.class, q -> q.page(excepted, InvoiceSort.GROSS, false, 0, 10)).total()).isZero();
    }

    @Test
    void a_line_with_invoices_cannot_be_deleted_and_the_currency_stays() {
        long id = create(order("PO-1", line("1", "1000.00")));
        take(invoice("INV-1", "100.00", null));
        PurchaseOrderDetails po = details(id);
        assertThatThrownBy(() -> container.with(PurchaseOrderService.class, s -> {
            s.deleteLineItem(id, null, po.lineItems().get(0).id());
            return null;
        })).hasMessageContaining("LINE_HAS_ALLOCATIONS");
        container.with(PurchaseOrderService.class, s -> {
            s.closeLineItem(id, null, po.lineItems().get(0).id(), true, "paid up");
            return null;
        });
        assertThat(take(invoice("INV-2", "1.00", null)).state()).isEqualTo(InvoiceState.EXCEPTION);
    }

    @Test
    void a_suspended_order_matches_nothing_and_a_deleted_one_is_gone() {
        long id = create(order("PO-1", line("1", "1000.00")));
        container.with(PurchaseOrderService.class, s -> {
            s.changeStatus(id, null, PurchaseOrderStatus.SUSPENDED, "audit");
            return null;
        });
        IntakeResult result = take(invoice("INV-1", "1.00", null));
        assertThat(container.with(InvoiceQueries.class, q -> q.details(result.id())).row().exceptionCodes()).containsExactly(ExceptionCode.SUSPENDED);
        container.with(PurchaseOrderService.class, s -> {
            s.delete(id, null, null);
            return null;
        });
        assertThatThrownBy(() -> details(id)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> create(order("PO-1"))).hasMessageContaining("TAKEN_BY_DELETED");
    }

    @Test
    void sellers_are_listed_and_added() {
        assertThat(container.with(SellerService.class, SellerService::list)).hasSize(17).allSatisfy(s -> assertThat(s.lineItemTypes()).isNotEmpty());
        container.with(SellerService.class, s -> s.create("Datadog, Inc.", List.of("Datadog"), List.of("US-1"), Set.of()));
        boolean found = container.with(SellerService.class, s -> s.find("none", "US-1")).isPresent();
        assertThat(found).isTrue();
        assertThatThrownBy(() -> container.with(SellerService.class, s -> s.create("DATADOG", List.of(), List.of(), Set.of()))).hasMessageContaining("SELLER_NAME_TAKEN");
        assertThat(container.with(SellerService.class, SellerService::list)).as("nobody's name means any seller").allSatisfy(s -> assertThat(s.aliases()).noneMatch(PurchaseOrderDraft::meansAnySeller)).noneMatch(s -> PurchaseOrderDraft.meansAnySeller(s.name()));
        for (String any : List.of("ANY", " any ", "*")) {
            assertThatThrownBy(() -> container.with(SellerService.class, s -> s.create(any, List.of(), List.of(), Set.of()))).hasMessageContaining("SELLER_NAME_RESERVED");
            assertThatThrownBy(() -> container.with(SellerService.class, s -> s.create("Any Ltd", List.of("x", any), List.of(), Set.of()))).hasMessageContaining("SELLER_NAME_RESERVED");
            assertThatThrownBy(() -> container.with(SellerService.class, s -> s.addAlias("Datadog", any, null))).hasMessageContaining("SELLER_NAME_RESERVED");
        }
    }

    @Test
    void an_account_is_locked_after_wrong_passwords_and_the_last_administrator_stays() {
        AccountView account = container.with(AccountService.class, s -> s.create("anna", "Anna", Role.ADMIN, "correct horse battery"));
        assertThat(signIn("ANNA", "correct horse battery")).containsExactlyInAnyOrder("ADMIN", "MANAGER", "VIEWER");
        assertThatThrownBy(() -> container.with(AccountService.class, s -> s.change(account.id(), account.version(), "Anna", Role.VIEWER, true)))
                .hasMessageContaining("LAST_ADMINISTRATOR");
        for (int i = 0; i < 6; i++) {
            assertThat(signIn("anna", "wrong")).isEmpty();
        }
        assertThat(signIn("anna", "correct horse battery")).as("locked").isEmpty();
    }

    private Set<String> signIn(String name, String password) {
        return container.with(AccountService.class, s -> s.verify(name, password)).map(AccountIdentity::roles).orElse(Set.of());
    }

    private long create(PurchaseOrderDraft draft) {
        return container.with(PurchaseOrderService.class, s -> s.create(draft));
    }

    private PurchaseOrderDetails details(long id) {
        return container.with(PurchaseOrderQueries.class, q -> q.details(id));
    }

    private IntakeResult take(InvoiceDraft draft) {
        return container.with(InvoiceIntake.class, i -> i.take(draft, InvoiceSource.API, null, "tester"));
    }

    private static PurchaseOrderDraft order(String id, LineItemDraft... lines) {
        return new PurchaseOrderDraft(id, "Landing zone", false, List.of(EMEA), List.of(), List.of(), null, null, null, "EUR", JAN, DEC, AmountBasis.GROSS,
                List.of(new ContactDraft("Lan", "lan@example.com", null, "vi")), Map.of("cost-centre", "4410"), List.of(lines));
    }

    private static LineItemDraft line(String number, String price) {
        return line(number, price, LineItemType.ALL);
    }

    private static LineItemDraft line(String number, String price, LineItemType type) {
        return new LineItemDraft(null, number, null, type, JAN, DEC, true, new BigDecimal(price), null, LineTax.percent(BigDecimal.TEN), OverspendPolicy.ALLOW, List.of());
    }

    private static LineItemDraft numbered(LineItemDraft l, String number) {
        return new LineItemDraft(l.id(), number, l.description(), l.type(), l.startMonth(), l.endMonth(), l.balanceTracking(), l.unitPrice(), l.quantity(),
                l.tax(), l.overspendPolicy(), l.chargeAccounts());
    }

    private static InvoiceDraft invoice(String id, String gross, String original) {
        return new InvoiceDraft(id, "aws emea sarl", original == null ? InvoiceKind.INVOICE : InvoiceKind.CREDIT_MEMO, InvoiceClass.MONTHLY_USAGE, "123456789012",
                null, null, JAN, LocalDate.of(2026, 2, 3), null, "EUR", null, null, new BigDecimal(gross), null, null, null, original, List.of());
    }
}
