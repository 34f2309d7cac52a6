package org.openpo.ejb.party;

/**
 * Which contacts a list shows. Null means: all.
 *
 * @param search    part of the name, the address or the telephone number
 * @param email     exactly this address, ignoring case and outer spaces
 * @param language  {@code en} or {@code vi}
 */
public record ContactFilter(String search, String email, String language, Condition condition) {

    /** Groups of contacts that one looks for. */
    public enum Condition {
        ACTIVE, SWITCHED_OFF,
        /** New purchase orders begin with them. */
        DEFAULT,
        /** Mails do not reach them. */
        UNDELIVERABLE,
        /** On no purchase order. */
        UNUSED
    }

    public static ContactFilter all() {
        return new ContactFilter(null, null, null, null);
    }

    public static ContactFilter of(Condition condition) {
        return new ContactFilter(null, null, null, condition);
    }

    ContactFilter with(Condition other) {
        return new ContactFilter(search, email, language, other);
    }
}
