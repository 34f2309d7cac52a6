package org.openpo.domain.forecast;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * Spending that goes on as in the last months: the same average every month, and a spread that grows with the time ahead. Of months with
 * average m and standard deviation s, seen n times, the next h together come to m·h, give or take z·s·√(h + h²/n): the months' own spread, and
 * that of the average they are judged by. z is that of a range that eight of ten outcomes fall into.
 */
final class RunRate {
    /** Older months say little about the next ones. */
    static final int MONTHS_MOST = 6;
    private static final MathContext PRECISION = MathContext.DECIMAL64;
    private static final BigDecimal Z = new BigDecimal("1.2816");

    private final BigDecimal average;
    private final BigDecimal deviation;
    private final BigDecimal count;

    /** @param months billed amounts, oldest first, at least two */
    RunRate(List<BigDecimal> months) {
        List<BigDecimal> last = months.subList(Math.max(0, months.size() - MONTHS_MOST), months.size());
        count = BigDecimal.valueOf(last.size());
        average = last.stream().reduce(BigDecimal.ZERO, BigDecimal::add).divide(count, PRECISION);
        BigDecimal squares = last.stream().map(m -> m.subtract(average).pow(2)).reduce(BigDecimal.ZERO, BigDecimal::add);
        deviation = squares.divide(count.subtract(BigDecimal.ONE), PRECISION).sqrt(PRECISION);
    }

    BigDecimal average() {
        return average;
    }

    /** What the next {@code months} months come to. */
    BigDecimal expected(int months) {
        return average.multiply(BigDecimal.valueOf(months), PRECISION);
    }

    /** As much as it may well be. */
    BigDecimal high(int months) {
        return expected(months).add(spread(months));
    }

    /** As little as it may well be. */
    BigDecimal low(int months) {
        return expected(months).subtract(spread(months));
    }

    private BigDecimal spread(int months) {
        BigDecimal h = BigDecimal.valueOf(months);
        BigDecimal variance = h.add(h.multiply(h).divide(count, PRECISION));
        return Z.multiply(deviation, PRECISION).multiply(variance.sqrt(PRECISION), PRECISION);
    }
}
