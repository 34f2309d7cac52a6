package org.openpo.web.chart;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.openpo.ejb.report.MonthRow;

/**
 * Where the bars of a report by month lie in a picture: for each month what was committed and, in front of it, what was billed; below nothing where they are
 * negative. Coordinates are texts, as SVG attributes want them. Pure.
 */
public final class CommittedBilledChart {
    /** Of the room of a month: what is left free at each side, and what each bar takes. */
    private static final double FREE = 0.14;
    private static final double SHIFT = 0.24;
    /** Something is never drawn as nothing. */
    private static final double LEAST = 1;

    private final List<MonthRow> rows;
    private final Frame frame;
    private final double low;
    private final double high;

    /** A value at the left. */
    public record Tick(String y, BigDecimal value) { }

    /** A month below, with its year if it is the first of that year that is named. */
    public record Label(String x, YearMonth month, boolean withYear) { }

    public record Bar(String x, String y, String width, String height) { }

    /** @param x where the room of the month begins */
    public record Month(MonthRow row, Bar committed, Bar billed, String x, String width) { }

    /** @param rows of one currency, month after month, at least one */
    public CommittedBilledChart(List<MonthRow> rows, Frame frame) {
        this.rows = rows;
        this.frame = frame;
        double most = 0;
        double least = 0;
        for (MonthRow row : rows) {
            most = Math.max(most, Math.max(row.committed().doubleValue(), row.billed().doubleValue()));
            least = Math.min(least, Math.min(row.committed().doubleValue(), row.billed().doubleValue()));
        }
        low = least;
        high = most > least ? most : least + 1;
    }

    public Frame getFrame() {
        return frame;
    }

    public List<Tick> getTicks() {
        double step = BurnDownChart.step((high - low) / frame.ticks());
        List<Tick> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
            ticks.add(new Tick(BurnDownChart.text(y(i * step)), BigDecimal.valueOf(i * step)));
        }
        return ticks;
    }

    public List<Label> getLabels() {
        int step = IntStream.of(BurnDownChart.LABEL_STEPS).filter(s -> (rows.size() - 1) / s + 1 <= frame.labels()).findFirst()
                .orElse((rows.size() + frame.labels() - 1) / frame.labels());
        List<Label> labels = new ArrayList<>();
        int year = 0;
        for (int i = 0; i < rows.size(); i += step) {
            YearMonth month = rows.get(i).month();
            labels.add(new Label(BurnDownChart.text(x(i + 0.5)), month, month.getYear() != year));
            year = month.getYear();
        }
        return labels;
    }

    public List<Month> getMonths() {
        return IntStream.range(0, rows.size()).mapToObj(i -> {
            MonthRow row = rows.get(i);
            return new Month(row, bar(i + FREE, row.committed()), bar(i + FREE + SHIFT, row.billed()), BurnDownChart.text(x(i)), BurnDownChart.text(x(1) - x(0)));
        }).toList();
    }

    private Bar bar(double at, BigDecimal amount) {
        double value = amount.doubleValue();
        double height = amount.signum() == 0 ? 0 : Math.max(LEAST, Math.abs(y(value) - y(0)));
        return new Bar(BurnDownChart.text(x(at)), BurnDownChart.text(value < 0 ? y(0) : y(0) - height), BurnDownChart.text(x(1 - 2 * FREE - SHIFT) - x(0)), BurnDownChart.text(height));
    }

    public String getZeroY() {
        return BurnDownChart.text(y(0));
    }

    public int getPlotRight() {
        return frame.plotRight();
    }

    public int getPlotBottom() {
        return frame.plotBottom();
    }

    private double x(double months) {
        return frame.left() + months / rows.size() * (frame.width() - frame.left() - frame.right());
    }

    private double y(double value) {
        return getPlotBottom() - (value - low) / (high - low) * (getPlotBottom() - frame.top());
    }
}
