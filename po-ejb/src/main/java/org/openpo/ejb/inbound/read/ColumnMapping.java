package org.openpo.ejb.inbound.read;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;

/**
 * How a sender's CSV says what OpenPO wants to know. Columns that are not mapped are not read. One column may fill several fields: a
 * date is the issue date and tells the billing period.
 *
 * @param columns     the sender's column name for each field; names are compared without case, spaces, underscores and hyphens
 * @param constants   what all invoices of the sender have in common and the file does not say, for example seller or currency; a column
 *                    of the same field wins where its cell is not empty. In a FOCUS or CUR file, which needs no mapping of columns,
 *                    constants for seller, currency, billed account, issue date and purchase order reference fill what the file leaves out
 * @param decimalMark of amounts in columns; constants are written with a decimal point
 * @param datePattern days, months and years as {@code d}, {@code M}, {@code y} with separators, for example {@code dd/MM/yyyy} or
 *                    {@code d.M.yy}; {@code MMM} is an English month name; null for ISO 8601
 */
public record ColumnMapping(Map<InvoiceColumn, String> columns, Map<InvoiceColumn, String> constants, DecimalMark decimalMark, String datePattern) {
    /** Nothing is mapped: OpenPO's own names. */
    public static final ColumnMapping NONE = new ColumnMapping(Map.of(), Map.of(), DecimalMark.AUTO, null);
    private static final int TEXT_MAX = 200;

    public ColumnMapping {
        columns = ordered(columns);
        constants = ordered(constants);
        decimalMark = decimalMark == null ? DecimalMark.AUTO : decimalMark;
        datePattern = datePattern == null || datePattern.isBlank() ? null : datePattern.strip();
    }

    private static Map<InvoiceColumn, String> ordered(Map<InvoiceColumn, String> values) {
        Map<InvoiceColumn, String> result = new EnumMap<>(InvoiceColumn.class);
        values.forEach((column, value) -> {
            if (value != null && !value.isBlank()) {
                result.put(column, value.strip());
            }
        });
        return Collections.unmodifiableMap(result);
    }

    /** Whether any column is mapped, so that the file is read by this mapping and not by OpenPO's own names. */
    public boolean mapsColumns() {
        return !columns.isEmpty();
    }

    /**
     * Why a file with this header cannot be read by the mapping; empty if it can. Fields are {@code columns.<name>},
     * {@code constants.<name>} and {@code datePattern}.
     */
    public List<Violation> check(List<String> header) {
        Checks checks = new Checks();
        Set<String> present = header.stream().map(FieldText::loose).collect(Collectors.toSet());
        columns.forEach((column, name) -> {
            if (!present.contains(FieldText.loose(name))) {
                checks.add("columns." + column.header(), ErrorCode.COLUMN_MISSING, name);
            }
        });
        checkRepeated(header, checks);
        InvoiceColumn.REQUIRED.stream().filter(c -> !fills(c)).forEach(c -> checks.add("columns." + c.header(), ErrorCode.REQUIRED));
        if (!fills(InvoiceColumn.GROSS) && !fills(InvoiceColumn.NET)) {
            checks.add("columns." + InvoiceColumn.GROSS.header(), ErrorCode.REQUIRED);
        }
        checkValues(checks);
        return checks.violations();
    }

    private boolean fills(InvoiceColumn column) {
        return columns.containsKey(column) || constants.containsKey(column);
    }

    private void checkRepeated(List<String> header, Checks checks) {
        Set<String> seen = new HashSet<>();
        Set<String> repeated = header.stream().map(FieldText::loose).filter(name -> !seen.add(name)).collect(Collectors.toSet());
        columns.forEach((column, name) -> {
            if (repeated.contains(FieldText.loose(name))) {
                checks.add("columns." + column.header(), ErrorCode.COLUMN_REPEATED, name);
            }
        });
    }

    private void checkValues(Checks checks) {
        if (datePattern != null && DatePattern.of(datePattern).isEmpty()) {
            checks.add("datePattern", ErrorCode.DATE_PATTERN_WRONG, datePattern.length() <= TEXT_MAX ? datePattern : datePattern.substring(0, TEXT_MAX));
        }
        constants.forEach((column, value) -> {
            String field = "constants." + column.header();
            if (!checks.optionalText(field, value, TEXT_MAX)) {
                return;
            }
            switch (column.kind()) {
                case AMOUNT -> {
                    if (FieldText.plainNumber(value).isEmpty()) {
                        checks.add(field, ErrorCode.NOT_A_NUMBER, value);
                    }
                }
                case MONTH -> {
                    if (FieldText.month(value).isEmpty()) {
                        checks.add(field, ErrorCode.NOT_A_MONTH, value);
                    }
                }
                case DATE -> {
                    if (FieldText.date(value).isEmpty()) {
                        checks.add(field, ErrorCode.NOT_A_DATE, value);
                    }
                }
                case CHOICE, TEXT -> {
                    if (!FieldText.isClean(value)) {
                        checks.add(field, ErrorCode.INVALID_CHARACTERS);
                    }
                }
            }
        });
    }

    /** The form in which it is kept: {@code {"columns":{"gross":"Amount"},"constants":{},"decimalMark":"AUTO","datePattern":null}}. */
    public JsonObject toJson() {
        JsonObjectBuilder json = JSON.createObjectBuilder().add("columns", texts(columns)).add("constants", texts(constants)).add("decimalMark", decimalMark.name());
        return (datePattern == null ? json.addNull("datePattern") : json.add("datePattern", datePattern)).build();
    }

    private static JsonObjectBuilder texts(Map<InvoiceColumn, String> values) {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        values.forEach((column, value) -> json.add(column.header(), value));
        return json;
    }

    /** @throws BusinessRuleException UNKNOWN_FIELD, WRONG_TYPE, NOT_ALLOWED_VALUE; the fields are those of {@link #check} */
    public static ColumnMapping of(JsonObject json) {
        Checks checks = new Checks();
        Map<InvoiceColumn, String> columns = texts(json, "columns", checks);
        Map<InvoiceColumn, String> constants = texts(json, "constants", checks);
        DecimalMark mark = DecimalMark.AUTO;
        Optional<String> markName = text(json.get("decimalMark"), "decimalMark", checks);
        if (markName.isPresent()) {
            Optional<DecimalMark> known = FieldText.constant(DecimalMark.class, markName.get());
            if (known.isEmpty()) {
                checks.add("decimalMark", ErrorCode.NOT_ALLOWED_VALUE, markName.get(), Arrays.stream(DecimalMark.values()).map(Enum::name).collect(Collectors.joining(", ")));
            }
            mark = known.orElse(mark);
        }
        String pattern = text(json.get("datePattern"), "datePattern", checks).orElse(null);
        json.keySet().stream().filter(key -> !Set.of("columns", "constants", "decimalMark", "datePattern").contains(key)).forEach(key -> checks.add(key, ErrorCode.UNKNOWN_FIELD));
        BusinessRuleException.throwIfAny(checks.violations());
        return new ColumnMapping(columns, constants, mark, pattern);
    }

    private static Map<InvoiceColumn, String> texts(JsonObject json, String member, Checks checks) {
        Map<InvoiceColumn, String> values = new EnumMap<>(InvoiceColumn.class);
        JsonValue value = json.get(member);
        if (value == null || value == JsonValue.NULL) {
            return values;
        }
        if (!(value instanceof JsonObject object)) {
            checks.add(member, ErrorCode.WRONG_TYPE, "OBJECT");
            return values;
        }
        object.forEach((name, each) -> {
            String field = member + "." + name;
            Optional<InvoiceColumn> column = InvoiceColumn.named(name);
            if (column.isEmpty()) {
                checks.add(field, ErrorCode.UNKNOWN_FIELD);
            } else {
                text(each, field, checks).ifPresent(text -> values.put(column.get(), text));
            }
        });
        return values;
    }

    private static Optional<String> text(JsonValue value, String field, Checks checks) {
        if (value == null || value == JsonValue.NULL) {
            return Optional.empty();
        }
        if (value instanceof JsonString string) {
            return checks.optionalText(field, string.getString(), TEXT_MAX) ? Optional.of(string.getString()) : Optional.empty();
        }
        checks.add(field, ErrorCode.WRONG_TYPE, "STRING");
        return Optional.empty();
    }
}
