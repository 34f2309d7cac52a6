package org.openpo.domain.notice;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The rules of notification, for one purchase order or for all.
 *
 * @param thresholds       percents of a line's total that is left, below which people are told
 * @param awsExpiryRule    tell of the expiration by its distance, as AWS does
 * @param expiryDays       and so many days before it
 * @param runsDry          tell when the forecast runs dry before the expiration
 * @param exceptionDays    tell of exceptions that wait longer than so many days; null: never
 * @param portfolioWeekday day of the weekly digest; null: none
 * @param escalationDays   tell a further contact when nobody has opened the purchase order within so many days; null: never
 * @param quiet            days on which nobody is written to
 * @param zone             where a day begins
 * @param sendHour         0 to 23: what a day brings is told from this hour on
 */
public record NoticePolicy(List<BigDecimal> thresholds, boolean awsExpiryRule, List<Integer> expiryDays, boolean runsDry, Integer exceptionDays,
        DayOfWeek portfolioWeekday, Integer escalationDays, QuietDays quiet, ZoneId zone, int sendHour) {
    public static final NoticePolicy DEFAULT = new NoticePolicy(List.of(new BigDecimal("75"), new BigDecimal("25"), new BigDecimal("10"), BigDecimal.ZERO), true,
            List.of(), true, 3, DayOfWeek.MONDAY, null, QuietDays.NONE, ZoneOffset.UTC, 7);

    public NoticePolicy {
        thresholds = List.copyOf(thresholds);
        expiryDays = List.copyOf(expiryDays);
    }

    /** The same with what a purchase order has of its own. */
    public NoticePolicy with(List<BigDecimal> ownThresholds, List<Integer> ownExpiryDays) {
        return new NoticePolicy(ownThresholds == null ? thresholds : ownThresholds, awsExpiryRule, ownExpiryDays == null ? expiryDays : ownExpiryDays, runsDry,
                exceptionDays, portfolioWeekday, escalationDays, quiet, zone, sendHour);
    }

    /** The day it is at an instant, where these rules count days. */
    public LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, zone);
    }

    /** Whether the hour has come at which the day's notices are made. */
    public boolean isTime(Instant now) {
        return now.atZone(zone).getHour() >= sendHour;
    }

    /** When something that happened now may be told: at once, or on a quiet day when the next day that is none has come to its hour. */
    public Instant mayBeSentFrom(Instant now) {
        LocalDate today = today(now);
        return quiet.isQuiet(today) && !quiet.onOrAfter(today).equals(today) ? quiet.onOrAfter(today).atTime(sendHour, 0).atZone(zone).toInstant() : now;
    }
}
