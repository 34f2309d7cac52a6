package org.openpo.ejb.party;

import org.openpo.domain.party.Contact;

/** A contact of the directory as pages and API show it. */
public record ContactView(long id, long version, String name, String email, String phone, String language, boolean active) {
    public static ContactView of(Contact c) {
        return new ContactView(c.id(), c.version(), c.name(), c.email(), c.phone(), c.language(), c.isActive());
    }
}
