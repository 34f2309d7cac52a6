package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openpo.run.OpenPo;

/**
 * Mails go out whatever the mail server does. {@code -Dmail.down=50} is the long run of the one that is down at first.
 */
class NotificationMailIT {

    private static final int DOWN = Integer.getInteger("mail.down", 3);
    private static final AtomicInteger HOOK_FAILURES = new AtomicInteger();
    private static final Queue<Map<String, String>> POSTED = new ConcurrentLinkedQueue<>();
    private static UnreliableMailServer mails;
    private static HttpServer hook;
    private static OpenPo server;
    private static Api api;

    @BeforeAll
    static void start() throws IOException {
        mails = new UnreliableMailServer();
        hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/hook", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean fails = HOOK_FAILURES.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
            if (!fails) {
                POSTED.add(Map.of("body", body, "signature", exchange.getRequestHeaders().getFirst("X-OpenPO-Signature"), "stamp", exchange.getRequestHeaders().getFirst("X-OpenPO-Timestamp")));
            }
            exchange.sendResponseHeaders(fails ? 503 : 200, -1);
            exchange.close();
        });
        hook.start();
        server = OpenPoServer.start(OpenPoServer.installation(), "mail", Map.of("OPENPO_SMTP_HOST", "127.0.0.1", "OPENPO_SMTP_PORT", String.valueOf(mails.port()),
                "OPENPO_SMTP_FROM", "openpo@example.org", "OPENPO_SMTP_TIMEOUT", "5", "OPENPO_SMTP_RETRY_FIRST", "1", "OPENPO_SMTP_RETRY_LONGEST", "2",
                "OPENPO_WEBHOOK_HOSTS", "http://127.0.0.1:" + hook.getAddress().getPort()));
        api = Api.at(URI.create(server.address())).as(OpenPoServer.ADMIN, OpenPoServer.ADMIN_PASSWORD);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        hook.stop(0);
        mails.close();
    }

    @Test
    void a_mail_has_both_alternatives_its_headers_and_a_link_that_unsubscribes_with_one_click() throws Exception {
        String order = Notices.order(api, "MAIL-1", "vi", "mail-1@example.org");
        Notices.bill(api, "MAIL-1", "MAIL-1-A", "2026-01", "300.00");
        Notices.await("it arrives", () -> mails.messages("mail-1@example.org").size() == 1);
        Notices.await("it is noted", () -> Notices.state(api, "mail-1@example.org").equals("SENT"));

        MimeMessage mail = mails.messages("mail-1@example.org").get(0);
        assertThat(mail.getSubject()).isEqualTo("MAIL-1 còn 70% số dư");
        assertThat(mail.getFrom()[0]).hasToString("openpo@example.org");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        MimeMultipart body = (MimeMultipart) mail.getContent();
        assertThat(body.getContentType()).startsWith("multipart/alternative");
        assertThat((String) body.getBodyPart(0).getContent()).contains("700,00");
        assertThat((String) body.getBodyPart(1).getContent()).contains("700,00").contains("lang=\"vi\"");
        JsonObject sent = Notices.of(api, order).get(0);
        assertThat(sent.getString("messageId")).isEqualTo(mail.getMessageID());
        assertThat(sent.getString("answer")).startsWith("250");

        String link = mail.getHeader("List-Unsubscribe")[0].replaceAll("[<>\\s]", "");
        assertThat(http("GET", link).body()).contains("mail-1@example.org").contains("lang=\"vi\"");
        assertThat(http("POST", link).statusCode()).isEqualTo(200);
        Notices.bill(api, "MAIL-1", "MAIL-1-B", "2026-02", "500.00");
        String other = Notices.order(api, "MAIL-1B", "en", "mail-1b@example.org");
        Notices.bill(api, "MAIL-1B", "MAIL-1B-A", "2026-01", "300.00");
        Notices.await("a later one arrives", () -> Notices.of(api, other).stream().anyMatch(n -> n.getString("state").equals("SENT")));
        assertThat(Notices.of(api, order)).hasSize(1);
        assertThat(http("GET", link.substring(0, link.length() - 1) + (link.endsWith("0") ? "1" : "0")).statusCode()).as("forged").isEqualTo(404);
    }

    @Test
    void a_server_that_is_down_at_first_and_slow_then_loses_nothing() {
        mails.down.set(DOWN);
        mails.delay = 50;
        for (int i = 0; i < 3; i++) {
            Notices.order(api, "DOWN-" + i, "en", "down-" + i + "@example.org", "down-" + i + "-b@example.org");
            Notices.bill(api, "DOWN-" + i, "DOWN-" + i, "2026-01", "300.00");
        }
        Notices.await("all arrive", 600, () -> mails.received("down-").size() == 6);
        mails.delay = 0;
        Notices.await("all are noted", () -> List.of("down-0@", "down-1-b@", "down-2@").stream().allMatch(a -> Notices.state(api, a).equals("SENT")));
        assertThat(mails.received("down-").values()).containsOnly(1);
        assertThat(mails.down.get()).isZero();
    }

    @Test
    void one_refused_address_does_not_keep_the_others_from_their_mail_and_is_shown() {
        mails.refused = "refused@example.org";
        String order = Notices.order(api, "REFUSED-1", "en", "refused@example.org", "welcome@example.org");
        Notices.bill(api, "REFUSED-1", "REFUSED-1", "2026-01", "300.00");
        Notices.await("the other arrives", () -> mails.messages("welcome@example.org").size() == 1);
        Notices.await("the refusal is noted", () -> Notices.state(api, "Reader refused").equals("FAILED"));
        JsonObject failed = Notices.of(api, order).stream().filter(n -> n.getString("address").equals("refused@example.org")).findFirst().orElseThrow();
        assertThat(failed.getString("answer")).contains("550 5.1.1 No such user here");
        JsonObject marked = api.get("contacts?email=refused@example.org").expect(200).object().getJsonArray("items").getJsonObject(0);
        assertThat(marked.getString("undeliverableReason")).contains("550 5.1.1 No such user here");
        assertThat(api.get("contacts?email=welcome@example.org").object().getJsonArray("items").getJsonObject(0).isNull("undeliverableSince")).isTrue();

        mails.refused = "nobody-is-refused";
        api.post("notifications/" + failed.getString("id") + "/resend", "").expect(200);
        Notices.await("sent by hand it arrives", () -> mails.messages("refused@example.org").size() == 1);
        assertThat(mails.received("refused@example.org")).containsOnlyKeys(failed.getString("messageId"));
    }

    @Test
    void a_test_mail_goes_out_at_once_and_says_what_the_server_answered() throws Exception {
        JsonObject sent = api.with("Accept-Language", "vi").post("notifications/test-mail", "{\"to\":\"test-mail@example.org\"}").expect(200).object();
        assertThat(sent.getBoolean("accepted")).isTrue();
        assertThat(sent.getString("answer")).startsWith("250");
        assertThat(mails.messages("test-mail@example.org").get(0).getSubject()).isEqualTo("Thư thử từ OpenPO");
        api.post("notifications/test-mail", "{\"to\":\"no address\"}").expect(400);
    }

    @Test
    void a_connection_that_ends_after_the_data_is_tried_again_and_a_mail_that_comes_twice_has_one_message_id() {
        mails.lost.set(2);
        Notices.order(api, "LOST-1", "en", "lost-1@example.org");
        Notices.bill(api, "LOST-1", "LOST-1", "2026-01", "300.00");
        Notices.await("it arrives", () -> Notices.state(api, "lost-1@example.org").equals("SENT"));
        assertThat(mails.received("lost-1@example.org").values()).containsExactly(1);

        mails.unheard.set(1);
        Notices.order(api, "TWICE-1", "en", "twice-1@example.org");
        Notices.bill(api, "TWICE-1", "TWICE-1", "2026-01", "300.00");
        Notices.await("it is noted", () -> Notices.state(api, "twice-1@example.org").equals("SENT"));
        assertThat(mails.received("twice-1@example.org").values()).as("accepted, but the server could not say so").containsExactly(2);
    }

    @Test
    void webhooks_are_posted_signed_and_again_when_they_fail() throws Exception {
        JsonObject webhook = api.post("webhooks", """
                {"name":"Chat","address":"http://127.0.0.1:%d/hook","events":["LOW_BALANCE"]}""".formatted(hook.getAddress().getPort())).expect(201).object();
        HOOK_FAILURES.set(2);
        Notices.order(api, "HOOK-1", "en");
        Notices.bill(api, "HOOK-1", "HOOK-1", "2026-01", "300.00");
        Notices.await("it is posted", () -> POSTED.stream().anyMatch(p -> p.get("body").contains("HOOK-1")));
        Map<String, String> posted = POSTED.stream().filter(p -> p.get("body").contains("HOOK-1")).findFirst().orElseThrow();
        assertThat(posted.get("body")).startsWith("{\"text\":\"HOOK-1 has 70% of its balance left. €700.00 of €1,000.00");
        String secret = webhook.getString("secret");
        assertThat(posted.get("signature")).isEqualTo(signature(secret, posted));

        String path = "webhooks/" + webhook.getString("id");
        JsonObject renewed = api.post(path + "/secret", "{\"overlapHours\":1}").expect(200).object();
        assertThat(renewed.isNull("previousSecretUntil")).isFalse();
        assertThat(api.get(path).expect(200).body()).doesNotContain(secret, renewed.getString("secret"), "\"secret\"");
        Notices.bill(api, "HOOK-1", "HOOK-1-B", "2026-02", "500.00");
        Notices.await("it is posted with both signatures", () -> POSTED.stream().anyMatch(p -> p.get("body").contains("HOOK-1 has 20%")));
        Map<String, String> both = POSTED.stream().filter(p -> p.get("body").contains("HOOK-1 has 20%")).findFirst().orElseThrow();
        assertThat(both.get("signature")).isEqualTo(signature(renewed.getString("secret"), both) + "," + signature(secret, both));
        assertThat(api.post(path + "/secret", "{\"overlapHours\":169}").expect(400).body()).contains("overlapHours");
        api.delete(path).expect(204);
    }

    private static String signature(String secret, Map<String, String> posted) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal((posted.get("stamp") + "." + posted.get("body")).getBytes(StandardCharsets.UTF_8)));
    }

    private static HttpResponse<String> http(String method, String address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(address)).header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, method.equals("POST") ? HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click") : HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
