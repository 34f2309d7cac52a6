package org.openpo.ejb.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.invoice.InvoiceIntake;

/** Versions, restoring them, and what a change of an order must not break. */
class PurchaseOrderVersionsTest {
    private static final YearMonth JAN = YearMonth.of(2026, 1);
    private static final YearMonth JUN = YearMonth.of(2026, 6);
    private static final YearMonth DEC = YearMonth.of(2026, 12);
    private static final String EMEA = "Amazon Web Services EMEA SARL";

    private final SeContainer container = new SeContainer(Instant.parse("2026-09-22T08:00:00Z"));

    @AfterEach
    void close() {
        container.close();
    }

    @Test
    void every_saved_change_is_a_version_that_reads_as_it_was_saved() {
        PurchaseOrderDraft draft = order("PO-1", line(null, "1", "100.00"), line(null, "2", "5.00"));
        long id = create(draft);
        PurchaseOrderDetails first = details(id);
        change(id, first.toDraft().withLineItems(List.of(first.toDraft().lineItems().get(0))));
        run(s -> s.closeLineItem(id, null, first.lineItems().get(0).id(), true, "used up"));
        run(s -> s.changeStatus(id, null, PurchaseOrderStatus.SUSPENDED, "audit"));
        change(id, details(id).toDraft());
        List<VersionView> versions = versions(id);
        assertThat(versions).extracting(VersionView::action).containsExactly("PURCHASE_ORDER_STATUS_CHANGED", "LINE_ITEM_CLOSED", "PURCHASE_ORDER_CHANGED",
                "PURCHASE_ORDER_CREATED");
        assertThat(versions).extracting(VersionView::number).containsExactly(4, 3, 2, 1);
        assertThat(versions.get(0).changes()).extracting("field").containsExactly("suspended");
        assertThat(versions.get(1).changes()).extracting("field").containsExactly("closed");
        assertThat(versions.get(1).reason()).isEqualTo("used up");
        assertThat(versions.get(2).changes()).extracting("field", "lineItem").containsExactly(org.assertj.core.groups.Tuple.tuple("lineItem", "2"));
        assertThat(versions.get(3).state().draft()).isEqualTo(first.toDraft());
        assertThat(container.with(PurchaseOrderVersions.class, v -> v.version(id, 2)).changes()).hasSize(1);
        List<VersionView> earlier = container.with(PurchaseOrderVersions.class, v -> v.list(id, 3, 1));
        assertThat(earlier).extracting(VersionView::number).containsExactly(2);
    }

    @Test
    void what_was_decided_of_an_order_at_an_instant_can_be_read_again() {
        long id = create(order("PO-1", line(null, "1", "100.00")));
        Instant first = details(id).updatedAt();
        change(id, order("PO-1", line(details(id).lineItems().get(0).id(), "2", "5.00")));
        Instant second = details(id).updatedAt();
        run(s -> s.delete(id, null, "no longer needed"));
        assertThat(numbers(Map.of(id, first))).containsExactly("1");
        assertThat(numbers(Map.of(id, second))).containsExactly("2");
        assertThat(numbers(Map.of(id, first.minusSeconds(1)))).isEmpty();
        assertThat(numbers(Map.of())).isEmpty();
    }

    private List<String> numbers(Map<Long, Instant> instants) {
        return container.with(PurchaseOrderVersions.class, v -> v.statesAt(instants)).values().stream()
                .flatMap(state -> state.draft().lineItems().stream()).map(LineItemDraft::number).toList();
    }

    @Test
    void a_restored_version_stands_again_as_a_new_one() {
        long id = create(order("PO-1", line(null, "1", "100.00"), line(null, "2", "5.00")));
        PurchaseOrderDraft original = details(id).toDraft();
        change(id, new PurchaseOrderDraft("PO-1", "Other", false, List.of(EMEA), null, null, null, null, "30 days", "EUR", JAN, DEC, null, null, null,
                List.of(original.lineItems().get(0))));
        run(s -> s.closeLineItem(id, null, original.lineItems().get(0).id(), true, "used up"));
        assertThatThrownBy(() -> run(s -> s.restore(id, null, 1, " "))).hasMessageContaining("REASON_REQUIRED");
        run(s -> s.restore(id, null, 1, "changed by mistake"));
        PurchaseOrderDetails restored = details(id);
        assertThat(restored.description()).isEqualTo("Cloud");
        assertThat(restored.paymentTerms()).isNull();
        assertThat(restored.tags()).isEqualTo(original.tags());
        assertThat(restored.lineItems()).extracting(LineItemView::number).containsExactly("1", "2");
        assertThat(restored.lineItems().get(0).closed()).isFalse();
        assertThat(versions(id).get(0).action()).isEqualTo("PURCHASE_ORDER_RESTORED");
        assertThat(versions(id)).hasSize(4);
        assertThatThrownBy(() -> run(s -> s.restore(id, null, 9, "x"))).hasMessageContaining("NOT_FOUND");
    }

    @Test
    void a_version_without_a_line_that_has_invoices_since_cannot_come_back() {
        long id = create(order("PO-1"));
        change(id, order("PO-1", line(null, "1", "100.00")));
        assertThat(take("INV-1", JAN)).isEqualTo(InvoiceState.MATCHED);
        assertThatThrownBy(() -> run(s -> s.restore(id, null, 1, "x"))).hasMessageContaining("LINE_HAS_ALLOCATIONS");
    }

    @Test
    void an_order_from_before_versions_were_kept_has_its_first_with_the_next_change() {
        long id = create(order("PO-1", line(null, "1", "100.00")));
        container.with(Eraser.class, e -> e.erase());
        assertThat(versions(id)).extracting(VersionView::number, VersionView::action).containsExactly(org.assertj.core.groups.Tuple.tuple(1, "PURCHASE_ORDER_KEPT"));
        assertThat(container.with(PurchaseOrderVersions.class, v -> v.version(id, 1)).state().draft()).isEqualTo(details(id).toDraft());
        change(id, order("PO-1", line(null, "1", "200.00")));
        assertThat(versions(id)).hasSize(2);
        assertThat(versions(id).get(0).changes()).extracting("field").contains("unitPrice");
    }

    @Test
    void an_order_at_all_limits_at_once_can_be_kept() {
        List<String> accounts = java.util.stream.IntStream.range(0, 200).mapToObj(i -> "account-%042d".formatted(i)).toList();
        LineItemDraft[] lines = java.util.stream.IntStream.range(0, 100).mapToObj(i -> new LineItemDraft(null, "line " + i, "d".repeat(1000), LineItemType.ALL, JAN, DEC, false,
                null, null, null, null, accounts)).toArray(LineItemDraft[]::new);
        long id = create(order("PO-1", lines));
        assertThat(versions(id).get(0).state().draft().lineItems().get(99).chargeAccounts()).hasSize(200);
    }

    @Test
    void a_shortened_window_keeps_its_invoices_and_says_how_many() {
        long id = create(order("PO-1", line(null, "1", "100.00")));
        take("INV-1", DEC);
        take("INV-2", JAN);
        PurchaseOrderDraft d = details(id).toDraft();
        LineItemDraft l = d.lineItems().get(0);
        change(id, d.withLineItems(List.of(new LineItemDraft(l.id(), l.number(), null, l.type(), JAN, JUN, true, l.unitPrice(), null, null, null, null))));
        assertThat(details(id).invoicesOutsideWindow()).isEqualTo(1);
        assertThat(details(id).invoiceCount()).isEqualTo(2);
        assertThat(details(id).billed()).isEqualByComparingTo("20.00");
    }

    @Test
    void tracking_switched_on_later_counts_what_was_billed_before() {
        long id = create(order("PO-1", new LineItemDraft(null, "1", null, LineItemType.ALL, JAN, DEC, false, null, null, null, null, null)));
        take("INV-1", JAN);
        take("INV-2", JUN);
        change(id, order("PO-1", line(details(id).lineItems().get(0).id(), "1", "15.00")));
        LineItemView line = details(id).lineItems().get(0);
        assertThat(line.billed()).isEqualByComparingTo("20.00");
        assertThat(line.balance()).isEqualByComparingTo("-5.00");
        assertThat(line.outOfBalance()).isTrue();
    }

    @Test
    void a_type_that_no_seller_issues_is_refused_where_it_stands() {
        LineItemDraft marketplace = new LineItemDraft(null, "1", null, LineItemType.MARKETPLACE_BLANKET_USAGE, JAN, DEC, false, null, null, null, null, null);
        container.with(org.openpo.ejb.party.SellerService.class, s -> s.create("Plain Ltd", List.of(), List.of(), java.util.Set.of(LineItemType.MONTHLY_USAGE)));
        PurchaseOrderDraft plain = new PurchaseOrderDraft("PO-1", null, false, List.of("plain ltd"), null, null, null, null, null, "EUR", JAN, DEC, null, null, null,
                List.of(marketplace));
        assertThatThrownBy(() -> create(plain)).hasMessageContaining("lineItems[0].type:LINE_TYPE_NOT_ISSUED");
        long id = create(plain.withLineItems(List.of(line(null, "1", "1.00"))));
        assertThatThrownBy(() -> run(s -> s.addLineItem(id, null, new LineItemDraft(null, "2", null, LineItemType.SUBSCRIPTION, JAN, DEC, false, null, null, null, null, null))))
                .hasMessageContaining("type:LINE_TYPE_NOT_ISSUED").hasMessageNotContaining("lineItems[");
    }

    @Test
    void the_id_of_a_deleted_order_can_be_freed_and_its_invoices_keep_their_links() {
        long id = create(order("PO-1", line(null, "1", "100.00")));
        take("INV-1", JAN);
        assertThatThrownBy(() -> run(s -> s.freeId(id, null))).hasMessageContaining("NOT_DELETED");
        run(s -> s.delete(id, null, "duplicate"));
        assertThatThrownBy(() -> create(order("PO-1"))).hasMessageContaining("TAKEN_BY_DELETED");
        run(s -> s.freeId(id, "typing error"));
        long next = create(order("po-1"));
        assertThat(next).isNotEqualTo(id);
        assertThat(container.with(PurchaseOrderQueries.class, PurchaseOrderQueries::deleted)).singleElement().satisfies(d -> {
            assertThat(d.purchaseOrderId()).isEqualTo("PO-1");
            assertThat(d.idFree()).isTrue();
            assertThat(d.invoiceCount()).isEqualTo(1);
        });
    }

    /** Makes the history as it was before there was one. */
    public static class Eraser {
        @PersistenceContext
        private EntityManager em;

        public Eraser() { }

        int erase() {
            return em.createQuery("delete from PurchaseOrderVersion v").executeUpdate();
        }
    }

    private long create(PurchaseOrderDraft draft) {
        return container.with(PurchaseOrderService.class, s -> s.create(draft));
    }

    private void change(long id, PurchaseOrderDraft draft) {
        run(s -> s.replace(id, null, draft));
    }

    private void run(java.util.function.Consumer<PurchaseOrderService> command) {
        container.with(PurchaseOrderService.class, s -> {
            command.accept(s);
            return null;
        });
    }

    private List<VersionView> versions(long id) {
        return container.with(PurchaseOrderVersions.class, v -> v.list(id, null, 100));
    }

    private PurchaseOrderDetails details(long id) {
        return container.with(PurchaseOrderQueries.class, q -> q.details(id));
    }

    private InvoiceState take(String id, YearMonth period) {
        InvoiceDraft draft = new InvoiceDraft(id, EMEA, InvoiceKind.INVOICE, InvoiceClass.MONTHLY_USAGE, null, null, null, period, LocalDate.of(2026, 9, 3), null,
                "EUR", null, null, BigDecimal.TEN, null, null, null, null, List.of());
        return container.with(InvoiceIntake.class, i -> i.take(draft, InvoiceSource.API, null, "tester")).state();
    }

    private static PurchaseOrderDraft order(String id, LineItemDraft... lines) {
        return new PurchaseOrderDraft(id, "Cloud", false, List.of(EMEA), null, null, null, null, null, "EUR", JAN, DEC, null,
                List.of(new ContactDraft("Lan", "lan@example.com", null, "vi")), Map.of("team", "x"), List.of(lines));
    }

    private static LineItemDraft line(Long id, String number, String price) {
        return new LineItemDraft(id, number, null, LineItemType.ALL, JAN, DEC, true, new BigDecimal(price), null, LineTax.none(), null, null);
    }
}
