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
 */
public record Forecast(State state, YearMonth expected, YearMonth earliest, YearMonth latest, BigDecimal monthlyRate, int billedMonths,
        YearMonth next, BigDecimal left) {
    /** Fewer billed months say nothing about the ones to come. */
    public static final int BILLED_MONTHS_LEAST = 2;
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
            return new Forecast(State.EXHAUSTED, null, null, null, null, some.size(), next, left);
        }
        List<BigDecimal> months = some.isEmpty() ? List.of() : complete(some, last);
        if (some.size() < BILLED_MONTHS_LEAST || months.size() < BILLED_MONTHS_LEAST) {
            return new Forecast(State.TOO_FEW_MONTHS, null, null, null, null, some.size(), next, left);
        }
        RunRate rate = new RunRate(months);
        YearMonth expected = firstAbove(rate::expected, left, next);
        YearMonth earliest = notBefore(firstAbove(rate::high, left, next), current);
        YearMonth latest = firstAbove(rate::low, left, next);
        BigDecimal rounded = rate.average().setScale(RATE_DECIMALS, RoundingMode.HALF_EVEN);
        if (expected == null) {
            return new Forecast(State.LASTS, null, earliest, null, rounded, some.size(), next, left);
        }
        return new Forecast(State.RUNS_DRY, notBefore(expected, current), earliest, notBefore(latest, current), rounded, some.size(), next, left);
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
        BigDecimal months = BigDecimal.valueOf(ChronoUnit.MONTHS.between(next, expiration) + 1);
        return Optional.of(monthlyRate.multiply(months).subtract(left)).filter(more -> more.signum() > 0);
    }

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

    /** Something is left now, so a month that is over has not used it up, whatever the average says. */
    private static YearMonth notBefore(YearMonth month, YearMonth current) {
        YearMonth first = current.minusMonths(1);
        return month == null || !month.isBefore(first) ? month : first;
    }

    private static BigDecimal sum(NavigableMap<YearMonth, BigDecimal> amounts) {
        return amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
