package org.openpo.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurchaseOrderCopyTest {

    @ParameterizedTest(name = "{0} to {1} with a line {2} to {3}: {4} to {5} with {6} to {7}")
    @CsvSource({
        "2026-01, 2026-12, 2026-01, 2026-12, 2027-01, 2027-12, 2027-01, 2027-12",
        "2026-01, 2026-12, 2026-02, 2026-02, 2027-01, 2027-12, 2027-02, 2027-02",
        "2026-04, 2027-03, 2026-12, 2027-01, 2027-04, 2028-03, 2027-12, 2028-01",
        "2026-01, 2026-03, 2026-02, 2026-03, 2026-04, 2026-06, 2026-05, 2026-06",
        "2026-12, 2026-12, 2026-12, 2026-12, 2027-01, 2027-01, 2027-01, 2027-01",
        "2026-03, 2026-12, 2026-03, 2026-12, 2027-01, 2027-10, 2027-01, 2027-10",
        "2024-01, 2026-12, 2025-06, 2025-07, 2027-01, 2029-12, 2028-06, 2028-07",
        // such a line cannot be saved, and is not lost either
        "2026-01, 2026-12, 2025-12, 2027-02, 2027-01, 2027-12, 2026-12, 2028-02",
    })
    void theNextBeginsWhereTheOldOneEnds(YearMonth from, YearMonth to, YearMonth start, YearMonth end, YearMonth nextFrom, YearMonth nextTo, YearMonth nextStart, YearMonth nextEnd) {
        PurchaseOrderDraft next = PurchaseOrderCopy.rollOver(order("PO-1", from, to, line("1", start, end)), Set.of(), id -> false).draft();

        assertThat(next.effectiveMonth()).isEqualTo(nextFrom);
        assertThat(next.expirationMonth()).isEqualTo(nextTo);
        assertThat(next.lineItems()).singleElement().extracting(LineItemDraft::startMonth, LineItemDraft::endMonth).containsExactly(nextStart, nextEnd);
    }

    @Test
    void everythingElseIsKeptAndClosedLinesAreLeftOut() {
        YearMonth jan = YearMonth.of(2026, 1);
        YearMonth dec = YearMonth.of(2026, 12);
        PurchaseOrderDraft old = order("PO-2026-1", jan, dec, line("1", jan, dec), line("2", jan, jan), line("3", dec, dec));
        PurchaseOrderCopy next = PurchaseOrderCopy.rollOver(old, Set.of("2"), id -> false);

        assertThat(next.leftOut()).containsExactly("2");
        assertThat(next.draft().purchaseOrderId()).isEqualTo("PO-2027-1");
        assertThat(next.draft()).usingRecursiveComparison().ignoringFields("purchaseOrderId", "effectiveMonth", "expirationMonth", "lineItems").isEqualTo(old);
        assertThat(next.draft().lineItems()).extracting(LineItemDraft::number).containsExactly("1", "3");
        assertThat(next.draft().lineItems()).usingRecursiveComparison().ignoringFields("id", "startMonth", "endMonth").isEqualTo(List.of(old.lineItems().get(0), old.lineItems().get(2)));
        assertThat(next.draft().lineItems()).extracting(LineItemDraft::id).containsOnlyNulls();
        assertThat(next.draft().lineItems().get(1).startMonth()).isEqualTo(YearMonth.of(2027, 12));
    }

    @Test
    void aDuplicateStaysWhereItIsAndHasNoId() {
        YearMonth jan = YearMonth.of(2026, 1);
        YearMonth dec = YearMonth.of(2026, 12);
        PurchaseOrderDraft old = order("PO-2026-1", jan, dec, line("1", jan, dec), line("2", jan, jan));
        PurchaseOrderCopy copy = PurchaseOrderCopy.duplicate(old, Set.of("1"));

        assertThat(copy.leftOut()).containsExactly("1");
        assertThat(copy.draft().purchaseOrderId()).isNull();
        assertThat(copy.draft()).usingRecursiveComparison().ignoringFields("purchaseOrderId", "lineItems").isEqualTo(old);
        assertThat(copy.draft().lineItems()).containsExactly(old.lineItems().get(1).copied(0));
    }

    @Property
    void theNextIsAsLongFollowsAtOnceAndLinesLieInItAsBefore(@ForAll("windows") MonthRange window, @ForAll @Size(max = 6) List<@IntRange(max = 40) Integer> starts,
            @ForAll @IntRange(max = 40) int length) {
        LineItemDraft[] lines = starts.stream().map(s -> {
            YearMonth start = earlier(window.from().plusMonths(s), window.to());
            return line("n" + s, start, earlier(start.plusMonths(length), window.to()));
        }).toArray(LineItemDraft[]::new);
        PurchaseOrderDraft next = PurchaseOrderCopy.rollOver(order("PO-1", window.from(), window.to(), lines), Set.of(), id -> false).draft();
        MonthRange now = new MonthRange(next.effectiveMonth(), next.expirationMonth());

        assertThat(now.from()).isEqualTo(window.to().plusMonths(1));
        assertThat(now.months()).isEqualTo(window.months());
        assertThat(now.overlaps(window)).isFalse();
        for (int i = 0; i < lines.length; i++) {
            LineItemDraft moved = next.lineItems().get(i);
            assertThat(now.contains(new MonthRange(moved.startMonth(), moved.endMonth()))).isTrue();
            assertThat(ChronoUnit.MONTHS.between(now.from(), moved.startMonth())).isEqualTo(ChronoUnit.MONTHS.between(window.from(), lines[i].startMonth()));
            assertThat(ChronoUnit.MONTHS.between(moved.startMonth(), moved.endMonth())).isEqualTo(ChronoUnit.MONTHS.between(lines[i].startMonth(), lines[i].endMonth()));
        }
    }

    @Provide
    Arbitrary<MonthRange> windows() {
        return Arbitraries.oneOf(List.of(FollowingIdsTest.windowsOf()));
    }

    private static YearMonth earlier(YearMonth a, YearMonth b) {
        return a.isBefore(b) ? a : b;
    }

    private static PurchaseOrderDraft order(String id, YearMonth from, YearMonth to, LineItemDraft... lines) {
        return new PurchaseOrderDraft(id, "Cloud", false, List.of("Amazon Web Services, Inc."), List.of("DE1"), List.of("unit"), "Bill to", "Ship to", "30 days", "EUR", from, to,
                AmountBasis.NET, List.of(new ContactDraft("Ann", "ann@example.com", null, "en")), Map.of("team", "cloud"), List.of(lines));
    }

    private static LineItemDraft line(String number, YearMonth start, YearMonth end) {
        return new LineItemDraft(7L, number, "Line " + number, LineItemType.MONTHLY_USAGE, start, end, true, new BigDecimal("100.00"), new BigDecimal("12"),
                LineTax.percent(new BigDecimal("19")), OverspendPolicy.HOLD, List.of("111122223333"));
    }
}
