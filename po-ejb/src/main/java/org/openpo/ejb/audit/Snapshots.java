package org.openpo.ejb.audit;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import org.openpo.domain.access.ApiToken;
import org.openpo.domain.access.UserAccount;
import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.ledger.Allocation;
import org.openpo.domain.money.DatedRate;
import org.openpo.domain.order.LineItem;
import org.openpo.domain.order.PurchaseOrder;
import org.openpo.domain.party.Contact;
import org.openpo.domain.party.Seller;

/** The state of an object as the audit trail keeps it. Never holds a secret. */
public final class Snapshots {
    private Snapshots() { }

    public static JsonObject of(PurchaseOrder po) {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        put(json, "purchaseOrderId", po.purchaseOrderId());
        put(json, "description", po.description());
        json.add("anySeller", po.isAnySeller());
        json.add("sellerIds", array(po.sellerIds().stream().sorted().toList()));
        json.add("taxRegistrationNumbers", array(po.taxRegistrationNumbers().stream().sorted().toList()));
        json.add("invoiceUnits", array(po.invoiceUnits().stream().sorted().toList()));
        put(json, "billTo", po.billTo());
        put(json, "shipTo", po.shipTo());
        put(json, "paymentTerms", po.paymentTerms());
        put(json, "currency", po.currency());
        put(json, "effectiveMonth", po.window().from());
        put(json, "expirationMonth", po.window().to());
        json.add("suspended", po.isSuspended());
        put(json, "amountBasis", po.amountBasis());
        json.add("contacts", array(po.contacts().stream().map(Contact::email).toList()));
        json.add("tags", map(po.tags()));
        JsonArrayBuilder lines = JSON.createArrayBuilder();
        po.lineItems().forEach(l -> lines.add(of(l)));
        json.add("lineItems", lines);
        return json.build();
    }

    private static JsonObject of(LineItem line) {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        put(json, "number", line.number());
        put(json, "description", line.description());
        put(json, "type", line.type());
        put(json, "startMonth", line.window().from());
        put(json, "endMonth", line.window().to());
        json.add("balanceTracking", line.isBalanceTracked());
        put(json, "unitPrice", line.unitPrice());
        put(json, "quantity", line.quantity());
        put(json, "taxKind", line.tax().kind());
        put(json, "taxValue", line.tax().value());
        put(json, "total", line.total());
        put(json, "overspendPolicy", line.overspendPolicy());
        json.add("closed", line.isClosed());
        put(json, "closedReason", line.closedReason());
        json.add("chargeAccounts", array(line.chargeAccounts().stream().sorted().toList()));
        return json.build();
    }

    public static JsonObject of(Invoice invoice) {
        return state(invoice).build();
    }

    /** With where it stands. */
    public static JsonObject of(Invoice invoice, Collection<Allocation> standing) {
        JsonArrayBuilder allocations = JSON.createArrayBuilder();
        for (Allocation a : standing) {
            JsonObjectBuilder json = JSON.createObjectBuilder();
            put(json, "purchaseOrderId", a.lineItem().purchaseOrder().purchaseOrderId());
            put(json, "lineItemNumber", a.lineItem().number());
            put(json, "covered", a.coveredAmount());
            put(json, "amount", a.invoiceAmount());
            put(json, "purchaseOrderAmount", a.purchaseOrderAmount());
            put(json, "rate", a.rate());
            put(json, "how", a.how());
            allocations.add(json);
        }
        return state(invoice).add("allocations", allocations).build();
    }

    private static JsonObjectBuilder state(Invoice invoice) {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        put(json, "invoiceId", invoice.invoiceId());
        put(json, "seller", invoice.sellerName());
        put(json, "kind", invoice.kind());
        put(json, "invoiceClass", invoice.invoiceClass());
        put(json, "billingPeriod", invoice.billingPeriod());
        put(json, "issueDate", invoice.issueDate());
        put(json, "currency", invoice.currency());
        put(json, "net", invoice.net());
        put(json, "tax", invoice.tax());
        put(json, "gross", invoice.gross());
        put(json, "purchaseOrderReference", invoice.purchaseOrderReference());
        put(json, "originalInvoiceId", invoice.originalInvoiceId());
        put(json, "state", invoice.state());
        put(json, "allocated", invoice.allocated());
        json.add("exceptionCodes", array(invoice.exceptionCodes()));
        put(json, "stateReason", invoice.stateReason());
        put(json, "duplicateOf", invoice.duplicateOfId());
        json.add("unmatchedByPerson", invoice.isUnmatchedByPerson());
        put(json, "assignedTo", invoice.assignedTo());
        put(json, "acceptedCodes", invoice.acceptedCodes());
        put(json, "fingerprint", invoice.fingerprint());
        return json;
    }

    public static JsonObject of(Contact contact) {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        put(json, "name", contact.name());
        put(json, "email", contact.email());
        put(json, "phone", contact.phone());
        put(json, "language", contact.language());
        json.add("active", contact.isActive());
        json.add("defaultContact", contact.isDefaultContact());
        put(json, "replacedBy", contact.replacedBy());
        put(json, "undeliverableSince", contact.undeliverableSince());
        put(json, "undeliverableReason", contact.undeliverableReason());
        return json.build();
    }

    public static JsonObject of(Seller seller) {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        put(json, "name", seller.name());
        json.add("aliases", array(seller.aliases()));
        json.add("taxIds", array(seller.taxIds().stream().sorted().toList()));
        json.add("lineItemTypes", array(seller.lineItemTypes().stream().sorted().toList()));
        json.add("active", seller.isActive());
        return json.build();
    }

    public static JsonObject of(DatedRate rate) {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        put(json, "source", rate.source());
        put(json, "target", rate.target());
        put(json, "validFrom", rate.validFrom());
        put(json, "rate", rate.rate());
        return json.build();
    }

    /** Without the password hash. */
    public static JsonObject of(UserAccount account) {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        put(json, "name", account.name());
        put(json, "displayName", account.displayName());
        put(json, "role", account.role());
        json.add("active", account.isActive());
        put(json, "email", account.email());
        put(json, "issuer", account.issuer());
        return json.build();
    }

    /** Without its hash. */
    public static JsonObject of(ApiToken token) {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        put(json, "name", token.name());
        put(json, "role", token.role());
        put(json, "expiresAt", token.expiresAt());
        put(json, "requestsPerMinute", token.requestsPerMinute());
        put(json, "hint", token.hint());
        return json.build();
    }

    private static void put(JsonObjectBuilder json, String name, Object value) {
        if (value instanceof BigDecimal number) {
            json.add(name, number.toPlainString());
        } else if (value != null) {
            json.add(name, value.toString());
        }
    }

    private static JsonArrayBuilder array(Collection<?> values) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        values.forEach(v -> array.add(v.toString()));
        return array;
    }

    private static JsonObjectBuilder map(Map<String, String> values) {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        values.forEach(json::add);
        return json;
    }
}
