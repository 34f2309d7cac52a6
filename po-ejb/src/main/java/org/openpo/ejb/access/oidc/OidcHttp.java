package org.openpo.ejb.access.oidc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;

/**
 * Talks to the provider: an answer is there, whole, within the timeout and has an end; redirects are not followed; of all that wait for a provider that hangs only so many
 * may hold a thread of the server.
 */
final class OidcHttp implements HTTPRequestSender, ResourceRetriever {
    private static final int ANSWER_MAX = 512 * 1024;
    private static final int AT_ONCE = 20;
    /** One for all: each has threads and connections of its own. */
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).followRedirects(HttpClient.Redirect.NEVER).build();

    private final Duration timeout;
    private final Semaphore free = new Semaphore(AT_ONCE);

    OidcHttp(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public Resource retrieveResource(URL address) throws IOException {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(address.toString())).header("Accept", "application/json").GET().build());
        if (answer.statusCode() != 200) {
            throw new IOException(address + " answered " + answer.statusCode());
        }
        return new Resource(answer.body(), answer.headers().firstValue("Content-Type").orElse(null));
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        HttpRequest.Builder out = HttpRequest.newBuilder(request.getURI());
        request.getHeaderMap().forEach((name, values) -> values.forEach(value -> out.header(name, value)));
        out.method(request.getMethod().name(), request.getMethod() == HTTPRequest.Method.POST && request.getBody() != null
                ? HttpRequest.BodyPublishers.ofString(request.getBody(), StandardCharsets.UTF_8) : HttpRequest.BodyPublishers.noBody());
        HttpResponse<String> answer = send(out.build());
        HTTPResponse in = new HTTPResponse(answer.statusCode());
        try {
            in.setContentType(answer.headers().firstValue("Content-Type").orElse("application/octet-stream"));
        } catch (ParseException unknown) {
            throw new IOException("The answer has a type that cannot be read", unknown);
        }
        in.setBody(answer.body());
        return in;
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        if (!free.tryAcquire()) {
            throw new IOException(AT_ONCE + " others are waiting for the provider");
        }
        CompletableFuture<HttpResponse<String>> exchange = HTTP.sendAsync(request, status -> new Limited());
        try {
            return exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(request.uri() + ": " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException(request.uri() + ": no answer within " + timeout.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            exchange.cancel(true);
            free.release();
        }
    }

    /** A body up to the limit; a longer one is an error. */
    private static final class Limited implements HttpResponse.BodySubscriber<String> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CompletableFuture<String> body = new CompletableFuture<>();
        private Flow.Subscription subscription;

        @Override
        public CompletionStage<String> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> parts) {
            for (ByteBuffer part : parts) {
                if (bytes.size() + part.remaining() > ANSWER_MAX) {
                    subscription.cancel();
                    body.completeExceptionally(new IOException("the answer is larger than " + ANSWER_MAX + " bytes"));
                    return;
                }
                byte[] read = new byte[part.remaining()];
                part.get(read);
                bytes.writeBytes(read);
            }
        }

        @Override
        public void onError(Throwable failure) {
            body.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            body.complete(bytes.toString(StandardCharsets.UTF_8));
        }
    }
}
