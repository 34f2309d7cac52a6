package org.openpo.benchmark;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** The shipped EAR on a server of its own with an empty data directory, and its API. Needs the EAR and an unpacked server (see CONTRIBUTING.md). */
final class ShippedServer implements AutoCloseable {
    private static final String PASSWORD = "benchmark-Administrator-1";
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ADDRESS = Pattern.compile("http://\\S+/po/?");
    private static final String BOUNDARY = "benchmark-boundary";

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final Process process;
    private final String api;

    private ShippedServer(Process process, String api) {
        this.process = process;
        this.api = api;
    }

    /** A PostgreSQL that syncs each commit, as one in use does. */
    static EmbeddedPostgres durablePostgres() throws IOException {
        return EmbeddedPostgres.builder().setServerConfig("max_connections", "150").setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on").setServerConfig("shared_buffers", "512MB").setServerConfig("max_wal_size", "4GB").start();
    }

    /** The settings for a PostgreSQL. */
    static Map<String, String> on(EmbeddedPostgres postgres) {
        return Map.of("OPENPO_DB_URL", postgres.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", ""), "OPENPO_DB_USER", "postgres", "OPENPO_DB_PASSWORD", "postgres");
    }

    /**
     * Starts it and waits until it is there.
     *
     * @param kind     wildfly or payara
     * @param settings environment variables besides port, data directory and administrator; none for the database: H2
     */
    static ShippedServer start(String kind, Map<String, String> settings) throws IOException, InterruptedException {
        Path target = ROOT.resolve("po-ear/target");
        Path home;
        try (var folders = Files.list(target.resolve("server"))) {
            home = folders.filter(f -> f.getFileName().toString().startsWith(kind)).findFirst().orElseThrow(() -> new IllegalStateException("No " + kind + " in po-ear/target/server"));
        }
        Path data = Files.createTempDirectory("openpo-benchmark");
        ProcessBuilder builder = new ProcessBuilder("java", "-cp", target.resolve("classes").toString(), "org.openpo.run.Run", kind, home.toString(),
                ROOT.resolve("po-ear/src/server/" + kind).toString(), target.resolve("server/postgresql.jar").toString(), target.resolve("openpo.ear").toString(), data.toString());
        builder.environment().putAll(Map.of("OPENPO_HTTP_PORT", String.valueOf(freePort()), "OPENPO_DATA_DIR", data.toString(), "OPENPO_ADMIN_PASSWORD", PASSWORD));
        builder.environment().putAll(settings);
        Path out = data.resolve("console");
        Process server = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        while (!Files.readString(out).contains("To stop")) {
            if (!server.isAlive()) {
                throw new IllegalStateException(Files.readString(out));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        Matcher address = ADDRESS.matcher(Files.readString(out));
        if (!address.find()) {
            server.destroy();
            throw new IllegalStateException(Files.readString(out));
        }
        System.out.println("# data in " + data);
        return new ShippedServer(server, address.group().replaceAll("/$", "") + "/api/v1/");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Posts a body. @return what is answered; anything but complete success is an exception */
    String send(String path, String type, byte[] body) throws IOException, InterruptedException {
        return send(path, type, BodyPublishers.ofByteArray(body));
    }

    private String send(String path, String type, BodyPublisher body) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request(path).header("Content-Type", type).POST(body).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300 || answer.statusCode() == 207) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body().substring(0, Math.min(2000, answer.body().length())));
        }
        return answer.body();
    }

    /** Hands a file in. @return id of the import */
    String upload(String name, BodyPublisher content) throws IOException, InterruptedException {
        BodyPublisher body = BodyPublishers.concat(
                text("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"), content,
                text("\r\n--" + BOUNDARY + "--\r\n"));
        Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(send("imports", "multipart/form-data; boundary=" + BOUNDARY, body));
        if (!id.find()) {
            throw new IllegalStateException("no id");
        }
        return id.group(1);
    }

    private static BodyPublisher text(String text) {
        return BodyPublishers.ofByteArray(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Waits for the end of an import. @return the job */
    String await(String id) throws IOException, InterruptedException {
        while (true) {
            HttpResponse<String> answer = http.send(request("imports/" + id).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.body().contains("\"SUCCEEDED\"")) {
                return answer.body();
            }
            if (!answer.body().contains("\"QUEUED\"") && !answer.body().contains("\"RUNNING\"")) {
                throw new IllegalStateException(answer.body());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(api + path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
