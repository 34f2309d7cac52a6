package org.openpo.domain.forecast;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * What a month comes to, judged by the months before it, as they were known at any month of the past. Two views are combined: the level, which
 * is the average of the last months, and the season, which is the same month of the years before, raised by as much as spending has grown since.
 * Which view counts how much is told by how well each would have done so far on these very months: weights inverse to the squared errors (J. M. Bates
 * and C. W. J. Granger, The Combination of Forecasts, Operational Research Quarterly 20, 1969). docs/forecast.md has the formulas and what they were measured at.
 */
final class MonthForecaster {
    /** Older months say little about the level. */
    static final int LEVEL_MONTHS = 6;
    /** With fewer there is no month of a year before beside one of this year to see growth by. */
    static final int SEASONAL_MONTHS_LEAST = 13;
    static final int YEAR = 12;
    private static final int YEARS_MOST = 3;
    private static final int JUDGED_MONTHS_MOST = 12;
    /** How many months' errors the assumption is worth that both views do equally well. */
    private static final int EQUAL_MONTHS = 4;
    /** The product of two amounts stays exact: an amount that never changes is forecast as it is. */
    private static final MathContext PRECISION = MathContext.DECIMAL128;
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private final List<BigDecimal> months;
    private final BigDecimal[] sums;
    private final double[] levelErrors;
    private final double[] seasonErrors;

    /** @param months billed amounts, oldest first, at least one */
    MonthForecaster(List<BigDecimal> months) {
        this.months = months;
        sums = new BigDecimal[months.size() + 1];
        sums[0] = BigDecimal.ZERO;
        for (int i = 0; i < months.size(); i++) {
            sums[i + 1] = sums[i].add(months.get(i));
        }
        levelErrors = new double[months.size()];
        seasonErrors = new double[months.size()];
        for (int origin = Math.max(SEASONAL_MONTHS_LEAST, months.size() - 2 * JUDGED_MONTHS_MOST); origin < months.size(); origin++) {
            BigDecimal season = season(origin, 1);
            levelErrors[origin] = squaredError(level(origin), months.get(origin));
            seasonErrors[origin] = season == null ? levelErrors[origin] : squaredError(season, months.get(origin));
        }
    }

    /**
     * @param known how many months are known then, at least one
     * @param ahead 1 for the first month after these
     */
    BigDecimal month(int known, int ahead) {
        BigDecimal level = level(known);
        BigDecimal season = season(known, ahead);
        return season == null ? level : level.add(seasonWeight(known).multiply(season.subtract(level), PRECISION), PRECISION);
    }

    /** Average of the last months that are known. */
    BigDecimal level(int known) {
        int count = Math.min(LEVEL_MONTHS, known);
        return sum(known - count, known).divide(BigDecimal.valueOf(count), PRECISION);
    }

    /**
     * The average over up to three years of: that month of the year, times what the last months came to over what the same months came to then. While
     * fewer than six months have one a year before, the average of the year before stands in for those, which keeps a single month from deciding.
     * Null without such a year, or where credits leave nothing to compare with.
     */
    private BigDecimal season(int known, int ahead) {
        BigDecimal total = BigDecimal.ZERO;
        int years = 0;
        for (int back = YEAR; back <= YEARS_MOST * YEAR && known > back; back += YEAR) {
            int count = Math.min(LEVEL_MONTHS, known - back);
            int first = known - back - count;
            BigDecimal missing = BigDecimal.valueOf(LEVEL_MONTHS - count).multiply(sum(first, first + YEAR), PRECISION).divide(BigDecimal.valueOf(YEAR), PRECISION);
            BigDecimal then = sum(first, first + count).add(missing);
            BigDecimal now = sum(known - count, known).add(missing);
            if (then.signum() > 0 && now.signum() >= 0) {
                total = total.add(months.get(known - back + (ahead - 1) % YEAR).multiply(now, PRECISION).divide(then, PRECISION));
                years++;
            }
        }
        return years == 0 ? null : total.divide(BigDecimal.valueOf(years), PRECISION);
    }

    private BigDecimal seasonWeight(int known) {
        int from = Math.max(SEASONAL_MONTHS_LEAST, known - JUDGED_MONTHS_MOST);
        double level = 0;
        double season = 0;
        for (int origin = from; origin < known; origin++) {
            level += levelErrors[origin];
            season += seasonErrors[origin];
        }
        double both = level + season;
        if (both <= 0) {
            return HALF;
        }
        double equal = EQUAL_MONTHS * both / (2 * (known - from));
        return BigDecimal.valueOf((level + equal) / (both + 2 * equal));
    }

    /** What the months from one, inclusive, to another, exclusive, came to. */
    BigDecimal sum(int from, int to) {
        return sums[to].subtract(sums[from]);
    }

    static double squaredError(BigDecimal forecast, BigDecimal actual) {
        double error = forecast.subtract(actual).doubleValue();
        return error * error;
    }
}
