package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openpo.run.OpenPo;

/**
 * Many clients hand in invoices for a few lines, others edit, suspend and activate the order, and the server is killed in the
 * middle: what was answered with success is there, once, and every sum is exact.
 *
 * <p>Small enough for every build; {@code -Dsoak.invoices=10000 -Dsoak.kills=20} is the long run.
 */
class LedgerSoakIT {

    private static final int CLIENTS = Integer.getInteger("soak.clients", 32);
    private static final int INVOICES = Integer.getInteger("soak.invoices", 400);
    private static final int KILLS = Integer.getInteger("soak.kills", 1);
    private static final String SELLER = "Amazon Web Services Canada, Inc.";
    /** Two lines that hold and have room for a tenth of the invoices each, three that may be overspent. */
    private static final int HELD_LINES = 2;
    private static final int LINES = 5;
    private static final BigDecimal AMOUNT = new BigDecimal("7.13");

    private final Queue<Integer> waiting = new ConcurrentLinkedQueue<>(IntStream.range(0, INVOICES).boxed().toList());
    /** By invoice ID: what the client was told. */
    private final Map<String, String> confirmed = new ConcurrentHashMap<>();
    private final List<String> refused = new ArrayList<>();
    private final AtomicInteger edits = new AtomicInteger();
    private final AtomicInteger statusChanges = new AtomicInteger();
    /** Answers to nobody, because the server was killed or not up yet. */
    private final AtomicInteger unanswered = new AtomicInteger();
    /** Balances below zero that somebody has read of a line that holds. */
    private final Queue<String> overspent = new ConcurrentLinkedQueue<>();
    private Duration down = Duration.ZERO;
    private volatile boolean done;
    private volatile KillableServer server;

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void nothing_is_lost_or_counted_twice() throws Exception {
        server = new KillableServer("soak");
        String order = api().post("purchase-orders", order()).expect(201).object().getString("id");

        Instant start = Instant.now();
        ExecutorService people = Executors.newCachedThreadPool();
        List<Future<?>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(people.submit(this::handInInvoices));
        }
        Future<?> editor = people.submit(() -> edit(order));
        Future<?> administrator = people.submit(() -> suspendAndActivate(order));
        for (int kill = 1; kill <= KILLS; kill++) {
            awaitConfirmed(INVOICES * kill / (KILLS + 1));
            killAndStartAgain();
        }
        for (Future<?> client : clients) {
            client.get();
        }
        done = true;
        editor.get();
        administrator.get();
        people.shutdown();
        report(Duration.between(start, Instant.now()));

        assertThat(refused).as("answers that no client should see").isEmpty();
        assertThat(overspent).as("lines that hold").isEmpty();
        assertThat(edits.get()).isPositive();
        api().put("purchase-orders/" + order + "/status", "{\"status\":\"ACTIVE\"}");
        rematchAll();
        compare(order);
        JsonObject check = api().post("ledger/check", "").expect(200).object();
        assertThat(check.getInt("differences")).as(check.toString()).isZero();
    }

    private void rematchAll() {
        String cursor = "";
        while (cursor != null) {
            JsonObject done = api().post("invoices/rematch" + cursor, "").expect(200).object();
            cursor = done.isNull("nextCursor") ? null : "?cursor=" + encoded(done.getString("nextCursor"));
        }
    }

    private void report(Duration took) {
        long repeated = confirmed.values().stream().filter("UNCHANGED"::equals).count();
        System.out.printf("Soak on %s, %s: %d invoices from %d clients, %d kills, in %d s of which the server was down for %d s; %d edits, %d changes of status, "
                + "%d requests without an answer, %d invoices found to be there already when they were sent again%n", System.getProperty("openpo.server"),
                System.getProperty("openpo.test.db", "h2"), INVOICES, CLIENTS, KILLS, took.toSeconds(), down.toSeconds(), edits.get(), statusChanges.get(),
                unanswered.get(), repeated);
    }

    private void compare(String order) {
        Map<String, JsonObject> kept = new HashMap<>();
        String cursor = "";
        do {
            JsonObject page = api().get("invoices?seller=" + encoded(SELLER) + "&limit=200" + cursor).expect(200).object();
            for (JsonObject invoice : page.getJsonArray("items").getValuesAs(JsonObject.class)) {
                assertThat(kept.put(invoice.getString("invoiceId"), invoice)).as(invoice.getString("invoiceId")).isNull();
            }
            cursor = page.isNull("nextCursor") ? null : "&cursor=" + page.getString("nextCursor");
        } while (cursor != null);
        assertThat(kept.keySet()).containsExactlyInAnyOrderElementsOf(confirmed.keySet());
        assertThat(confirmed).hasSize(INVOICES);

        BigDecimal billed = BigDecimal.ZERO;
        Map<String, BigDecimal> byLine = new HashMap<>();
        for (JsonObject row : kept.values()) {
            assertThat(row.getString("state")).isEqualTo("MATCHED");
        }
        JsonObject after = api().get("purchase-orders/" + order).expect(200).object();
        cursor = "";
        do {
            JsonObject page = api().get("purchase-orders/" + order + "/invoices?limit=200" + cursor).expect(200).object();
            for (JsonObject invoice : page.getJsonArray("items").getValuesAs(JsonObject.class)) {
                JsonArray allocations = api().get("invoices/" + invoice.getString("id")).expect(200).object().getJsonArray("allocations");
                assertThat(allocations).hasSize(1);
                JsonObject allocation = allocations.getJsonObject(0);
                assertThat(new BigDecimal(allocation.getString("amount"))).isEqualByComparingTo(AMOUNT);
                byLine.merge(allocation.getString("lineItemNumber"), AMOUNT, BigDecimal::add);
                billed = billed.add(AMOUNT);
            }
            cursor = page.isNull("nextCursor") ? null : "&cursor=" + page.getString("nextCursor");
        } while (cursor != null);
        assertThat(billed).isEqualByComparingTo(AMOUNT.multiply(BigDecimal.valueOf(INVOICES)));
        assertThat(new BigDecimal(after.getString("billed"))).isEqualByComparingTo(billed);
        for (JsonObject line : after.getJsonArray("lineItems").getValuesAs(JsonObject.class)) {
            assertThat(new BigDecimal(line.getString("billed"))).as("line " + line.getString("number"))
                    .isEqualByComparingTo(byLine.getOrDefault(line.getString("number"), BigDecimal.ZERO));
            if (line.getString("overspendPolicy").equals("HOLD")) {
                assertThat(new BigDecimal(line.getString("balance"))).as("balance of line " + line.getString("number")).isNotNegative();
            }
        }
    }

    private void handInInvoices() {
        for (Integer next = waiting.poll(); next != null; next = waiting.poll()) {
            String id = "SOAK-" + next;
            String invoice = """
                    {"invoiceId":"%s","seller":"%s","invoiceClass":"MONTHLY_USAGE","billingPeriod":"2026-03","issueDate":"2026-04-02","currency":"USD","gross":"%s"}"""
                    .formatted(id, SELLER, AMOUNT);
            while (!confirmed.containsKey(id)) {
                answered(() -> api().post("invoices", invoice)).ifPresent(answer -> confirmed.put(id, answer.object().getString("result")));
            }
        }
    }

    /** Reads the order and writes it back with another description, and now and then with more on a line that holds, until the clients are done. */
    private void edit(String order) {
        while (!done) {
            answered(() -> api().get("purchase-orders/" + order)).ifPresent(read -> {
                notOverspent(read.object());
                JsonObject changed = Json.createObjectBuilder(read.object()).add("description", "Edited " + edits.incrementAndGet())
                        .add("lineItems", edits.get() % 10 == 0 ? raised(read.object()) : read.object().getJsonArray("lineItems")).build();
                answered(() -> api().with("If-Match", read.header("ETag")).put("purchase-orders/" + order, changed.toString()));
            });
        }
    }

    private static JsonArray raised(JsonObject order) {
        JsonArray lines = order.getJsonArray("lineItems");
        JsonObject last = lines.getJsonObject(HELD_LINES - 1);
        String price = new BigDecimal(last.getString("unitPrice")).add(AMOUNT).toPlainString();
        return Json.createArrayBuilder(lines).set(HELD_LINES - 1, Json.createObjectBuilder(last).add("unitPrice", price)).build();
    }

    private void notOverspent(JsonObject order) {
        order.getJsonArray("lineItems").getValuesAs(JsonObject.class).stream()
                .filter(line -> line.getString("overspendPolicy").equals("HOLD") && new BigDecimal(line.getString("balance")).signum() < 0)
                .forEach(line -> overspent.add(line.toString()));
    }

    private void suspendAndActivate(String order) {
        for (int i = 0; !done; i++) {
            String status = i % 2 == 0 ? "SUSPENDED" : "ACTIVE";
            answered(() -> api().put("purchase-orders/" + order + "/status", "{\"status\":\"" + status + "\",\"reason\":\"soak\"}"))
                    .ifPresent(changed -> statusChanges.incrementAndGet());
        }
    }

    /** The answer, unless the server was just being killed; another client's version is an answer like any other. */
    private Optional<Api.Answer> answered(Supplier<Api.Answer> call) {
        OpenPo asked = server.running();
        Api.Answer answer;
        try {
            answer = call.get();
        } catch (IllegalStateException notReached) {
            unanswered.incrementAndGet();
            standBack();
            return Optional.empty();
        }
        boolean starting = asked == null || asked != server.running();
        if (answer.status() / 100 == 2) {
            return Optional.of(answer);
        }
        // While a server comes up it answers for itself that there is no application yet.
        if (starting) {
            unanswered.incrementAndGet();
            standBack();
        }
        boolean versionMoved = answer.status() == 412;
        if (!versionMoved && !starting) {
            synchronized (refused) {
                refused.add(answer.request() + ": " + answer.status() + " " + answer.body());
            }
        }
        return Optional.empty();
    }

    /** As a decent client does when nobody answers: a server that starts is not flooded. */
    private static void standBack() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
    }

    private void awaitConfirmed(int count) throws InterruptedException {
        while (confirmed.size() < count) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private void killAndStartAgain() throws Exception {
        Instant start = Instant.now();
        server.killAndStartAgain();
        down = down.plus(Duration.between(start, Instant.now()));
    }

    private Api api() {
        return server.api();
    }

    private static String order() {
        List<String> lines = new ArrayList<>();
        for (int number = 1; number <= LINES; number++) {
            boolean held = number <= HELD_LINES;
            lines.add("""
                    {"number":"%d","type":"ALL","startMonth":"2026-01","endMonth":"2026-12","balanceTracking":true,"unitPrice":"%s","overspendPolicy":"%s"}"""
                    .formatted(number, AMOUNT.multiply(BigDecimal.valueOf(INVOICES / 10)).add(new BigDecimal("0.01")), held ? "HOLD" : "ALLOW"));
        }
        return """
                {"purchaseOrderId":"SOAK","sellers":["%s"],"currency":"USD","effectiveMonth":"2026-01","expirationMonth":"2026-12","lineItems":[%s]}"""
                .formatted(SELLER, String.join(",", lines));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
