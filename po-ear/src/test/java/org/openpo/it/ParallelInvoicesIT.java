package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;

/** Invoices that arrive at the same time neither lose nor double a balance, whatever else happens to the purchase order meanwhile. */
class ParallelInvoicesIT {
    private static final int CLIENTS = 12;
    private static final int INVOICES = 90;
    /** Each line has room for 20 invoices of 3.33, so three lines take 60 and hold the rest. */
    private static final int ROOM = 60;

    @Test
    void every_invoice_counts_once_and_no_held_line_goes_below_zero() throws Exception {
        Api api = Api.asAdmin();
        String order = api.post("purchase-orders", """
                {"purchaseOrderId":"PARALLEL","sellers":["Amazon Web Services Japan G.K."],"currency":"USD","effectiveMonth":"2026-01","expirationMonth":"2026-12",
                 "lineItems":[%s]}""".formatted(List.of("1", "2", "3").stream().map(ParallelInvoicesIT::line).collect(Collectors.joining(","))))
                .expect(201).object().getString("id");

        List<Callable<JsonObject>> work = new ArrayList<>();
        for (int i = 0; i < INVOICES; i++) {
            String invoice = """
                    {"invoiceId":"PARALLEL-%d","seller":"AWS Japan","invoiceClass":"MONTHLY_USAGE","billingPeriod":"2026-03","issueDate":"2026-04-02","currency":"USD","gross":"3.33"}"""
                    .formatted(i);
            // Every invoice twice, as from a client that did not hear the first answer.
            for (int copy = 0; copy < 2; copy++) {
                work.add(() -> api.post("invoices", invoice).object());
            }
        }
        for (int i = 0; i < 10; i++) {
            String description = "Edited " + i;
            work.add(() -> edit(api, order, description));
        }
        Collections.shuffle(work, new Random(42));

        List<JsonObject> answers = inParallel(work);

        assertThat(answers.stream().filter(a -> a.getString("result", "").equals("CREATED"))).hasSize(INVOICES);
        assertThat(answers.stream().filter(a -> a.getString("result", "").equals("UNCHANGED"))).hasSize(INVOICES);
        JsonObject after = api.get("purchase-orders/" + order).expect(200).object();
        assertThat(new BigDecimal(after.getString("billed"))).isEqualByComparingTo(new BigDecimal("3.33").multiply(BigDecimal.valueOf(ROOM)));
        assertThat(after.getJsonArray("lineItems").getValuesAs(JsonObject.class)).extracting(l -> l.getString("balance")).containsOnly("0.07");
        assertThat(after.getString("description")).startsWith("Edited");
    }

    private static String line(String number) {
        return """
                {"number":"%s","type":"ALL","startMonth":"2026-01","endMonth":"2026-12","balanceTracking":true,"unitPrice":"66.67","overspendPolicy":"HOLD"}"""
                .formatted(number);
    }

    /** Reads and writes back until nobody was in between. */
    private static JsonObject edit(Api api, String order, String description) {
        while (true) {
            Api.Answer read = api.get("purchase-orders/" + order).expect(200);
            JsonObject changed = Json.createObjectBuilder(read.object()).add("description", description).build();
            Api.Answer written = api.with("If-Match", read.header("ETag")).put("purchase-orders/" + order, changed.toString());
            if (written.status() != 412) {
                return written.expect(200).object();
            }
        }
    }

    private static List<JsonObject> inParallel(List<Callable<JsonObject>> work) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<JsonObject> answers = new ArrayList<>();
            for (Future<JsonObject> answer : clients.invokeAll(work)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            clients.shutdownNow();
        }
    }
}
