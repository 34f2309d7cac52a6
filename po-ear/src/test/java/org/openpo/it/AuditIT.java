package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;

/** The audit trail by API and page. */
class AuditIT {
    @Test
    void what_was_done_is_listed_explained_sealed_and_exported() {
        JsonObject order = Api.asAdmin().post("purchase-orders", ApiMainJobIT.purchaseOrder("AUDIT-1", "ANY", ApiMainJobIT.line("1", "77.00")).replace("2026", "2036")).expect(201).object();
        String id = order.getString("id");
        Api.asAdmin().put("purchase-orders/" + id + "/status", "{\"status\":\"SUSPENDED\",\"reason\":\"for the auditor\"}").expect(200);
        JsonObject check = ApiUsers.withRole("AUDITOR").post("audit-events/check", "").expect(200).object();
        assertThat(check.getInt("faults")).as(check.toString()).isZero();
        assertThat(check.getInt("events")).isPositive();
        assertThat(check.getString("hash")).matches("[0-9a-f]{64}");
        assertThat(ApiUsers.withRole("AUDITOR").get("audit-events/check").expect(200).object().getInt("faults")).isZero();

        List<JsonObject> listed = ApiUsers.withRole("AUDITOR").get("audit-events?objectType=PurchaseOrder&objectId=" + id).expect(200).object().getJsonArray("items").getValuesAs(JsonObject.class);
        assertThat(listed).extracting(e -> e.getString("action")).containsExactly("PURCHASE_ORDER_STATUS_CHANGED", "PURCHASE_ORDER_CREATED");
        assertThat(listed.get(0).getString("reason")).isEqualTo("for the auditor");
        assertThat(listed.get(0).isNull("number")).as("sealed by the check").isFalse();
        JsonObject event = Api.asAdmin().get("audit-events/" + listed.get(0).getString("id")).expect(200).object();
        assertThat(event.getJsonArray("changes").getValuesAs(JsonObject.class)).singleElement().satisfies(c -> {
            assertThat(c.getString("field")).isEqualTo("suspended");
            assertThat(c.getString("after")).isEqualTo("true");
        });

        String lines = ApiUsers.withRole("AUDITOR").get("audit-events/export?search=AUDIT-1").expect(200).body();
        assertThat(lines.lines().map(line -> Json.createReader(new StringReader(line)).readObject().getString("objectName"))).hasSizeGreaterThanOrEqualTo(2).containsOnly("AUDIT-1");
        assertThat(Api.asAdmin().get("audit-events/export?format=CSV&search=AUDIT-1").expect(200).body()).startsWith("\uFEFFnumber,id,at,").contains("for the auditor");
        assertThat(Api.asAdmin().get("audit-events?action=AUDIT_EXPORTED&limit=1").expect(200).object().getJsonArray("items").getJsonObject(0).getString("actor")).isEqualTo("admin");

        Api.asAdmin().get("audit-events?action=NOTHING").expect(400);
        Api.asAdmin().get("audit-events?from=yesterday").expect(400);
        Api.asAdmin().get("audit-events/export?format=XML").expect(400);
        Api.asAdmin().get("audit-events?objectId=1").expect(400);
        Api.asAdmin().get("audit-events/0").expect(404);
        String page = ApiUsers.inPages("AUDITOR").get("audit?q=AUDIT-1").body();
        assertThat(page).contains("No tampering found").contains("AUDIT-1").contains("Status changed").doesNotContain("???");
    }
}
