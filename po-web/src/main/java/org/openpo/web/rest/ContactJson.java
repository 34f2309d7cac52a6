package org.openpo.web.rest;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

import org.openpo.domain.order.ContactDraft;
import org.openpo.ejb.order.ContactReplacement;
import org.openpo.ejb.party.ContactImport;
import org.openpo.ejb.party.ContactRow;
import org.openpo.ejb.party.ContactUse;
import org.openpo.ejb.party.ContactView;

/** Contacts in requests and answers. */
final class ContactJson {
    private ContactJson() { }

    /** What only the directory knows is left to the caller, and read past where a purchase order is written. */
    static ContactDraft read(JsonFields in) {
        in.ignoring("id", "version", "replacedBy", "undeliverableSince", "undeliverableReason");
        return new ContactDraft(in.text("name"), in.text("email"), in.text("phone"), in.text("language"));
    }

    /** As a purchase order has it. */
    static ContactDraft readOnOrder(JsonFields in) {
        return read(in.ignoring("active", "defaultContact"));
    }

    static JsonObject write(ContactView c) {
        return builder(c).build();
    }

    /** With what the directory knows of its use. */
    static JsonObject write(ContactRow row) {
        return builder(row.contact()).add("purchaseOrders", row.purchaseOrders()).build();
    }

    static JsonObject write(ContactUse use) {
        return Jsons.object()
                .add("id", Jsons.id(use.id()))
                .add("purchaseOrderId", use.purchaseOrderId())
                .add("description", Jsons.text(use.description()))
                .add("status", Jsons.text(use.status()))
                .build();
    }

    static JsonObject write(ContactReplacement.Result result) {
        return Jsons.object()
                .add("replaced", write(result.replaced()))
                .add("successor", write(result.successor()))
                .add("purchaseOrders", result.purchaseOrders())
                .build();
    }

    static JsonObject write(ContactImport.Result result, ApiTexts texts) {
        JsonArrayBuilder refused = Jsons.array();
        for (ContactImport.Refused each : result.refused()) {
            refused.add(Jsons.object()
                    .add("row", each.row())
                    .add("column", Jsons.text(each.column()))
                    .add("email", Jsons.text(each.cells().get("email")))
                    .add("code", each.violation().code().name())
                    .add("message", texts.of(each.violation())));
        }
        return Jsons.object()
                .add("rows", result.rows())
                .add("created", result.created())
                .add("changed", result.changed())
                .add("unchanged", result.unchanged())
                .add("errors", result.errors())
                .add("refused", refused)
                .build();
    }

    private static JsonObjectBuilder builder(ContactView c) {
        return Jsons.object()
                .add("id", Jsons.id(c.id()))
                .add("version", c.version())
                .add("name", c.name())
                .add("email", c.email())
                .add("phone", Jsons.text(c.phone()))
                .add("language", Jsons.text(c.language()))
                .add("active", c.active())
                .add("defaultContact", c.defaultContact())
                .add("replacedBy", c.replacedBy() == null ? JsonValue.NULL : Jsons.id(c.replacedBy()))
                .add("undeliverableSince", Jsons.text(c.undeliverableSince()))
                .add("undeliverableReason", Jsons.text(c.undeliverableReason()));
    }
}
