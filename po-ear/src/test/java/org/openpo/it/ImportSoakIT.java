package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The server is killed in the middle of an import, again and again at random moments: when the job has come to its end, everything is
 * as after an import that nothing disturbed, row for row.
 *
 * <p>Small enough for every build; {@code -Dsoak.rows=20000 -Dsoak.kills=20} is the long run.
 */
class ImportSoakIT {
    private static final int ROWS = Integer.getInteger("soak.rows", 2500);
    private static final int KILLS = Integer.getInteger("soak.kills", 1);
    private static final long SEED = Long.getLong("soak.seed", System.nanoTime());
    private static final Set<String> UNDER_WAY = Set.of("QUEUED", "RUNNING");

    private final Random random = new Random(SEED);
    private KillableServer server;
    private int killed;

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void a_killed_import_ends_as_an_undisturbed_one() throws Exception {
        server = new KillableServer("import-soak");
        Map<String, Object> undisturbed = imported("CALM", 0);
        Map<String, Object> disturbed = imported("KILL", KILLS);
        System.out.printf("%d rows, killed %d of %d times in the middle, seed %d%n", ROWS, killed, KILLS, SEED);
        assertThat(killed).as("kills in the middle, seed %d", SEED).isPositive();
        assertThat(disturbed).as("seed %d", SEED).isEqualTo(undisturbed);
        JsonObject check = server.api().post("ledger/check", "").expect(200).object();
        assertThat(check.getInt("differences")).as("%s", check).isZero();
    }

    private Map<String, Object> imported(String name, int kills) throws Exception {
        server.api().post("sellers", "{\"name\":\"" + name + " Ltd\"}").expect(201);
        server.api().post("purchase-orders", order(name)).expect(201);
        // Some invoices are here before, with the file's content and with other content.
        for (int i = 0; i < 5; i++) {
            server.api().post("invoices", """
                    {"invoiceId":"%s-%05d","seller":"%s Ltd","billingPeriod":"2026-03","issueDate":"2026-04-02","currency":"EUR","gross":"%d.00"}"""
                    .formatted(name, 10 + i, name, i % 2 == 0 ? amount(10 + i) : 999)).expect(201);
        }
        String job = server.api().upload("imports", name + ".csv", file(name)).expect(202).object().getString("id");
        // The last rows are left, so that the job is under way when the server is killed.
        List<Integer> moments = random.ints(kills, 0, ROWS / 2).sorted().boxed().toList();
        int further = 0;
        for (int moment : moments) {
            // A job that gets no further between kills is given up: each waits for progress after the one before.
            further = awaitWorkedOff(job, Math.max(moment, further + 1));
            if (further < 0) {
                break;
            }
            LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(50)));
            server.killAndStartAgain();
            killed++;
        }
        awaitWorkedOff(job, Integer.MAX_VALUE);
        return state(name, job);
    }

    /** @return how far the job is when it has come so far and is still under way; -1 if it has ended */
    private int awaitWorkedOff(String job, int rows) {
        while (true) {
            JsonObject now = server.api().get("imports/" + job).expect(200).object();
            if (!UNDER_WAY.contains(now.getString("state"))) {
                return -1;
            }
            int workedOff = now.getInt("created") + now.getInt("unchanged") + now.getInt("changed") + now.getInt("errors");
            if (workedOff >= rows) {
                return workedOff;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** Everything an import leaves, without the name and the keys. */
    private Map<String, Object> state(String name, String job) {
        Map<String, Object> state = new TreeMap<>();
        JsonObject ended = server.api().get("imports/" + job).expect(200).object();
        for (String count : List.of("state", "format", "rows", "created", "unchanged", "changed", "duplicates", "exceptions", "errors", "percent")) {
            state.put(count, ended.get(count));
        }
        assertThat(ended.getString("state")).as("%s", ended).isEqualTo("SUCCEEDED");
        state.put("refused", all("imports/" + job + "/errors?limit=200").map(e -> e.toString().replace(name, "NAME")).toList());
        for (String outcome : List.of("CREATED", "CHANGED", "UNCHANGED")) {
            state.put("were " + outcome, all("invoices?limit=200&sort=invoiceId&importId=" + job + "&importOutcome=" + outcome)
                    .map(i -> i.getString("invoiceId").replace(name, "NAME")).toList());
        }
        Map<String, String> invoices = new TreeMap<>();
        all("invoices?limit=200&search=" + name + "-").forEach(i -> invoices.put(i.getString("invoiceId").replace(name, "NAME"),
                (i.get("state") + " " + i.get("exceptionCodes") + " " + i.get("gross") + " " + i.getJsonArray("allocations").getValuesAs(JsonObject.class).stream()
                        .map(a -> Stream.of("purchaseOrderId", "lineItemNumber", "amount", "how").map(a::getString).collect(Collectors.joining(" "))).toList()).replace(name, "NAME")));
        state.put("invoices", invoices);
        JsonObject order = server.api().get("purchase-orders?purchaseOrderId=" + name).expect(200).object().getJsonArray("items").getJsonObject(0);
        JsonObject whole = server.api().get("purchase-orders/" + order.getString("id")).expect(200).object();
        state.put("billed", whole.getJsonArray("lineItems").getValuesAs(JsonObject.class).stream().map(l -> l.getString("number") + ": " + l.getString("billed")).toList());
        // Nothing was taken in and then taken back, and the trail names each once.
        state.put("history", invoices.keySet().stream().limit(20).map(id -> server.api().get("invoices?invoiceId=" + id.replace("NAME", name)).expect(200).object()
                .getJsonArray("items").getJsonObject(0).getJsonArray("history").size()).toList());
        return state;
    }

    private Stream<JsonObject> all(String path) {
        List<JsonObject> items = new ArrayList<>();
        String cursor = "";
        do {
            JsonObject page = server.api().get(path + cursor).expect(200).object();
            items.addAll(page.getJsonArray("items").getValuesAs(JsonObject.class));
            cursor = page.get("nextCursor") == JsonValue.NULL ? null : "&cursor=" + page.getString("nextCursor");
        } while (cursor != null);
        return items.stream();
    }

    private static int amount(int row) {
        return 10 + row % 90;
    }

    /** Good rows for three lines that run dry, credit memos of earlier rows, rows no line takes, rows said twice, rows that are wrong. */
    private static byte[] file(String name) {
        StringBuilder csv = new StringBuilder("invoiceId,seller,kind,billingPeriod,issueDate,currency,gross,originalInvoiceId\n");
        for (int row = 0; row < ROWS; row++) {
            String id = "%s-%05d".formatted(name, row);
            String kind = row % 13 == 7 ? "CREDIT_MEMO" : "INVOICE";
            String period = row % 11 == 3 ? "2029-01" : "2026-03";
            String gross = row % 17 == 5 ? "much" : (row % 13 == 7 ? "-1" : amount(row)) + ".00";
            String original = row % 13 == 7 ? "%s-%05d".formatted(name, row - 1) : "";
            String line = "%s,%s Ltd,%s,%s,%s,EUR,%s,%s\n".formatted(id, name, kind, period, "2026-04-" + "%02d".formatted(1 + row % 28), gross, original);
            csv.append(line);
            if (row % 29 == 2) {
                csv.append(line);
            }
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String order(String name) {
        String lines = Stream.of(1, 2, 3).map(number -> """
                {"number":"%d","type":"ALL","startMonth":"2026-01","endMonth":"2026-12","balanceTracking":true,"unitPrice":"%d","overspendPolicy":"HOLD"}"""
                .formatted(number, ROWS * 10)).collect(Collectors.joining(","));
        return """
                {"purchaseOrderId":"%s","sellers":["%s Ltd"],"currency":"EUR","effectiveMonth":"2026-01","expirationMonth":"2026-12","lineItems":[%s]}"""
                .formatted(name, name, lines);
    }
}
