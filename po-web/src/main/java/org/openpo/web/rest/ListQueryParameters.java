package org.openpo.web.rest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.time.LocalDate;
import java.time.YearMonth;
import java.math.BigDecimal;
import java.time.DateTimeException;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.MultivaluedMap;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.query.Slice;

/**
 * The query of a list: {@code limit}, {@code cursor}, {@code sort} and filters. A filter that does not exist is refused: a list that
 * ignored it would show too much.
 */
final class ListQueryParameters {
    static final int DEFAULT_LIMIT = 50;
    static final int MOST = 200;

    private final MultivaluedMap<String, String> given;
    private final List<Violation> violations = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    ListQueryParameters(MultivaluedMap<String, String> given) {
        this.given = given;
    }

    /** One value, or null if absent or blank. */
    String text(String name) {
        known.add(name);
        String value = given.getFirst(name);
        if (value == null || value.isBlank()) {
            return null;
        }
        if (JsonFields.isUnwritable(value)) {
            violations.add(Violation.of(name, ErrorCode.INVALID_CHARACTERS));
            return null;
        }
        return value;
    }

    /** Of a parameter that does not go with the others. */
    void refuse(String name, ErrorCode code, Object... arguments) {
        violations.add(Violation.of(name, code, arguments));
    }

    int limit() {
        String text = text("limit");
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        if (text.matches("[0-9]{1,9}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MOST) {
            return Integer.parseInt(text);
        }
        violations.add(Violation.of("limit", text.matches("-?[0-9]{1,1000}") ? ErrorCode.OUT_OF_RANGE : ErrorCode.NOT_A_NUMBER,
                text.matches("-?[0-9]{1,1000}") ? new Object[] {1, MOST} : new Object[] {JsonFields.shortened(text)}));
        return DEFAULT_LIMIT;
    }

    String cursor() {
        return text("cursor");
    }

    /** {@code true} or {@code false}, the latter if it is missing. */
    boolean flag(String name) {
        String text = text(name);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            violations.add(Violation.of(name, ErrorCode.NOT_ALLOWED_VALUE, text, "true, false"));
        }
        return "true".equals(text);
    }

    YearMonth month(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            YearMonth month = YearMonth.parse(text);
            if (month.getYear() >= 1 && month.getYear() <= 9999) {
                return month;
            }
        } catch (DateTimeException noMonth) {
            // refused below like a month of the year 1000000
        }
        violations.add(Violation.of(name, ErrorCode.NOT_A_MONTH, JsonFields.shortened(text)));
        return null;
    }

    /** A day written 2026-01-31, or null. */
    LocalDate date(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= 1 && date.getYear() <= 9999) {
                return date;
            }
        } catch (DateTimeException noDay) {
            // refused below like a day of the year 1000000
        }
        violations.add(Violation.of(name, ErrorCode.NOT_A_DATE, JsonFields.shortened(text)));
        return null;
    }

    /** When the day begins in UTC, or null. */
    Instant startOfDay(String name) {
        LocalDate day = date(name);
        return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** When the day is over in UTC, or null. */
    Instant endOfDay(String name) {
        LocalDate day = date(name);
        return day == null ? null : day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** A whole number from 0 to 99999, or null. */
    Integer whole(String name) {
        String text = text(name);
        if (text == null || text.matches("[0-9]{1,5}")) {
            return text == null ? null : Integer.valueOf(text);
        }
        violations.add(Violation.of(name, ErrorCode.NOT_A_NUMBER, JsonFields.shortened(text)));
        return null;
    }

    /** A decimal without sign, or null. */
    BigDecimal decimal(String name) {
        String text = text(name);
        if (text == null || text.matches("[0-9]{1,15}(\\.[0-9]{1,4})?")) {
            return text == null ? null : new BigDecimal(text);
        }
        violations.add(Violation.of(name, ErrorCode.NOT_A_NUMBER, JsonFields.shortened(text)));
        return null;
    }

    /** The constants named, in several parameters or separated by commas. */
    <E extends Enum<E>> Set<E> choices(String name, Class<E> type) {
        known.add(name);
        Set<E> chosen = EnumSet.noneOf(type);
        for (String value : given.getOrDefault(name, List.of())) {
            for (String part : value.split(",")) {
                E constant = part.isBlank() ? null : JsonFields.constant(part.strip(), type, name, violations);
                if (constant != null) {
                    chosen.add(constant);
                }
            }
        }
        return chosen;
    }

    <E extends Enum<E>> E choice(String name, Class<E> type) {
        String text = text(name);
        return text == null ? null : JsonFields.constant(text.strip(), type, name, violations);
    }

    /** @param fields what the list can be sorted by; {@code -} in front turns the order */
    <E extends Enum<E>> Sort<E> sort(E[] fields, Function<E, String> nameOf, E otherwise) {
        String text = text("sort");
        if (text == null) {
            return new Sort<>(otherwise, false);
        }
        boolean descending = text.startsWith("-");
        String name = descending ? text.substring(1) : text;
        for (E field : fields) {
            if (nameOf.apply(field).equals(name)) {
                return new Sort<>(field, descending);
            }
        }
        violations.add(Violation.of("sort", ErrorCode.NOT_ALLOWED_VALUE, JsonFields.shortened(text),
                Arrays.stream(fields).map(nameOf).collect(Collectors.joining(", "))));
        return new Sort<>(otherwise, false);
    }

    /** What a list is ordered by. */
    record Sort<E>(E field, boolean descending) { }

    /** @throws BusinessRuleException if a value was wrong, or a parameter was given that nobody asked for */
    void finishOrThrow() {
        given.keySet().stream().filter(name -> !known.contains(name)).sorted()
                .forEach(name -> violations.add(Violation.of(JsonFields.shortened(name), ErrorCode.UNKNOWN_FIELD, JsonFields.shortened(name))));
        BusinessRuleException.throwIfAny(violations);
    }

    static <T> JsonObject answer(Slice<T> slice, Function<T, ? extends JsonStructure> write) {
        JsonArrayBuilder items = Jsons.array();
        slice.items().forEach(item -> items.add((JsonValue) write.apply(item)));
        return Jsons.object().add("items", items).add("nextCursor", Jsons.text(slice.nextCursor())).build();
    }

    /** A list that is never long enough to be cut. */
    static <T> JsonObject answer(List<T> all, Function<T, ? extends JsonStructure> write) {
        return answer(new Slice<>(all, null), write);
    }
}
