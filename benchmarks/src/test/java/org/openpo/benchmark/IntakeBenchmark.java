package org.openpo.benchmark;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    private static final int BATCH = 1000;

    private final Map<String, Integer> sizes;
    private final EmbeddedPostgres postgres;
    private ShippedServer server;

    private IntakeBenchmark(Map<String, Integer> sizes) throws IOException {
        this.sizes = sizes;
        this.postgres = ShippedServer.durablePostgres();
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
            benchmark.server = ShippedServer.start(kind, ShippedServer.on(benchmark.postgres));
            System.out.printf("# %s, %d line items%n", kind, sizes.get("lines"));
            benchmark.createPurchaseOrders();
            if (modes.contains("api")) {
                benchmark.api();
            }
            if (modes.contains("import")) {
                benchmark.importFile();
            }
        } finally {
            if (benchmark.server != null) {
                benchmark.server.close();
            }
            benchmark.postgres.close();
        }
    }

    private void createPurchaseOrders() throws IOException, InterruptedException {
        for (String order : Mix.purchaseOrders(sizes.get("lines"))) {
            server.send("purchase-orders", "application/json", order.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void api() throws Exception {
        Mix mix = new Mix("API", sizes.get("lines"), 42);
        for (int i = 0; i < sizes.get("warmup"); i++) {
            server.send("invoices", "application/json", mix.json(BATCH).getBytes(StandardCharsets.UTF_8));
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
                String answer = server.send("invoices", "application/json", batch);
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
        return server.await(server.upload("invoices.csv", HttpRequest.BodyPublishers.ofString(csv)));
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
}
