package org.openpo.web.rest;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.PurchaseOrderDiff;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderState;
import org.openpo.domain.party.Seller;
import org.openpo.ejb.order.VersionView;

/** Versions of purchase orders in answers. */
final class VersionJson {
    private VersionJson() { }

    /** With the purchase order as it was. */
    static JsonObject writeWhole(VersionView v) {
        return summary(v).add("purchaseOrder", state(v.state())).build();
    }

    static JsonObject write(VersionView v) {
        return summary(v).build();
    }

    /** Differences between two states of a purchase order. */
    static JsonArrayBuilder changes(List<PurchaseOrderDiff.Change> differences) {
        JsonArrayBuilder changes = Jsons.array();
        for (PurchaseOrderDiff.Change c : differences) {
            changes.add(Jsons.object()
                    .add("lineItem", Jsons.text(c.lineItem()))
                    .add("field", c.field())
                    .add("kind", c.kind().name())
                    .add("before", value(c.before()))
                    .add("after", value(c.after())));
        }
        return changes;
    }

    private static JsonObjectBuilder summary(VersionView v) {
        return Jsons.object()
                .add("number", v.number())
                .add("at", Jsons.text(v.at()))
                .add("actor", v.actor())
                .add("action", v.action())
                .add("reason", Jsons.text(v.reason()))
                .add("changes", changes(v.changes()));
    }

    private static JsonValue value(Object value) {
        if (value instanceof Collection<?> list) {
            return Jsons.texts(list).build();
        }
        if (value instanceof Boolean flag) {
            return flag ? JsonValue.TRUE : JsonValue.FALSE;
        }
        if (value instanceof BigDecimal number) {
            return Jsons.decimal(number);
        }
        if (value instanceof LineTax tax) {
            return tax(tax);
        }
        if (value instanceof LineItemDraft line) {
            return line(line, null).build();
        }
        return Jsons.text(value);
    }

    private static JsonObject state(PurchaseOrderState state) {
        return draft(state.draft(), state.closedLines()).add("suspended", state.suspended()).add("deleted", state.deleted()).build();
    }

    /** A purchase order that is not saved, as a request may have it. */
    static JsonObjectBuilder draft(PurchaseOrderDraft d) {
        return draft(d, Map.of());
    }

    private static JsonObjectBuilder draft(PurchaseOrderDraft d, Map<String, String> closedLines) {
        JsonArrayBuilder contacts = Jsons.array();
        for (ContactDraft c : d.contacts()) {
            contacts.add(Jsons.object().add("name", c.name()).add("email", c.email()).add("phone", Jsons.text(c.phone())).add("language", Jsons.text(c.language())));
        }
        JsonArrayBuilder lines = Jsons.array();
        d.lineItems().forEach(l -> lines.add(line(l, closedLines.get(l.number()))));
        return Jsons.object()
                .add("purchaseOrderId", Jsons.text(d.purchaseOrderId()))
                .add("description", Jsons.text(d.description()))
                .add("sellers", Jsons.texts(d.anySeller() ? List.of(Seller.ANY) : d.sellers()))
                .add("currency", d.currency())
                .add("effectiveMonth", Jsons.text(d.effectiveMonth()))
                .add("expirationMonth", Jsons.text(d.expirationMonth()))
                .add("amountBasis", Jsons.text(d.amountBasis()))
                .add("taxRegistrationNumbers", Jsons.texts(d.taxRegistrationNumbers()))
                .add("invoiceUnits", Jsons.texts(d.invoiceUnits()))
                .add("billTo", Jsons.text(d.billTo()))
                .add("shipTo", Jsons.text(d.shipTo()))
                .add("paymentTerms", Jsons.text(d.paymentTerms()))
                .add("contacts", contacts)
                .add("tags", Jsons.map(d.tags()))
                .add("lineItems", lines);
    }

    private static JsonObjectBuilder line(LineItemDraft l, String closedReason) {
        return Jsons.object()
                .add("number", l.number())
                .add("description", Jsons.text(l.description()))
                .add("type", Jsons.text(l.type()))
                .add("startMonth", Jsons.text(l.startMonth()))
                .add("endMonth", Jsons.text(l.endMonth()))
                .add("balanceTracking", l.balanceTracking())
                .add("unitPrice", Jsons.decimal(l.unitPrice()))
                .add("quantity", Jsons.decimal(l.quantity()))
                .add("tax", l.tax().kind() == LineTax.Kind.NONE ? JsonValue.NULL : tax(l.tax()))
                .add("overspendPolicy", Jsons.text(l.overspendPolicy()))
                .add("chargeAccounts", Jsons.texts(l.chargeAccounts()))
                .add("closed", closedReason != null)
                .add("closedReason", Jsons.text(closedReason));
    }

    private static JsonObject tax(LineTax tax) {
        return Jsons.object().add("kind", tax.kind().name()).add("value", Jsons.decimal(tax.value())).build();
    }
}
