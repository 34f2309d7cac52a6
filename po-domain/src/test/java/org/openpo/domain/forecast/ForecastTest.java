package org.openpo.domain.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;

class ForecastTest {
    private static final YearMonth JAN = YearMonth.of(2026, 1);

    @ParameterizedTest
    @CsvSource(textBlock = """
            # remaining, months billed from January on, current month, state, expected
            900,  '100 100 100',     2026-04, RUNS_DRY,       2027-01
            901,  '100 100 100',     2026-04, RUNS_DRY,       2027-01
            899,  '100 100 100',     2026-04, RUNS_DRY,       2026-12
            # April's invoice is not here yet: it is forecast
            900,  '100 100 100',     2026-05, RUNS_DRY,       2027-01
            # nor is May's, and April is over without one
            900,  '100 100 100 0',   2026-06, RUNS_DRY,       2027-05
            # the current month is billed in part: what it comes to is still forecast as a whole
            850,  '100 100 100 50',  2026-04, RUNS_DRY,       2027-01
            # a month without an invoice counts, once the one after it has begun to be billed or is over
            300,  '100 0 100 0 100', 2026-06, RUNS_DRY,       2026-11
            # a year's turn and a leap year make no difference
            2600, '200 200',         2026-03, RUNS_DRY,       2027-04
            0,    '100 100',         2026-03, EXHAUSTED,
            -5,   '100',             2026-02, EXHAUSTED,
            500,  '',                2026-03, TOO_FEW_MONTHS,
            500,  '100',             2026-03, TOO_FEW_MONTHS,
            500,  '0 100',           2026-03, TOO_FEW_MONTHS,
            # only the current and a later month are billed: no month is complete yet
            500,  '0 0 100 100',     2026-03, TOO_FEW_MONTHS,
            500,  '100 -100',        2026-03, LASTS,
            1000000, '1 1 1',        2026-04, LASTS,
            """)
    void the_expected_month_is_the_first_that_the_balance_does_not_cover(BigDecimal remaining, String billed, YearMonth current, Forecast.State state, YearMonth expected) {
        Forecast forecast = Forecast.of(remaining, months(billed), current);
        assertThat(forecast.state()).isEqualTo(state);
        assertThat(forecast.expected()).isEqualTo(expected);
    }

    @Test
    void even_spending_leaves_no_doubt_and_uneven_spending_gives_a_range() {
        assertThat(Forecast.of(new BigDecimal("900"), months("100 100 100"), YearMonth.of(2026, 4)))
                .satisfies(f -> assertThat(f.earliest()).isEqualTo(f.latest()).isEqualTo(f.expected()));
        Forecast uneven = Forecast.of(new BigDecimal("900"), months("60 140 100"), YearMonth.of(2026, 4));
        assertThat(uneven.expected()).isEqualTo(YearMonth.of(2027, 1));
        assertThat(uneven.earliest()).isEqualTo(YearMonth.of(2026, 9));
        assertThat(uneven.latest()).isEqualTo(YearMonth.of(2027, 10));
    }

    @Test
    void what_is_needed_to_reach_the_expiration_is_the_sum_that_is_not_covered() {
        Forecast forecast = Forecast.of(new BigDecimal("650"), months("100 100 100"), YearMonth.of(2026, 4));
        assertThat(forecast.runsDryBy(YearMonth.of(2026, 9))).isFalse();
        assertThat(forecast.shortfall(YearMonth.of(2026, 9))).isEmpty();
        assertThat(forecast.runsDryBy(YearMonth.of(2026, 10))).isTrue();
        assertThat(forecast.shortfall(YearMonth.of(2026, 10)).orElseThrow()).isEqualByComparingTo("50");
        assertThat(forecast.shortfall(YearMonth.of(2026, 12)).orElseThrow()).isEqualByComparingTo("250");
        // Exactly enough is enough.
        assertThat(Forecast.of(new BigDecimal("600"), months("100 100 100"), YearMonth.of(2026, 4)).runsDryBy(YearMonth.of(2026, 9))).isFalse();
    }

    @Test
    void only_the_last_months_count() {
        Forecast forecast = Forecast.of(new BigDecimal("600"), months("9000 9000 100 100 100 100 100 100"), YearMonth.of(2026, 9));
        assertThat(forecast.monthlyRate()).isEqualByComparingTo("100");
        assertThat(forecast.billedMonths()).isEqualTo(8);
    }

    @Test
    void a_strong_month_is_expected_again_a_year_later() {
        String year = "100 100 100 100 100 100 100 100 100 100 100 400";
        Forecast forecast = Forecast.of(new BigDecimal("1300"), months(year + " " + year), YearMonth.of(2028, 1));
        assertThat(forecast.outlook().isSeasonal()).isTrue();
        assertThat(forecast.expected()).as("the average of six months would say September").isEqualTo(YearMonth.of(2028, 12));
        // What is missing at the end of the expiration month is what the months until then are expected to come to, not an average.
        BigDecimal left = forecast.ahead(YearMonth.of(2028, 12), 36).get(11).expected();
        assertThat(forecast.shortfall(YearMonth.of(2028, 12)).orElseThrow()).isEqualByComparingTo(left.negate());
    }

    @ParameterizedTest
    @CsvSource({"2, false", "12, false", "13, true", "40, true"})
    void the_year_counts_from_thirteen_months_on(int months, boolean seasonal) {
        assertThat(Outlook.of(Collections.nCopies(months, BigDecimal.TEN)).isSeasonal()).isEqualTo(seasonal);
    }

    @Test
    void one_month_is_too_few_for_an_outlook() {
        assertThatThrownBy(() -> Outlook.of(List.of(BigDecimal.ONE))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2 months");
    }

    @Test
    void credits_leave_nothing_to_compare_a_season_with_and_the_average_stands() {
        List<BigDecimal> months = new ArrayList<>(Collections.nCopies(12, new BigDecimal("-50")));
        months.addAll(Collections.nCopies(8, new BigDecimal("120")));
        assertThat(Outlook.of(months).expected(3)).isEqualByComparingTo("360");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # last month, most, how many, left at the end
            2026-03, 36, 0,
            2026-04, 36, 1, 100
            2026-06, 36, 3, -100
            2030-01, 5,  5, -300
            """)
    void the_months_ahead_end_with_what_is_left_or_missing(YearMonth last, int most, int count, BigDecimal left) {
        List<Forecast.Ahead> ahead = Forecast.of(new BigDecimal("200"), months("100 100 100"), YearMonth.of(2026, 4)).ahead(last, most);
        assertThat(ahead).hasSize(count);
        if (left != null) {
            assertThat(ahead.get(count - 1).expected()).isEqualByComparingTo(left);
            assertThat(ahead.get(0).month()).isEqualTo(YearMonth.of(2026, 4));
        }
        assertThat(Forecast.of(new BigDecimal("200"), months("100"), YearMonth.of(2026, 4)).ahead(last, most)).as("too few months").isEmpty();
    }

    @Test
    void the_product_of_two_amounts_loses_no_digit() {
        what_is_the_same_every_month_is_forecast_exactly(new BigDecimal("408248.31"), 17, 1);
        what_is_the_same_every_month_is_forecast_exactly(new BigDecimal("999999999.99"), 60, 60);
    }

    @Property(tries = 100)
    void what_is_the_same_every_month_is_forecast_exactly(@ForAll @BigRange(min = "0.01", max = "1000000000") @Scale(2) BigDecimal amount,
            @ForAll @IntRange(min = 2, max = 60) int months, @ForAll @IntRange(max = 60) int ahead) {
        Outlook outlook = Outlook.of(Collections.nCopies(months, amount));
        BigDecimal exact = amount.multiply(BigDecimal.valueOf(ahead));
        assertThat(outlook.expected(ahead)).isEqualByComparingTo(exact);
        assertThat(outlook.low(ahead)).isEqualByComparingTo(exact);
        assertThat(outlook.high(ahead)).isEqualByComparingTo(exact);
    }

    @Property(tries = 300)
    void the_low_case_is_below_the_expected_and_that_below_the_high(@ForAll @Size(min = 2, max = 50) List<@IntRange(min = -2000, max = 9000) Integer> billed,
            @ForAll @IntRange(max = 60) int ahead) {
        Outlook outlook = Outlook.of(billed.stream().map(BigDecimal::valueOf).toList());
        assertThat(outlook.low(ahead)).isLessThanOrEqualTo(outlook.expected(ahead));
        assertThat(outlook.expected(ahead)).isLessThanOrEqualTo(outlook.high(ahead));
    }

    @Property(tries = 300)
    void a_hundred_times_the_amounts_is_a_hundred_times_the_outlook(@ForAll @Size(min = 2, max = 50) List<@IntRange(max = 9000) Integer> billed,
            @ForAll @IntRange(min = 1, max = 36) int ahead) {
        Outlook one = Outlook.of(billed.stream().map(BigDecimal::valueOf).toList());
        Outlook hundred = Outlook.of(billed.stream().map(b -> BigDecimal.valueOf(b * 100L)).toList());
        Offset<Double> digits = within(1e-6);
        assertThat(hundred.expected(ahead).doubleValue() / 100).isCloseTo(one.expected(ahead).doubleValue(), digits);
        assertThat(hundred.low(ahead).doubleValue() / 100).isCloseTo(one.low(ahead).doubleValue(), digits);
        assertThat(hundred.high(ahead).doubleValue() / 100).isCloseTo(one.high(ahead).doubleValue(), digits);
    }

    @Property(tries = 300)
    void whoever_was_billed_more_every_month_is_not_done_later(@ForAll @Size(min = 2, max = 40) List<@IntRange(max = 5000) Integer> billed,
            @ForAll @IntRange(min = 2, max = 5) int times, @ForAll @IntRange(min = 1, max = 100000) int left) {
        BigDecimal committed = BigDecimal.valueOf(left).add(sum(billed).multiply(BigDecimal.valueOf(times)));
        assertNotLater(committed, billed.stream().map(b -> b * times).toList(), billed);
    }

    @Property(tries = 300)
    void whoever_was_billed_more_in_the_last_month_is_not_done_later_while_the_average_alone_counts(@ForAll @Size(min = 2, max = 12) List<@IntRange(min = 1, max = 5000) Integer> billed,
            @ForAll @IntRange(min = 1, max = 9000) int more, @ForAll @IntRange(min = 1, max = 100000) int left) {
        List<Integer> other = new ArrayList<>(billed);
        other.set(billed.size() - 1, billed.get(billed.size() - 1) + more);
        assertNotLater(BigDecimal.valueOf(left).add(sum(other)), other, billed);
    }

    private static void assertNotLater(BigDecimal committed, List<Integer> more, List<Integer> less) {
        YearMonth current = JAN.plusMonths(less.size());
        Forecast sooner = Forecast.of(committed.subtract(sum(more)), series(more), current);
        Forecast later = Forecast.of(committed.subtract(sum(less)), series(less), current);
        if (later.expected() != null && later.state() == sooner.state()) {
            assertThat(sooner.expected()).isBeforeOrEqualTo(later.expected());
        }
    }

    private static BigDecimal sum(List<Integer> amounts) {
        return BigDecimal.valueOf(amounts.stream().mapToLong(Integer::longValue).sum());
    }

    private static NavigableMap<YearMonth, BigDecimal> series(List<Integer> amounts) {
        NavigableMap<YearMonth, BigDecimal> months = new TreeMap<>();
        for (int i = 0; i < amounts.size(); i++) {
            months.put(JAN.plusMonths(i), BigDecimal.valueOf(amounts.get(i)));
        }
        return months;
    }

    @Property(tries = 500)
    void the_cases_are_in_order_and_more_money_never_ends_earlier(@ForAll @Size(min = 2, max = 40) List<@IntRange(max = 5000) Integer> billed,
            @ForAll @BigRange(min = "0.01", max = "100000") @Scale(2) BigDecimal remaining, @ForAll @BigRange(min = "0", max = "50000") @Scale(2) BigDecimal more) {
        NavigableMap<YearMonth, BigDecimal> months = series(billed);
        YearMonth current = JAN.plusMonths(billed.size());
        Forecast forecast = Forecast.of(remaining, months, current);
        if (forecast.state() == Forecast.State.RUNS_DRY) {
            assertThat(forecast.earliest()).isBeforeOrEqualTo(forecast.expected());
            if (forecast.latest() != null) {
                assertThat(forecast.latest()).isAfterOrEqualTo(forecast.expected());
            }
            assertThat(forecast.next()).as("invoices of the month before may still come").isAfterOrEqualTo(current.minusMonths(1));
            assertThat(forecast.earliest()).as("a month that is billed has not used it up").isAfterOrEqualTo(forecast.next());
            Forecast richer = Forecast.of(remaining.add(more), months, current);
            assertThat(richer.expected() == null || !richer.expected().isBefore(forecast.expected())).isTrue();
        }
        if (forecast.billedMonths() < 2) {
            assertThat(forecast.state()).isEqualTo(Forecast.State.TOO_FEW_MONTHS);
        }
    }

    @Property(tries = 300)
    void cents_and_thousands_forecast_the_same_months(@ForAll @Size(min = 2, max = 12) List<@IntRange(min = 1, max = 5000) Integer> billed,
            @ForAll @IntRange(min = 1, max = 100000) int remaining, @ForAll @IntRange(min = 1, max = 10000) int scale) {
        NavigableMap<YearMonth, BigDecimal> months = new TreeMap<>();
        NavigableMap<YearMonth, BigDecimal> scaled = new TreeMap<>();
        BigDecimal factor = BigDecimal.valueOf(scale);
        for (int i = 0; i < billed.size(); i++) {
            months.put(JAN.plusMonths(i), BigDecimal.valueOf(billed.get(i)));
            scaled.put(JAN.plusMonths(i), BigDecimal.valueOf(billed.get(i)).multiply(factor));
        }
        YearMonth current = JAN.plusMonths(billed.size());
        // Half a unit keeps the sum off the edge, where one digit of sixteen would decide.
        BigDecimal left = BigDecimal.valueOf(remaining).add(new BigDecimal("0.5"));
        Forecast one = Forecast.of(left, months, current);
        Forecast other = Forecast.of(left.multiply(factor), scaled, current);
        assertThat(other.state()).isEqualTo(one.state());
        assertThat(other.expected()).isEqualTo(one.expected());
    }

    private static NavigableMap<YearMonth, BigDecimal> months(String billed) {
        NavigableMap<YearMonth, BigDecimal> months = new TreeMap<>();
        YearMonth month = JAN;
        for (String amount : billed.isBlank() ? new String[0] : billed.split(" ")) {
            months.put(month, new BigDecimal(amount));
            month = month.plusMonths(1);
        }
        return months;
    }
}
