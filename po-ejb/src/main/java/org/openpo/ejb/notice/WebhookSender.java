package org.openpo.ejb.notice;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/**
 * Posts notices to webhooks: {@code {"text": …}} as Slack and Teams read it, with the facts for programs beside it. What is posted is signed with
 * the webhook's secret: {@code X-OpenPO-Signature: sha256=} HMAC-SHA256 of {@code timestamp + "." + body}; while an old secret is on its way out, with
 * both, separated by a comma. Redirects are not followed.
 */
final class WebhookSender {
    private static final Logger LOG = Logger.getLogger(WebhookSender.class.getName());
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** Until the answer's status is there. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    /** From then on, for the few bytes that are shown. */
    private static final Duration BODY_TIMEOUT = Duration.ofSeconds(5);
    private static final int ANSWER_SHOWN = 200;
    /** One for all: each has threads and connections of its own. */
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).followRedirects(HttpClient.Redirect.NEVER).build();

    private final NoticeTexts texts;

    WebhookSender(NoticeTexts texts) {
        this.texts = texts;
    }

    SendOutcome send(Outbox.Claimed claimed, Instant now) {
        try {
            URI address = URI.create(claimed.recipient().address());
            if (!WebhookHosts.configured().allows(address)) {
                return new SendOutcome(SendOutcome.Kind.REFUSED, "OPENPO_WEBHOOK_HOSTS does not name " + address.getHost() + ".");
            }
            return forgiving(claimed.webhookSecrets().size() > 1, post(request(address, claimed, now), TIMEOUT, BODY_TIMEOUT));
        } catch (RuntimeException e) {
            // A fault of ours in one notice: it is seen in the list, and the others go out.
            LOG.log(Level.SEVERE, "Notification " + claimed.deliveryId() + " cannot be posted", e);
            return new SendOutcome(SendOutcome.Kind.FAILED, "The notification cannot be posted; the cause is in the server's log.");
        }
    }

    /** A receiver that has not yet learned to look for one of two signatures says that it does not know us: it may, when one signs again. */
    static SendOutcome forgiving(boolean twoSign, SendOutcome outcome) {
        boolean unknown = outcome.kind() == SendOutcome.Kind.REFUSED && (outcome.answer().startsWith("401") || outcome.answer().startsWith("403"));
        return twoSign && unknown ? new SendOutcome(SendOutcome.Kind.FAILED, outcome.answer()) : outcome;
    }

    private HttpRequest request(URI address, Outbox.Claimed claimed, Instant now) {
        String body = body(claimed);
        String stamp = String.valueOf(now.getEpochSecond());
        return HttpRequest.newBuilder(address).header("Content-Type", "application/json; charset=utf-8").header("User-Agent", "OpenPO")
                .header("X-OpenPO-Timestamp", stamp).header("X-OpenPO-Delivery", claimed.messageId().replaceAll("[<>]", ""))
                .header("X-OpenPO-Signature", signatures(claimed.webhookSecrets(), stamp + "." + body))
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)).build();
    }

    static String signatures(List<String> secrets, String signed) {
        return secrets.stream().map(secret -> "sha256=" + NoticeLinks.hmac(secret, signed)).collect(Collectors.joining(","));
    }

    /**
     * Whatever the other side does, this ends after both limits. The status decides; a body that is late or breaks off is cut.
     *
     * @param forStatus until the status is there
     * @param forBody   from then on
     */
    static SendOutcome post(HttpRequest request, Duration forStatus, Duration forBody) {
        CompletableFuture<HttpResponse<String>> exchange = HTTP.sendAsync(request, status -> new Beginning(ANSWER_SHOWN, forBody));
        try {
            HttpResponse<String> answer = exchange.get(forStatus.plus(forBody).toMillis(), TimeUnit.MILLISECONDS);
            return new SendOutcome(kind(answer.statusCode()), (answer.statusCode() + " " + answer.body().replaceAll("\\p{Cntrl}+", " ")).strip());
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            return new SendOutcome(SendOutcome.Kind.FAILED, cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage()));
        } catch (TimeoutException e) {
            exchange.cancel(true);
            return new SendOutcome(SendOutcome.Kind.FAILED, "No answer within " + forStatus.toSeconds() + " s");
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            return new SendOutcome(SendOutcome.Kind.FAILED, "interrupted");
        }
    }

    /** The first bytes of a body, as far as they come in time; the rest is not read. */
    private static final class Beginning implements HttpResponse.BodySubscriber<String> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CompletableFuture<Void> end = new CompletableFuture<>();
        private final int most;
        private final Duration limit;

        Beginning(int most, Duration limit) {
            this.most = most;
            this.limit = limit;
        }

        @Override
        public CompletionStage<String> getBody() {
            return end.thenApply(nothing -> {
                synchronized (bytes) {
                    return bytes.toString(StandardCharsets.UTF_8);
                }
            });
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            end.completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS).thenRun(subscription::cancel);
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> parts) {
            boolean full;
            synchronized (bytes) {
                for (ByteBuffer part : parts) {
                    byte[] read = new byte[Math.min(part.remaining(), most - bytes.size())];
                    part.get(read);
                    bytes.writeBytes(read);
                }
                full = bytes.size() >= most;
            }
            if (full) {
                end.complete(null);
            }
        }

        @Override
        public void onError(Throwable lost) {
            end.complete(null);
        }

        @Override
        public void onComplete() {
            end.complete(null);
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

    /** As Slack asks for: these three characters begin entities, links and mentions of everybody. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private String body(Outbox.Claimed claimed) {
        NoticeContent content = claimed.content();
        JsonObject facts = content.facts();
        JsonObjectBuilder notice = JSON.createObjectBuilder().add("kind", content.kind().name());
        for (String name : new String[] {"causedAt", "purchaseOrderId", "currency", "committed", "billed", "expirationMonth", "line", "lineTotal", "lineBilled", "threshold", "count"}) {
            if (facts.containsKey(name)) {
                notice.add(name, facts.get(name));
            }
        }
        return JSON.createObjectBuilder().add("text", escaped(texts.chat(content))).add("notice", notice).build().toString();
    }
}
