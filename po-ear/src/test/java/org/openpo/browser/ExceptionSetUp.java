package org.openpo.browser;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.openpo.it.Api;

/** Brings one invoice into one exception, through the API. */
final class ExceptionSetUp {
    private final String seller;

    /** @param seller name of a new seller; nobody else has orders or invoices of it */
    ExceptionSetUp(String seller) {
        this.seller = seller;
        Api.asAdmin().post("sellers", "{\"name\":\"" + seller + "\"}").expect(201);
    }

    /** No purchase order is left: the code of an exception tells of the nearest one, whoever's it is. */
    static void deleteAllOrders() {
        Api api = Api.asAdmin();
        while (true) {
            var items = api.get("purchase-orders?limit=200").expect(200).object().getJsonArray("items");
            if (items.isEmpty()) {
                return;
            }
            for (JsonValue item : items) {
                api.delete("purchase-orders/" + item.asJsonObject().getString("id")).expect(204);
            }
        }
    }

    /** An order over 1,000.00 EUR for 2026, with more members of its JSON. */
    JsonObject order(String id, String more) {
        return order(id, seller, "EUR", "2026-12", "ALL", "ALLOW", more);
    }

    static JsonObject order(String id, String seller, String currency, String to, String type, String policy, String more) {
        return Api.asAdmin().post("purchase-orders", """
                {"purchaseOrderId":"%s","sellers":["%s"],"currency":"%s","effectiveMonth":"2026-01","expirationMonth":"%s"%s,
                 "lineItems":[{"number":"1","type":"%s","startMonth":"2026-01","endMonth":"%s","balanceTracking":true,"unitPrice":"1000.00","overspendPolicy":"%s"}]}"""
                .formatted(id, seller, currency, to, more, type, to, policy)).expect(201).object();
    }

    /** An invoice over an amount in EUR for August 2026, with more members of its JSON; answers its id. */
    String invoice(String id, String gross, String more) {
        return Api.asAdmin().post("invoices", """
                {"invoiceId":"%s","seller":"%s","invoiceClass":"MONTHLY_USAGE","billingPeriod":"2026-08","issueDate":"2026-09-03","currency":"EUR","gross":"%s"%s}"""
                .formatted(id, seller, gross, more)).expect(201).object().getString("id");
    }

    /** So many invoices over 1.00 EUR for August 2026. */
    void invoices(String id, int count) {
        Api.asAdmin().post("invoices", IntStream.range(0, count).mapToObj(i -> """
                {"invoiceId":"%s-%d","seller":"%s","invoiceClass":"MONTHLY_USAGE","billingPeriod":"2026-08","issueDate":"2026-09-03","currency":"EUR","gross":"1.00"}"""
                .formatted(id, i, seller)).collect(Collectors.joining(",", "[", "]"))).expect(200);
    }

    static JsonObject invoice(String id) {
        return Api.asAdmin().get("invoices/" + id).expect(200).object();
    }

    String seller() {
        return seller;
    }
}
