package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * An explanation proves the choice: whoever has nothing but the explanation comes to the same line item, whatever happened to the
 * purchase orders since. The checker below is written from the specification (§4) alone and knows nothing of the matcher's code.
 */
class ExplanationIT {

    private static final int INVOICES = 200;
    private static final List<String> SELLERS = List.of("Amazon Web Services Malaysia Sdn. Bhd.", "Amazon Web Services Singapore Private Limited");
    private static final List<String> TYPES = List.of("ALL", "MONTHLY_USAGE", "SUBSCRIPTION");
    private static final Map<String, List<String>> COVERING = Map.of("MONTHLY_USAGE", List.of("MONTHLY_USAGE", "ALL"),
            "SUBSCRIPTION", List.of("SUBSCRIPTION", "ALL"), "OTHER", List.of("ALL"));

    private final Api api = Api.asAdmin();
    private final Random random = new Random(2026);

    @Test
    void two_hundred_explanations_are_confirmed_from_the_outside() {
        Set<String> own = new LinkedHashSet<>();
        for (int i = 0; i < 14; i++) {
            own.add(api.post("purchase-orders", order(i)).expect(201).object().getString("id"));
        }
        Map<String, JsonObject> answers = new LinkedHashMap<>();
        for (int i = 0; i < INVOICES; i++) {
            JsonObject answer = api.post("invoices", invoice(i)).expect(201).object();
            answers.put(answer.getString("id"), answer);
            if (i % 50 == 0) {
                assertThat(everyLineOf(own)).as("no candidate is left out").isSubsetOf(named(explanation(answer.getString("id"))));
            }
            if (i % 20 == 10) {
                change(any(List.copyOf(own)));
            }
        }
        int matched = 0;
        int decidedByBalance = 0;
        for (Map.Entry<String, JsonObject> each : answers.entrySet()) {
            JsonObject explanation = explanation(each.getKey());
            confirm(each.getValue(), explanation);
            matched += explanation.isNull("chosen") ? 0 : 1;
            decidedByBalance += candidates(explanation).stream().anyMatch(c -> "BALANCE".equals(text(c, "outrankedBy"))) ? 1 : 0;
        }
        assertThat(matched).as("the sample is not trivial").isBetween(INVOICES / 4, INVOICES - 10);
        assertThat(decidedByBalance).isPositive();
    }

    private JsonObject explanation(String invoice) {
        return api.get("invoices/" + invoice + "/explanation").expect(200).object();
    }

    /** Suspends an order or makes it active, or gives its lines other numbers and policies: later invoices are judged by that, earlier ones were not. */
    private void change(String id) {
        JsonObject order = api.get("purchase-orders/" + id).expect(200).object();
        if (random.nextInt(2) == 0) {
            String status = order.getString("status").equals("EXPIRED") ? "SUSPENDED_EXPIRED" : "EXPIRED";
            api.put("purchase-orders/" + id + "/status", "{\"status\":\"" + status + "\",\"reason\":\"a change\"}").expect(200);
            return;
        }
        JsonArrayBuilder lines = Json.createArrayBuilder();
        for (JsonObject line : order.getJsonArray("lineItems").getValuesAs(JsonObject.class)) {
            lines.add(Json.createObjectBuilder(line).add("number", String.valueOf(Integer.parseInt(line.getString("number")) + 3))
                    .add("overspendPolicy", line.getString("overspendPolicy").equals("HOLD") ? "ALLOW" : "HOLD"));
        }
        api.put("purchase-orders/" + id, Json.createObjectBuilder(order).add("lineItems", lines).build().toString()).expect(200);
    }

    private void confirm(JsonObject answer, JsonObject explanation) {
        JsonObject invoice = explanation.getJsonObject("invoice");
        List<JsonObject> eligible = candidates(explanation).stream().filter(c -> isEligible(c, invoice)).sorted(ranking(invoice)).toList();
        String name = answer.getString("invoiceId") + " " + explanation;
        assertThat(candidates(explanation).stream().filter(c -> !c.isNull("rank")).map(ExplanationIT::place)).as(name)
                .containsExactlyElementsOf(eligible.stream().map(ExplanationIT::place).toList());
        if (eligible.isEmpty()) {
            assertThat(explanation.isNull("chosen")).as(name).isTrue();
            assertThat(answer.getString("state")).isEqualTo("EXCEPTION");
            assertThat(answer.getJsonArray("allocations")).isEmpty();
            return;
        }
        assertThat(place(explanation.getJsonObject("chosen"))).as(name).isEqualTo(place(eligible.get(0)));
        JsonObject allocation = answer.getJsonArray("allocations").getJsonObject(0);
        assertThat(place(allocation)).as(name).isEqualTo(place(eligible.get(0)));
    }

    /** Criteria 1 to 9, each from the facts of the purchase order, the invoice and the balance of that moment. */
    private static boolean isEligible(JsonObject candidate, JsonObject invoice) {
        JsonObject order = candidate.getJsonObject("facts");
        JsonObject line = order;
        String period = invoice.getString("billingPeriod");
        boolean seller = invoice.getBoolean("sellerKnown")
                && (texts(order.getJsonArray("sellers")).contains("ANY") || texts(order.getJsonArray("sellers")).contains(invoice.getString("seller")));
        boolean reference = invoice.isNull("purchaseOrderReference")
                || invoice.getString("purchaseOrderReference").strip().equalsIgnoreCase(candidate.getString("purchaseOrderId"));
        boolean period1 = order.getString("effectiveMonth").compareTo(period) <= 0 && order.getString("expirationMonth").compareTo(period) >= 0;
        boolean period2 = line.getString("startMonth").compareTo(period) <= 0 && line.getString("endMonth").compareTo(period) >= 0;
        boolean unit = order.getJsonArray("invoiceUnits").isEmpty() || texts(order.getJsonArray("invoiceUnits")).contains(text(invoice, "invoiceUnit"));
        boolean tax = order.getJsonArray("taxRegistrationNumbers").isEmpty()
                || texts(order.getJsonArray("taxRegistrationNumbers")).contains(text(invoice, "taxRegistrationNumber"));
        return reference && seller && !order.getBoolean("suspended") && !line.getBoolean("closed") && !candidate.isNull("amount") && tax
                && unit && period1 && period2 && specificity(line, invoice) >= 0
                && (line.getString("overspendPolicy").equals("ALLOW") || covers(candidate));
    }

    private static Comparator<JsonObject> ranking(JsonObject invoice) {
        return Comparator.<JsonObject, Boolean>comparing(c -> c.getJsonObject("facts").getJsonArray("invoiceUnits").isEmpty())
                .thenComparing(c -> specificity(c.getJsonObject("facts"), invoice))
                .thenComparing(c -> !covers(c))
                .thenComparing(c -> Instant.parse(c.getString("updatedAt")), Comparator.reverseOrder())
                .thenComparing(c -> months(c.getJsonObject("facts")))
                .thenComparing(c -> Integer.parseInt(c.getString("lineItemNumber")))
                .thenComparing(c -> c.getString("purchaseOrderId"));
    }

    private static boolean covers(JsonObject candidate) {
        if (candidate.isNull("balance") || candidate.isNull("amount")) {
            return true;
        }
        BigDecimal amount = new BigDecimal(candidate.getString("amount"));
        return amount.signum() <= 0 || new BigDecimal(candidate.getString("balance")).compareTo(amount) >= 0;
    }

    private static int specificity(JsonObject line, JsonObject invoice) {
        return COVERING.get(invoice.getString("invoiceClass")).indexOf(line.getString("type"));
    }

    private static int months(JsonObject line) {
        String start = line.getString("startMonth");
        String end = line.getString("endMonth");
        return Integer.parseInt(end.substring(0, 4)) * 12 + Integer.parseInt(end.substring(5)) - Integer.parseInt(start.substring(0, 4)) * 12
                - Integer.parseInt(start.substring(5));
    }

    private Set<String> everyLineOf(Set<String> ids) {
        Set<String> places = new HashSet<>();
        for (String id : ids) {
            JsonObject order = api.get("purchase-orders/" + id).expect(200).object();
            order.getJsonArray("lineItems").getValuesAs(JsonObject.class)
                    .forEach(l -> places.add(order.getString("purchaseOrderId") + " " + l.getString("number")));
        }
        return places;
    }

    private static Set<String> named(JsonObject explanation) {
        Set<String> places = new HashSet<>();
        candidates(explanation).forEach(c -> places.add(place(c)));
        return places;
    }

    private static List<JsonObject> candidates(JsonObject explanation) {
        return explanation.getJsonArray("candidates").getValuesAs(JsonObject.class);
    }

    private static String place(JsonObject at) {
        return at.getString("purchaseOrderId") + " " + at.getString("lineItemNumber");
    }

    private static List<String> texts(JsonArray array) {
        return array.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
    }

    private static String text(JsonObject object, String name) {
        return object.isNull(name) ? null : object.getString(name);
    }

    private String order(int number) {
        List<String> lines = new ArrayList<>();
        for (int line = 1; line <= 1 + random.nextInt(3); line++) {
            boolean tracked = random.nextInt(4) > 0;
            lines.add("""
                    {"number":"%d","type":"%s","startMonth":"2024-%02d","endMonth":"2024-%02d","balanceTracking":%s,"unitPrice":"%d.50","overspendPolicy":"%s"}"""
                    .formatted(line, any(TYPES), 1 + random.nextInt(4), 8 + random.nextInt(5), tracked, 50 + random.nextInt(400), any(List.of("ALLOW", "ALLOW", "HOLD"))));
        }
        return """
                {"purchaseOrderId":"EXPLAINED-%d","sellers":["%s"],"currency":"%s","effectiveMonth":"2024-01","expirationMonth":"2024-12","amountBasis":"%s",
                 "invoiceUnits":%s,"taxRegistrationNumbers":%s,"lineItems":[%s]}""".formatted(number, any(SELLERS), any(List.of("USD", "USD", "USD", "EUR")),
                any(List.of("GROSS", "GROSS", "NET")), any(List.of("[]", "[]", "[\"Unit A\"]")), any(List.of("[]", "[]", "[]", "[\"TRN-1\"]")), String.join(",", lines));
    }

    private String invoice(int number) {
        String reference = random.nextInt(10) == 0 ? "\"purchaseOrderReference\":\"explained-" + random.nextInt(16) + "\"," : "";
        String unit = random.nextInt(3) == 0 ? "\"invoiceUnit\":\"Unit A\"," : "";
        String tax = random.nextInt(4) == 0 ? "\"taxRegistrationNumber\":\"TRN-1\"," : "";
        BigDecimal net = BigDecimal.valueOf(1 + random.nextInt(9000), 2);
        return """
                {"invoiceId":"EXPLAINED-INV-%d","seller":"%s","invoiceClass":"%s","billingPeriod":"2024-%02d","issueDate":"2024-%02d-11",%s%s%s"currency":"USD","net":"%s","tax":"1.00","gross":"%s"}"""
                .formatted(number, any(SELLERS), any(List.of("MONTHLY_USAGE", "MONTHLY_USAGE", "SUBSCRIPTION", "OTHER")), 1 + random.nextInt(12),
                        1 + random.nextInt(12), reference, unit, tax, net, net.add(BigDecimal.ONE));
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
