package org.openpo.it;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A client of the REST API as somebody in particular, or as nobody. Immutable: {@code with} and {@code as} answer another client. */
public final class Api {

    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final URI base;
    private final Map<String, String> headers;

    private Api(URI base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    public static Api asAdmin() {
        return anonymous().as(OpenPoServer.ADMIN, OpenPoServer.ADMIN_PASSWORD);
    }

    public static Api anonymous() {
        return at(OpenPoServer.baseUrl());
    }

    /** A client of another server than the shared one. */
    public static Api at(URI application) {
        return new Api(application.resolve("api/v1/"), Map.of("Accept", "application/json, application/problem+json"));
    }

    public Api as(String user, String password) {
        String credentials = user + ":" + password;
        return with("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    public Api asBearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public Api with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Api(base, Map.copyOf(all));
    }

    public Answer get(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody(), null);
    }

    public Answer delete(String path) {
        return send("DELETE", path, HttpRequest.BodyPublishers.noBody(), null);
    }

    public Answer post(String path, String json) {
        return send("POST", path, HttpRequest.BodyPublishers.ofString(json), "application/json");
    }

    public Answer put(String path, String json) {
        return send("PUT", path, HttpRequest.BodyPublishers.ofString(json), "application/json");
    }

    /** Sends whatever it is told to, right or wrong. */
    public Answer send(String method, String path, String contentType, byte[] body) {
        return send(method, path, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body), contentType);
    }

    /** Sends one file as the form field {@code file}. */
    public Answer upload(String path, String fileName, byte[] content) {
        String boundary = "openpo-" + Long.toHexString(System.nanoTime());
        byte[] head = ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] foot = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.concat(HttpRequest.BodyPublishers.ofByteArray(head),
                HttpRequest.BodyPublishers.ofByteArray(content), HttpRequest.BodyPublishers.ofByteArray(foot));
        return send("POST", path, body, "multipart/form-data; boundary=" + boundary);
    }

    /** Fetches what is no text. */
    public HttpResponse<byte[]> download(String path) {
        return exchange("GET", path, HttpRequest.BodyPublishers.noBody(), null, HttpResponse.BodyHandlers.ofByteArray());
    }

    private Answer send(String method, String path, HttpRequest.BodyPublisher body, String contentType) {
        return new Answer(method + " " + address(path), exchange(method, path, body, contentType, HttpResponse.BodyHandlers.ofString()));
    }

    private <T> HttpResponse<T> exchange(String method, String path, HttpRequest.BodyPublisher body, String contentType, HttpResponse.BodyHandler<T> handler) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path)).timeout(Duration.ofMinutes(2)).method(method, body);
        headers.forEach(request::header);
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        try {
            return HTTP.send(request.build(), handler);
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + address(path) + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private URI address(String path) {
        return base.resolve(path.startsWith("/") ? path.substring(1) : path);
    }

    /** What the server answered. */
    public record Answer(String request, HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        /** Fails, with the server's own words, unless the answer has this status. */
        public Answer expect(int status) {
            if (status() != status) {
                throw new AssertionError(request + ": expected " + status + " but was " + status() + "\n" + body());
            }
            return this;
        }

        public JsonObject object() {
            return json().asJsonObject();
        }

        public JsonArray array() {
            return json().asJsonArray();
        }

        private JsonStructure json() {
            try (JsonReader reader = Json.createReader(new StringReader(body()))) {
                return reader.read();
            } catch (RuntimeException e) {
                throw new AssertionError(request + ": no JSON\n" + body(), e);
            }
        }
    }
}
