package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Exceptions, exchange rates and settings over HTTP. */
class QueueApiIT {
    private final Api api = Api.asAdmin();

    @Test
    void ratesAreAddedListedAndDeleted() {
        String rate = "{\"source\":\"XPF\",\"target\":\"EUR\",\"validFrom\":\"2026-01-01\",\"rate\":\"0.00838\"}";
        String id = api.post("exchange-rates", rate).expect(201).object().getString("id");
        assertThat(api.post("exchange-rates", rate).expect(409).body()).contains("RATE_TAKEN");
        assertThat(api.get("exchange-rates?currency=XPF").expect(200).object().getJsonArray("items").getJsonObject(0).getString("rate")).isEqualTo("0.00838");
        Api viewer = ApiUsers.withRole("VIEWER");
        assertThat(viewer.get("exchange-rates").expect(200).object().getJsonArray("items")).isNotEmpty();
        viewer.post("exchange-rates", rate).expect(403);
        viewer.delete("exchange-rates/" + id).expect(403);
        api.delete("exchange-rates/" + id).expect(204);
        api.delete("exchange-rates/" + id).expect(404);
    }

    @Test
    void settingsAreChangedByAdministratorsOnly() {
        String on = "{\"createPurchaseOrderFromMarketplaceReference\":true}";
        ApiUsers.withRole("MANAGER").put("settings", on).expect(403);
        assertThat(api.put("settings", on).expect(200).object().getBoolean("createPurchaseOrderFromMarketplaceReference")).isTrue();
        assertThat(api.put("settings", on.replace("true", "false")).expect(200).object().getBoolean("createPurchaseOrderFromMarketplaceReference")).isFalse();
        api.put("settings", "{\"unknown\":true}").expect(400);
    }

    @Test
    void anExceptionIsAssignedAndLeftByAWayOut() {
        api.post("sellers", "{\"name\":\"Queue Api Ltd\"}").expect(201);
        String id = api.post("invoices", """
                {"invoiceId":"QUEUE-1","seller":"Queue Api Ltd","billingPeriod":"2026-08","issueDate":"2026-09-03","currency":"EUR","gross":"100.00",
                 "purchaseOrderReference":"QUEUE-PO"}""").expect(201).object().getString("id");
        assertThat(api.put("invoices/" + id + "/assignee", "{\"assignee\":\"admin\"}").expect(200).object().getString("assignedTo")).isEqualTo("admin");
        assertThat(api.get("invoices?state=EXCEPTION&seller=Queue+Api+Ltd&assignedTo=admin&minAmount=99&maxAmount=101&olderThanDays=0").expect(200).object()
                .getJsonArray("items")).hasSize(1);
        api.get("invoices?olderThanDays=x").expect(400);
        var ways = api.get("invoices/" + id + "/ways-out").expect(200).object().getJsonArray("items");
        assertThat(ways.getJsonObject(0).getString("kind")).isEqualTo("CREATE_PURCHASE_ORDER");
        assertThat(ways.getJsonObject(ways.size() - 1).getString("kind")).isEqualTo("EXCLUDE");
        api.post("invoices/" + id + "/ways-out", "{\"kind\":\"ACTIVATE\"}").expect(409);
        ApiUsers.withRole("VIEWER").post("invoices/" + id + "/ways-out", ways.getJsonObject(0).toString()).expect(403);
        assertThat(api.post("invoices/" + id + "/ways-out", ways.getJsonObject(0).toString()).expect(200).object().getString("state")).isEqualTo("MATCHED");
        api.get("invoices/" + id + "/ways-out").expect(409);
        api.put("invoices/" + id + "/assignee", "{\"assignee\":\"admin\"}").expect(409);
    }

    @Test
    void whoMayOnlyReadSeesTheQueueWithoutButtons() {
        api.post("sellers", "{\"name\":\"Queue Viewer Ltd\"}").expect(201);
        api.post("invoices", """
                {"invoiceId":"QUEUE-2","seller":"Queue Viewer Ltd","billingPeriod":"2026-08","issueDate":"2026-09-03","currency":"EUR","gross":"100.00",
                 "purchaseOrderReference":"QUEUE-NONE"}""").expect(201);
        String path = "exceptions?seller=Queue+Viewer+Ltd";
        assertThat(ApiUsers.inPages("VIEWER").get(path).body()).contains("QUEUE-2", "Create QUEUE-NONE")
                .doesNotContain("data-op-accept", "queue:take", "queue:acceptSelected", "queue:assignee", "actions:matchAll");
        assertThat(ApiUsers.inPages("MANAGER").get(path).body()).contains("QUEUE-2", "data-op-accept", "queue:take", "queue:acceptSelected", "queue:assignee");
    }
}
