package org.openpo.ejb.listview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.openpo.domain.access.Role;
import org.openpo.domain.listview.KeptList;
import org.openpo.domain.listview.SavedView;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.TickingClock;
import org.openpo.ejb.access.AccountService;

/** Views and layouts of lists; the caller of these tests is "tester". */
class ListViewsTest {
    private final SeContainer container = new SeContainer(new TickingClock());

    @BeforeEach
    void anAccount() {
        container.with(AccountService.class, a -> a.create("Tester", "Tester", Role.VIEWER, "a long password 1"));
    }

    @AfterEach
    void close() {
        container.close();
    }

    @Test
    void a_view_is_kept_found_again_renewed_by_its_name_and_removed() {
        save("Risky", "?condition=LOW_BALANCE");
        save("mine", "?contact=me%40example.com");
        save("  RISKY ", "?condition=LOW_BALANCE&sort=balance");
        assertThat(views()).extracting(ViewLink::name, ViewLink::query).containsExactly(org.assertj.core.groups.Tuple.tuple("mine", "?contact=me%40example.com"),
                org.assertj.core.groups.Tuple.tuple("RISKY", "?condition=LOW_BALANCE&sort=balance"));
        List<ViewLink> ofInvoices = container.with(ListViews.class, v -> v.views(KeptList.INVOICES));
        assertThat(ofInvoices).isEmpty();
        remove(views().get(0).id());
        remove(views().get(0).id() + 1000);
        assertThat(views()).extracting(ViewLink::name).containsExactly("RISKY");
    }

    @Test
    void what_cannot_be_kept_is_refused_with_its_reason() {
        assertThat(refusal(" ", "?q=1")).isEqualTo(ErrorCode.REQUIRED);
        assertThat(refusal("x".repeat(SavedView.NAME_MAX + 1), "?q=1")).isEqualTo(ErrorCode.TOO_LONG);
        assertThat(refusal("long", "?q=" + "x".repeat(SavedView.QUERY_MAX))).isEqualTo(ErrorCode.VIEW_TOO_LONG);
        IntStream.range(0, SavedView.MOST).forEach(i -> save("view " + i, ""));
        assertThat(refusal("one more", "")).isEqualTo(ErrorCode.VIEWS_TOO_MANY);
        save("view 3", "?q=renewed");
        assertThat(views()).hasSize(SavedView.MOST);
    }

    @Test
    void another_persons_views_and_layout_are_not_seen_and_not_removed() {
        save("own", "");
        container.with(ListViews.class, v -> {
            v.draw(KeptList.INVOICES, true);
            return null;
        });
        long id = views().get(0).id();
        container.callAs("somebody else");
        assertThat(views()).isEmpty();
        assertThat(layout()).isEqualTo(Layout.PLAIN);
        remove(id);
        // Without an account there is nowhere to keep anything.
        assertThatThrownBy(() -> save("new", "")).isInstanceOf(NotFoundException.class);
        container.callAs("TESTER");
        assertThat(views()).hasSize(1);
        assertThat(layout().compact()).isTrue();
    }

    @Test
    void columns_keep_their_order_and_the_height_of_rows_stays_when_they_are_reset() {
        assertThat(layout()).isEqualTo(Layout.PLAIN);
        arrange(List.of("LINE", "AMOUNT"));
        container.with(ListViews.class, v -> {
            v.draw(KeptList.INVOICES, true);
            return null;
        });
        assertThat(layout()).isEqualTo(new Layout(List.of("LINE", "AMOUNT"), true));
        arrange(List.of());
        assertThat(layout()).isEqualTo(new Layout(List.of(), true));
    }

    private void save(String name, String query) {
        container.with(ListViews.class, v -> {
            v.save(KeptList.PURCHASE_ORDERS, name, query);
            return null;
        });
    }

    private ErrorCode refusal(String name, String query) {
        try {
            save(name, query);
        } catch (BusinessRuleException refused) {
            return refused.violations().stream().map(Violation::code).findFirst().orElseThrow();
        }
        throw new AssertionError("kept");
    }

    private List<ViewLink> views() {
        return container.with(ListViews.class, v -> v.views(KeptList.PURCHASE_ORDERS));
    }

    private void remove(long id) {
        container.with(ListViews.class, v -> {
            v.remove(id);
            return null;
        });
    }

    private Layout layout() {
        return container.with(ListViews.class, v -> v.layout(KeptList.INVOICES));
    }

    private void arrange(List<String> columns) {
        container.with(ListViews.class, v -> {
            v.arrange(KeptList.INVOICES, columns);
            return null;
        });
    }
}
