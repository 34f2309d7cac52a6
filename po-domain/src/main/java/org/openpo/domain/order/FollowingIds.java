package org.openpo.domain.order;

import java.time.YearMonth;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Proposes the ID of a purchase order that continues another one. IDs that name their time name the new one: {@code PO-2026-0042} becomes
 * {@code PO-2027-0042}, {@code FY26/27} becomes {@code FY27/28}, {@code 2026-Q1} becomes {@code 2026-Q2}, {@code 2026-H1} becomes {@code 2026-H2}. Others get the new time behind them.
 */
final class FollowingIds {
    /** A year and a month: 2026-04, 2026/04, 202604. */
    private static final Pattern MONTH = Pattern.compile("(?<![0-9])([0-9]{4})([-/._]?)(0[1-9]|1[0-2])(?![0-9])");
    /** A part of a year: a quarter, a half, a third. OpenPO moves the first two. */
    private static final Pattern PART = Pattern.compile("(?<![\\p{L}0-9])([QqHhTtSs])([1-4])(?![\\p{L}0-9])");
    private static final int QUARTER = 3;
    private static final int HALF = 6;
    /** A year, or two that follow each other, the second perhaps with two digits; or the two last digits behind FY. */
    private static final Pattern YEARS = Pattern.compile("(?<![0-9])([0-9]{4})(?:([-/])([0-9]{4}|[0-9]{2}))?(?![0-9])|(?<=(?i:FY))([0-9]{2})(?:([-/])([0-9]{2}))?(?![0-9])");
    private static final int CENTURY = 100;
    private static final int MONTHS = 12;

    private FollowingIds() { }

    /**
     * @param taken which IDs another purchase order has
     * @return another ID that may be one and is free
     */
    static String propose(String id, MonthRange old, MonthRange now, Predicate<String> taken) {
        String renamed = renamed(id, old, now);
        if (PurchaseOrderIds.normalizedKey(renamed).equals(PurchaseOrderIds.normalizedKey(id)) || renamed.length() > PurchaseOrderIds.MAX_LENGTH) {
            renamed = with(id, "-" + (yearTellsThemApart(old, now) && (old.months() % MONTHS == 0 || !PART.matcher(id).find()) ? String.valueOf(now.from().getYear()) : now.from().toString()));
        }
        String free = renamed;
        for (int n = 2; taken.test(free) || PurchaseOrderIds.normalizedKey(free).equals(PurchaseOrderIds.normalizedKey(id)); n++) {
            free = with(renamed, "-" + n);
        }
        return free;
    }

    private static String renamed(String id, MonthRange old, MonthRange now) {
        if (old.months() % MONTHS != 0) {
            String byMonth = MONTH.matcher(id).replaceAll(m -> monthOf(m, old, now));
            if (!byMonth.equals(id)) {
                return byMonth;
            }
        }
        boolean[] moved = {false};
        boolean[] left = {false};
        String byPart = PART.matcher(id).replaceAll(m -> {
            int months = "Qq".contains(m.group(1)) ? QUARTER : "Hh".contains(m.group(1)) ? HALF : 0;
            boolean names = months > 0 && old.months() == months && (old.from().getMonthValue() - 1) % months == 0 && Integer.parseInt(m.group(2)) == part(old.from(), months);
            moved[0] |= names;
            left[0] |= !names;
            return m.group(1) + (names ? String.valueOf(part(now.from(), months)) : m.group(2));
        });
        if (left[0] && !moved[0] && old.months() % MONTHS != 0) {
            // Another year with the same part would name a time that the order does not have.
            return id;
        }
        return moved[0] || yearTellsThemApart(old, now) ? YEARS.matcher(byPart).replaceAll(m -> yearsOf(m, old, now)) : byPart;
    }

    /** A year alone does not: where one half of it follows the other. */
    private static boolean yearTellsThemApart(MonthRange old, MonthRange now) {
        return old.months() % MONTHS == 0 || now.from().getYear() > old.to().getYear();
    }

    private static String monthOf(MatchResult m, MonthRange old, MonthRange now) {
        YearMonth named = YearMonth.of(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(3)));
        YearMonth following = named.equals(old.from()) ? now.from() : named.equals(old.to()) ? now.to() : named;
        return Matcher.quoteReplacement(String.format("%04d%s%02d", following.getYear(), m.group(2), following.getMonthValue()));
    }

    private static int part(YearMonth month, int months) {
        return (month.getMonthValue() - 1) / months + 1;
    }

    private static String yearsOf(MatchResult m, MonthRange old, MonthRange now) {
        boolean whole = m.group(1) != null;
        String first = whole ? m.group(1) : m.group(4);
        String between = whole ? m.group(2) : m.group(5);
        String second = whole ? m.group(3) : m.group(6);
        String moved = year(first, old, now);
        if (second == null) {
            return moved;
        }
        // 2026-27 is two years only where the order goes from one into the other: else 27 is a number.
        boolean two = second.length() == 4 || old.from().getYear() + 1 == old.to().getYear() && names(first, old.from().getYear()) && names(second, old.to().getYear());
        return moved + between + (two ? year(second, old, now) : second);
    }

    private static boolean names(String digits, int year) {
        return Integer.parseInt(digits) == (digits.length() == 4 ? year : year % CENTURY);
    }

    /** The digits of the year that follows, if they are a year of the order's. */
    private static String year(String digits, MonthRange old, MonthRange now) {
        for (int year = old.from().getYear(); year <= old.to().getYear(); year++) {
            if (names(digits, year)) {
                int following = year + now.from().getYear() - old.from().getYear();
                return digits.length() == 4 ? String.format("%04d", following) : String.format("%02d", following % CENTURY);
            }
        }
        return digits;
    }

    /** With something behind it, cut so that it is no longer than an ID may be. */
    private static String with(String id, String suffix) {
        int end = Math.min(id.length(), PurchaseOrderIds.MAX_LENGTH - suffix.length());
        if (end < id.length() && Character.isLowSurrogate(id.charAt(end))) {
            end--;
        }
        return id.substring(0, end).stripTrailing() + suffix;
    }
}
