package org.openpo.domain.order;

import java.io.Serializable;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * Whole months from {@code from} to {@code to}, both inclusive: the window of a purchase order or a line item.
 *
 * @param from first month
 * @param to last month, not before {@code from}
 */
public record MonthRange(YearMonth from, YearMonth to) implements Serializable {

    /** @throws IllegalArgumentException if {@code to} is before {@code from} */
    public MonthRange {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("Month range ends before it starts: " + from + " to " + to);
        }
    }

    public boolean contains(YearMonth month) {
        return !month.isBefore(from) && !month.isAfter(to);
    }

    /** Whether every month of the other range is in this one. */
    public boolean contains(MonthRange other) {
        return contains(other.from) && contains(other.to);
    }

    /** Whether the two ranges have at least one month in common. */
    public boolean overlaps(MonthRange other) {
        return !other.to.isBefore(from) && !other.from.isAfter(to);
    }

    /** Number of months, at least 1. */
    public long months() {
        return ChronoUnit.MONTHS.between(from, to) + 1;
    }

    /** Both ends moved by so many months. */
    public MonthRange plusMonths(long months) {
        return new MonthRange(from.plusMonths(months), to.plusMonths(months));
    }
}
