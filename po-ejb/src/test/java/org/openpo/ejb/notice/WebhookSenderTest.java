package org.openpo.ejb.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.openpo.domain.notice.Channel;
import org.openpo.domain.notice.NoticeDelivery;

/** A post ends, whatever the other side does. */
@Timeout(30)
class WebhookSenderTest {
    @Test
    void while_two_secrets_sign_a_receiver_that_knows_neither_is_asked_again() {
        SendOutcome refused = new SendOutcome(SendOutcome.Kind.REFUSED, "401 Unauthorized");
        assertThat(WebhookSender.forgiving(false, refused)).isEqualTo(refused);
        assertThat(WebhookSender.forgiving(true, refused)).isEqualTo(new SendOutcome(SendOutcome.Kind.FAILED, "401 Unauthorized"));
        SendOutcome gone = new SendOutcome(SendOutcome.Kind.REFUSED, "404 Not Found");
        assertThat(WebhookSender.forgiving(true, gone)).isEqualTo(gone);
    }

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({"200, ACCEPTED", "204, ACCEPTED", "302, REFUSED", "404, REFUSED", "408, FAILED", "425, FAILED", "429, FAILED", "500, FAILED", "503, FAILED"})
    void the_status_decides(int status, SendOutcome.Kind kind) {
        answer(status, "said", false);
        SendOutcome outcome = WebhookSender.post(request(), LONG, LONG);
        assertThat(outcome.kind()).isEqualTo(kind);
        assertThat(outcome.answer()).isEqualTo(status == 204 ? "204" : status + " said");
    }

    @ParameterizedTest
    @CsvSource({"200, ACCEPTED", "500, FAILED"})
    void a_body_that_stalls_is_cut_and_the_status_counts(int status, SendOutcome.Kind kind) {
        answer(status, "begun", true);
        assertThat(WebhookSender.post(request(), LONG, SHORT)).isEqualTo(new SendOutcome(kind, status + " begun"));
    }

    @Test
    void of_a_body_without_end_only_the_beginning_is_read() {
        answer(200, "x".repeat(1000), true);
        assertThat(WebhookSender.post(request(), LONG, LONG)).isEqualTo(new SendOutcome(SendOutcome.Kind.ACCEPTED, "200 " + "x".repeat(200)));
    }

    @Test
    void no_answer_is_a_failure() {
        server.createContext("/hook", exchange -> await());
        assertThat(WebhookSender.post(request(), SHORT, SHORT).kind()).isEqualTo(SendOutcome.Kind.FAILED);
        server.stop(0);
        assertThat(WebhookSender.post(request(), LONG, LONG)).satisfies(o -> {
            assertThat(o.kind()).isEqualTo(SendOutcome.Kind.FAILED);
            assertThat(o.answer()).startsWith("ConnectException");
        });
    }

    @Test
    void a_fault_in_one_notice_is_a_failure_of_that_one() {
        NoticeDelivery.Recipient nowhere = new NoticeDelivery.Recipient(Channel.WEBHOOK, 1, "Chat", "no address at all", "en");
        SendOutcome outcome = new WebhookSender(null).send(new Outbox.Claimed(1, nowhere, "<1@x>", 0, null, List.of("s")), Instant.EPOCH);
        assertThat(outcome.kind()).isEqualTo(SendOutcome.Kind.FAILED);
        assertThat(outcome.answer()).doesNotContain("no address at all");
    }

    /** The values by openssl: {@code printf '1.{}' | openssl dgst -sha256 -hmac new}. */
    @Test
    void each_secret_signs() {
        assertThat(WebhookSender.signatures(List.of("new"), "1.{}")).isEqualTo("sha256=593bfe0185b72d1392c02b6455614c23c53d4f4330c9f8360f5ab2ed6c7a6782");
        assertThat(WebhookSender.signatures(List.of("new", "old"), "1.{}")).isEqualTo("sha256=593bfe0185b72d1392c02b6455614c23c53d4f4330c9f8360f5ab2ed6c7a6782,sha256=fc0a468be91373d5ff5ea8c5621449b918175d9512bdecd94b11c765d05a1497");
    }

    @Test
    void nobodys_description_mentions_everybody() {
        assertThat(WebhookSender.escaped("R&D <!channel> Bình")).isEqualTo("R&amp;D &lt;!channel&gt; Bình");
    }

    /** @param stalls whether the body stops in its middle */
    private void answer(int status, String body, boolean stalls) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext("/hook", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, status == 204 ? -1 : stalls ? 0 : bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                if (status != 204) {
                    out.write(bytes);
                    out.flush();
                }
                if (stalls) {
                    await();
                }
            }
        });
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook")).POST(HttpRequest.BodyPublishers.ofString("{}")).build();
    }
}
