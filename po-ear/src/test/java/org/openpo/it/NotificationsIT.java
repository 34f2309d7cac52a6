package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Notifications in the API, on a server without a mail server: mails are kept and can be read. */
class NotificationsIT {

    private final Api api = Api.asAdmin();

    @Test
    void a_balance_that_falls_is_told_and_the_mail_is_kept_and_can_be_read() {
        String order = Notices.order(api, "NOTICE-1", "vi", "notice-1@example.org");
        Notices.bill(api, "NOTICE-1", "NOTICE-1-A", "2026-01", "300.00");
        Notices.await("the mail is kept", () -> Notices.state(api, "notice-1@example.org").equals("KEPT"));

        JsonObject row = Notices.of(api, order).get(0);
        assertThat(row.getString("kind")).isEqualTo("LOW_BALANCE");
        assertThat(row.getString("subject")).isEqualTo("NOTICE-1 còn 70% số dư");
        assertThat(row.getString("purchaseOrderId")).isEqualTo("NOTICE-1");
        JsonObject mail = api.get("notifications/" + row.getString("id") + "/preview").expect(200).object();
        assertThat(mail.getString("html")).contains("NOTICE-1").contains("700,00").contains("purchase-orders/details?id=" + order);
        assertThat(mail.getString("text")).contains("700,00");
        assertThat(api.get("notifications/" + row.getString("id")).expect(200).object().getJsonArray("log").getJsonObject(0).getString("outcome")).isEqualTo("KEPT");

        api.post("notifications/" + row.getString("id") + "/resend", "").expect(200);
        Notices.await("it is kept again", () -> api.get("notifications/" + row.getString("id")).object().getJsonArray("log").size() == 3);
        api.get("notifications?state=NONSENSE").expect(400);
        api.get("notifications/999999999/preview").expect(404);
        assertThat(api.get("notifications?purchaseOrder=" + order + "&kind=EXPIRY").expect(200).object().getJsonArray("items")).isEmpty();
    }

    @Test
    void the_rules_are_read_and_written_back_and_wrong_ones_are_refused_with_their_field() {
        Api.Answer read = api.get("notification-rules").expect(200);
        api.with("If-Match", read.header("ETag")).put("notification-rules", read.body()).expect(200);
        JsonObject wrong = Json.createObjectBuilder(read.object()).add("thresholds", Json.createArrayBuilder().add("101").add("x")).add("timeZone", "Mars/Olympus").add("sendHour", 24)
                .add("quietDates", Json.createArrayBuilder().add("2026-02-30")).build();
        List<String> fields = api.put("notification-rules", wrong.toString()).expect(400).object().getJsonArray("errors").getValuesAs(e -> ((JsonObject) e).getString("field"));
        assertThat(fields).contains("thresholds[1]", "timeZone", "quietDates[0]", "sendHour");
        assertThat(read.object().getBoolean("mailServer")).isFalse();
        assertThat(api.post("notifications/test-mail", "{\"to\":\"somebody@example.org\"}").expect(409).body()).contains("OPENPO_SMTP_HOST");
    }

    @Test
    void contacts_choose_and_the_burn_down_forecasts() {
        String order = Notices.order(api, "NOTICE-2", "en", "notice-2@example.org", "notice-2b@example.org");
        JsonObject rules = api.get("purchase-orders/" + order + "/notification-rules").expect(200).object();
        String first = rules.getJsonArray("contacts").getJsonObject(0).getString("id");
        JsonObject changed = api.put("purchase-orders/" + order + "/notification-rules", """
                {"thresholds":["50"],"expiryDays":[30,0],"contacts":[{"id":"%s","events":["EXPIRY"],"escalation":true}]}""".formatted(first)).expect(200).object();
        assertThat(changed.getJsonArray("thresholds").getString(0)).isEqualTo("50");
        assertThat(changed.getJsonArray("contacts").getJsonObject(0).getJsonArray("events")).hasSize(1);
        api.put("purchase-orders/" + order + "/notification-rules", "{\"contacts\":[{\"id\":\"999999\",\"events\":[]}]}").expect(409);
        api.put("purchase-orders/" + order + "/notification-rules", "{\"thresholds\":[\"50\"],\"expiryDays\":[-1]}").expect(400);

        Notices.bill(api, "NOTICE-2", "NOTICE-2-A", "2026-01", "100.00");
        assertThat(burnDown(order).getJsonObject("forecast").getString("state")).isEqualTo("TOO_FEW_MONTHS");
        Notices.bill(api, "NOTICE-2", "NOTICE-2-B", "2026-02", "410.00");
        JsonObject forecast = burnDown(order).getJsonObject("forecast");
        assertThat(forecast.getInt("billedMonths")).isEqualTo(2);
        assertThat(forecast.getJsonArray("months").getJsonObject(0).keySet()).containsExactlyInAnyOrder("month", "expectedBalance", "lowBalance", "highBalance");
        JsonObject line = burnDown(order).getJsonArray("lineItems").getJsonObject(0);
        assertThat(line.getJsonArray("months").getValuesAs(JsonObject.class)).extracting(m -> m.getString("month") + " " + m.getString("billed") + " " + m.getString("balance"))
                .containsExactly("2026-01 100.00 900.00", "2026-02 410.00 490.00");
        assertThat(burnDown(order).getJsonArray("months").getJsonObject(1).getString("balance")).isEqualTo("490.00");
        Notices.await("the one that hears of balances is told", () -> Notices.state(api, "notice-2b@example.org").equals("KEPT"));
        assertThat(Notices.of(api, order)).hasSize(1);
        JsonObject upcoming = api.get("purchase-orders/" + order + "/upcoming-notifications").expect(200).object();
        assertThat(upcoming.getJsonArray("items").getValuesAs(JsonObject.class)).extracting(u -> u.getString("kind")).contains("EXPIRY").doesNotContain("LOW_BALANCE");
    }

    private JsonObject burnDown(String order) {
        return api.get("purchase-orders/" + order + "/burn-down").expect(200).object();
    }

    @Test
    void webhooks_lead_only_to_hosts_that_the_server_allows() {
        JsonObject refused = api.post("webhooks", """
                {"name":"Metadata","address":"http://169.254.169.254/latest","events":["EXPIRY"]}""").expect(400).object();
        assertThat(refused.getJsonArray("errors").getJsonObject(0).getString("code")).isEqualTo("WEBHOOK_HOST_NOT_ALLOWED");
        ApiUsers.withRole("MANAGER").get("webhooks").expect(403);
    }

    @Test
    void a_link_that_nobody_signed_unsubscribes_nobody() throws Exception {
        for (String token : List.of("", "1.EXPIRY.0000000000000000000000000000000000000000", "x", "1.EXPIRY")) {
            assertThat(unsubscribe("GET", "?t=" + token).statusCode()).as(token).isEqualTo(404);
            assertThat(unsubscribe("POST", "?t=" + token).statusCode()).as(token).isEqualTo(404);
        }
    }

    static HttpResponse<String> unsubscribe(String method, String query) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(OpenPoServer.baseUrl() + "unsubscribe" + query))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, method.equals("POST") ? HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click") : HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
