package org.openpo.ejb.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.openpo.domain.notice.NoticeKind;
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
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.TickingClock;
import org.openpo.ejb.notice.ContactEditing;
import org.openpo.ejb.notice.NoticeRuleService;
import org.openpo.ejb.order.ContactReplacement;
import org.openpo.ejb.order.PurchaseOrderDetails;
import org.openpo.ejb.order.PurchaseOrderFilter;
import org.openpo.ejb.order.PurchaseOrderQueries;
import org.openpo.ejb.order.PurchaseOrderRow;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.ejb.order.PurchaseOrderSort;
import org.openpo.ejb.order.PurchaseOrderVersions;
import org.openpo.ejb.order.VersionView;
import org.openpo.ejb.query.Slice;

/** The directory of contacts, and what becomes of purchase orders when somebody leaves. */
class ContactsTest {
    private static final YearMonth JAN = YearMonth.of(2026, 1);
    private static final YearMonth DEC = YearMonth.of(2026, 12);

    private final SeContainer container = new SeContainer(new TickingClock());

    @AfterEach
    void close() {
        container.close();
    }

    @Test
    void contacts_are_listed_sorted_paged_and_counted_with_their_orders() {
        ContactView an = add("An", "an@example.com");
        ContactView zoe = add("zoe", "a.zoe@example.com");
        ContactView bo = add("Bo", "bo@example.com");
        order("PO-1", an, bo);
        long gone = order("PO-2", an);
        container.with(PurchaseOrderService.class, s -> {
            s.delete(gone, null, null);
            return null;
        });
        for (ContactSort sort : ContactSort.values()) {
            assertThat(page(ContactFilter.all(), sort, 0, 10)).as(sort.name()).hasSize(3);
        }
        assertThat(page(ContactFilter.all(), ContactSort.NAME, 0, 10)).extracting(r -> r.contact().name()).containsExactly("An", "Bo", "zoe");
        assertThat(page(ContactFilter.all(), ContactSort.EMAIL, 1, 1)).extracting(r -> r.contact().name()).containsExactly("An");
        assertThat(container.with(ContactQueries.class, q -> q.page(ContactFilter.all(), ContactSort.PURCHASE_ORDERS, true, 0, 10)).items())
                .extracting(ContactRow::purchaseOrders).containsExactly(1L, 1L, 0L);
        assertThat(page(new ContactFilter("ZOE@", null, null, null), ContactSort.NAME, 0, 10)).extracting(r -> r.contact().id()).containsExactly(zoe.id());
        assertThat(page(new ContactFilter("100%", null, null, null), ContactSort.NAME, 0, 10)).isEmpty();
        assertThat(page(new ContactFilter(null, " BO@example.com", "en", ContactFilter.Condition.ACTIVE), ContactSort.NAME, 0, 10)).hasSize(1);
        Map<ContactFilter.Condition, Long> counts = container.with(ContactQueries.class, q -> q.counts(ContactFilter.all()));
        assertThat(counts).containsOnly(Map.entry(ContactFilter.Condition.ACTIVE, 3L),
                Map.entry(ContactFilter.Condition.SWITCHED_OFF, 0L), Map.entry(ContactFilter.Condition.DEFAULT, 0L),
                Map.entry(ContactFilter.Condition.UNDELIVERABLE, 0L), Map.entry(ContactFilter.Condition.UNUSED, 1L));
        assertThat(container.with(ContactQueries.class, q -> q.uses(an.id(), 0, 10)).items())
                .containsExactly(new ContactUse(uses(an).get(0).id(), "PO-1", "Landing zone", PurchaseOrderStatus.ACTIVE));
    }

    @Test
    void a_cursor_walks_through_all_contacts_once() {
        for (int i = 0; i < 7; i++) {
            add(i % 2 == 0 ? "Same name" : "Đặng " + i, "c" + i + "@example.com");
        }
        order("PO-1", add("Same name", "d@example.com"));
        for (ContactSort sort : ContactSort.values()) {
            for (boolean descending : List.of(true, false)) {
                List<Long> seen = new ArrayList<>();
                String cursor = null;
                do {
                    String from = cursor;
                    Slice<ContactRow> part = container.with(ContactQueries.class, q -> q.slice(ContactFilter.all(), sort, descending, from, 3));
                    part.items().forEach(r -> seen.add(r.contact().id()));
                    cursor = part.nextCursor();
                } while (cursor != null);
                assertThat(seen).as(sort.name()).hasSize(8).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void a_contact_in_use_stays_and_one_that_is_only_on_deleted_orders_goes() {
        ContactView an = add("An", "an@example.com");
        long id = order("PO-1", an);
        assertThatThrownBy(() -> delete(an)).hasMessageContaining("CONTACT_IN_USE");
        container.with(PurchaseOrderService.class, s -> {
            s.delete(id, null, null);
            return null;
        });
        delete(an);
        assertThatThrownBy(() -> find(an.id())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void a_leaver_is_replaced_on_every_order_at_once() {
        ContactView leaver = add("Leaver", "leaver@example.com");
        ContactView successor = add("Successor", "successor@example.com");
        ContactView other = add("Other", "other@example.com");
        long first = order("PO-1", leaver, other);
        long both = order("PO-2", other, successor, leaver);
        long neither = order("PO-3", other);
        long deleted = order("PO-4", leaver);
        container.with(PurchaseOrderService.class, s -> {
            s.delete(deleted, null, null);
            return null;
        });
        // The older order was changed last.
        container.with(PurchaseOrderService.class, s -> {
            s.replace(first, null, draft("PO-1", "Changed", leaver, other));
            return null;
        });
        PurchaseOrderDetails untouched = details(neither);
        PurchaseOrderDetails before = details(first);

        ContactReplacement.Result done = container.with(ContactReplacement.class, r -> r.replace(leaver.id(), successor.id(), true, "Left on 30 September"));

        assertThat(done.purchaseOrders()).isEqualTo(2);
        assertThat(emails(first)).containsExactly("successor@example.com", "other@example.com");
        assertThat(emails(both)).as("who was there keeps the place").containsExactly("other@example.com", "successor@example.com");
        assertThat(details(neither)).isEqualTo(untouched);
        assertThat(details(first).updatedAt()).isAfter(before.updatedAt()).isAfter(details(both).updatedAt());
        assertThat(details(first).version()).isGreaterThan(before.version());
        List<VersionView> versions = container.with(PurchaseOrderVersions.class, v -> v.list(first, null, 1));
        assertThat(versions).singleElement().satisfies(v -> {
            assertThat(v.action()).isEqualTo("CONTACT_REPLACED");
            assertThat(v.reason()).isEqualTo("Left on 30 September");
            assertThat(v.changes()).extracting(c -> c.field()).containsExactly("contacts");
        });
        assertThat(find(leaver.id())).satisfies(row -> {
            assertThat(row.contact().active()).isFalse();
            assertThat(row.replacedByName()).isEqualTo("Successor");
            assertThat(row.purchaseOrders()).isZero();
        });
        delete(find(leaver.id()).contact());
    }

    @Test
    void whatever_still_names_who_has_left_means_who_took_over() {
        ContactView leaver = add("Leaver", "leaver@example.com");
        ContactView successor = add("Successor", "successor@example.com");
        ContactView last = add("Last", "last@example.com");
        replace(leaver, successor);
        replace(successor, last);
        long id = order("PO-1", leaver, last, successor);
        assertThat(emails(id)).containsExactly("last@example.com");

        ContactView back = find(leaver.id()).contact();
        container.with(ContactService.class, s -> s.change(back.id(), back.version(), draftOf(back), true, false));
        assertThat(emails(order("PO-2", leaver))).as("who is back is meant").containsExactly("leaver@example.com");
    }

    @Test
    void who_takes_over_takes_the_place_on_new_orders() {
        ContactView leaver = container.with(ContactService.class, s -> s.create(new ContactDraft("Leaver", "leaver@example.com", null, "en"), true));
        ContactView successor = add("Successor", "successor@example.com");
        assertThat(defaults()).containsExactly("Leaver");
        replace(leaver, successor);
        assertThat(defaults()).containsExactly("Successor");
    }

    @Test
    void nobody_takes_over_from_themselves_or_while_switched_off() {
        ContactView one = add("One", "one@example.com");
        ContactView off = add("Off", "off@example.com");
        container.with(ContactService.class, s -> s.change(off.id(), off.version(), draftOf(off), false, false));
        assertThatThrownBy(() -> replace(one, one)).hasMessageContaining("CONTACT_REPLACES_ITSELF");
        assertThatThrownBy(() -> replace(one, off)).hasMessageContaining("CONTACT_SWITCHED_OFF");
        assertThatThrownBy(() -> container.with(ContactReplacement.class, r -> r.replace(one.id(), 4711, true, null))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void many_orders_are_changed_in_one_go() {
        ContactView leaver = add("Leaver", "leaver@example.com");
        ContactView successor = add("Successor", "successor@example.com");
        int orders = 2 * 50 + 1;
        for (int i = 0; i < orders; i++) {
            order("PO-" + i, leaver);
        }
        assertThat(replace(leaver, successor).purchaseOrders()).isEqualTo(orders);
        assertThat(find(successor.id()).purchaseOrders()).isEqualTo(orders);
        List<PurchaseOrderRow> rows = container.with(PurchaseOrderQueries.class,
                q -> q.page(PurchaseOrderFilter.all(), PurchaseOrderSort.UPDATED_AT, false, 0, 500)).items();
        assertThat(rows).extracting(PurchaseOrderRow::purchaseOrderId).as("in the order of their last change, as before")
                .containsExactlyElementsOf(IntStream.range(0, orders).mapToObj(i -> "PO-" + i).toList());
        assertThat(rows.stream().map(PurchaseOrderRow::updatedAt).distinct()).as("none is tied with another").hasSize(orders);
    }

    @Test
    void a_contact_is_saved_as_a_whole_or_not_at_all() {
        ContactDraft draft = new ContactDraft("Whole", "whole@example.com", null, "en");
        ContactView added = container.with(ContactEditing.class, e -> e.create(new ContactEditing.Entry(draft, true, false, false, null, Set.of(), Set.of(NoticeKind.DIGESTS.iterator().next()))));
        assertThat(container.with(NoticeRuleService.class, r -> r.subscriptions(added.id())).digests()).hasSize(1);

        ContactDraft renamed = new ContactDraft("Renamed", "whole@example.com", null, "en");
        assertThatThrownBy(() -> container.with(ContactEditing.class, e -> e.change(added, new ContactEditing.Entry(renamed, true, false, true, "x".repeat(2_000), Set.of(), Set.of()))))
                .isInstanceOf(BusinessRuleException.class);
        assertThat(find(added.id()).contact().name()).isEqualTo("Whole");
        container.with(ContactEditing.class, e -> e.change(added, new ContactEditing.Entry(renamed, true, false, true, "no such user", Set.of(), Set.of())));
        assertThat(find(added.id()).contact()).satisfies(c -> {
            assertThat(c.name()).isEqualTo("Renamed");
            assertThat(c.undeliverableReason()).isEqualTo("no such user");
        });
        assertThat(container.with(NoticeRuleService.class, r -> r.subscriptions(added.id())).digests()).isEmpty();
    }

    @Test
    void an_address_is_marked_by_hand_or_by_the_sender_and_another_address_is_not() {
        ContactView one = add("One", "one@example.com");
        ContactView marked = container.with(ContactService.class, s -> s.markUndeliverable(one.id(), one.version(), true, "Says who sits beside"));
        assertThat(marked.undeliverable()).isTrue();
        assertThat(marked.undeliverableReason()).isEqualTo("Says who sits beside");
        assertThatThrownBy(() -> container.with(ContactService.class, s -> s.markUndeliverable(one.id(), one.version(), false, null))).isInstanceOf(StaleVersionException.class);
        ContactView cleared = container.with(ContactService.class, s -> s.markUndeliverable(one.id(), marked.version(), false, null));
        assertThat(cleared.undeliverable()).isFalse();

        bounced(one, "old@example.com");
        assertThat(find(one.id()).contact().undeliverable()).as("the failed address is no longer the contact's").isFalse();
        bounced(one, " ONE@example.com");
        ContactView failed = find(one.id()).contact();
        assertThat(failed.undeliverableReason()).startsWith("550 ").hasSize(1000);
        assertThat(page(ContactFilter.of(ContactFilter.Condition.UNDELIVERABLE), ContactSort.NAME, 0, 10)).hasSize(1);
        ContactView moved = container.with(ContactService.class, s -> s.change(one.id(), failed.version(), new ContactDraft("One", "uno@example.com", null, "en"), true, false));
        assertThat(moved.undeliverable()).isFalse();
    }

    @Test
    void only_addresses_the_directory_lacks_are_unknown() {
        add("One", "one@example.com");
        List<Violation> unknown = container.with(ContactService.class, s -> s.unknown(List.of(new ContactDraft("O", "ONE@example.com", null, null),
                new ContactDraft("N", "new@example.com", null, null), new ContactDraft("N", null, null, null))));
        assertThat(unknown).singleElement().satisfies(v -> {
                    assertThat(v.field()).isEqualTo("contacts[1].email");
                    assertThat(v.code()).isEqualTo(ErrorCode.CONTACT_UNKNOWN);
                });
    }

    private void bounced(ContactView contact, String email) {
        container.with(ContactService.class, s -> {
            s.bounced(contact.id(), email, "550 no such mailbox " + "x".repeat(2000), "system");
            return null;
        });
    }

    private ContactView add(String name, String email) {
        return container.with(ContactService.class, s -> s.create(new ContactDraft(name, email, null, "en"), false));
    }

    private void delete(ContactView contact) {
        container.with(ContactService.class, s -> {
            s.delete(contact.id(), contact.version());
            return null;
        });
    }

    private ContactReplacement.Result replace(ContactView leaver, ContactView successor) {
        return container.with(ContactReplacement.class, r -> r.replace(leaver.id(), successor.id(), true, null));
    }

    private ContactRow find(long id) {
        return container.with(ContactQueries.class, q -> q.find(id));
    }

    private List<ContactUse> uses(ContactView contact) {
        return container.with(ContactQueries.class, q -> q.uses(contact.id(), 0, 10)).items();
    }

    private List<String> defaults() {
        return container.with(ContactQueries.class, ContactQueries::defaults).stream().map(ContactView::name).toList();
    }

    private List<ContactRow> page(ContactFilter filter, ContactSort sort, int first, int max) {
        return container.with(ContactQueries.class, q -> q.page(filter, sort, false, first, max)).items();
    }

    private long order(String id, ContactView... contacts) {
        return container.with(PurchaseOrderService.class, s -> s.create(draft(id, "Landing zone", contacts)));
    }

    private PurchaseOrderDetails details(long id) {
        return container.with(PurchaseOrderQueries.class, q -> q.details(id));
    }

    private List<String> emails(long id) {
        return details(id).contacts().stream().map(ContactView::email).toList();
    }

    private static ContactDraft draftOf(ContactView c) {
        return new ContactDraft(c.name(), c.email(), c.phone(), c.language());
    }

    private static PurchaseOrderDraft draft(String id, String description, ContactView... contacts) {
        LineItemDraft line = new LineItemDraft(null, "1", null, LineItemType.ALL, JAN, DEC, true, BigDecimal.TEN, BigDecimal.ONE, LineTax.none(), OverspendPolicy.ALLOW, List.of());
        return new PurchaseOrderDraft(id, description, true, List.of(), List.of(), List.of(), null, null, null, "EUR", JAN, DEC, AmountBasis.GROSS,
                Stream.of(contacts).map(ContactsTest::draftOf).toList(), Map.of("cost-centre", "4410"), List.of(line));
    }
}
