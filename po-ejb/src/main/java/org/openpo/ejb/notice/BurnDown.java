package org.openpo.ejb.notice;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;

import org.openpo.domain.forecast.Forecast;

/**
 * How a purchase order is used up, month by month, of its tracked line items, in its currency.
 *
 * @param committed total
 * @param months    from the first that counts to the current or the last billed one
 * @param forecast  null if no line item is tracked
 * @param shortfall what is missing to cover the expiration month as well; null if nothing is, or nothing can be said
 * @param ahead     what may be left in the months to come, up to the expiration month; empty without a forecast
 * @param lines     every line item, tracked or not, in natural order
 */
public record BurnDown(String currency, YearMonth effectiveMonth, YearMonth expirationMonth, BigDecimal committed, BigDecimal billed, List<Month> months, Forecast forecast,
        BigDecimal shortfall, List<Forecast.Ahead> ahead, List<Line> lines) {
    public BurnDown {
        months = List.copyOf(months);
        ahead = List.copyOf(ahead);
        lines = List.copyOf(lines);
    }

    /** @param balance what is left at the end of the month */
    public record Month(YearMonth month, BigDecimal billed, BigDecimal balance) { }

    /** @param months those in which the line item was billed, in order */
    public record Line(long id, String number, boolean tracked, List<Month> months) {
        public Line {
            months = List.copyOf(months);
        }
    }
}
