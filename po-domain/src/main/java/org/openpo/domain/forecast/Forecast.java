package org.openpo.domain.forecast;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * When the balance will be used up if spending goes on as it did (spec §5). Judged by the months that are billed completely: all before the
 * month before the current one, and that one as soon as it has been billed at all, because invoices come in the month after.
 *
 * @param state        what can be said at all
 * @param expected     month whose billing the balance no longer covers; null unless the state is RUNS_DRY
 * @param earliest     the same if more is spent than expected (high case); null if that does not happen within {@value #YEARS_AHEAD} years
 * @param latest       the same if less is spent than expected (low case); null if the balance then lasts beyond {@value #YEARS_AHEAD} years
 * @param monthlyRate  average spending per month; null with too few months
 * @param billedMonths how many months have been billed, the current one included
 * @param next         first month that is forecast
 * @param left         what was left before that month
 * @param outlook      what the months from the next on may come to; null unless the state is RUNS_DRY or LASTS
 */
public record Forecast(State state, YearMonth expected, YearMonth earliest, YearMonth latest, BigDecimal monthlyRate, int billedMonths,
        YearMonth next, BigDecimal left, Outlook outlook) {
    /** Fewer billed months say nothing about the ones to come. */
    public static final int BILLED_MONTHS_LEAST = Outlook.MONTHS_LEAST;
    private static final int YEARS_AHEAD = 10;
    private static final int RATE_DECIMALS = 4;

    public enum State {
        /** Fewer than two months have been billed: no forecast is made. */
        TOO_FEW_MONTHS,
        /** Nothing is left now. */
        EXHAUSTED,
        /** The balance is used up in the expected month. */
        RUNS_DRY,
        /** At this pace the balance lasts longer than anyone plans. */
        LASTS
    }

    /**
     * @param remaining what is left now
     * @param billed    billed amounts by billing period; months without may be missing
     * @param current   the current month
     */
    public static Forecast of(BigDecimal remaining, NavigableMap<YearMonth, BigDecimal> billed, YearMonth current) {
        NavigableMap<YearMonth, BigDecimal> some = new TreeMap<>(billed);
        some.values().removeIf(amount -> amount.signum() == 0);
        YearMonth last = current.minusMonths(some.containsKey(current.minusMonths(1)) ? 1 : 2);
        YearMonth next = last.plusMonths(1);
        BigDecimal left = remaining.add(sum(some.tailMap(next, true)));
        if (remaining.signum() <= 0) {
            return new Forecast(State.EXHAUSTED, null, null, null, null, some.size(), next, left, null);
        }
        List<BigDecimal> months = some.isEmpty() ? List.of() : complete(some, last);
        if (some.size() < BILLED_MONTHS_LEAST || months.size() < BILLED_MONTHS_LEAST) {
            return new Forecast(State.TOO_FEW_MONTHS, null, null, null, null, some.size(), next, left, null);
        }
        Outlook outlook = Outlook.of(months);
        YearMonth expected = firstAbove(outlook::expected, left, next);
        YearMonth earliest = firstAbove(outlook::high, left, next);
        YearMonth latest = firstAbove(outlook::low, left, next);
        BigDecimal rounded = outlook.monthlyRate().setScale(RATE_DECIMALS, RoundingMode.HALF_EVEN);
        return new Forecast(expected == null ? State.LASTS : State.RUNS_DRY, expected, earliest, latest, rounded, some.size(), next, left, outlook);
    }

    /** Whether the course of the year counts, which it does once {@value MonthForecaster#SEASONAL_MONTHS_LEAST} months are known. */
    public boolean seasonal() {
        return outlook != null && outlook.isSeasonal();
    }

    /** Whether the expected month is not later than the expiration month, whose billing then is not covered. */
    public boolean runsDryBy(YearMonth expiration) {
        return state == State.RUNS_DRY && !expected.isAfter(expiration);
    }

    /** How much more is needed to cover the expiration month as well; empty if nothing, or nothing can be said. */
    public Optional<BigDecimal> shortfall(YearMonth expiration) {
        if (!runsDryBy(expiration)) {
            return Optional.empty();
        }
        return Optional.of(outlook.expected((int) ChronoUnit.MONTHS.between(next, expiration) + 1).subtract(left)).filter(more -> more.signum() > 0);
    }

    /**
     * What is expected to be left at the ends of the months from the next to a last one, and in the high and the low case of spending.
     *
     * @param last the last month wanted
     * @param most no more months than this
     * @return empty unless the state is RUNS_DRY or LASTS
     */
    public List<Ahead> ahead(YearMonth last, int most) {
        if (outlook == null) {
            return List.of();
        }
        int months = (int) Math.max(0, Math.min(most, ChronoUnit.MONTHS.between(next, last) + 1));
        return IntStream.rangeClosed(1, months).mapToObj(h -> new Ahead(next.plusMonths(h - 1L), left.subtract(outlook.expected(h)), left.subtract(outlook.high(h)),
                left.subtract(outlook.low(h)))).toList();
    }

    /**
     * What may be left at the end of a month to come; negative is what is missing.
     *
     * @param low  if more is spent than expected
     * @param high if less is spent than expected
     */
    public record Ahead(YearMonth month, BigDecimal expected, BigDecimal low, BigDecimal high) { }

    private static List<BigDecimal> complete(NavigableMap<YearMonth, BigDecimal> billed, YearMonth last) {
        List<BigDecimal> months = new ArrayList<>();
        for (YearMonth month = billed.firstKey(); !month.isAfter(last); month = month.plusMonths(1)) {
            months.add(billed.getOrDefault(month, BigDecimal.ZERO));
        }
        return months;
    }

    private static YearMonth firstAbove(IntFunction<BigDecimal> spending, BigDecimal left, YearMonth next) {
        return IntStream.rangeClosed(1, YEARS_AHEAD * 12).filter(h -> spending.apply(h).compareTo(left) > 0).mapToObj(h -> next.plusMonths(h - 1L))
                .findFirst().orElse(null);
    }

    private static BigDecimal sum(NavigableMap<YearMonth, BigDecimal> amounts) {
        return amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
