package org.openpo.web.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openpo.domain.forecast.Forecast;
import org.openpo.ejb.notice.BurnDown;

class BurnDownChartTest {
    private static final YearMonth JAN = YearMonth.of(2026, 1);
    /** A plot of 120 by 100 whose origin is at 0, 100. */
    private static final Frame PLAIN = new Frame(120, 100, 0, 0, 0, 0, 4, 12, 10);

    /** A purchase order from January 2026 on, as the burn-down service gives it. */
    private static BurnDown data(String committed, String billed, String expiration, String today) {
        NavigableMap<YearMonth, BigDecimal> amounts = new TreeMap<>();
        BigDecimal left = new BigDecimal(committed);
        List<BurnDown.Month> months = new java.util.ArrayList<>();
        YearMonth current = YearMonth.from(LocalDate.parse(today));
        YearMonth end = YearMonth.parse(expiration).isBefore(current) ? YearMonth.parse(expiration) : current;
        String[] each = billed.split(" ");
        for (int i = 0; i < each.length || !JAN.plusMonths(i).isAfter(end); i++) {
            BigDecimal amount = i < each.length ? new BigDecimal(each[i]) : BigDecimal.ZERO;
            left = left.subtract(amount);
            amounts.put(JAN.plusMonths(i), amount);
            months.add(new BurnDown.Month(JAN.plusMonths(i), amount, left));
        }
        Forecast forecast = Forecast.of(left, amounts, current);
        return new BurnDown("USD", JAN, YearMonth.parse(expiration), new BigDecimal(committed), new BigDecimal(committed).subtract(left), months, forecast, null,
                forecast.ahead(YearMonth.parse(expiration), BurnDownChart.AHEAD_MOST), List.of());
    }

    private static BurnDownChart chart(String committed, String billed, String expiration, String today) {
        return new BurnDownChart(data(committed, billed, expiration, today), LocalDate.parse(today), PLAIN);
    }

    @Test
    void the_balance_falls_from_the_committed_amount_and_the_forecast_goes_on_to_nothing() {
        BurnDownChart chart = chart("1000", "200 200", "2026-12", "2026-03-16");
        // Twelve months of ten units; a thousand is a hundred units high.
        assertThat(chart.getLine()).isEqualTo("M0.0 0.0L10.0 20.0L20.0 40.0");
        assertThat(chart.getArea()).isEqualTo("M0.0 0.0L10.0 20.0L20.0 40.0L20.0 100.0L0.0 100.0Z");
        assertThat(chart.getExpectedLine()).isEqualTo("M20.0 40.0L30.0 60.0L40.0 80.0L50.0 100.0");
        assertThat(chart.getBand()).as("even spending has no range").isEqualTo("M20.0 40.0L30.0 60.0L40.0 80.0L50.0 100.0L50.0 100.0L40.0 80.0L30.0 60.0L20.0 40.0Z");
        assertThat(chart.getExpected()).hasSize(2);
        assertThat(chart.getDryX()).isEqualTo("50.0");
        // Exactly enough for May: June is the first month that is not covered.
        assertThat(chart.getDryMonth()).isEqualTo(YearMonth.of(2026, 6));
        assertThat(chart.getTodayX()).isEqualTo("25.0");
        assertThat(chart.getExpiryX()).isEqualTo("120.0");
        assertThat(chart.isPaceShown()).isTrue();
    }

    @Test
    void the_lower_case_meets_nothing_first_and_the_band_follows_the_axis_to_the_upper() {
        BurnDownChart chart = chart("1000", "150 250 200", "2026-12", "2026-04-16");
        List<double[]> band = Stream.of(chart.getBand().replace("Z", "").substring(1).split("L")).map(p -> Stream.of(p.split(" ")).mapToDouble(Double::parseDouble).toArray()).toList();
        assertThat(band.get(0)).containsExactly(30, 60);
        assertThat(band.get(band.size() - 1)).as("closed where it began").containsExactly(30, 60);
        assertThat(band.stream().flatMapToDouble(DoubleStream::of).max().orElseThrow()).isLessThanOrEqualTo(120);
        double firstZero = band.stream().filter(p -> p[1] == 100).mapToDouble(p -> p[0]).min().orElseThrow();
        double lastZero = band.stream().filter(p -> p[1] == 100).mapToDouble(p -> p[0]).max().orElseThrow();
        assertThat(firstZero).isLessThan(Double.parseDouble(chart.getDryX()));
        assertThat(lastZero).isGreaterThan(Double.parseDouble(chart.getDryX()));
    }

    @Test
    void what_is_exceeded_is_drawn_below_nothing_and_no_forecast_is() {
        BurnDownChart chart = chart("300", "200 200", "2026-12", "2026-03-16");
        assertThat(chart.getZeroY()).isEqualTo("75.0");
        assertThat(chart.getPoints().get(1).y()).isEqualTo("100.0");
        assertThat(chart.isForecast()).isFalse();
        assertThat(chart.getDryMonth()).isNull();
        assertThat(chart.getTicks()).extracting(t -> t.value().doubleValue()).containsExactly(-100.0, 0.0, 100.0, 200.0, 300.0);
    }

    @Test
    void a_month_that_is_billed_in_part_is_still_forecast_and_without_a_forecast_it_is_drawn() {
        assertThat(chart("1000", "200 200 50", "2026-12", "2026-03-16").getPoints()).hasSize(2);
        assertThat(chart("1000", "0 0 50", "2026-12", "2026-03-16").getPoints()).hasSize(3);
    }

    @Test
    void credits_raise_the_picture_above_the_committed_amount() {
        assertThat(chart("1000", "100 -600 100", "2026-12", "2026-04-16").getTicks()).extracting(t -> t.value().doubleValue()).contains(1500.0);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # committed, billed,  expiration, today,      expiry, today drawn, last label
            1000,        '10 10', 2026-02,    2026-09-10, true,   false,       2026-02
            1000,        '10 10', 2120-12,    2026-03-10, false,  true,        2029-02
            0,           '10 10', 2026-12,    2026-03-10, true,   true,        2026-12
            0.01,        '0.01',  2026-01,    2026-01-31, true,   true,        2026-01
            9600000000,  '7 8 9', 2027-03,    2026-04-01, true,   true,        2027-03
            """)
    void odd_purchase_orders_are_drawn_as_well(String committed, String billed, String expiration, String today, boolean expiry, boolean present, YearMonth last) {
        BurnDownChart chart = chart(committed, billed, expiration, today);
        assertThat(chart.getExpiryX() != null).isEqualTo(expiry);
        assertThat(chart.getTodayX() != null).isEqualTo(present);
        assertThat(chart.getLabels()).hasSizeLessThanOrEqualTo(PLAIN.labels());
        assertThat(chart.getLabels().get(chart.getLabels().size() - 1).month()).isBetween(last.minusMonths(3), last);
        assertThat(chart.getTicks()).hasSizeBetween(1, 8);
        assertThat(chart.getLine() + chart.getArea()).doesNotContain("NaN").doesNotContain("Infinity");
    }

    @Test
    void each_year_is_named_once_and_thresholds_lie_between_nothing_and_everything() {
        BurnDownChart chart = chart("1000", "10 10", "2027-12", "2026-03-16");
        assertThat(chart.getLabels().stream().filter(BurnDownChart.Label::withYear)).extracting(l -> l.month().getYear()).containsExactly(2026, 2027);
        assertThat(chart.thresholds(List.of(new BigDecimal("100"), new BigDecimal("75"), new BigDecimal("10"), BigDecimal.ZERO))).extracting(BurnDownChart.Threshold::y)
                .containsExactly("25.0", "90.0");
        assertThat(chart("0", "10 10", "2027-12", "2026-03-16").thresholds(List.of(BigDecimal.TEN))).isEmpty();
    }

    @Test
    void only_the_last_years_of_a_long_purchase_order_are_drawn() {
        BurnDownChart chart = chart("100000", "10 ".repeat(100).strip(), "2040-12", "2034-05-16");
        assertThat(chart.getPoints()).hasSize(BurnDownChart.PAST_MOST);
        assertThat(chart.isPaceShown()).as("its beginning is not in the picture").isFalse();
    }

    @Test
    void today_gives_way_to_those_at_the_expiration() {
        BurnDownChart near = new BurnDownChart(data("1000", "10 10", "2026-04", "2026-04-10"), LocalDate.parse("2026-04-10"), Frame.WIDE);
        BurnDownChart far = new BurnDownChart(data("1000", "10 10", "2027-04", "2026-04-10"), LocalDate.parse("2026-04-10"), Frame.WIDE);
        assertThat(near.getTodayY()).isGreaterThan(far.getTodayY());
        assertThat(near.isExpiryLeft()).isFalse();
    }

    @Test
    void a_sparkline_has_a_bar_for_each_month_that_was_billed() {
        List<BurnDown.Month> billed = List.of(month(1, "50"), month(3, "100"), month(4, "-100"), month(5, "0"));
        Sparkline spark = Sparkline.of(billed, YearMonth.of(2026, 12), 12);
        assertThat(spark.first()).isEqualTo(JAN);
        assertThat(spark.bars()).isEqualTo("M0.0 4.0h4.5v4.0h-4.5zM12.0 0.0h4.5v8.0h-4.5z");
        assertThat(spark.credit()).isEqualTo("M18.0 8.0h4.5v8.0h-4.5z");
        assertThat(spark.most().month()).isEqualTo(YearMonth.of(2026, 3));
        assertThat(Sparkline.of(billed, YearMonth.of(2027, 12), 12)).satisfies(none -> assertThat(none.bars() + none.credit()).isEmpty()).extracting(Sparkline::most).isNull();
    }

    private static BurnDown.Month month(int month, String billed) {
        return new BurnDown.Month(YearMonth.of(2026, month), new BigDecimal(billed), BigDecimal.ZERO);
    }
}
