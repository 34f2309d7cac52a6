package org.openpo.ejb.order;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;

import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderState;

/** Versions of purchase orders as the text that is kept. Members may be added; none may change its meaning: old versions stay readable. */
final class StateJson {
    private StateJson() { }

    static String write(PurchaseOrderState state) {
        PurchaseOrderDraft d = state.draft();
        JsonObjectBuilder json = JSON.createObjectBuilder();
        put(json, "purchaseOrderId", d.purchaseOrderId());
        put(json, "description", d.description());
        json.add("anySeller", d.anySeller());
        json.add("sellers", array(d.sellers()));
        json.add("taxRegistrationNumbers", array(d.taxRegistrationNumbers()));
        json.add("invoiceUnits", array(d.invoiceUnits()));
        put(json, "billTo", d.billTo());
        put(json, "shipTo", d.shipTo());
        put(json, "paymentTerms", d.paymentTerms());
        put(json, "currency", d.currency());
        put(json, "effectiveMonth", d.effectiveMonth());
        put(json, "expirationMonth", d.expirationMonth());
        put(json, "amountBasis", d.amountBasis());
        JsonArrayBuilder contacts = JSON.createArrayBuilder();
        for (ContactDraft c : d.contacts()) {
            JsonObjectBuilder contact = JSON.createObjectBuilder();
            put(contact, "name", c.name());
            put(contact, "email", c.email());
            put(contact, "phone", c.phone());
            put(contact, "language", c.language());
            contacts.add(contact);
        }
        json.add("contacts", contacts);
        JsonObjectBuilder tags = JSON.createObjectBuilder();
        d.tags().forEach((key, value) -> tags.add(key, value == null ? "" : value));
        json.add("tags", tags);
        JsonArrayBuilder lines = JSON.createArrayBuilder();
        d.lineItems().forEach(line -> lines.add(line(line)));
        json.add("lineItems", lines);
        json.add("suspended", state.suspended());
        JsonObjectBuilder closed = JSON.createObjectBuilder();
        state.closedLines().forEach(closed::add);
        json.add("closedLines", closed);
        json.add("deleted", state.deleted());
        return json.build().toString();
    }

    private static JsonObjectBuilder line(LineItemDraft l) {
        JsonObjectBuilder line = JSON.createObjectBuilder();
        if (l.id() != null) {
            line.add("id", l.id());
        }
        put(line, "number", l.number());
        put(line, "description", l.description());
        put(line, "type", l.type());
        put(line, "startMonth", l.startMonth());
        put(line, "endMonth", l.endMonth());
        line.add("balanceTracking", l.balanceTracking());
        put(line, "unitPrice", l.unitPrice());
        put(line, "quantity", l.quantity());
        put(line, "taxKind", l.tax().kind());
        put(line, "taxValue", l.tax().value());
        put(line, "overspendPolicy", l.overspendPolicy());
        line.add("chargeAccounts", array(l.chargeAccounts()));
        return line;
    }

    static PurchaseOrderState read(String text) {
        try (JsonReader reader = JSON.createReader(new StringReader(text))) {
            JsonObject json = reader.readObject();
            List<ContactDraft> contacts = json.getJsonArray("contacts").getValuesAs(JsonObject.class).stream()
                    .map(c -> new ContactDraft(c.getString("name", null), c.getString("email", null), c.getString("phone", null), c.getString("language", null))).toList();
            List<LineItemDraft> lines = new ArrayList<>();
            json.getJsonArray("lineItems").getValuesAs(JsonObject.class).forEach(l -> lines.add(line(l)));
            PurchaseOrderDraft draft = new PurchaseOrderDraft(json.getString("purchaseOrderId"), json.getString("description", null), json.getBoolean("anySeller"),
                    texts(json, "sellers"), texts(json, "taxRegistrationNumbers"), texts(json, "invoiceUnits"), json.getString("billTo", null),
                    json.getString("shipTo", null), json.getString("paymentTerms", null), json.getString("currency"), month(json, "effectiveMonth"),
                    month(json, "expirationMonth"), AmountBasis.valueOf(json.getString("amountBasis")), contacts, map(json.getJsonObject("tags")), lines);
            return new PurchaseOrderState(draft, json.getBoolean("suspended"), map(json.getJsonObject("closedLines")), json.getBoolean("deleted"));
        }
    }

    private static LineItemDraft line(JsonObject l) {
        return new LineItemDraft(l.containsKey("id") ? l.getJsonNumber("id").longValue() : null, l.getString("number"), l.getString("description", null),
                LineItemType.valueOf(l.getString("type")), month(l, "startMonth"), month(l, "endMonth"), l.getBoolean("balanceTracking"), number(l, "unitPrice"),
                number(l, "quantity"), new LineTax(LineTax.Kind.valueOf(l.getString("taxKind")), number(l, "taxValue")),
                OverspendPolicy.valueOf(l.getString("overspendPolicy")), texts(l, "chargeAccounts"));
    }

    private static Map<String, String> map(JsonObject json) {
        Map<String, String> map = new HashMap<>();
        json.keySet().forEach(key -> map.put(key, json.getString(key)));
        return map;
    }

    private static YearMonth month(JsonObject json, String name) {
        return YearMonth.parse(json.getString(name));
    }

    private static BigDecimal number(JsonObject json, String name) {
        String text = json.getString(name, null);
        return text == null ? null : new BigDecimal(text);
    }

    private static List<String> texts(JsonObject json, String name) {
        return json.getJsonArray(name).getValuesAs(JsonString::getString);
    }

    private static JsonArrayBuilder array(Collection<String> values) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        values.forEach(array::add);
        return array;
    }

    private static void put(JsonObjectBuilder json, String name, Object value) {
        if (value != null) {
            json.add(name, value instanceof BigDecimal number ? number.toPlainString() : value.toString());
        }
    }
}
