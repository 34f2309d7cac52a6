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
 */
public record BurnDown(String currency, YearMonth effectiveMonth, YearMonth expirationMonth, BigDecimal committed, BigDecimal billed, List<Month> months, Forecast forecast,
        BigDecimal shortfall) {
    public BurnDown {
        months = List.copyOf(months);
    }

    /** @param balance what is left at the end of the month */
    public record Month(YearMonth month, BigDecimal billed, BigDecimal balance) { }
}
