package org.openpo.domain.forecast;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * What the next months may come to, together: expected, and with a low and a high case that eight of ten outcomes lie between. The range comes from
 * how far the same method would have been off in the past: at each of the last months, for the sums of up to six months after it. An error of the
 * sum of h months, by an average of n, is taken to grow as √(h + h²/n): the months' own spread, and that of the average they are judged by. Few
 * such errors widen the range by Student's t.
 */
public final class Outlook {
    /** Fewer months leave no past forecast to be judged. */
    public static final int MONTHS_LEAST = 2;
    private static final int ORIGINS_MOST = 12;
    private static final int AHEAD_MOST = 6;
    private static final MathContext PRECISION = MathContext.DECIMAL64;
    /** Quantile 0.9 of Student's t with 1, 2, … degrees of freedom: what eight of ten outcomes lie within on both sides. */
    private static final double[] T = {3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356};

    private final BigDecimal level;
    private final BigDecimal[] year;
    private final double spread;
    private final int count;

    private Outlook(List<BigDecimal> months) {
        MonthForecaster forecaster = new MonthForecaster(months);
        int known = months.size();
        level = forecaster.level(known);
        count = Math.min(MonthForecaster.LEVEL_MONTHS, known);
        if (known < MonthForecaster.SEASONAL_MONTHS_LEAST) {
            year = null;
        } else {
            year = new BigDecimal[MonthForecaster.YEAR + 1];
            year[0] = BigDecimal.ZERO;
            for (int ahead = 1; ahead <= MonthForecaster.YEAR; ahead++) {
                year[ahead] = year[ahead - 1].add(forecaster.month(known, ahead));
            }
        }
        spread = spread(forecaster, known);
    }

    /**
     * @param months billed amounts, oldest first, without gaps
     * @throws IllegalArgumentException for fewer than {@value #MONTHS_LEAST} months
     */
    public static Outlook of(List<BigDecimal> months) {
        if (months.size() < MONTHS_LEAST) {
            throw new IllegalArgumentException("An outlook needs " + MONTHS_LEAST + " months, not " + months.size() + ".");
        }
        return new Outlook(months);
    }

    private static double spread(MonthForecaster forecaster, int known) {
        int first = Math.max(1, known - ORIGINS_MOST);
        double squares = 0;
        int errors = 0;
        for (int origin = first; origin < known; origin++) {
            int judged = Math.min(MonthForecaster.LEVEL_MONTHS, origin);
            BigDecimal expected = BigDecimal.ZERO;
            for (int ahead = 1; ahead <= Math.min(AHEAD_MOST, known - origin); ahead++) {
                expected = expected.add(forecaster.month(origin, ahead), PRECISION);
                squares += MonthForecaster.squaredError(expected, forecaster.sum(origin, origin + ahead)) / growth(ahead, judged);
                errors++;
            }
        }
        return T[known - first - 1] * Math.sqrt(squares / errors);
    }

    /** By how much the variance of the sum of months is that of one month. */
    private static double growth(int ahead, int judged) {
        return ahead + (double) ahead * ahead / judged;
    }

    /** Average of the last months. */
    public BigDecimal monthlyRate() {
        return level;
    }

    /** Whether the year's course counts, not only the average of the last months. */
    public boolean isSeasonal() {
        return year != null;
    }

    /**
     * What the next months come to.
     *
     * @param months from 0 on
     */
    public BigDecimal expected(int months) {
        if (year == null) {
            return level.multiply(BigDecimal.valueOf(months), PRECISION);
        }
        return year[MonthForecaster.YEAR].multiply(BigDecimal.valueOf(months / MonthForecaster.YEAR), PRECISION).add(year[months % MonthForecaster.YEAR]);
    }

    /** As much as it may well be. */
    public BigDecimal high(int months) {
        return expected(months).add(range(months));
    }

    /** As little as it may well be. */
    public BigDecimal low(int months) {
        return expected(months).subtract(range(months));
    }

    private BigDecimal range(int months) {
        return new BigDecimal(spread * Math.sqrt(growth(months, count)), PRECISION);
    }
}
