package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;

/** Nobody overwrites what somebody else wrote since they read it, unless they ask to. */
class ApiVersionsIT {
    private static final int CLIENTS = 8;
    private static final Api API = Api.asAdmin();

    private static Api.Answer created(String id) {
        return API.post("purchase-orders", ApiMainJobIT.purchaseOrder(id, "ANY", ApiMainJobIT.line("1", "100.00")).replace("2026", "2031")).expect(201);
    }

    private static String described(JsonObject purchaseOrder, String description) {
        return Json.createObjectBuilder(purchaseOrder).add("description", description).build().toString();
    }

    @Test
    void ofManyWhoReadTheSameVersionOneWins() throws Exception {
        for (int round = 0; round < 3; round++) {
            Api.Answer read = created("RACE-" + round);
            String path = "purchase-orders/" + read.object().getString("id");
            List<Api.Answer> answers = atOnce(client -> API.with("If-Match", read.header("ETag")).put(path, described(read.object(), "client " + client)));
            assertThat(answers).filteredOn(a -> a.status() == 200).hasSize(1);
            assertThat(answers).filteredOn(a -> a.status() == 412).hasSize(CLIENTS - 1)
                    .allSatisfy(a -> assertThat(a.object().getString("detail")).contains("nothing was overwritten"));
            String winner = answers.stream().filter(a -> a.status() == 200).findFirst().orElseThrow().object().getString("description");
            assertThat(API.get(path).expect(200).object().getString("description")).isEqualTo(winner);
        }
    }

    @Test
    void ofManyWhoTakeTheSameIdOneWins() throws Exception {
        List<Api.Answer> answers = atOnce(client -> API.post("purchase-orders", ApiMainJobIT.purchaseOrder("race-for-id", "ANY", "").replace("2026", "2031")));
        assertThat(answers).filteredOn(a -> a.status() == 201).hasSize(1);
        assertThat(answers).filteredOn(a -> a.status() == 409).hasSize(CLIENTS - 1);
    }

    @Test
    void everyChangeHeedsIfMatch() {
        JsonObject old = created("HEED-1").object();
        String path = "purchase-orders/" + old.getString("id");
        String line = path + "/line-items/" + old.getJsonArray("lineItems").getJsonObject(0).getString("id");
        JsonObject now = API.put(path, described(old, "newer")).expect(200).object();
        Api stale = API.with("If-Match", "\"" + old.getInt("version") + "\"");
        stale.put(path, described(old, "stale")).expect(412);
        stale.delete(path).expect(412);
        stale.put(path + "/status", "{\"status\":\"SUSPENDED\"}").expect(412);
        stale.post(path + "/line-items", ApiMainJobIT.line("2", "1.00").replace("2026", "2031")).expect(412);
        stale.put(line, ApiMainJobIT.line("3", "1.00").replace("2026", "2031")).expect(412);
        stale.put(line + "/closed", "{\"closed\":true,\"reason\":\"x\"}").expect(412);
        stale.delete(line).expect(412);
        API.with("If-Match", "\"nonsense\"").put(path, described(now, "stale")).expect(412);
        assertThat(API.get(path).expect(200).object()).isEqualTo(now);

        // The version in the body counts as well; without either, whatever is there is replaced.
        API.put(path, described(old, "stale")).expect(412);
        JsonObject unversioned = Json.createObjectBuilder(now).remove("version").build();
        API.put(path, unversioned.toString()).expect(200);
        API.with("If-Match", "*").put(path, described(old, "asked for")).expect(200);
        API.with("If-Match", "\"1\", " + API.get(path).header("ETag")).put(path, described(unversioned, "one of two")).expect(200);
        API.with("If-Match", API.get(path).header("ETag")).delete(path).expect(204);
        API.get(path).expect(404);
    }

    private interface Call {
        Api.Answer as(int client);
    }

    private static List<Api.Answer> atOnce(Call call) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            CyclicBarrier start = new CyclicBarrier(CLIENTS);
            List<Future<Api.Answer>> calls = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                calls.add(clients.submit(() -> {
                    start.await(1, TimeUnit.MINUTES);
                    return call.as(client);
                }));
            }
            List<Api.Answer> answers = new ArrayList<>();
            for (Future<Api.Answer> each : calls) {
                answers.add(each.get(2, TimeUnit.MINUTES));
            }
            return answers;
        } finally {
            clients.shutdownNow();
        }
    }
}
