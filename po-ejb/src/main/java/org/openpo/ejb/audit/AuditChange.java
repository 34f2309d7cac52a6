package org.openpo.ejb.audit;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/**
 * One thing that an audit event changed.
 *
 * @param part   what the field is of, if not of the object itself: the number of a line item, for example; else null
 * @param field  name in the kept state
 * @param before null if there was none
 * @param after  null if there is none
 */
public record AuditChange(String part, String field, String before, String after) {
    private static final List<String> NAMES = List.of("number", "lineItemNumber", "name", "id");
    /** As they came from a person or from the database, the same amount has more or fewer zeros at its end. */
    private static final Set<String> AMOUNTS = Set.of("unitPrice", "quantity", "taxValue", "total", "net", "tax", "gross", "allocated", "covered", "amount", "purchaseOrderAmount", "rate");

    /** Where a value stands. */
    private record Place(String part, String field) { }

    /** @param before and {@code after}: JSON objects, or null */
    static List<AuditChange> between(String before, String after) {
        Map<Place, String> was = values(before);
        Map<Place, String> is = values(after);
        Map<Place, Object> all = new LinkedHashMap<>(was);
        is.forEach(all::putIfAbsent);
        return all.keySet().stream().filter(place -> !Objects.equals(was.get(place), is.get(place)))
                .map(place -> new AuditChange(place.part(), place.field(), was.get(place), is.get(place))).toList();
    }

    private static Map<Place, String> values(String state) {
        Map<Place, String> values = new LinkedHashMap<>();
        if (state != null) {
            try (JsonReader reader = JSON.createReader(new StringReader(state))) {
                reader.readObject().forEach((field, value) -> add(null, field, value, values));
            } catch (JsonException cut) {
                values.put(new Place(null, "state"), state);
            }
        }
        return values;
    }

    private static void add(String part, String field, JsonValue value, Map<Place, String> values) {
        if (value instanceof JsonArray array && array.stream().anyMatch(JsonObject.class::isInstance)) {
            for (int i = 0; i < array.size(); i++) {
                addPart(array.get(i), i, values);
            }
        } else if (value instanceof JsonObject object) {
            object.forEach((name, each) -> values.put(new Place(part == null ? field : part + " / " + field, name), text(each)));
        } else if (value.getValueType() != JsonValue.ValueType.NULL) {
            String text = AMOUNTS.contains(field) ? amount(text(value)) : text(value);
            if (!text.isEmpty()) {
                values.put(new Place(part, field), text);
            }
        }
    }

    private static void addPart(JsonValue each, int index, Map<Place, String> values) {
        if (each instanceof JsonObject object) {
            List<String> name = new ArrayList<>();
            object.forEach((field, value) -> {
                if (field.equals("purchaseOrderId") || name.isEmpty() && NAMES.contains(field) || field.equals("lineItemNumber")) {
                    name.add(text(value));
                }
            });
            String called = name.isEmpty() ? String.valueOf(index + 1) : String.join(" / ", name);
            // Two allocations may stand on one line.
            String part = values.keySet().stream().anyMatch(place -> called.equals(place.part())) ? called + " (" + (index + 1) + ")" : called;
            object.forEach((field, value) -> add(part, field, value, values));
        } else {
            values.put(new Place(String.valueOf(index + 1), ""), text(each));
        }
    }

    private static String amount(String text) {
        if (!text.matches("-?[0-9]{1,30}(\\.[0-9]{1,30})?")) {
            return text;
        }
        BigDecimal number = new BigDecimal(text).stripTrailingZeros();
        return (number.scale() < 2 ? number.setScale(2) : number).toPlainString();
    }

    private static String text(JsonValue value) {
        if (value instanceof JsonString string) {
            return string.getString();
        }
        if (value instanceof JsonArray array) {
            return array.stream().map(AuditChange::text).collect(Collectors.joining(", "));
        }
        return value.toString();
    }
}
