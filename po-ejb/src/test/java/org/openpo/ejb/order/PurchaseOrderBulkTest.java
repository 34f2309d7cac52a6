package org.openpo.ejb.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.TickingClock;
import org.openpo.ejb.order.PurchaseOrderBulk.Outcome;
import org.openpo.ejb.party.ContactService;

/** One change for many purchase orders. */
class PurchaseOrderBulkTest {
    private static final YearMonth JAN = YearMonth.of(2026, 1);

    private final SeContainer container = new SeContainer(new TickingClock());

    @AfterEach
    void close() {
        container.close();
    }

    @Test
    void those_that_are_so_already_are_left_alone_and_those_that_are_gone_are_named() {
        long first = order("A", Map.of());
        long second = order("B", Map.of("team", "blue"));
        long third = order("C", Map.of("team", "red", "other", "x"));
        Outcome outcome = bulk(b -> b.tag(List.of(first, second, third, 999_999L, first), " team ", "blue", "new budget"));
        assertThat(outcome.changed()).isEqualTo(2);
        assertThat(outcome.unchanged()).isEqualTo(1);
        assertThat(outcome.refusals()).singleElement().satisfies(refusal -> assertThat(refusal.why().code()).isEqualTo(ErrorCode.NOT_FOUND));
        assertThat(details(third).tags()).isEqualTo(Map.of("team", "blue", "other", "x"));
        assertThat(details(second).version()).isEqualTo(1);
        assertThat(container.with(PurchaseOrderVersions.class, v -> v.list(first, null, 10)).get(0).reason()).isEqualTo("new budget");
    }

    @Test
    void the_one_that_was_changed_last_stays_so() {
        List<Long> ids = new ArrayList<>(LongStream.range(0, 4).map(i -> order("PO-" + i, Map.of())).boxed().toList());
        container.with(PurchaseOrderService.class, s -> {
            s.replace(ids.get(1), null, draft("PO-1", Map.of("touched", "last")), null);
            return null;
        });
        bulk(b -> b.tag(ids, "k", "v", null));
        assertThat(ids.stream().sorted(java.util.Comparator.comparing(id -> details(id).updatedAt())).toList())
                .containsExactly(ids.get(0), ids.get(2), ids.get(3), ids.get(1));
    }

    @Test
    void a_contact_of_the_directory_is_named_behind_the_others_and_only_once() {
        container.with(ContactService.class, s -> s.create(new ContactDraft("Ms New", "new@example.com", null, "en"), false));
        long first = order("A", Map.of());
        assertThat(bulk(b -> b.addContact(List.of(first), " NEW@example.com ", null)).changed()).isEqualTo(1);
        assertThat(bulk(b -> b.addContact(List.of(first), "new@example.com", null)).unchanged()).isEqualTo(1);
        assertThat(details(first).contacts()).extracting(c -> c.name()).containsExactly("Ms New");
        assertThatThrownBy(() -> bulk(b -> b.addContact(List.of(first), "nobody@example.com", null))).isInstanceOf(BusinessRuleException.class);
    }

    @Test
    void one_that_cannot_take_the_change_is_named_and_the_others_are_changed() {
        long full = order("FULL", java.util.stream.IntStream.range(0, 50).boxed().collect(java.util.stream.Collectors.toMap(i -> "k" + i, i -> "v")));
        long free = order("FREE", Map.of());
        Outcome outcome = bulk(b -> b.tag(List.of(full, free), "one-more", "x", null));
        assertThat(outcome.changed()).isEqualTo(1);
        assertThat(outcome.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.purchaseOrderId()).isEqualTo("FULL");
            assertThat(refusal.id()).isEqualTo(full);
            assertThat(refusal.why().code()).isEqualTo(ErrorCode.TOO_MANY);
        });
        assertThat(details(free).tags()).containsEntry("one-more", "x");
    }

    @Test
    void suspension_begins_and_ends() {
        long first = order("A", Map.of());
        long second = order("B", Map.of());
        assertThat(bulk(b -> b.suspend(List.of(first), true, null)).changed()).isEqualTo(1);
        Outcome both = bulk(b -> b.suspend(List.of(first, second), true, "freeze"));
        assertThat(both).isEqualTo(new Outcome(1, 1, List.of()));
        assertThat(details(second).status().isSuspended()).isTrue();
        assertThat(bulk(b -> b.suspend(List.of(first, second), false, null)).changed()).isEqualTo(2);
        assertThat(details(second).status().isSuspended()).isFalse();
    }

    @Test
    void what_is_wrong_for_all_is_refused_before_anything_is_changed() {
        long first = order("A", Map.of());
        assertThatThrownBy(() -> bulk(b -> b.tag(List.of(first), " ", "x", null))).isInstanceOf(BusinessRuleException.class);
        assertThatThrownBy(() -> bulk(b -> b.tag(List.of(first), "k", "x".repeat(257), null))).isInstanceOf(BusinessRuleException.class);
        assertThatThrownBy(() -> bulk(b -> b.suspend(List.of(first), true, "x".repeat(1001)))).isInstanceOf(BusinessRuleException.class);
        assertThatThrownBy(() -> bulk(b -> b.suspend(LongStream.range(0, 101).boxed().toList(), true, null))).isInstanceOf(BusinessRuleException.class);
        assertThat(details(first).version()).isEqualTo(1);
        Outcome none = bulk(b -> b.suspend(List.of(), true, null));
        assertThat(none).isEqualTo(new Outcome(0, 0, List.of()));
    }

    private <T> T bulk(Function<PurchaseOrderBulk, T> work) {
        return container.with(PurchaseOrderBulk.class, work);
    }

    private PurchaseOrderDetails details(long id) {
        return container.with(PurchaseOrderQueries.class, q -> q.details(id));
    }

    private long order(String id, Map<String, String> tags) {
        return container.with(PurchaseOrderService.class, s -> s.create(draft(id, tags)));
    }

    private static PurchaseOrderDraft draft(String id, Map<String, String> tags) {
        return new PurchaseOrderDraft(id, null, true, List.of(), null, null, null, null, null, "EUR", JAN, JAN, null, null, tags, List.of());
    }
}
