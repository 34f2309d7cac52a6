package org.openpo.ejb.report;

import java.math.BigDecimal;
import java.time.YearMonth;

/**
 * What was committed and billed in a month, in one currency.
 *
 * @param committed     of line items spread over their months (see {@link org.openpo.domain.report.Spread})
 * @param billed        of invoices with this billing period
 * @param committedUpTo sum since the first month of the report
 * @param billedUpTo    likewise
 */
public record MonthRow(YearMonth month, String currency, BigDecimal committed, BigDecimal billed, BigDecimal committedUpTo, BigDecimal billedUpTo) {
    public BigDecimal difference() {
        return committed.subtract(billed);
    }

    public BigDecimal differenceUpTo() {
        return committedUpTo.subtract(billedUpTo);
    }
}
