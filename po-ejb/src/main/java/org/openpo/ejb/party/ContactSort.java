package org.openpo.ejb.party;

import java.util.function.Function;

import org.openpo.domain.party.Contact;

/** What the directory can be sorted by; ties are broken by the internal id. */
public enum ContactSort {
    EMAIL("email", "c.emailKey", r -> Contact.keyOf(r.contact().email()), t -> t),
    NAME("name", "lower(c.name)", r -> r.contact().name(), t -> t),
    LANGUAGE("language", "c.language", r -> r.contact().language(), t -> t),
    PURCHASE_ORDERS("purchaseOrders", "orders", r -> String.valueOf(r.purchaseOrders()), Long::valueOf);

    private final String field;
    private final String expression;
    private final Function<ContactRow, String> text;
    private final Function<String, Object> value;

    ContactSort(String field, String expression, Function<ContactRow, String> text, Function<String, Object> value) {
        this.field = field;
        this.expression = expression;
        this.text = text;
        this.value = value;
    }

    /** Name in the API's {@code sort} parameter. */
    public String field() {
        return field;
    }

    /** Those that do not move while a client walks through the list. */
    public static ContactSort[] ofSlices() {
        return new ContactSort[] {EMAIL, NAME, LANGUAGE};
    }

    String expression() {
        return expression;
    }

    String textOf(ContactRow row) {
        return text.apply(row);
    }

    Object parse(String cursorText) {
        return value.apply(cursorText);
    }
}
