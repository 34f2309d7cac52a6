package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;

/** Corrections over HTTP, and what several clients do at the same instant. */
class CorrectionsIT {
    private static final Api API = Api.asAdmin();
    private static final String SELLER = "Amazon Web Services Korea LLC";

    @Test
    void an_invoice_is_split_excluded_and_comes_back() {
        JsonObject first = order("CORRECT-1", "GROSS");
        JsonObject second = order("CORRECT-2", "NET");
        JsonObject invoice = API.post("invoices", invoice("CORRECT-I", "100.00", "110.00", null)).expect(201).object();
        assertThat(invoice.getString("state")).isEqualTo("MATCHED");
        String path = "invoices/" + invoice.getString("id");

        Api.Answer read = API.get(path).expect(200);
        JsonObject split = API.with("If-Match", read.header("ETag")).put(path + "/allocations", """
                {"reason":"two departments","allocations":[{"lineItem":"%s","amount":"11.00"},{"lineItem":"%s"}]}""".formatted(line(first), line(second)))
                .expect(200).object();
        assertThat(split.getString("unallocated")).isEqualTo("0.00");
        assertThat(split.getJsonArray("allocations").getValuesAs(JsonObject.class)).extracting(a -> a.getString("how") + " " + a.getString("amount") + " " + a.getString("covered"))
                .containsExactly("SPLIT 11.00 11.00", "SPLIT 90.00 99.00");
        API.with("If-Match", read.header("ETag")).put(path + "/state", "{\"state\":\"EXCLUDED\",\"reason\":\"private\"}").expect(412);
        API.put(path + "/state", "{\"state\":\"EXCLUDED\"}").expect(400);
        API.put(path + "/state", "{\"state\":\"EXCLUDED\",\"reason\":\"private\"}").expect(200);
        assertThat(billed(first).add(billed(second))).isEqualByComparingTo("0");
        API.put(path + "/state", "{\"state\":\"EXCLUDED\",\"reason\":\"private\"}").expect(409);
        JsonObject back = API.post(path + "/undo", "{\"reason\":\"not private\"}").expect(200).object();
        assertThat(back.getString("state")).isEqualTo("MATCHED");
        assertThat(billed(first)).isEqualByComparingTo("11.00");
        assertThat(billed(second)).isEqualByComparingTo("90.00");
        assertThat(API.get(path + "/history").expect(200).object().getJsonArray("items").getValuesAs(JsonObject.class))
                .extracting(i -> i.getString("kind", i.getString("type"))).containsExactly("ALLOCATION", "SPLIT", "ALLOCATION", "ALLOCATION", "ALLOCATION",
                        "EXCLUDE", "ALLOCATION", "ALLOCATION", "UNDO", "ALLOCATION", "ALLOCATION");
        ApiUsers.withRole("VIEWER").put(path + "/allocations", "{\"allocations\":[],\"reason\":\"x\"}").expect(403);
    }

    /** Both are taken in at the same instant, forty times, in either order; none may miss the other. */
    @Test
    void a_credit_memo_and_its_original_that_arrive_together_find_each_other() throws Exception {
        JsonObject order = order("TOGETHER", "GROSS");
        int pairs = 40;
        ExecutorService clients = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < pairs; i++) {
                CyclicBarrier together = new CyclicBarrier(2);
                String original = invoice("TOGETHER-" + i, "10.00", "10.00", null);
                String memo = invoice("TOGETHER-C" + i, "-4.00", "-4.00", "TOGETHER-" + i);
                List<Future<JsonObject>> answers = List.of(clients.submit(posting(together, original)), clients.submit(posting(together, memo)));
                for (Future<JsonObject> answer : answers) {
                    assertThat(answer.get(1, TimeUnit.MINUTES).getString("result")).isEqualTo("CREATED");
                }
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(billed(order)).isEqualByComparingTo(new BigDecimal("6.00").multiply(BigDecimal.valueOf(pairs)));
    }

    /** Corrections of several people, edits of the orders and arriving invoices: no client sees a deadlock, every cent is somewhere. */
    @Test
    void corrections_and_edits_at_the_same_time_lose_nothing() throws Exception {
        JsonObject first = order("BUSY-1", "GROSS");
        JsonObject second = order("BUSY-2", "GROSS");
        List<Callable<Integer>> work = new ArrayList<>();
        int invoices = 12;
        for (int i = 0; i < invoices; i++) {
            String id = API.post("invoices", invoice("BUSY-" + i, "10.00", "10.00", null)).expect(201).object().getString("id");
            API.post("invoices", invoice("BUSY-C" + i, "-1.00", "-1.00", "BUSY-" + i)).expect(201);
            for (JsonObject to : List.of(first, second)) {
                work.add(() -> API.put("invoices/" + id + "/allocations", """
                        {"reason":"r","allocations":[{"lineItem":"%s","percent":"30"},{"lineItem":"%s"}]}""".formatted(line(to), line(to == first ? second : first))).status());
                work.add(() -> API.post("invoices/" + id + "/undo", "{\"reason\":\"r\"}").status());
            }
            String description = "edited " + i;
            work.add(() -> API.put("purchase-orders/" + first.getString("id"), described(first, description)).status());
        }
        Collections.shuffle(work, new Random(7));
        ExecutorService clients = Executors.newFixedThreadPool(10);
        try {
            for (Future<Integer> status : clients.invokeAll(work)) {
                assertThat(status.get()).isIn(200, 409);
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(billed(first).add(billed(second))).isEqualByComparingTo(new BigDecimal("9.00").multiply(BigDecimal.valueOf(invoices)));
    }

    private static String described(JsonObject order, String description) {
        return Json.createObjectBuilder(order).remove("version").add("description", description).build().toString();
    }

    private static Callable<JsonObject> posting(CyclicBarrier together, String invoice) {
        return () -> {
            together.await(1, TimeUnit.MINUTES);
            return API.post("invoices", invoice).expect(201).object();
        };
    }

    private static JsonObject order(String id, String basis) {
        return API.post("purchase-orders", """
                {"purchaseOrderId":"%s","sellers":["%s"],"currency":"USD","effectiveMonth":"2026-01","expirationMonth":"2026-12","amountBasis":"%s",
                 "invoiceUnits":["%s"],"lineItems":[{"number":"1","type":"ALL","startMonth":"2026-01","endMonth":"2026-12","balanceTracking":true,"unitPrice":"100000"}]}"""
                .formatted(id, SELLER, basis, unit(id))).expect(201).object();
    }

    /** Keeps the tests out of each other's orders. */
    private static String unit(String id) {
        return "U " + id.replaceAll("-.*", "");
    }

    private static String invoice(String id, String net, String gross, String original) {
        return """
                {"invoiceId":"%s","seller":"%s","kind":"%s","invoiceClass":"MONTHLY_USAGE","invoiceUnit":"%s","billingPeriod":"2026-03","issueDate":"2026-04-02",
                 "currency":"USD","net":"%s","gross":"%s","originalInvoiceId":%s}""".formatted(id, SELLER, original == null ? "INVOICE" : "CREDIT_MEMO", unit(id), net, gross,
                original == null ? "null" : "\"" + original + "\"");
    }

    private static String line(JsonObject order) {
        return order.getJsonArray("lineItems").getJsonObject(0).getString("id");
    }

    private static BigDecimal billed(JsonObject order) {
        return new BigDecimal(API.get("purchase-orders/" + order.getString("id")).expect(200).object().getString("billed"));
    }
}
