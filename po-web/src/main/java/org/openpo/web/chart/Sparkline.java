package org.openpo.web.chart;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.openpo.ejb.notice.BurnDown;

/**
 * The billed months of a line item as bars of a small picture, credits below the rest.
 *
 * @param first  month of the first bar
 * @param last   month of the last bar
 * @param bars   SVG path of what was billed; empty if nothing was
 * @param credit SVG path of months that are below nothing; empty if there are none
 * @param most   the month that was billed most; null if none was billed in these months
 */
public record Sparkline(YearMonth first, YearMonth last, String bars, String credit, BurnDown.Month most) {
    public static final int WIDTH = 72;
    public static final int HEIGHT = 16;
    private static final double GAP = 1.5;
    private static final double LEAST = 1;

    /**
     * @param billed months that were billed
     * @param count  how many months are drawn, those without an invoice as gaps
     */
    public static Sparkline of(List<BurnDown.Month> billed, YearMonth last, int count) {
        YearMonth first = last.minusMonths(count - 1L);
        Map<YearMonth, BurnDown.Month> shown = billed.stream().filter(m -> !m.month().isBefore(first) && !m.month().isAfter(last) && m.billed().signum() != 0)
                .collect(Collectors.toMap(BurnDown.Month::month, Function.identity()));
        double most = shown.values().stream().map(BurnDown.Month::billed).reduce(BigDecimal.ZERO, BigDecimal::max).doubleValue();
        double least = shown.values().stream().map(BurnDown.Month::billed).reduce(BigDecimal.ZERO, BigDecimal::min).doubleValue();
        double scale = most > least ? HEIGHT / (most - least) : 0;
        double zero = most * scale;
        double step = (double) WIDTH / count;
        StringBuilder bars = new StringBuilder();
        StringBuilder credit = new StringBuilder();
        IntStream.range(0, count).forEach(i -> {
            BurnDown.Month month = shown.get(first.plusMonths(i));
            if (month != null) {
                double value = month.billed().doubleValue();
                double height = Math.max(LEAST, Math.abs(value) * scale);
                (value > 0 ? bars : credit).append(String.format(Locale.ROOT, "M%.1f %.1fh%.1fv%.1fh-%.1fz", i * step, value > 0 ? zero - height : zero, step - GAP, height, step - GAP));
            }
        });
        return new Sparkline(first, last, bars.toString(), credit.toString(), shown.values().stream().max(Comparator.comparing(BurnDown.Month::billed)).orElse(null));
    }
}
