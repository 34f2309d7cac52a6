package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

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

    /** It is told once: the answer is not kept for those who send the request again. */
    @Test
    void no_secret_is_kept_for_repeated_requests() {
        Api again = Api.asAdmin().with("Idempotency-Key", "it-token-once");
        String body = "{\"name\":\"it-once\",\"role\":\"VIEWER\",\"expiresAt\":\"%s\"}".formatted(Instant.now().plus(Duration.ofDays(1)));
        again.post("tokens", body).expect(201);
        assertThat(again.post("tokens", body).expect(409).object().getJsonArray("errors").getJsonObject(0).getString("code")).isEqualTo("TOKEN_NAME_TAKEN");
    }

    @Test
    void bad_input_is_named() {
        assertThat(problem("{\"name\":\"x\",\"role\":\"VIEWER\"}")).isEqualTo("expiresAt: Enter a value.");
        assertThat(problem("{\"name\":\"x\",\"role\":\"VIEWER\",\"expiresAt\":\"2020-01-01T00:00:00Z\"}")).startsWith("expiresAt: This is in the past.");
        assertThat(problem("{\"name\":\"x\",\"role\":\"VIEWER\",\"expiresAt\":\"2090-01-01T00:00:00+01:00\"}")).startsWith("expiresAt: A token may be valid for at most 366 days.");
        assertThat(problem("{\"name\":\"x\",\"role\":\"VIEWER\",\"expiresAt\":\"tomorrow\"}")).startsWith("expiresAt: “tomorrow” is not a moment.");
        assertThat(problem("{\"name\":\"x\",\"role\":\"VIEWER\",\"expiresAt\":\"+999999999-01-01T00:00:00Z\"}")).contains("is not a moment.");
    }

    private static String problem(String body) {
        return Api.asAdmin().post("tokens", body).expect(400).object().getString("detail");
    }
}
