package org.openpo.web.rest;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Currency;
import java.util.Map;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

/** How answers write values: amounts as decimal strings, months, dates and moments in ISO 8601, what is absent as null. */
final class Jsons {
    // Looking the provider up for every object or value, as the class Json does, searches all archives and is what makes JSON-P slow.
    private static final JsonProvider PROVIDER = JsonProvider.provider();
    private static final JsonBuilderFactory FACTORY = PROVIDER.createBuilderFactory(Map.of());

    private Jsons() { }

    static JsonObjectBuilder object() {
        return FACTORY.createObjectBuilder();
    }

    static JsonArrayBuilder array() {
        return FACTORY.createArrayBuilder();
    }

    static JsonString value(String text) {
        return PROVIDER.createValue(text);
    }

    static JsonNumber value(BigDecimal number) {
        return PROVIDER.createValue(number);
    }

    /** A JSON number, or null. */
    static JsonValue count(Number number) {
        return number == null ? JsonValue.NULL : PROVIDER.createValue(number.longValue());
    }

    /** The value's own text (enum name, ISO month, date or moment), or null. */
    static JsonValue text(Object value) {
        return value == null ? JsonValue.NULL : value(value.toString());
    }

    static JsonArrayBuilder texts(Collection<?> values) {
        JsonArrayBuilder array = array();
        values.forEach(v -> array.add(v.toString()));
        return array;
    }

    static JsonObjectBuilder map(Map<String, String> values) {
        JsonObjectBuilder object = object();
        values.forEach(object::add);
        return object;
    }

    /** An opaque id: a string, because JavaScript rounds large numbers. */
    static JsonValue id(long id) {
        return value(Long.toString(id));
    }

    /** An amount with at least the decimals of its currency: {@code "100.00"}, for yen {@code "100"}; further decimals are never hidden. */
    static JsonValue amount(BigDecimal amount, String currency) {
        return amount == null ? JsonValue.NULL : value(amountText(amount, currency));
    }

    static String amountText(BigDecimal amount, String currency) {
        return plain(amount, Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits()));
    }

    /** A number without the zeros behind its last decimal: {@code "1"}, {@code "0.5"}. */
    static JsonValue decimal(BigDecimal number) {
        return number == null ? JsonValue.NULL : value(plain(number, 0));
    }

    private static String plain(BigDecimal number, int fewestDecimals) {
        BigDecimal stripped = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        return (stripped.scale() < fewestDecimals ? stripped.setScale(fewestDecimals) : stripped).toPlainString();
    }
}
