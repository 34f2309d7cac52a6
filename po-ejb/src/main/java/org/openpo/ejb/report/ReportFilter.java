package org.openpo.ejb.report;

import java.time.YearMonth;
import java.util.Set;

import org.openpo.domain.order.MonthRange;
import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;

/**
 * What a report counts. Null or empty means: all.
 *
 * @param statuses of purchase orders
 * @param seller   name or alias; of purchase orders those that name it, whoever billed them, and not those for any seller
 * @param currency ISO 4217
 * @param tagKey   purchase orders that have this tag
 * @param tagValue with this value; ignored without a key
 * @param from     first month
 * @param to       last month
 */
public record ReportFilter(Set<PurchaseOrderStatus> statuses, String seller, String currency, String tagKey, String tagValue, YearMonth from, YearMonth to) {
    /** A report by month has no more. */
    public static final int MONTHS_MOST = 120;
    private static final int MONTHS_OTHERWISE = 12;

    public ReportFilter {
        statuses = statuses == null ? Set.of() : Set.copyOf(statuses);
    }

    public static ReportFilter all() {
        return new ReportFilter(null, null, null, null, null, null, null);
    }

    /** @throws BusinessRuleException if the last month is before the first */
    void check() {
        if (from != null && to != null && to.isBefore(from)) {
            throw new BusinessRuleException("to", ErrorCode.MONTHS_REVERSED, from);
        }
    }

    /**
     * The months of a report by month: those that are asked for; without any the twelve up to the current one, with the last one only the twelve up to it,
     * and with the first one only those up to the current one, or twelve if it is yet to come.
     *
     * @throws BusinessRuleException if they are reversed or too many
     */
    public MonthRange months(YearMonth current) {
        check();
        YearMonth last = to != null ? to : from == null || from.isAfter(current) ? null : current;
        if (last == null) {
            last = from == null ? current : from.plusMonths(MONTHS_OTHERWISE - 1L);
        }
        YearMonth first = from == null ? last.minusMonths(MONTHS_OTHERWISE - 1L) : from;
        YearMonth farthest = first.plusMonths(MONTHS_MOST - 1L);
        if (last.isAfter(farthest)) {
            throw new BusinessRuleException("to", ErrorCode.OUT_OF_RANGE, first, farthest);
        }
        return new MonthRange(first, last);
    }
}
