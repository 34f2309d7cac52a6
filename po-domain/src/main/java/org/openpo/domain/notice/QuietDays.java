package org.openpo.domain.notice;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/** Days on which nobody is written to: weekends and holidays, as the administrators set them. */
public record QuietDays(Set<DayOfWeek> weekdays, Set<LocalDate> dates) {
    public static final QuietDays NONE = new QuietDays(Set.of(), Set.of());
    /** No stretch of quiet days is longer than this: then a day is as good as the next. */
    private static final int SEARCH_DAYS = 400;

    public QuietDays {
        weekdays = Set.copyOf(weekdays);
        dates = Set.copyOf(dates);
    }

    public boolean isQuiet(LocalDate day) {
        return weekdays.contains(day.getDayOfWeek()) || dates.contains(day);
    }

    /** The day itself, or the first day after it that is not quiet. */
    public LocalDate onOrAfter(LocalDate day) {
        for (int i = 0; i < SEARCH_DAYS; i++) {
            if (!isQuiet(day.plusDays(i))) {
                return day.plusDays(i);
            }
        }
        return day;
    }

    /** The day itself, or the last day before it that is not quiet, but none before {@code earliest}; the day itself if there is none. */
    public LocalDate onOrBefore(LocalDate day, LocalDate earliest) {
        for (LocalDate d = day; !d.isBefore(earliest) && !d.isBefore(day.minusDays(SEARCH_DAYS)); d = d.minusDays(1)) {
            if (!isQuiet(d)) {
                return d;
            }
        }
        return day;
    }
}
