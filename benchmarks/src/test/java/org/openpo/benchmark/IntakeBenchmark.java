package org.openpo.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * How fast the shipped EAR takes invoices in on PostgreSQL, matching included, beside the bare writing of the same rows in the same run:
 *
 * <ul>
 * <li>{@code api}: arrays of 1,000 invoices to {@code POST /invoices}, beside plain JDBC batches;</li>
 * <li>{@code import}: one CSV file of 100,000 invoices, beside {@code COPY}.</li>
 * </ul>
 *
 * <p>Both write durably: PostgreSQL syncs each commit. The bare writing goes into copies of the tables with all their indexes and
 * constraints, filled with what was there before. Needs the EAR and an unpacked server (see CONTRIBUTING.md).
 */
public final class IntakeBenchmark {
    private static final String PASSWORD = "benchmark-Administrator-1";
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ADDRESS = Pattern.compile("http://\\S+/po/?");
    private static final int BATCH = 1000;

    private final Map<String, Integer> sizes;
    private final EmbeddedPostgres postgres;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private Process server;
    private String api;

    private IntakeBenchmark(Map<String, Integer> sizes) throws IOException {
        this.sizes = sizes;
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setServerConfig("max_connections", "150").setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on").setServerConfig("full_page_writes", "on").setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB");
        this.postgres = builder.start();
    }

    /** @param arguments {@code api} and {@code import}, and sizes such as {@code lines=1000 batches=10 warmup=10 rows=100000 wildfly|payara} */
    public static void main(String... arguments) throws Exception {
        Map<String, Integer> sizes = new java.util.HashMap<>(Map.of("lines", 1000, "batches", 10, "warmup", 10, "rows", 100_000));
        List<String> modes = new ArrayList<>();
        String kind = "wildfly";
        for (String argument : arguments) {
            String[] parts = argument.split("=");
            if (parts.length == 2) {
                sizes.put(parts[0], Integer.valueOf(parts[1]));
            } else if (List.of("wildfly", "payara").contains(argument)) {
                kind = argument;
            } else {
                modes.add(argument);
            }
        }
        IntakeBenchmark benchmark = new IntakeBenchmark(sizes);
        try {
            benchmark.start(kind);
            benchmark.createPurchaseOrders();
            if (modes.contains("api")) {
                benchmark.api();
            }
            if (modes.contains("import")) {
                benchmark.importFile();
            }
        } finally {
            benchmark.stop();
        }
    }

    private void start(String kind) throws IOException, InterruptedException {
        Path target = ROOT.resolve("po-ear/target");
        Path home;
        try (var folders = Files.list(target.resolve("server"))) {
            home = folders.filter(f -> f.getFileName().toString().startsWith(kind)).findFirst().orElseThrow(() -> new IllegalStateException("No " + kind + " in po-ear/target/server"));
        }
        Path data = Files.createTempDirectory("openpo-benchmark");
        ProcessBuilder builder = new ProcessBuilder("java", "-cp", target.resolve("classes").toString(), "org.openpo.run.Run", kind, home.toString(),
                ROOT.resolve("po-ear/src/server/" + kind).toString(), target.resolve("server/postgresql.jar").toString(), target.resolve("openpo.ear").toString(), data.toString());
        builder.environment().putAll(Map.of("OPENPO_HTTP_PORT", "18998", "OPENPO_DATA_DIR", data.toString(), "OPENPO_ADMIN_PASSWORD", PASSWORD,
                "OPENPO_DB_URL", postgres.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", ""), "OPENPO_DB_USER", "postgres", "OPENPO_DB_PASSWORD", "postgres"));
        Path out = data.resolve("console");
        server = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        while (!Files.readString(out).contains("To stop")) {
            if (!server.isAlive()) {
                throw new IllegalStateException(Files.readString(out));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        Matcher address = ADDRESS.matcher(Files.readString(out));
        if (!address.find()) {
            throw new IllegalStateException(Files.readString(out));
        }
        api = address.group().replaceAll("/$", "") + "/api/v1/";
        System.out.printf("# %s, %d line items, data in %s%n", kind, sizes.get("lines"), data);
    }

    private void stop() throws IOException, InterruptedException {
        if (server != null) {
            server.destroy();
            server.waitFor();
        }
        postgres.close();
    }

    private void createPurchaseOrders() throws IOException, InterruptedException {
        for (String order : Mix.purchaseOrders(sizes.get("lines"))) {
            send("purchase-orders", "application/json", order.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void api() throws Exception {
        Mix mix = new Mix("API", sizes.get("lines"), 42);
        for (int i = 0; i < sizes.get("warmup"); i++) {
            send("invoices", "application/json", mix.json(BATCH).getBytes(StandardCharsets.UTF_8));
        }
        try (Connection connection = connection()) {
            BareRows rows = new BareRows(connection);
            rows.copyTables();
            List<byte[]> batches = new ArrayList<>();
            for (int i = 0; i < sizes.get("batches"); i++) {
                batches.add(mix.json(BATCH).getBytes(StandardCharsets.UTF_8));
            }
            List<Long> service = new ArrayList<>();
            for (byte[] batch : batches) {
                long start = System.nanoTime();
                String answer = send("invoices", "application/json", batch);
                service.add(System.nanoTime() - start);
                long created = Pattern.compile("\"result\":\"CREATED\"").matcher(answer).results().count();
                if (created != BATCH) {
                    throw new IllegalStateException(created + " created: " + answer.substring(0, Math.min(2000, answer.length())));
                }
            }
            System.out.println("# " + rows.describe());
            // What was there before the measured ones is there for the bare writing as well; one batch warms it up.
            List<Long> bare = rows.writeInBatches(BATCH);
            report("api: invoices through the API", BATCH, service, "plain JDBC batches of the same rows", bare);
        }
    }

    private void importFile() throws Exception {
        int rows = sizes.get("rows");
        Mix mix = new Mix("CSV", sizes.get("lines"), 43);
        // A small file first: the measured one should not pay for compiling the code.
        runImport(new Mix("WARM", sizes.get("lines"), 44).csv(Math.min(rows, 10_000)));
        try (Connection connection = connection()) {
            BareRows bare = new BareRows(connection);
            bare.copyTables();
            String csv = mix.csv(rows);
            long start = System.nanoTime();
            String job = runImport(csv);
            long service = System.nanoTime() - start;
            System.out.println("# " + job);
            System.out.println("# " + bare.describe());
            report("import: invoices of one CSV file", rows, List.of(service), "COPY of the same rows", List.of(bare.copyIn()));
        }
    }

    private String runImport(String csv) throws IOException, InterruptedException {
        String boundary = "benchmark-boundary";
        byte[] body = ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"invoices.csv\"\r\nContent-Type: text/csv\r\n\r\n" + csv + "\r\n--" + boundary + "--\r\n")
                .getBytes(StandardCharsets.UTF_8);
        Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(send("imports", "multipart/form-data; boundary=" + boundary, body));
        if (!id.find()) {
            throw new IllegalStateException("no id");
        }
        while (true) {
            HttpResponse<String> answer = http.send(request("imports/" + id.group(1)).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.body().contains("\"SUCCEEDED\"")) {
                return answer.body();
            }
            if (!answer.body().contains("\"QUEUED\"") && !answer.body().contains("\"RUNNING\"")) {
                throw new IllegalStateException(answer.body());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static void report(String what, int invoices, List<Long> service, String yardstick, List<Long> bare) {
        double ours = middle(service) / 1e9;
        double theirs = middle(bare) / 1e9;
        System.out.printf(Locale.ROOT, "%s: %.3f s for %,d = %,.0f invoices/s%n", what, ours, invoices, invoices / ours);
        System.out.printf(Locale.ROOT, "%s: %.3f s = %,.0f invoices/s%n", yardstick, theirs, invoices / theirs);
        System.out.printf(Locale.ROOT, "ratio %.2f (each run: %s against %s ms)%n", ours / theirs, millis(service), millis(bare));
    }

    private static String millis(List<Long> nanos) {
        return nanos.stream().map(n -> String.valueOf(n / 1_000_000)).collect(Collectors.joining(" "));
    }

    private static double middle(List<Long> all) {
        List<Long> sorted = all.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private Connection connection() throws SQLException {
        return postgres.getPostgresDatabase().getConnection();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(api + path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
    }

    private String send(String path, String type, byte[] body) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300 || answer.statusCode() == 207) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body().substring(0, Math.min(2000, answer.body().length())));
        }
        return answer.body();
    }
}
