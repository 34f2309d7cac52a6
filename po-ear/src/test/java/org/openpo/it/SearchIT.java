package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One search over everything, over HTTP. */
class SearchIT {
    private final Api api = Api.asAdmin();

    @Test
    void orders_invoices_sellers_and_contacts_are_found_at_once() {
        api.post("sellers", "{\"name\":\"Findable Hosting Ltd\"}").expect(201);
        api.post("purchase-orders", """
                {"purchaseOrderId":"FINDABLE-1","sellers":["Findable Hosting Ltd"],"currency":"EUR","effectiveMonth":"2026-01","expirationMonth":"2026-12",
                 "contacts":[{"name":"Ms Findable","email":"ms@findable.example","language":"en"}]}""").expect(201);
        api.post("invoices", """
                {"invoiceId":"FINDABLE-INV","seller":"Findable Hosting Ltd","billingPeriod":"2026-08","issueDate":"2026-09-03","currency":"EUR","gross":"100.00"}""").expect(201);
        var found = ApiUsers.withRole("VIEWER").get("search?q=findable").expect(200).object();
        assertThat(found.getJsonArray("purchaseOrders").getJsonObject(0).getString("purchaseOrderId")).isEqualTo("FINDABLE-1");
        assertThat(found.getJsonArray("invoices").getJsonObject(0).getString("gross")).isEqualTo("100.00");
        assertThat(found.getJsonArray("sellers").getJsonObject(0).getString("name")).isEqualTo("Findable Hosting Ltd");
        assertThat(found.getJsonArray("contacts").getJsonObject(0).getString("email")).isEqualTo("ms@findable.example");
        assertThat(api.get("search").expect(400).body()).contains("REQUIRED");
        assertThat(api.get("search?q=" + "x".repeat(201)).expect(400).body()).contains("TOO_LONG");
        api.get("search?q=findable&limit=3").expect(400);
        assertThat(api.get("search?q=x").expect(200).object().getJsonArray("purchaseOrders")).isEmpty();
    }
}
