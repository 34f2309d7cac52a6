package org.openpo.ejb.party;

import java.time.Instant;

import org.openpo.domain.party.Contact;

/**
 * A contact of the directory as pages and API show it.
 *
 * @param defaultContact     whether new purchase orders begin with it
 * @param replacedBy         id of who took over, or null
 * @param undeliverableSince since when mails do not arrive, or null
 */
public record ContactView(long id, long version, String name, String email, String phone, String language, boolean active, boolean defaultContact,
        Long replacedBy, Instant undeliverableSince, String undeliverableReason) {
    public static ContactView of(Contact c) {
        return new ContactView(c.id(), c.version(), c.name(), c.email(), c.phone(), c.language(), c.isActive(), c.isDefaultContact(), c.replacedBy(),
                c.undeliverableSince(), c.undeliverableReason());
    }

    public boolean undeliverable() {
        return undeliverableSince != null;
    }
}
