package org.openpo.domain.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.NavigableMap;
import java.util.TreeMap;

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
        assertThat(uneven.earliest()).isEqualTo(YearMonth.of(2026, 10));
        assertThat(uneven.latest()).isEqualTo(YearMonth.of(2027, 5));
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

    @Property(tries = 500)
    void the_cases_are_in_order_and_more_money_never_ends_earlier(@ForAll @Size(min = 2, max = 24) java.util.List<@IntRange(max = 5000) Integer> billed,
            @ForAll @BigRange(min = "0.01", max = "100000") @Scale(2) BigDecimal remaining, @ForAll @BigRange(min = "0", max = "50000") @Scale(2) BigDecimal more) {
        NavigableMap<YearMonth, BigDecimal> months = new TreeMap<>();
        for (int i = 0; i < billed.size(); i++) {
            months.put(JAN.plusMonths(i), BigDecimal.valueOf(billed.get(i)));
        }
        YearMonth current = JAN.plusMonths(billed.size());
        Forecast forecast = Forecast.of(remaining, months, current);
        if (forecast.state() == Forecast.State.RUNS_DRY) {
            assertThat(forecast.earliest()).isBeforeOrEqualTo(forecast.expected());
            if (forecast.latest() != null) {
                assertThat(forecast.latest()).isAfterOrEqualTo(forecast.expected());
            }
            assertThat(forecast.expected()).isAfterOrEqualTo(current.minusMonths(1));
            Forecast richer = Forecast.of(remaining.add(more), months, current);
            assertThat(richer.expected() == null || !richer.expected().isBefore(forecast.expected())).isTrue();
        }
        if (forecast.billedMonths() < 2) {
            assertThat(forecast.state()).isEqualTo(Forecast.State.TOO_FEW_MONTHS);
        }
    }

    @Property(tries = 300)
    void cents_and_thousands_forecast_the_same_months(@ForAll @Size(min = 2, max = 12) java.util.List<@IntRange(min = 1, max = 5000) Integer> billed,
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
