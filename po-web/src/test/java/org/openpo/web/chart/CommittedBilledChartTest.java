package org.openpo.web.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.openpo.ejb.report.MonthRow;

class CommittedBilledChartTest {
    /** A plot of 120 by 100 whose origin is at 0, 100. */
    private static final Frame PLAIN = new Frame(120, 100, 0, 0, 0, 0, 4, 12, 10);

    /** Each "committed/billed". */
    private static List<MonthRow> months(String... each) {
        List<MonthRow> rows = new ArrayList<>();
        for (String month : each) {
            String[] amounts = month.split("/");
            rows.add(new MonthRow(YearMonth.of(2026, 1).plusMonths(rows.size()), "EUR", new BigDecimal(amounts[0]), new BigDecimal(amounts[1]), BigDecimal.ZERO, BigDecimal.ZERO));
        }
        return rows;
    }

    @Test
    void bars_stand_on_nothing_side_by_side() {
        CommittedBilledChart chart = new CommittedBilledChart(months("100/50", "25/0"), PLAIN);
        assertThat(chart.getMonths().get(0).committed()).isEqualTo(new CommittedBilledChart.Bar("8.4", "0.0", "28.8", "100.0"));
        assertThat(chart.getMonths().get(0).billed()).isEqualTo(new CommittedBilledChart.Bar("22.8", "50.0", "28.8", "50.0"));
        assertThat(chart.getMonths().get(1).committed().y()).isEqualTo("75.0");
        assertThat(chart.getMonths().get(1).billed().height()).as("nothing is not drawn").isEqualTo("0.0");
        assertThat(chart.getTicks()).extracting(tick -> tick.value().stripTrailingZeros().toPlainString()).containsExactly("0", "20", "40", "60", "80", "100");
        assertThat(chart.getZeroY()).isEqualTo("100.0");
    }

    @Test
    void credits_hang_below_nothing() {
        CommittedBilledChart chart = new CommittedBilledChart(months("60/-40"), PLAIN);
        assertThat(chart.getZeroY()).isEqualTo("60.0");
        assertThat(chart.getMonths().get(0).committed()).extracting("y", "height").containsExactly("0.0", "60.0");
        assertThat(chart.getMonths().get(0).billed()).extracting("y", "height").containsExactly("60.0", "40.0");
    }

    @Test
    void something_is_seen_beside_very_much() {
        assertThat(new CommittedBilledChart(months("99999999999999/0.01"), PLAIN).getMonths().get(0).billed().height()).isEqualTo("1.0");
    }

    @Test
    void nothing_at_all_is_drawn_too() {
        CommittedBilledChart chart = new CommittedBilledChart(months("0/0", "0/0"), PLAIN);
        assertThat(chart.getTicks()).isNotEmpty();
        assertThat(chart.getMonths()).allSatisfy(month -> assertThat(month.committed().height()).isEqualTo("0.0"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 12, 13, 36, 120})
    void labels_are_never_more_than_there_is_room_for(int count) {
        String[] each = new String[count];
        java.util.Arrays.fill(each, "1/1");
        for (Frame frame : List.of(Frame.WIDE, Frame.NARROW)) {
            List<CommittedBilledChart.Label> labels = new CommittedBilledChart(months(each), frame).getLabels();
            assertThat(labels.size()).isBetween(1, frame.labels());
            assertThat(labels.get(0).withYear()).isTrue();
        }
    }
}
