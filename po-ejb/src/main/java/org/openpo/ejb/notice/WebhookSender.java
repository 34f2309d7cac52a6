package org.openpo.ejb.notice;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/**
 * Posts notices to webhooks: {@code {"text": …}} as Slack and Teams read it, with the facts for programs beside it. What is posted is signed with
 * the webhook's secret: {@code X-OpenPO-Signature: sha256=} HMAC-SHA256 of {@code timestamp + "." + body}. Redirects are not followed.
 */
final class WebhookSender {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int ANSWER_SHOWN = 200;

    private final NoticeTexts texts;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).followRedirects(HttpClient.Redirect.NEVER).build();

    WebhookSender(NoticeTexts texts) {
        this.texts = texts;
    }

    SendOutcome send(Outbox.Claimed claimed, Instant now) {
        URI address = URI.create(claimed.recipient().address());
        if (!WebhookHosts.configured().allows(address)) {
            return new SendOutcome(SendOutcome.Kind.REFUSED, "OPENPO_WEBHOOK_HOSTS does not name " + address.getHost() + ".");
        }
        String body = body(claimed);
        String stamp = String.valueOf(now.getEpochSecond());
        HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).header("Content-Type", "application/json; charset=utf-8").header("User-Agent", "OpenPO")
                .header("X-OpenPO-Timestamp", stamp).header("X-OpenPO-Delivery", claimed.messageId().replaceAll("[<>]", ""))
                .header("X-OpenPO-Signature", "sha256=" + NoticeLinks.hmac(claimed.webhookSecret(), stamp + "." + body))
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)).build();
        try {
            HttpResponse<java.io.InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            String said;
            try (java.io.InputStream in = answer.body()) {
                said = answer.statusCode() + " " + new String(in.readNBytes(ANSWER_SHOWN), StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}+", " ");
            }
            return new SendOutcome(kind(answer.statusCode()), said.strip());
        } catch (IOException e) {
            return new SendOutcome(SendOutcome.Kind.FAILED, e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new SendOutcome(SendOutcome.Kind.FAILED, "interrupted");
        }
    }

    /** 4xx says that the request is wrong and will stay so, but for those that ask for patience. */
    private static SendOutcome.Kind kind(int status) {
        if (status / 100 == 2) {
            return SendOutcome.Kind.ACCEPTED;
        }
        boolean later = status >= 500 || status == 408 || status == 425 || status == 429;
        return later ? SendOutcome.Kind.FAILED : SendOutcome.Kind.REFUSED;
    }

    private String body(Outbox.Claimed claimed) {
        NoticeContent content = claimed.content();
        JsonObject facts = content.facts();
        JsonObjectBuilder notice = Json.createObjectBuilder().add("kind", content.kind().name());
        for (String name : new String[] {"causedAt", "purchaseOrderId", "currency", "committed", "billed", "expirationMonth", "line", "lineTotal", "lineBilled", "threshold", "count"}) {
            if (facts.containsKey(name)) {
                notice.add(name, facts.get(name));
            }
        }
        return Json.createObjectBuilder().add("text", texts.chat(content)).add("notice", notice).build().toString();
    }
}
