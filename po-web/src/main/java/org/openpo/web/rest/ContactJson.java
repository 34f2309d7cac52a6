package org.openpo.web.rest;

import jakarta.json.JsonObject;

import org.openpo.domain.order.ContactDraft;
import org.openpo.ejb.party.ContactView;

/** Contacts in requests and answers. */
final class ContactJson {
    private ContactJson() { }

    /** {@code active} is left to the caller: only the directory knows it. */
    static ContactDraft read(JsonFields in) {
        in.ignoring("id", "version");
        return new ContactDraft(in.text("name"), in.text("email"), in.text("phone"), in.text("language"));
    }

    static JsonObject write(ContactView c) {
        return Jsons.object()
                .add("id", Jsons.id(c.id()))
                .add("version", c.version())
                .add("name", c.name())
                .add("email", c.email())
                .add("phone", Jsons.text(c.phone()))
                .add("language", Jsons.text(c.language()))
                .add("active", c.active())
                .build();
    }
}
