package org.openpo.web.faces;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The query part of a page's address: what a list shows, written so that back, reload, bookmarks and links work, and read back. What
 * cannot be read counts as not given; addresses are typed and shortened by people.
 */
public final class AddressQuery {
    private final List<String> parts = new ArrayList<>();

    /** Adds a value unless it is null or blank. */
    public AddressQuery with(String name, Object value) {
        if (value != null && !value.toString().isBlank()) {
            parts.add(name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
        return this;
    }

    /** With "?" in front; "" if nothing was added. */
    @Override
    public String toString() {
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    /** The text without outer spaces and without what nobody can have typed (a zero character makes a database fail), or null if there is none. */
    public static String text(String value) {
        String clean = value == null ? "" : value.replaceAll("[\\p{Cntrl}\\p{Cs}]", "").strip();
        return clean.isEmpty() ? null : clean;
    }

    public static Optional<Integer> number(String value) {
        try {
            return Optional.ofNullable(text(value)).map(Integer::valueOf);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** A month written 2026-01. */
    public static Optional<YearMonth> month(String value) {
        try {
            return Optional.ofNullable(text(value)).map(YearMonth::parse).filter(month -> month.getYear() >= 1 && month.getYear() <= 9999);
        } catch (DateTimeException notAMonth) {
            return Optional.empty();
        }
    }

    /** A day written 2026-01-31, of a year that people write. */
    public static Optional<LocalDate> day(String value) {
        try {
            return Optional.ofNullable(text(value)).map(LocalDate::parse).filter(day -> day.getYear() >= 1970 && day.getYear() <= 9999);
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }

    public static <E extends Enum<E>> Optional<E> constant(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants()).filter(each -> each.name().equals(name)).findFirst();
    }
}
