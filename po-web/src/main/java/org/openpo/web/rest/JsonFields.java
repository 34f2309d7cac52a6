package org.openpo.web.rest;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;

/**
 * The members of a request's object. Each read says what it expects; what is not so becomes a violation with the member's path, and
 * the read gives null, so that one answer names everything that is wrong. A member that is null counts as absent. At the end
 * {@link #finish} finds the members that nobody asked for: a mistyped name must not be lost in silence.
 */
final class JsonFields {
    private static final int LONGEST_NAME = 100;
    /** Digits of a number before and behind its decimal point; the rules draw closer limits, this one bounds what they have to compute. */
    private static final int MOST_DIGITS = 30;
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,60}(\\.[0-9]{1,60})?([eE][+-]?[0-9]{1,6})?");
    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private final JsonObject object;
    private final String path;
    private final List<Violation> violations;
    private final List<JsonFields> children = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    private JsonFields(JsonObject object, String path, List<Violation> violations) {
        this.object = object;
        this.path = path;
        this.violations = violations;
    }

    /** @throws ProblemException if the value is no object */
    static JsonFields of(JsonValue value) {
        if (value instanceof JsonObject object) {
            return new JsonFields(object, "", new ArrayList<>());
        }
        throw ProblemException.invalid("", ErrorCode.WRONG_TYPE, JsonType.OBJECT);
    }

    /** Names that our answers have and requests may have for that reason only: they are read past, so that what was got can be put back. */
    JsonFields ignoring(String... names) {
        known.addAll(Arrays.asList(names));
        return this;
    }

    boolean has(String name) {
        return value(name) != null;
    }

    String text(String name) {
        return text(value(name), at(name));
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        List<JsonValue> elements = elements(name);
        for (int i = 0; i < elements.size(); i++) {
            String at = at(name) + "[" + i + "]";
            if (isNull(elements.get(i))) {
                add(at, ErrorCode.REQUIRED);
            } else {
                String text = text(elements.get(i), at);
                if (text != null) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    /** A decimal written as a string or as a number; either is taken digit by digit. */
    BigDecimal decimal(String name) {
        JsonValue value = value(name);
        return value == null ? null : decimal(value, at(name));
    }

    /** Decimals, each as {@link #decimal} takes one. */
    List<BigDecimal> decimals(String name) {
        List<BigDecimal> decimals = new ArrayList<>();
        List<JsonValue> elements = elements(name);
        for (int i = 0; i < elements.size(); i++) {
            String at = at(name) + "[" + i + "]";
            if (isNull(elements.get(i))) {
                add(at, ErrorCode.REQUIRED);
                continue;
            }
            BigDecimal decimal = decimal(elements.get(i), at);
            if (decimal != null) {
                decimals.add(decimal);
            }
        }
        return decimals;
    }

    private BigDecimal decimal(JsonValue value, String at) {
        if (!(value instanceof JsonNumber) && !(value instanceof JsonString)) {
            add(at, ErrorCode.WRONG_TYPE, JsonType.DECIMAL);
            return null;
        }
        String text = value instanceof JsonString string ? string.getString() : value.toString();
        if (!DECIMAL.matcher(text).matches()) {
            add(at, ErrorCode.NOT_A_NUMBER, shortened(text));
            return null;
        }
        BigDecimal number = new BigDecimal(text);
        if (number.signum() == 0) {
            return BigDecimal.ZERO.setScale(Math.max(0, Math.min(number.scale(), MOST_DIGITS)));
        }
        if ((long) number.precision() - number.scale() > MOST_DIGITS || number.scale() > MOST_DIGITS) {
            add(at, ErrorCode.OUT_OF_RANGE, "-" + "9".repeat(15), "9".repeat(15));
            return null;
        }
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    YearMonth month(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            if (MONTH.matcher(text).matches()) {
                return YearMonth.parse(text);
            }
        } catch (DateTimeException noSuchMonth) {
            // refused below like any other text
        }
        add(at(name), ErrorCode.NOT_A_MONTH, shortened(text));
        return null;
    }

    LocalDate date(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            if (DATE.matcher(text).matches()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException noSuchDay) {
            // refused below like any other text
        }
        add(at(name), ErrorCode.NOT_A_DATE, shortened(text));
        return null;
    }

    /** A moment with its zone, to the microsecond as databases keep it; a day alone is taken to its end in UTC. */
    Instant moment(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            OffsetDateTime moment = DATE.matcher(text).matches() ? LocalDate.parse(text).plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC) : OffsetDateTime.parse(text);
            // Years of five digits are typing errors, and no database column is asked about them.
            if (moment.getYear() >= 1 && moment.getYear() <= 9999) {
                return moment.toInstant().truncatedTo(ChronoUnit.MICROS);
            }
        } catch (DateTimeException noSuchMoment) {
            // refused below like any other text
        }
        add(at(name), ErrorCode.NOT_A_MOMENT, shortened(text));
        return null;
    }

    Boolean flag(String name) {
        JsonValue value = value(name);
        if (value == null) {
            return null;
        }
        switch (value.getValueType()) {
            case TRUE:
                return true;
            case FALSE:
                return false;
            default:
                add(at(name), ErrorCode.WRONG_TYPE, JsonType.BOOLEAN);
                return null;
        }
    }

    /** A whole number from 0 on. */
    Long integer(String name) {
        JsonValue value = value(name);
        if (value == null) {
            return null;
        }
        if (value instanceof JsonNumber number && number.toString().matches("[0-9]{1,18}")) {
            return Long.valueOf(number.toString());
        }
        add(at(name), ErrorCode.WRONG_TYPE, JsonType.INTEGER);
        return null;
    }

    /** An id as our answers write it. What cannot be one of ours is refused as a value nobody knows. */
    Long id(String name, ErrorCode unknown) {
        JsonValue value = value(name);
        if (value == null) {
            return null;
        }
        String text = value instanceof JsonString string ? string.getString() : value.toString();
        if (text.matches("[0-9]{1,18}")) {
            return Long.valueOf(text);
        }
        add(at(name), unknown, shortened(text));
        return null;
    }

    /** One of an enum's names. */
    <E extends Enum<E>> E choice(String name, Class<E> type) {
        String text = text(name);
        return text == null ? null : constant(text, type, at(name), violations);
    }

    List<JsonFields> objects(String name) {
        List<JsonFields> objects = new ArrayList<>();
        List<JsonValue> elements = elements(name);
        for (int i = 0; i < elements.size(); i++) {
            JsonFields fields = object(elements.get(i), at(name) + "[" + i + "]");
            // Keeps the place of an element that is no object: the paths of the others must not shift.
            objects.add(fields == null ? new JsonFields(JsonValue.EMPTY_JSON_OBJECT, at(name) + "[" + i + "]", new ArrayList<>()) : fields);
        }
        return objects;
    }

    /** Null if absent. */
    JsonFields object(String name) {
        JsonValue value = value(name);
        return value == null ? null : object(value, at(name));
    }

    /** Says that a member is missing, if it is. */
    void require(String name) {
        if (value(name) == null) {
            add(at(name), ErrorCode.REQUIRED);
        }
    }

    /** An object whose members are all strings. */
    Map<String, String> textMap(String name) {
        Map<String, String> map = new TreeMap<>();
        JsonValue value = value(name);
        if (value != null && !(value instanceof JsonObject)) {
            add(at(name), ErrorCode.WRONG_TYPE, JsonType.OBJECT);
        } else if (value != null) {
            value.asJsonObject().forEach((key, member) -> {
                String at = at(name) + "." + shortened(key);
                String text = isNull(member) ? "" : text(member, at);
                if (isUnwritable(key)) {
                    add(at(name), ErrorCode.INVALID_CHARACTERS);
                } else if (text != null) {
                    map.put(key, text);
                }
            });
        }
        return map;
    }

    /** All violations so far, those of unknown members included. To be called once, on the outermost object. */
    List<Violation> finish() {
        refuseUnknown();
        return violations;
    }

    /** @throws BusinessRuleException if anything was wrong */
    void finishOrThrow() {
        BusinessRuleException.throwIfAny(finish());
    }

    private void refuseUnknown() {
        object.keySet().stream().filter(name -> !known.contains(name)).sorted()
                .forEach(name -> add(at(shortened(name)), ErrorCode.UNKNOWN_FIELD, shortened(name)));
        children.forEach(JsonFields::refuseUnknown);
    }

    private JsonValue value(String name) {
        known.add(name);
        JsonValue value = object.get(name);
        return value == null || isNull(value) ? null : value;
    }

    private String text(JsonValue value, String at) {
        if (value == null) {
            return null;
        }
        if (!(value instanceof JsonString)) {
            add(at, ErrorCode.WRONG_TYPE, JsonType.STRING);
            return null;
        }
        String text = ((JsonString) value).getString();
        if (isUnwritable(text)) {
            add(at, ErrorCode.INVALID_CHARACTERS);
            return null;
        }
        return text;
    }

    private List<JsonValue> elements(String name) {
        JsonValue value = value(name);
        if (value instanceof JsonArray array) {
            return array;
        }
        if (value != null) {
            add(at(name), ErrorCode.WRONG_TYPE, JsonType.ARRAY);
        }
        return List.of();
    }

    private JsonFields object(JsonValue value, String at) {
        if (value instanceof JsonObject inner) {
            JsonFields fields = new JsonFields(inner, at, violations);
            children.add(fields);
            return fields;
        }
        add(at, ErrorCode.WRONG_TYPE, JsonType.OBJECT);
        return null;
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private void add(String at, ErrorCode code, Object... arguments) {
        violations.add(Violation.of(at, code, arguments));
    }

    /** The constant with this name; if there is none, a violation that names the possible ones. */
    static <E extends Enum<E>> E constant(String text, Class<E> type, String at, List<Violation> violations) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        violations.add(Violation.of(at, ErrorCode.NOT_ALLOWED_VALUE, shortened(text),
                Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "))));
        return null;
    }

    /** NUL and half a surrogate pair: databases refuse them. */
    static boolean isUnwritable(String text) {
        return text.codePoints().anyMatch(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** What a refusal repeats of the request. */
    static String shortened(String text) {
        return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME - 1) + "…";
    }

    /**
     * What reading found, and of what the rules found the rest: a value that could not be read is missing to the rules, and "enter a
     * value" would mislead whoever entered one.
     */
    static List<Violation> merged(List<Violation> read, List<Violation> rules) {
        List<Violation> all = new ArrayList<>(read);
        rules.stream().filter(rule -> read.stream().noneMatch(r -> covers(r.field(), rule.field()) || isMissing(rule) && covers(rule.field(), r.field())))
                .forEach(all::add);
        return all;
    }

    private static boolean isMissing(Violation rule) {
        return rule.code() == ErrorCode.REQUIRED || rule.code() == ErrorCode.SELLER_REQUIRED;
    }

    private static boolean isNull(JsonValue value) {
        return value.getValueType() == JsonValue.ValueType.NULL;
    }

    private static boolean covers(String field, String other) {
        return other.equals(field) || other.startsWith(field + ".") || other.startsWith(field + "[");
    }
}
