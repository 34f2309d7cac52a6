package org.openpo.web.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderCopy;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.order.LineItemView;
import org.openpo.ejb.order.PurchaseOrderCopies;
import org.openpo.ejb.order.PurchaseOrderDetails;
import org.openpo.ejb.party.ContactView;
import org.openpo.web.i18n.Formats;

/** What is typed into the two steps is kept as typed, and read without guessing. */
class PurchaseOrderFormTest {
    private static final Formats ENGLISH = new Formats(Locale.ENGLISH, ZoneOffset.UTC);
    private static final Formats VIETNAMESE = new Formats(Locale.forLanguageTag("vi"), ZoneOffset.UTC);

    private static PurchaseOrderForm form(String from, String to) {
        PurchaseOrderForm form = new PurchaseOrderForm(ENGLISH, List.of());
        form.setCurrency("EUR");
        form.setEffectiveMonth(from);
        form.setExpirationMonth(to);
        form.carryWindow();
        return form;
    }

    private static LineItemView line(long id, String number, String start, String end, boolean allocated) {
        return new LineItemView(id, number, "d", LineItemType.ALL, YearMonth.parse(start), YearMonth.parse(end), true, new BigDecimal("96000"),
                BigDecimal.ONE, LineTax.percent(new BigDecimal("19")), new BigDecimal("114240.00"), BigDecimal.ZERO, new BigDecimal("114240.00"),
                OverspendPolicy.HOLD, List.of("111122223333"), false, null, allocated);
    }

    private static PurchaseOrderDetails saved(boolean allocated) {
        return new PurchaseOrderDetails(7, 3, "PO-7", "text", false, List.of("Seller"), List.of("DE1"), List.of("Unit"), "bill", "ship", "30 days", "EUR",
                YearMonth.parse("2026-01"), YearMonth.parse("2026-12"), PurchaseOrderStatus.ACTIVE, false, List.of(), AmountBasis.NET, BigDecimal.TEN,
                BigDecimal.ZERO, List.of(new ContactView(1, 1, "An", "an@example.org", null, "vi", true, false, null, null, null)), Map.of("env", "prod", "edp", ""),
                List.of(line(1, "1", "2026-01", "2026-12", allocated), line(2, "2", "2026-03", "2026-06", false)), 0, 0,
                Instant.EPOCH, "a", Instant.EPOCH, "b");
    }

    @Test
    void an_untouched_form_of_a_saved_purchase_order_reads_as_its_own_draft() {
        PurchaseOrderForm form = new PurchaseOrderForm(saved(false), 3, ENGLISH);

        PurchaseOrderForm.Reading reading = form.read();

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.draft()).usingRecursiveComparison().withComparatorForType(BigDecimal::compareTo, BigDecimal.class).isEqualTo(saved(false).toDraft());
        assertThat(form.isChanged()).isFalse();
        form.setDescription("other");
        assertThat(form.isChanged()).isTrue();
    }

    @Test
    void a_form_written_after_another_purchase_order_is_a_new_one_whose_lines_follow_its_months() {
        PurchaseOrderDraft next = PurchaseOrderCopy.rollOver(saved(true).toDraft(), Set.of("2"), id -> false).draft();
        PurchaseOrderForm form = new PurchaseOrderForm(next, new PurchaseOrderForm.Source(7, "PO-7", PurchaseOrderCopies.Kind.ROLL_OVER, 12, List.of("2"), List.of()), ENGLISH);

        assertThat(form.isNew()).isTrue();
        assertThat(form.isChanged()).isFalse();
        assertThat(form.read().problems()).isEmpty();
        assertThat(form.read().draft()).usingRecursiveComparison().withComparatorForType(BigDecimal::compareTo, BigDecimal.class).isEqualTo(next);
        form.setExpirationMonth("06/2027");
        form.carryWindow();
        assertThat(form.getLines()).singleElement().extracting(LineItemForm::getStartMonth, LineItemForm::getEndMonth).containsExactly("01/2027", "06/2027");
    }

    @Test
    void what_cannot_be_read_is_kept_and_named() {
        PurchaseOrderForm form = form("13/2026", "12.2026");
        LineItemForm line = form.getLines().get(0);
        line.setStartMonth("soon");
        line.setUnitPrice("1.234,50");
        line.setTaxKind(LineTax.Kind.PERCENT);
        form.setTags(List.of("=x", "a=1", "a=2"));

        List<Violation> problems = form.read().problems();

        assertThat(problems).extracting(v -> v.field() + " " + v.code()).containsExactlyInAnyOrder("effectiveMonth NOT_A_MONTH",
                "lineItems[0].startMonth NOT_A_MONTH", "lineItems[0].unitPrice NOT_A_NUMBER", "lineItems[0].tax.value REQUIRED", "tags BLANK",
                "tags DUPLICATE_VALUE");
        assertThat(line.getUnitPrice()).isEqualTo("1.234,50");
        assertThat(form.getEffectiveMonth()).isEqualTo("13/2026");
    }

    @Test
    void tags_are_names_with_or_without_a_value() {
        PurchaseOrderForm form = form("01/2026", "12/2026");
        form.setTags(List.of("production", "region = eu-central-1", "a=b=c"));
        assertThat(form.read().draft().tags()).containsExactlyInAnyOrderEntriesOf(Map.of("production", "", "region", "eu-central-1", "a", "b=c"));
    }

    @Test
    void any_seller_puts_the_chosen_ones_aside_without_losing_them() {
        PurchaseOrderForm form = form("01/2026", "12/2026");
        form.setSellers(List.of("Seller"));
        form.setAnySeller(true);
        assertThat(form.read().draft().sellers()).isEmpty();
        form.setAnySeller(false);
        assertThat(form.read().draft().sellers()).containsExactly("Seller");
    }

    @Test
    void totals_follow_what_is_typed_and_round_to_the_currency() {
        PurchaseOrderForm form = form("01/2026", "12/2026");
        LineItemForm line = form.getLines().get(0);
        line.setUnitPrice("1,000.005");
        line.setQuantity("3");
        line.setTaxKind(LineTax.Kind.PERCENT);
        line.setTaxValue("10");
        assertThat(form.total(line)).contains(new BigDecimal("3300.02"));
        form.setCurrency("JPY");
        assertThat(form.total(line)).contains(new BigDecimal("3300"));
        line.setQuantity("many");
        assertThat(form.total(line)).isEmpty();
        assertThat(form.total()).isEqualByComparingTo("0");
    }

    @Test
    void numbers_are_written_anew_when_the_language_changes() {
        PurchaseOrderForm form = form("01/2026", "12/2026");
        LineItemForm line = form.getLines().get(0);
        line.setUnitPrice("1,234.5");
        line.setQuantity("1.5");
        LineItemForm wrong = form.addLine();
        wrong.setUnitPrice("a lot");

        form.speak(VIETNAMESE);

        assertThat(line.getUnitPrice()).isEqualTo("1.234,50");
        assertThat(line.getQuantity()).isEqualTo("1,5");
        assertThat(wrong.getUnitPrice()).isEqualTo("a lot");
        assertThat(form.read().draft().lineItems().get(0).unitPrice()).isEqualByComparingTo("1234.5");
    }

    @Test
    void a_zero_decimal_currency_gets_no_decimals() {
        PurchaseOrderForm form = form("01/2026", "12/2026");
        form.setCurrency("VND");
        LineItemForm line = form.getLines().get(0);
        line.setUnitPrice("9600000000");
        line.tidy(ENGLISH, "VND");
        assertThat(line.getUnitPrice()).isEqualTo("9,600,000,000");
    }

    @Test
    void lines_of_a_new_purchase_order_follow_its_months() {
        PurchaseOrderForm form = form("01/2027", "12/2027");
        LineItemForm whole = form.getLines().get(0);
        LineItemForm part = form.addLine();
        part.setStartMonth("03/2027");
        form.setEffectiveMonth("02/2027");
        form.setExpirationMonth("06/2028");

        form.carryWindow();

        assertThat(whole.getStartMonth() + "-" + whole.getEndMonth()).isEqualTo("02/2027-06/2028");
        assertThat(part.getStartMonth() + "-" + part.getEndMonth()).isEqualTo("03/2027-06/2028");
    }

    @Test
    void lines_of_an_existing_purchase_order_move_only_when_asked() {
        PurchaseOrderForm form = new PurchaseOrderForm(saved(false), 3, ENGLISH);
        form.setExpirationMonth("12/2027");
        form.carryWindow();
        assertThat(form.getLines().get(0).getEndMonth()).isEqualTo("12/2026");
        assertThat(form.linesLeftBehind()).containsExactly(form.getLines().get(0));

        form.fitLines();

        assertThat(form.getLines().get(0).getEndMonth()).isEqualTo("12/2027");
        assertThat(form.getLines().get(1).getEndMonth()).isEqualTo("06/2026");
        assertThat(form.linesLeftBehind()).isEmpty();
    }

    @Test
    void lines_outside_a_shortened_window_are_named_and_cut() {
        PurchaseOrderForm form = new PurchaseOrderForm(saved(false), 3, ENGLISH);
        form.setExpirationMonth("04/2026");
        assertThat(form.linesOutside()).hasSize(2);
        form.fitLines();
        assertThat(form.linesOutside()).isEmpty();
        assertThat(form.getLines().get(1).getStartMonth() + "-" + form.getLines().get(1).getEndMonth()).isEqualTo("03/2026-04/2026");
        form.setExpirationMonth("02/2026");
        form.fitLines();
        assertThat(form.getLines().get(1).getStartMonth() + "-" + form.getLines().get(1).getEndMonth()).isEqualTo("01/2026-02/2026");
    }

    @Test
    void added_and_duplicated_lines_get_the_next_free_number() {
        assertThat(PurchaseOrderForm.nextNumber(List.of())).isEqualTo("1");
        assertThat(PurchaseOrderForm.nextNumber(List.of("1", "1.2", "10"))).isEqualTo("11");
        assertThat(PurchaseOrderForm.nextNumber(List.of("A1", "b"))).isEqualTo("1");
        assertThat(PurchaseOrderForm.nextNumber(List.of("9999999999999999999"))).isEqualTo("1");
        PurchaseOrderForm form = form("01/2026", "12/2026");
        form.getLines().get(0).setUnitPrice("5");
        LineItemForm copy = form.duplicate(form.getLines().get(0));
        assertThat(copy.getNumber()).isEqualTo("2");
        assertThat(copy.getUnitPrice()).isEqualTo("5");
    }

    @Test
    void a_removed_line_comes_back_where_it_was() {
        PurchaseOrderForm form = form("01/2026", "12/2026");
        LineItemForm first = form.getLines().get(0);
        LineItemForm second = form.addLine();
        form.remove(first);
        assertThat(form.getLines()).containsExactly(second);
        form.restoreRemoved();
        form.restoreRemoved();
        assertThat(form.getLines()).containsExactly(first, second);
    }

    @Test
    void id_and_a_currency_with_invoices_stay_as_they_are() {
        PurchaseOrderForm form = new PurchaseOrderForm(saved(true), 3, ENGLISH);
        form.setPurchaseOrderId("other");
        form.setCurrency("USD");
        PurchaseOrderDraft draft = form.read().draft();
        assertThat(draft.purchaseOrderId()).isEqualTo("PO-7");
        assertThat(draft.currency()).isEqualTo("EUR");
        assertThat(form.getLines()).extracting(LineItemForm::isAllocated).containsExactly(true, false);
    }

    @Test
    void a_contact_added_by_hand_is_part_of_the_draft() {
        PurchaseOrderForm form = form("01/2026", "12/2026");
        form.setContacts(List.of(new ContactDraft("An", "an@example.org", null, "vi")));
        assertThat(form.read().draft().contacts()).extracting(ContactDraft::email).containsExactly("an@example.org");
        assertThat(form.read().problems()).extracting(Violation::code).doesNotContain(ErrorCode.REQUIRED);
    }
}
