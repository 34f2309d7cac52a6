package org.openpo.web.rest;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import org.openpo.domain.money.Decimals;

/** How answers write values: amounts as decimal strings, months, dates and moments in ISO 8601, what is absent as null. */
final class Jsons {
    private Jsons() { }

    static JsonObjectBuilder object() {
        return JSON.createObjectBuilder();
    }

    static JsonArrayBuilder array() {
        return JSON.createArrayBuilder();
    }

    static JsonString value(String text) {
        return JSON.createValue(text);
    }

    static JsonNumber value(BigDecimal number) {
        return JSON.createValue(number);
    }

    /** A JSON number, or null. */
    static JsonValue count(Number number) {
        return number == null ? JsonValue.NULL : JSON.createValue(number.longValue());
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
        return Decimals.ofCurrency(amount, currency).toPlainString();
    }

    /** A number without the zeros behind its last decimal: {@code "1"}, {@code "0.5"}. */
    static JsonValue decimal(BigDecimal number) {
        return number == null ? JsonValue.NULL : value(Decimals.plain(number).toPlainString());
    }
}
