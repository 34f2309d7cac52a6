package org.openpo.domain.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.Currency;
import java.util.Objects;

import org.openpo.domain.money.Rounding;
import org.openpo.domain.order.MonthRange;

/**
 * A committed amount by month: each month of the window has the same, cut to the currency's minor unit, and the last one also what that leaves over, so that the
 * months always sum to the total.
 *
 * <p>It holds for one line item as well as for all of one window and currency together: their totals and what each of them leaves over simply add up. A report
 * therefore needs two sums of the database for each window, and no line item.
 *
 * @param window    start to end month of the line items
 * @param total     sum of their totals, in one currency; may be negative
 * @param remainder sum of what each of them leaves over for its last month
 */
public record Spread(MonthRange window, BigDecimal total, BigDecimal remainder) {
    /** No currency has smaller units. */
    private static final int DECIMALS_MOST = 4;

    public Spread {
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(total, "total");
        Objects.requireNonNull(remainder, "remainder");
    }

    /** One line item. */
    public static Spread of(BigDecimal total, MonthRange window, Currency currency) {
        int digits = Rounding.minorUnitDigits(currency);
        return new Spread(window, total, total.movePointRight(digits).remainder(BigDecimal.valueOf(window.months())).movePointLeft(digits));
    }

    /**
     * What is committed in a month; nothing outside of the window.
     *
     * @throws ArithmeticException if the remainder is none of this total and window
     */
    public BigDecimal in(YearMonth month) {
        if (!window.contains(month)) {
            return BigDecimal.ZERO;
        }
        BigDecimal part = total.subtract(remainder).divide(BigDecimal.valueOf(window.months()), DECIMALS_MOST, RoundingMode.UNNECESSARY);
        return month.equals(window.to()) ? part.add(remainder) : part;
    }

    /** Both together. */
    public Spread plus(Spread other) {
        if (!window.equals(other.window)) {
            throw new IllegalArgumentException("Different windows: " + window + ", " + other.window);
        }
        return new Spread(window, total.add(other.total), remainder.add(other.remainder));
    }
}
