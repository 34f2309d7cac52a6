package org.openpo.domain.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.openpo.domain.money.Rounding;
import org.openpo.domain.order.MonthRange;

class SpreadTest {
    private static final YearMonth JAN = YearMonth.of(2026, 1);
    private static final Currency EUR = Currency.getInstance("EUR");

    @ParameterizedTest(name = "{0} {1} from {2} to {3}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
            1200.00     | EUR | 2026-01 | 2026-12 | 100 100 100 100 100 100 100 100 100 100 100 100
            100.00      | EUR | 2026-11 | 2027-01 | 33.33 33.33 33.34
            0.02        | EUR | 2026-01 | 2026-03 | 0 0 0.02
            -100.00     | EUR | 2026-01 | 2026-03 | -33.33 -33.33 -33.34
            48000001    | JPY | 2026-01 | 2026-04 | 12000000 12000000 12000000 12000001
            -10         | JPY | 2026-01 | 2026-03 | -3 -3 -4
            1.000       | KWD | 2026-01 | 2026-03 | 0.333 0.333 0.334
            100.0000    | EUR | 2026-05 | 2026-05 | 100
            0           | EUR | 2026-01 | 2026-02 | 0 0
            10.0050     | EUR | 2026-01 | 2026-02 | 5 5.005
            999999999999999.99 | USD | 2026-01 | 2026-07 | 142857142857142.85 142857142857142.85 142857142857142.85 142857142857142.85 142857142857142.85 142857142857142.85 142857142857142.89
            """)
    void equal_parts_and_what_is_left_over_in_the_last_month(String total, String currency, YearMonth from, YearMonth to, String parts) {
        Spread spread = Spread.of(new BigDecimal(total), new MonthRange(from, to), Currency.getInstance(currency));
        assertThat(months(spread)).usingElementComparator(BigDecimal::compareTo).containsExactlyElementsOf(Stream.of(parts.split(" ")).map(BigDecimal::new).toList());
        assertThat(spread.in(from.minusMonths(1))).isZero();
        assertThat(spread.in(to.plusMonths(1))).isZero();
    }

    @Property
    void the_months_sum_to_the_total(@ForAll("lines") Line line) {
        assertThat(months(line.spread()).stream().reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo(line.total());
    }

    @Property
    void no_month_has_more_than_its_share_and_less_than_a_unit_is_lost_to_the_last(@ForAll("lines") Line line) {
        List<BigDecimal> months = months(line.spread());
        BigDecimal unit = BigDecimal.ONE.movePointLeft(Rounding.minorUnitDigits(line.currency()));
        BigDecimal first = months.get(0);
        assertThat(months.subList(0, months.size() - 1)).allSatisfy(month -> {
            assertThat(month).isEqualByComparingTo(first);
            assertThat(month.stripTrailingZeros().scale()).isLessThanOrEqualTo(Rounding.minorUnitDigits(line.currency()));
            assertThat(month.signum() * line.total().signum()).as("never of the other sign").isNotNegative();
        });
        BigDecimal surplus = months.get(months.size() - 1).subtract(months.size() > 1 ? first : BigDecimal.ZERO).abs();
        assertThat(months.size() == 1 || surplus.compareTo(unit.multiply(BigDecimal.valueOf(months.size()))) < 0).isTrue();
    }

    /** What lets the database add line items up before they are spread. */
    @Property
    void line_items_of_one_window_may_be_added_up_first(@ForAll("lines") Line line, @ForAll("totals") List<BigDecimal> totals) {
        List<Spread> each = new ArrayList<>(List.of(line.spread()));
        totals.forEach(total -> each.add(Spread.of(Rounding.toMinorUnit(total, line.currency()), line.window(), line.currency())));
        Spread all = each.stream().reduce(Spread::plus).orElseThrow();
        for (YearMonth month = line.window().from(); line.window().contains(month); month = month.plusMonths(1)) {
            YearMonth in = month;
            assertThat(all.in(month)).isEqualByComparingTo(each.stream().map(spread -> spread.in(in)).reduce(BigDecimal.ZERO, BigDecimal::add));
        }
    }

    @Property
    void the_negative_is_spread_like_the_positive(@ForAll("lines") Line line) {
        Spread negated = Spread.of(line.total().negate(), line.window(), line.currency());
        assertThat(months(negated)).usingElementComparator(BigDecimal::compareTo).containsExactlyElementsOf(months(line.spread()).stream().map(BigDecimal::negate).toList());
    }

    @Test
    void windows_are_not_mixed() {
        Spread one = Spread.of(BigDecimal.TEN, new MonthRange(JAN, JAN), EUR);
        Spread other = Spread.of(BigDecimal.TEN, new MonthRange(JAN, JAN.plusMonths(1)), EUR);
        assertThatThrownBy(() -> one.plus(other)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"-1, DAYS_0_TO_7", "0, DAYS_0_TO_7", "7, DAYS_0_TO_7", "8, DAYS_8_TO_30", "30, DAYS_8_TO_30", "31, DAYS_31_TO_60", "60, DAYS_31_TO_60", "61, DAYS_61_TO_90", "90, DAYS_61_TO_90",
        "91, DAYS_OVER_90", "9999, DAYS_OVER_90"})
    void ages_count_whole_days(int days, AgeBucket bucket) {
        Instant now = Instant.parse("2026-09-22T08:00:00Z");
        assertThat(AgeBucket.of(now.minusSeconds(days * 86_400L), now)).as("to the second").isEqualTo(bucket);
        assertThat(AgeBucket.of(now.minusSeconds(days * 86_400L + 86_399), now)).as("a second before the next day").isEqualTo(days < 0 ? AgeBucket.DAYS_0_TO_7 : bucket);
        assertThat(days < 0 || days >= bucket.from() && (bucket.to() == null || days <= bucket.to())).isTrue();
    }

    private static List<BigDecimal> months(Spread spread) {
        return Stream.iterate(spread.window().from(), spread.window()::contains, month -> month.plusMonths(1)).map(spread::in).toList();
    }

    record Line(BigDecimal total, MonthRange window, Currency currency) {
        Spread spread() {
            return Spread.of(total, window, currency);
        }
    }

    @Provide
    Arbitrary<Line> lines() {
        Arbitrary<Currency> currencies = Arbitraries.of("EUR", "USD", "JPY", "VND", "KWD", "CLF").map(Currency::getInstance);
        return Combinators.combine(amounts(), Arbitraries.integers().between(0, 600), Arbitraries.integers().between(1, 130), currencies)
                .as((amount, start, length, currency) -> new Line(Rounding.toMinorUnit(amount, currency), new MonthRange(JAN.plusMonths(start), JAN.plusMonths(start + length - 1L)), currency));
    }

    @Provide
    Arbitrary<List<BigDecimal>> totals() {
        return amounts().list().ofMaxSize(12);
    }

    private static Arbitrary<BigDecimal> amounts() {
        return Arbitraries.bigDecimals().between(new BigDecimal("-999999999999999"), new BigDecimal("999999999999999")).ofScale(4);
    }
}
