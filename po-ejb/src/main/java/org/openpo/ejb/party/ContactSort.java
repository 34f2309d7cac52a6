package org.openpo.ejb.party;

import java.util.function.Function;

/** What the directory can be sorted by; ties are broken by the internal id. */
public enum ContactSort {
    EMAIL("email", "c.emailKey", ContactView::email),
    NAME("name", "lower(c.name)", ContactView::name),
    LANGUAGE("language", "c.language", ContactView::language),
    PURCHASE_ORDERS("purchaseOrders", "orders", null);

    private final String field;
    private final String expression;
    private final Function<ContactView, String> text;

    ContactSort(String field, String expression, Function<ContactView, String> text) {
        this.field = field;
        this.expression = expression;
        this.text = text;
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

    String textOf(ContactView contact) {
        return text.apply(contact);
    }
}
