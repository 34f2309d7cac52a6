package org.openpo.domain.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class PurchaseOrderDiffTest {
    private static final YearMonth JAN = YearMonth.of(2026, 1);
    private static final YearMonth DEC = YearMonth.of(2026, 12);

    @Test
    void nothing_differs_from_itself_however_numbers_and_blanks_are_written() {
        PurchaseOrderState a = state(order("Cloud", DEC, List.of("A"), Map.of(), line(1L, "1", "100")));
        PurchaseOrderState b = state(order("Cloud ", DEC, List.of("A"), Map.of(), line(1L, "1", "100.00")));
        assertThat(PurchaseOrderDiff.between(a, a)).isEmpty();
        assertThat(PurchaseOrderDiff.between(a, b)).isEmpty();
    }

    @Test
    void fields_of_the_order_come_first_each_with_what_was_and_what_is() {
        PurchaseOrderState a = state(order(null, DEC, List.of("A", "B"), Map.of("team", "x")));
        PurchaseOrderState b = new PurchaseOrderState(order("Cloud", YearMonth.of(2027, 3), List.of("B", "C"), Map.of()), true, Map.of(), false);
        assertThat(PurchaseOrderDiff.between(a, b)).extracting("field", "kind", "before", "after").containsExactly(
                tuple("suspended", PurchaseOrderDiff.Kind.CHANGED, false, true),
                tuple("description", PurchaseOrderDiff.Kind.ADDED, null, "Cloud"),
                tuple("sellers", PurchaseOrderDiff.Kind.CHANGED, List.of("A"), List.of("C")),
                tuple("expirationMonth", PurchaseOrderDiff.Kind.CHANGED, DEC, YearMonth.of(2027, 3)),
                tuple("tags", PurchaseOrderDiff.Kind.REMOVED, List.of("team: x"), null));
    }

    @Test
    void lines_are_recognised_by_id_then_by_number_and_shown_in_natural_order() {
        PurchaseOrderState a = state(order(null, DEC, List.of("A"), Map.of(), line(1L, "2", "10"), line(2L, "10", "10"), line(3L, "3", "10")));
        PurchaseOrderState b = new PurchaseOrderState(order(null, DEC, List.of("A"), Map.of(), line(1L, "2.1", "20"), line(4L, "10", "10"), line(5L, "1", "5")),
                false, Map.of("10", "used up"), false);
        assertThat(PurchaseOrderDiff.between(a, b)).extracting("lineItem", "field", "kind").containsExactly(
                tuple("1", "lineItem", PurchaseOrderDiff.Kind.ADDED),
                tuple("2.1", "number", PurchaseOrderDiff.Kind.CHANGED),
                tuple("2.1", "unitPrice", PurchaseOrderDiff.Kind.CHANGED),
                tuple("3", "lineItem", PurchaseOrderDiff.Kind.REMOVED),
                tuple("10", "closed", PurchaseOrderDiff.Kind.CHANGED));
    }

    @Test
    void a_tax_that_came_and_the_order_of_contacts_are_differences() {
        LineItemDraft l = line(1L, "1", "10");
        LineItemDraft taxed = new LineItemDraft(1L, "1", null, LineItemType.ALL, JAN, DEC, true, new BigDecimal("10"), null, LineTax.percent(BigDecimal.TEN), null, null);
        assertThat(PurchaseOrderDiff.between(state(order(null, DEC, List.of("A"), Map.of(), l)), state(order(null, DEC, List.of("A"), Map.of(), taxed))))
                .containsExactly(new PurchaseOrderDiff.Change("1", "tax", PurchaseOrderDiff.Kind.ADDED, null, LineTax.percent(BigDecimal.TEN)));
        assertThat(PurchaseOrderDiff.between(state(contacts("a@x.org", "b@x.org")), state(contacts("b@x.org", "a@x.org")))).extracting("field").containsExactly("contacts");
    }

    private static PurchaseOrderState state(PurchaseOrderDraft draft) {
        return new PurchaseOrderState(draft, false, Map.of(), false);
    }

    private static PurchaseOrderDraft contacts(String... emails) {
        return new PurchaseOrderDraft("PO", null, false, List.of("A"), null, null, null, null, null, "EUR", JAN, DEC, null,
                List.of(emails).stream().map(e -> new ContactDraft("Lan", e, null, "vi")).toList(), null, null);
    }

    private static PurchaseOrderDraft order(String description, YearMonth to, List<String> sellers, Map<String, String> tags, LineItemDraft... lines) {
        return new PurchaseOrderDraft("PO", description, false, sellers, null, null, null, null, null, "EUR", JAN, to, null, null, tags, List.of(lines));
    }

    private static LineItemDraft line(Long id, String number, String price) {
        return new LineItemDraft(id, number, null, LineItemType.ALL, JAN, DEC, true, new BigDecimal(price), null, null, null, null);
    }
}
