package org.openpo.it;

import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Purchase orders that have something to tell, and what became of it. */
public final class Notices {

    private Notices() {
    }

    /**
     * A purchase order for any seller with one tracked line of 1,000.00.
     *
     * @param emails of its contacts
     * @return its id
     */
    static String order(Api api, String name, String language, String... emails) {
        List<String> contacts = new ArrayList<>();
        for (String email : emails) {
            contacts.add("{\"name\":\"Reader %s\",\"email\":\"%s\",\"language\":\"%s\"}".formatted(email.substring(0, email.indexOf('@')), email, language));
        }
        return api.post("purchase-orders", """
                {"purchaseOrderId":"%s","description":"Made by a test","sellers":["ANY"],"currency":"EUR","effectiveMonth":"2026-01","expirationMonth":"2030-12","contacts":[%s],
                 "lineItems":[{"number":"1","type":"ALL","startMonth":"2026-01","endMonth":"2030-12","balanceTracking":true,"unitPrice":"1000.00"}]}"""
                .formatted(name, String.join(",", contacts))).expect(201).object().getString("id");
    }

    /** An invoice that names the purchase order. */
    static void bill(Api api, String name, String invoiceId, String month, String gross) {
        api.post("invoices", """
                {"invoiceId":"%s","seller":"Amazon Web Services EMEA SARL","invoiceClass":"MONTHLY_USAGE","billingPeriod":"%s","issueDate":"%s-03","currency":"EUR","gross":"%s",
                 "purchaseOrderReference":"%s"}""".formatted(invoiceId, month, month, gross, name)).expect(201);
    }

    static List<JsonObject> of(Api api, String order) {
        return api.get("notifications?limit=200&purchaseOrder=" + order).expect(200).object().getJsonArray("items").getValuesAs(JsonObject.class);
    }

    static String state(Api api, String address) {
        List<JsonObject> found = api.get("notifications?search=" + URLEncoder.encode(address, StandardCharsets.UTF_8)).expect(200).object().getJsonArray("items").getValuesAs(JsonObject.class);
        return found.isEmpty() ? "" : found.get(0).getString("state");
    }

    public static void await(String what, BooleanSupplier happened) {
        await(what, 120, happened);
    }

    static void await(String what, int seconds, BooleanSupplier happened) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not happen within " + seconds + " seconds: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }
}
