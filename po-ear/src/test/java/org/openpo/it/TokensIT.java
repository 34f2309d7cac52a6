package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;

/** Programs sign in by token. */
class TokensIT {
    private static JsonObject made(String name, String role, int perMinute) {
        return Api.asAdmin().post("tokens", """
                {"name":"%s","role":"%s","expiresAt":"%s","requestsPerMinute":%d}""".formatted(name, role, Instant.now().plus(Duration.ofDays(7)), perMinute)).expect(201).object();
    }

    private static Api with(JsonObject token) {
        return Api.anonymous().asBearer(token.getString("token"));
    }

    @Test
    void a_program_does_its_work_under_the_name_of_its_token_until_that_is_revoked() {
        JsonObject token = made("it-erp", "MANAGER", 600);
        assertThat(token.getString("hint")).isEqualTo(token.getString("token").substring(token.getString("token").length() - 4));
        JsonObject me = with(token).get("me").expect(200).object();
        assertThat(me.getString("name")).isEqualTo("token:it-erp");
        assertThat(me.getString("role")).isEqualTo("MANAGER");
        assertThat(Instant.parse(me.getString("tokenExpiresAt"))).isEqualTo(Instant.parse(token.getString("expiresAt")));

        JsonObject order = with(token).post("purchase-orders", ApiMainJobIT.purchaseOrder("TOKEN-1", "ANY", ApiMainJobIT.line("1", "9.00")).replace("2026", "2038")).expect(201).object();
        JsonObject entry = Api.asAdmin().get("audit-events?objectType=PurchaseOrder&objectId=" + order.getString("id")).expect(200).object().getJsonArray("items").getJsonObject(0);
        assertThat(entry.getString("actor")).isEqualTo("token:it-erp");
        with(token).put("purchase-orders/" + order.getString("id") + "/status", "{\"status\":\"SUSPENDED\",\"reason\":\"r\"}").expect(403);

        JsonObject listed = Api.asAdmin().get("tokens/" + token.getString("id")).expect(200).object();
        assertThat(listed.isNull("lastUsedAt")).isFalse();
        assertThat(Api.asAdmin().get("tokens").expect(200).body()).contains("it-erp").doesNotContain(token.getString("token"));

        Api.asAdmin().delete("tokens/" + token.getString("id")).expect(204);
        Api.asAdmin().delete("tokens/" + token.getString("id")).expect(204);
        Api.Answer refused = with(token).get("me").expect(401);
        assertThat(refused.object().getString("type")).isEqualTo("urn:openpo:problem:token-refused");
        assertThat(refused.response().headers().allValues("WWW-Authenticate")).anyMatch(h -> h.contains("invalid_token"));
        assertThat(with(token).with("Accept-Language", "vi").get("openapi").expect(401).object().getString("detail")).startsWith("Token không tồn tại");
        assertThat(Api.asAdmin().get("tokens/" + token.getString("id")).expect(200).object().getString("state")).isEqualTo("REVOKED");
        Api.asAdmin().get("tokens/4711999").expect(404);
        Api.asAdmin().delete("tokens/4711999").expect(404);
    }

    @Test
    void a_token_makes_no_tokens_and_no_accounts_but_reads_about_them() {
        JsonObject token = made("it-admin", "ADMIN", 600);
        assertThat(with(token).post("tokens", "{}").expect(403).object().getString("type")).isEqualTo("urn:openpo:problem:for-people-only");
        with(token).delete("tokens/" + token.getString("id")).expect(403);
        with(token).post("users", "{\"name\":\"it-successor\",\"role\":\"ADMIN\",\"password\":\"a-password-for-tests\"}").expect(403);
        assertThat(Api.asAdmin().get("users").expect(200).body()).doesNotContain("it-successor");
        with(token).get("tokens").expect(200);
        with(token).get("users").expect(200);
    }

    @Test
    void what_is_asked_too_often_has_to_wait() {
        JsonObject token = made("it-eager", "VIEWER", 2);
        with(token).get("me").expect(200);
        with(token).get("me").expect(200);
        Api.Answer refused = with(token).get("me").expect(429);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 30);
        assertThat(refused.object().getString("detail")).contains("Try again in " + refused.header("Retry-After") + " seconds");
        assertThat(refused.object().getString("requestId")).isEqualTo(refused.header("X-Request-Id"));
        Api.asAdmin().get("me").expect(200);
    }

    @Test
    void nothing_is_done_for_who_has_to_wait_however_much_is_sent() {
        JsonObject token = made("it-sender", "MANAGER", 1);
        with(token).get("me").expect(200);
        Api.Answer refused = with(token).with("Idempotency-Key", "it-sender-1").send("POST", "invoices", "application/json", new byte[8_000_000]).expect(429);
        assertThat(refused.object().getString("type")).isEqualTo("urn:openpo:problem:too-many-requests");
        with(token).post("purchase-orders", ApiMainJobIT.purchaseOrder("TOKEN-WAITS", "ANY", ApiMainJobIT.line("1", "9.00"))).expect(429);
        assertThat(Api.asAdmin().get("purchase-orders?purchaseOrderId=TOKEN-WAITS").expect(200).object().getJsonArray("items")).isEmpty();
    }

    /** It is told once: that it was done is kept for those who send the request again, the secret is not. */
    @Test
    void a_secret_is_told_once_and_a_repeated_request_does_nothing() {
        String body = "{\"name\":\"it-once\",\"role\":\"VIEWER\",\"expiresAt\":\"%s\"}".formatted(LocalDate.now().plusDays(1));
        JsonObject token = again("it-once-1").post("tokens", body).expect(201).object();
        assertToldOnce(again("it-once-1").post("tokens", body));
        String path = "tokens/" + token.getString("id") + "/secret";
        JsonObject renewed = again("it-once-2").post(path, "{}").expect(200).object();
        assertToldOnce(again("it-once-2").post(path, "{}"));
        with(token).get("me").expect(200);
        with(renewed).get("me").expect(200);

        JsonObject webhook = again("it-once-3").post("webhooks", """
                {"name":"it-once","address":"https://localhost/hook","events":["EXPIRY"],"active":false}""").object();
        if (webhook.containsKey("secret")) {
            assertToldOnce(again("it-once-3").post("webhooks", """
                    {"name":"it-once","address":"https://localhost/hook","events":["EXPIRY"],"active":false}"""));
        }
    }

    private static Api again(String key) {
        return Api.asAdmin().with("Idempotency-Key", key);
    }

    private static void assertToldOnce(Api.Answer answer) {
        assertThat(answer.expect(409).object().getString("type")).isEqualTo("urn:openpo:problem:secret-was-told");
    }

    @Test
    void of_many_who_make_one_of_the_same_name_one_succeeds() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(6);
        try {
            List<Future<Integer>> answers = clients.invokeAll(Collections.nCopies(6, () -> Api.asAdmin().post("tokens", "{\"name\":\"it-race\",\"role\":\"VIEWER\"}").status()));
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnlyOnce(201).allMatch(status -> status == 201 || status == 409);
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void a_name_of_any_letters_stands_in_what_its_program_does() {
        String name = "Kế toán – Σύστημα 会計 “ERP” " + "ộ".repeat(60);
        JsonObject token = made(name.replace("\"", "\\\""), "ADMIN", 600);
        assertThat(token.getString("name")).isEqualTo(name);
        JsonObject order = with(token).post("purchase-orders", ApiMainJobIT.purchaseOrder("TOKEN-LETTERS", "ANY", ApiMainJobIT.line("1", "9.00")).replace("2026", "2038")).expect(201).object();
        assertThat(Api.asAdmin().get("audit-events?objectType=PurchaseOrder&objectId=" + order.getString("id")).expect(200).object().getJsonArray("items").getJsonObject(0).getString("actor"))
                .isEqualTo("token:" + name);
        with(token).post("sellers", "{\"name\":\"Token Letters Ltd\"}").expect(201);
        assertThat(with(token).get("me").expect(200).object().getString("displayName")).isEqualTo(name);
    }

    /** A token is for the API; pages have sessions. */
    @Test
    void a_token_opens_no_page_and_is_itself_however_it_is_written() {
        JsonObject token = made("it-written", "ADMIN", 600);
        assertThat(Api.at(OpenPoServer.baseUrl()).with("Authorization", "bEARER   " + token.getString("token")).get("me").expect(200).object().getString("name")).isEqualTo("token:it-written");
        Api.anonymous().with("Authorization", "Bearer").get("me").expect(401);
        Api.anonymous().with("Authorization", "Bearer ").get("me").expect(401);
        assertThat(Api.anonymous().asBearer(token.getString("token")).get("../../admin/tokens").status()).isEqualTo(302);
    }

    @Test
    void bad_input_is_named() {
        assertThat(problem("{\"role\":\"VIEWER\"}")).isEqualTo("name: Enter a value.");
        assertThat(problem("{\"name\":\"x\",\"role\":\"VIEWER\",\"expiresAt\":\"2020-01-01T00:00:00Z\"}")).startsWith("expiresAt: This is in the past.");
        assertThat(problem("{\"name\":\"x\",\"role\":\"VIEWER\",\"expiresAt\":\"2090-01-01T00:00:00+01:00\"}")).startsWith("expiresAt: A token may be valid for at most 3,660 days.");
        assertThat(problem("{\"name\":\"x\",\"role\":\"VIEWER\",\"expiresAt\":\"tomorrow\"}")).startsWith("expiresAt: “tomorrow” is not a moment.");
        assertThat(problem("{\"name\":\"x\",\"role\":\"VIEWER\",\"expiresAt\":\"+999999999-01-01T00:00:00Z\"}")).contains("is not a moment.");
    }

    private static String problem(String body) {
        return Api.asAdmin().post("tokens", body).expect(400).object().getString("detail");
    }
}
