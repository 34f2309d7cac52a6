package org.openpo.ejb.time;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Readings of a clock as the database and the rules want them. */
public final class Now {
    private Now() { }

    /** Whole microseconds: what both databases keep, so that what was written equals what is read. */
    public static Instant instant(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The month that decides about "expired": UTC (reference D24). */
    public static YearMonth month(Clock clock) {
        return YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
    }

    public static LocalDate date(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
