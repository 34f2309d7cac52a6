package org.openpo.benchmark;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * How fast the shipped EAR imports a FOCUS file over its API with a heap of 512 MB, from the first byte of the upload to the end of the job,
 * beside FastCSV doing nothing but cutting the same file into cells. Says the largest heap that the server had in use.
 */
public final class ChargesImportBenchmark {
    private static final Pattern HEAP = Pattern.compile("(\\d+)M->(\\d+)M\\((\\d+)M\\)");
    private static final int WARM_UP_ROWS = 100_000;

    private ChargesImportBenchmark() { }

    /** @param args rows, database ({@code h2} or {@code postgresql}), heap (such as {@code 512m}) */
    public static void main(String[] args) throws Exception {
        long rows = args.length > 0 ? Long.parseLong(args[0]) : 5_000_000;
        String database = args.length > 1 ? args[1] : "h2";
        String heap = args.length > 2 ? args[2] : "512m";
        if (!List.of("h2", "postgresql").contains(database)) {
            throw new IllegalArgumentException("h2 or postgresql, not " + database);
        }
        Path file = Path.of("target/focus-" + rows + ".csv");
        Path warmUp = Path.of("target/focus-" + WARM_UP_ROWS + ".csv");
        FocusFile.write(file, rows);
        FocusFile.write(warmUp, WARM_UP_ROWS);
        Path collections = Files.createTempFile("openpo-benchmark", ".gc");
        Map<String, String> settings = new HashMap<>(Map.of("OPENPO_UPLOAD_MAX_MB", "8192",
                "JAVA_OPTS", "-Xms256m -Xmx" + heap + " -XX:MaxMetaspaceSize=512m -Djava.net.preferIPv4Stack=true -Djava.awt.headless=true -Djboss.modules.system.pkgs=org.jboss.byteman -Xlog:gc:file=" + collections));
        EmbeddedPostgres postgres = database.equals("h2") ? null : ShippedServer.durablePostgres();
        if (postgres != null) {
            settings.putAll(ShippedServer.on(postgres));
        }
        System.out.printf(Locale.ROOT, "%,d rows, %,d MB, %s, heap %s%n", rows, Files.size(file) / 1_000_000, database, heap);
        try (ShippedServer server = ShippedServer.start("wildfly", settings)) {
            server.await(server.upload(warmUp.getFileName().toString(), BodyPublishers.ofFile(warmUp)));
            FocusReaderBenchmark.parse(warmUp, WARM_UP_ROWS);
            long start = System.nanoTime();
            String job = server.upload(file.getFileName().toString(), BodyPublishers.ofFile(file));
            double uploaded = (System.nanoTime() - start) / 1e9;
            System.out.println("# " + server.await(job));
            double seconds = (System.nanoTime() - start) / 1e9;
            start = System.nanoTime();
            FocusReaderBenchmark.parse(file, rows);
            double parsed = (System.nanoTime() - start) / 1e9;
            System.out.printf(Locale.ROOT, "OpenPO %.1f s (upload and keeping it %.1f s, import %.1f s) = %,.0f rows/s; FastCSV alone %.1f s = %,.0f rows/s%n", seconds, uploaded,
                    seconds - uploaded, rows / seconds, parsed, rows / parsed);
            System.out.printf(Locale.ROOT, "ratio %.2f; of the import alone %.2f%n", seconds / parsed, (seconds - uploaded) / parsed);
        } finally {
            if (postgres != null) {
                postgres.close();
            }
        }
        System.out.println(heapOf(Files.readString(collections)));
        Files.delete(collections);
    }

    private static String heapOf(String collections) {
        int before = 0;
        int after = 0;
        Matcher each = HEAP.matcher(collections);
        while (each.find()) {
            before = Math.max(before, Integer.parseInt(each.group(1)));
            after = Math.max(after, Integer.parseInt(each.group(2)));
        }
        return "heap in use: at most " + before + " MB before a collection, " + after + " MB after one";
    }
}
