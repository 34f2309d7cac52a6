package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;

/** The main job by machine: purchase orders and invoices in, matches and balances out. */
class ApiMainJobIT {
    private static final Api API = Api.asAdmin();

    static String purchaseOrder(String id, String seller, String lines) {
        return """
                {"purchaseOrderId":"%s","sellers":["%s"],"currency":"USD","effectiveMonth":"2026-01","expirationMonth":"2026-12","lineItems":[%s]}"""
                .formatted(id, seller, lines);
    }

    static String line(String number, String unitPrice) {
        return """
                {"number":"%s","type":"ALL","startMonth":"2026-01","endMonth":"2026-12","balanceTracking":true,"unitPrice":"%s"}""".formatted(number, unitPrice);
    }

    static String invoice(String id, String seller, String period, String gross) {
        return """
                {"invoiceId":"%s","seller":"%s","invoiceClass":"MONTHLY_USAGE","billingPeriod":"%s","issueDate":"2026-04-03","currency":"USD","gross":"%s"}"""
                .formatted(id, seller, period, gross);
    }

    /** A seller that no other test's purchase orders cover. */
    static String seller(String name) {
        API.post("sellers", Json.createObjectBuilder().add("name", name).add("aliases", Json.createArrayBuilder().add(name + " alias")).build().toString()).expect(201);
        return name;
    }

    @Test
    void fromPurchaseOrderToExplanation() {
        String seller = seller("Main Job Inc.");
        Api.Answer created = API.post("purchase-orders", purchaseOrder("MAIN-1", seller, line("1", "1000.00"))).expect(201);
        String address = created.header("Location");
        assertThat(address).endsWith("/po/api/v1/purchase-orders/" + created.object().getString("id"));
        String path = address.substring(address.indexOf("purchase-orders"));
        Api.Answer read = API.get(path).expect(200);
        assertThat(read.object()).isEqualTo(created.object());
        assertThat(read.header("ETag")).isEqualTo(created.header("ETag")).isEqualTo("\"" + read.object().getInt("version") + "\"");

        byte[] csv = ("invoiceId,seller,invoiceClass,billingPeriod,issueDate,currency,net,tax,gross\r\n"
                + "MAIN-A," + seller + ",MONTHLY_USAGE,2026-03,2026-04-03,USD,100.00,19.00,119.00\r\n"
                + "MAIN-B," + seller + " alias,MONTHLY_USAGE,2025-03,2025-04-03,USD,50.00,0.00,50.00\r\n"
                + "MAIN-C," + seller + ",MONTHLY_USAGE,2026-03,2026-04-03,USD,100.00,19.00,120.00\r\n").getBytes(StandardCharsets.UTF_8);
        JsonObject job = imported("Đơn hàng tháng 3.csv", csv);
        assertThat(job.getString("state")).isEqualTo("SUCCEEDED");
        assertThat(job.getString("fileName")).isEqualTo("Đơn hàng tháng 3.csv");
        assertThat(List.of(job.getInt("rows"), job.getInt("created"), job.getInt("exceptions"), job.getInt("errors"))).containsExactly(3, 2, 1, 1);
        JsonObject error = API.get("imports/" + job.getString("id") + "/errors").expect(200).object().getJsonArray("items").getJsonObject(0);
        assertThat(error.getInt("row")).isEqualTo(3);
        assertThat(error.getString("column")).isEqualTo("gross");
        assertThat(error.getString("code")).isEqualTo("AMOUNTS_DISAGREE");
        assertThat(error.getString("message")).isEqualTo("Net 100.00 and tax 19.00 do not add up to gross 120.00.");
        Api.Answer file = API.with("Accept", "text/csv").get("imports/" + job.getString("id") + "/errors").expect(200);
        assertThat(file.header("Content-Type")).startsWith("text/csv");
        assertThat(file.body()).startsWith("row,column,invoiceId,code,message\r\n3,gross,MAIN-C,AMOUNTS_DISAGREE,");

        JsonObject after = API.get(path).expect(200).object();
        assertThat(after.getString("billed")).isEqualTo("119.00");
        assertThat(after.getString("balance")).isEqualTo("881.00");
        assertThat(after.getInt("version")).as("a match is no change by a person").isEqualTo(read.object().getInt("version"));
        assertThat(after.getString("updatedAt")).isEqualTo(read.object().getString("updatedAt"));
        JsonObject matched = API.get(path + "/invoices").expect(200).object().getJsonArray("items").getJsonObject(0);
        assertThat(matched.getString("invoiceId")).isEqualTo("MAIN-A");
        JsonObject why = API.get("invoices/" + matched.getString("id") + "/explanation").expect(200).object();
        assertThat(why.getString("outcome")).isEqualTo("MATCHED");
        assertThat(why.getJsonObject("chosen").getString("purchaseOrderId")).isEqualTo("MAIN-1");
        assertThat(why.getJsonObject("chosen").getString("lineItemNumber")).isEqualTo("1");
        JsonObject exception = API.get("invoices?invoiceId=main-b").expect(200).object().getJsonArray("items").getJsonObject(0);
        assertThat(exception.getString("state")).isEqualTo("EXCEPTION");
        assertThat(exception.getJsonArray("exceptionCodes").getString(0)).isEqualTo("PERIOD_OUTSIDE_WINDOW");

        JsonObject again = imported("again.csv", csv);
        assertThat(List.of(again.getInt("created"), again.getInt("unchanged"), again.getInt("changed"), again.getInt("errors"))).containsExactly(0, 2, 0, 1);
        assertThat(API.get(path).expect(200).object()).isEqualTo(after);
    }

    /** Hands a file in and waits for the job's end. */
    private static JsonObject imported(String name, byte[] content) {
        Api.Answer accepted = API.upload("imports", name, content).expect(202);
        String path = accepted.header("Location").substring(accepted.header("Location").indexOf("imports"));
        Instant limit = Instant.now().plus(Duration.ofMinutes(2));
        JsonObject job = accepted.object();
        while (Set.of("QUEUED", "RUNNING").contains(job.getString("state"))) {
            assertThat(Instant.now()).as("%s", job).isBefore(limit);
            job = API.get(path).expect(200).object();
        }
        return job;
    }

    @Test
    void invoicesOneByOneAndManyAtOnce() {
        String seller = seller("Many Inc.");
        API.post("purchase-orders", purchaseOrder("MANY-1", seller, line("1", "1000.00"))).expect(201);
        Api.Answer created = API.post("invoices", invoice("MANY-A", seller, "2026-03", "100.00")).expect(201);
        assertThat(created.object().getString("result")).isEqualTo("CREATED");
        assertThat(created.object().getString("state")).isEqualTo("MATCHED");
        JsonObject allocation = created.object().getJsonArray("allocations").getJsonObject(0);
        assertThat(allocation.getString("purchaseOrderId")).isEqualTo("MANY-1");
        assertThat(allocation.getString("amount")).isEqualTo("100.00");
        assertThat(allocation.getString("how")).isEqualTo("RULE");
        assertThat(API.post("invoices", invoice("many-a", seller + " ALIAS", "2026-03", "100.00")).expect(200).object().getString("result")).isEqualTo("UNCHANGED");
        assertThat(API.post("invoices", invoice("MANY-A", seller, "2026-03", "150.00")).expect(200).object().getString("result")).isEqualTo("CHANGED");

        JsonArray many = API.post("invoices", "[%s,{\"invoiceId\":\"MANY-C\",\"gross\":\"x\"},7,%s]".formatted(
                invoice("MANY-D", seller, "2026-05", "1.00"), invoice("MANY-E", seller, "2020-05", "1.00"))).expect(207).array();
        assertThat(many.getJsonObject(0).getString("state")).isEqualTo("MATCHED");
        assertThat(many.getJsonObject(1).getInt("status")).isEqualTo(400);
        assertThat(many.getJsonObject(1).getJsonArray("errors").getValuesAs(JsonObject.class)).extracting(e -> e.getString("field"))
                .containsExactlyInAnyOrder("gross", "seller", "billingPeriod", "issueDate", "currency");
        assertThat(many.getJsonObject(2).getInt("status")).isEqualTo(400);
        assertThat(many.getJsonObject(3).getString("state")).isEqualTo("EXCEPTION");
        assertThat(API.post("invoices", "[]").expect(200).array()).isEmpty();
        assertThat(API.get("purchase-orders?purchaseOrderId=many-1").expect(200).object().getJsonArray("items").getJsonObject(0).getString("billed")).isEqualTo("151.00");
    }

    @Test
    void anArrayIsMatchedInTheOrderOfIssue() {
        String seller = seller("Order Of Issue Inc.");
        String held = line("1", "100.00").replace("}", ",\"overspendPolicy\":\"HOLD\"}");
        API.post("purchase-orders", purchaseOrder("ISSUE-1", seller, held)).expect(201);
        String late = invoice("ISSUE-LATE", seller, "2026-03", "80.00").replace("2026-04-03", "2026-04-09");
        String early = invoice("ISSUE-EARLY", seller, "2026-03", "80.00");
        JsonArray answers = API.post("invoices", "[" + late + "," + early + "]").expect(200).array();
        assertThat(answers.getJsonObject(0).getString("invoiceId")).isEqualTo("ISSUE-LATE");
        assertThat(answers.getJsonObject(0).getJsonArray("exceptionCodes").getString(0)).isEqualTo("BALANCE_HELD");
        assertThat(answers.getJsonObject(1).getString("state")).isEqualTo("MATCHED");
    }

    @Test
    void exceptionsAreMatchedAgainWhenAPurchaseOrderHasCome() {
        String seller = seller("Rematch Inc.");
        JsonObject one = API.post("invoices", invoice("REMATCH-A", seller, "2026-03", "10.00")).expect(201).object();
        API.post("invoices", invoice("REMATCH-B", seller, "2026-03", "20.00")).expect(201);
        assertThat(one.getString("state")).isEqualTo("EXCEPTION");
        assertThat(API.post("invoices/" + one.getString("id") + "/rematch", "").expect(200).object().getString("result")).isEqualTo("UNCHANGED");
        API.post("purchase-orders", purchaseOrder("REMATCH-1", seller, line("1", "100.00"))).expect(201);
        JsonObject matched = API.post("invoices/" + one.getString("id") + "/rematch", "").expect(200).object();
        assertThat(matched.getString("result")).isEqualTo("CHANGED");
        assertThat(matched.getString("state")).isEqualTo("MATCHED");
        JsonObject all = API.post("invoices/rematch", "").expect(200).object();
        assertThat(all.getInt("matched")).isPositive();
        assertThat(API.get("invoices?purchaseOrderId=REMATCH-1&state=MATCHED").expect(200).object().getJsonArray("items")).hasSize(2);
    }

    @Test
    void listsAreWalkedByCursorWithoutLossOrRepetition() {
        String seller = seller("Walk Inc.");
        Set<String> expected = new TreeSet<>();
        for (int i = 0; i < 7; i++) {
            // Equal sort values, so that the tie-break is tried as well.
            API.post("purchase-orders", purchaseOrder("WALK-" + i, seller, line("1", i % 2 == 0 ? "10.00" : "20.00"))).expect(201);
            expected.add("WALK-" + i);
        }
        for (String sort : List.of("purchaseOrderId", "-committed", "balance", "-updatedAt", "effectiveMonth", "currency", "-expirationMonth", "billed")) {
            List<String> found = new ArrayList<>();
            String cursor = "";
            while (cursor != null) {
                JsonObject part = API.get("purchase-orders?seller=Walk+Inc.+alias&limit=3&sort=" + sort + cursor).expect(200).object();
                part.getJsonArray("items").getValuesAs(JsonObject.class).forEach(po -> found.add(po.getString("purchaseOrderId")));
                cursor = part.get("nextCursor") == JsonValue.NULL ? null : "&cursor=" + part.getString("nextCursor");
            }
            assertThat(found).as(sort).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
        }
        assertThat(API.get("purchase-orders?search=walk-3").expect(200).object().getJsonArray("items")).hasSize(1);
        assertThat(API.get("purchase-orders?seller=Walk+Inc.&status=SUSPENDED,EXPIRED").expect(200).object().getJsonArray("items")).isEmpty();
    }

    @Test
    void lineItemsAreAddedChangedClosedAndDeleted() {
        String seller = seller("Lines Inc.");
        String path = "purchase-orders/" + API.post("purchase-orders", purchaseOrder("LINES-1", seller, line("1", "100.00"))).expect(201).object().getString("id");
        Api.Answer added = API.post(path + "/line-items", line("2", "50.00")).expect(201);
        String two = path + "/line-items/" + added.object().getString("id");
        assertThat(added.header("Location")).endsWith(two);
        assertThat(API.get(path).expect(200).object().getString("committed")).isEqualTo("150.00");
        JsonObject changed = API.put(two, line("2.1", "60.00")).expect(200).object();
        assertThat(changed.getString("number")).isEqualTo("2.1");
        assertThat(API.put(two, changed.toString()).expect(200).object()).as("what was got can be put back").isEqualTo(changed);
        assertThat(API.put(two + "/closed", "{\"closed\":true}").expect(400).object().getJsonArray("errors").getJsonObject(0).getString("field")).isEqualTo("reason");
        JsonObject closed = API.put(two + "/closed", "{\"closed\":true,\"reason\":\"used up\"}").expect(200).object();
        assertThat(closed.getBoolean("closed")).isTrue();
        assertThat(closed.getString("closedReason")).isEqualTo("used up");
        assertThat(API.put(two + "/closed", "{\"closed\":false,\"reason\":\"not yet\"}").expect(200).object().getBoolean("closed")).isFalse();
        API.delete(two).expect(204);
        API.delete(two).expect(404);
        API.post("invoices", invoice("LINES-A", seller, "2026-03", "10.00")).expect(201);
        JsonObject one = API.get(path).expect(200).object().getJsonArray("lineItems").getJsonObject(0);
        assertThat(API.delete(path + "/line-items/" + one.getString("id")).expect(409).object().getString("detail")).contains("Close it");
    }

    @Test
    void aWholePurchaseOrderIsPutBackWithItsLinesRecognised() {
        String seller = seller("Put Inc.");
        Api.Answer created = API.post("purchase-orders", purchaseOrder("PUT-1", seller, line("1", "100.00") + "," + line("2", "50.00"))).expect(201);
        String path = "purchase-orders/" + created.object().getString("id");
        JsonObject same = API.with("If-Match", created.header("ETag")).put(path, created.body()).expect(200).object();
        assertThat(same.getJsonArray("lineItems")).isEqualTo(created.object().getJsonArray("lineItems"));
        // The two lines swap their numbers; by id it is clear which is which.
        JsonArray lines = same.getJsonArray("lineItems");
        JsonObject swapped = Json.createObjectBuilder(same).add("lineItems", Json.createArrayBuilder()
                .add(Json.createObjectBuilder(lines.getJsonObject(0)).add("number", "2")).add(Json.createObjectBuilder(lines.getJsonObject(1)).add("number", "1"))).build();
        JsonArray after = API.put(path, swapped.toString()).expect(200).object().getJsonArray("lineItems");
        assertThat(after.getJsonObject(0).getString("id")).isEqualTo(lines.getJsonObject(1).getString("id"));
        assertThat(after.getJsonObject(1).getString("unitPrice")).isEqualTo("100.00");
    }
}
