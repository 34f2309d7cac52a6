package org.openpo.domain.notice;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The days on which people hear that a purchase order expires. It does at the end of the last day of its expiration month.
 * <p>
 * The AWS rule (reference §6) looks at the distance on the day the expiration was set or changed (D18): under one month, one week before
 * and on the day; one to three months, one month before; over three, two months before. "One month before" the end of a month is the end of
 * the month before. Days before the one on which the expiration was set are gone: whoever set it knows.
 */
public final class ExpiryDates {
    private static final int WEEK = 7;

    private ExpiryDates() { }

    /**
     * @param setOn      day on which the expiration got its present month
     * @param awsRule    whether the AWS rule counts
     * @param daysBefore own rules: so many days before the expiration, 0 for the day itself
     */
    public static NavigableSet<LocalDate> of(YearMonth expiration, LocalDate setOn, boolean awsRule, Collection<Integer> daysBefore) {
        LocalDate end = expiration.atEndOfMonth();
        NavigableSet<LocalDate> dates = new TreeSet<>();
        if (awsRule) {
            if (end.isBefore(setOn.plusMonths(1))) {
                dates.add(end.minusDays(WEEK));
                dates.add(end);
            } else if (!end.isAfter(setOn.plusMonths(3))) {
                dates.add(expiration.minusMonths(1).atEndOfMonth());
            } else {
                dates.add(expiration.minusMonths(2).atEndOfMonth());
            }
        }
        daysBefore.forEach(days -> dates.add(end.minusDays(days)));
        return dates.tailSet(setOn, true);
    }
}
