package org.openpo.ejb.inbound.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.apache.parquet.hadoop.metadata.CompressionCodecName;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceRules;
import org.openpo.domain.order.PurchaseOrderRules;
import org.openpo.domain.rule.BusinessRuleException;

/**
 * Damaged files: whatever is done to a valid one, its reader ends in time, refuses with a sentence or delivers invoices that can be checked,
 * and leaves nothing behind. A run of its own for ten minutes a file: {@code mvn test -pl po-ejb -am -Dtest=ReaderFuzzTest -DargLine=-Dopenpo.fuzz.minutes=10}.
 */
class ReaderFuzzTest {
    /** As they are; those below are made of them. */
    private static final List<String> PLAIN = List.of("ubl-invoice.xml", "ubl-credit-note.xml", "cii-invoice.xml", "cii-credit-note.xml", "focus-1.0.csv", "focus-1.2.csv", "focus-1.3.csv",
            "focus-detail-1.4.csv", "cur-legacy.csv", "cur-2.csv", "invoices.csv", "summaries.json", "purchase-orders.csv", "ubl-order.xml");
    private static final List<String> MADE = List.of("utf16", "zip", "zip-of-parquet", "gzip", "parquet", "pdf");
    private static final List<String> FIXTURES = Stream.concat(PLAIN.stream(), MADE.stream()).toList();
    private static final byte[][] PARQUET = parquet();
    private static final byte[][] PDF = pdf();
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String[] TOKENS = {"", "\"", "\"\"", ",", ";", "\t", "\n", "\r", "\r\n", "\0", "\uFEFF", "-", "NaN", "1E999999999", "99999999999999999999", "null", "<", ">", "</", "/>",
            "<!--", "<![CDATA[", "<!DOCTYPE a [", "<?", "&amp;", "&#0;", "&#x10FFFF;", "&x;", "{", "}", "[", "]", "\\u0000", "true", "2026-02-30", "0000-00-00", "9".repeat(400), "x".repeat(5000)};

    @Property(tries = 400)
    void nothing_but_a_refusal_comes_of_damage(@ForAll("fixtures") String fixture, @ForAll long seed) throws Exception {
        check(fixture, seed);
    }

    @Provide
    Arbitrary<String> fixtures() {
        return Arbitraries.of(FIXTURES);
    }

    /** What longer runs have found. */
    @ParameterizedTest
    @CsvSource({"ubl-invoice.xml,1", "focus-1.2.csv,1", "zip,1", "zip,475743677125287818", "zip,475743677125289458", "summaries.json,8765148938606588665",
        "summaries.json,8765148938606597196"})
    void found_before(String fixture, long seed) throws Exception {
        check(fixture, seed);
    }

    @TestFactory
    @EnabledIfSystemProperty(named = "openpo.fuzz.minutes", matches = "\\d+", disabledReason = "takes as long as -Dopenpo.fuzz.minutes says for each file")
    List<DynamicTest> for_minutes() {
        long nanos = TimeUnit.MINUTES.toNanos(Long.getLong("openpo.fuzz.minutes"));
        List<String> only = List.of(System.getProperty("openpo.fuzz.files", String.join(",", FIXTURES)).split(","));
        return only.stream().map(fixture -> DynamicTest.dynamicTest(fixture, () -> {
            long end = System.nanoTime() + nanos;
            long start = new Random().nextLong();
            long seed = start;
            List<String> found = new ArrayList<>();
            while (System.nanoTime() < end && found.size() < 20) {
                try {
                    check(fixture, seed);
                } catch (AssertionError | Exception e) {
                    found.add(fixture + "," + seed + ": " + e);
                }
                seed++;
            }
            System.out.println("FUZZ " + fixture + ": " + (seed - start) + " files, found " + found);
            assertThat(found).isEmpty();
        })).toList();
    }

    private static void check(String fixture, long seed) throws Exception {
        byte[] damaged = damaged(fixture, new Random(seed));
        Path directory = Files.createTempDirectory("fuzz");
        ExecutorService worker = Executors.newSingleThreadExecutor(r -> {
            Thread thread = new Thread(r);
            thread.setDaemon(true);
            return thread;
        });
        try {
            Path file = Files.write(directory.resolve("file"), damaged);
            Future<?> reading = worker.submit(() -> {
                read(file);
                readPurchaseOrders(file);
            });
            try {
                reading.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw new AssertionError(fixture + ", seed " + seed, e.getCause());
            } catch (TimeoutException e) {
                throw new AssertionError(fixture + ", seed " + seed + " does not end", e);
            }
            assertThat(directory.toFile().list()).containsExactly("file");
        } finally {
            worker.shutdownNow();
            for (Path each : new Path[] {directory.resolve("file")}) {
                Files.deleteIfExists(each);
            }
            Files.deleteIfExists(directory);
        }
    }

    private static void read(Path file) {
        List<InvoiceReader.Row> rows = new ArrayList<>();
        try {
            InvoiceFile.reader(file).read(rows::add);
        } catch (BusinessRuleException refused) {
            assertThat(refused.violations()).isNotEmpty();
            return;
        }
        Set<String> ids = new HashSet<>();
        for (InvoiceReader.Row row : rows) {
            assertThat(row.origin().place("gross")).isNotNull();
            assertThat(row.number()).isPositive();
            if (row instanceof InvoiceReader.Read read) {
                InvoiceDraft draft = InvoiceRules.complete(read.draft());
                if (InvoiceRules.check(draft).isEmpty()) {
                    assertThat(Invoice.fingerprintOf(draft)).isNotNull();
                    assertThat(draft.net().add(draft.tax())).isEqualByComparingTo(draft.gross());
                    ids.add(draft.invoiceId());
                }
            } else if (row instanceof InvoiceReader.Refused refused) {
                assertThat(refused.violations()).isNotEmpty();
            }
        }
    }

    private static void readPurchaseOrders(Path file) {
        PurchaseOrderFile read;
        try {
            read = PurchaseOrderFile.read(file);
        } catch (BusinessRuleException refused) {
            assertThat(refused.violations()).isNotEmpty();
            return;
        }
        for (PurchaseOrderFile.Order order : read.orders()) {
            assertThat(order.problems()).allSatisfy(p -> assertThat(p.row()).isPositive());
            assertThat(PurchaseOrderRules.check(order.draft())).allSatisfy(v -> assertThat(read.place(order, v).row()).isPositive());
        }
    }

    private static byte[] damaged(String fixture, Random random) throws IOException {
        byte[] bytes = switch (fixture) {
            case "utf16" -> ("\uFEFF" + new String(fixture("focus-1.2.csv"), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_16LE);
            case "zip" -> zip(random);
            case "gzip" -> gzip(random);
            case "parquet" -> PARQUET[random.nextInt(PARQUET.length)];
            case "zip-of-parquet" -> zipOfParquet(random);
            case "pdf" -> PDF[random.nextInt(PDF.length)];
            default -> fixture(fixture);
        };
        int times = 1 + random.nextInt(4);
        for (int i = 0; i < times && bytes.length > 1; i++) {
            bytes = damage(bytes, random);
        }
        return bytes;
    }

    private static byte[] damage(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, 1 + random.nextInt(random.nextInt(5) == 0 ? 2000 : 20));
        return switch (random.nextInt(8)) {
            case 0 -> {
                byte[] flipped = bytes.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                yield flipped;
            }
            case 1 -> {
                byte[] changed = bytes.clone();
                changed[at] = (byte) random.nextInt(256);
                yield changed;
            }
            case 2 -> Arrays.copyOf(bytes, at);
            case 3 -> spliced(bytes, at, length, new byte[0]);
            case 4 -> spliced(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
            case 5 -> spliced(bytes, at, 0, TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8));
            case 6 -> tokenReplaced(bytes, at, TOKENS[random.nextInt(TOKENS.length)]);
            default -> {
                int from = random.nextInt(bytes.length);
                yield spliced(bytes, at, length, Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length)));
            }
        };
    }

    /** The word, number or value around a place becomes another text. */
    private static byte[] tokenReplaced(byte[] bytes, int at, String token) {
        int from = at;
        int to = at;
        while (from > 0 && isPart(bytes[from - 1])) {
            from--;
        }
        while (to < bytes.length && isPart(bytes[to])) {
            to++;
        }
        return spliced(bytes, from, to - from, token.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isPart(byte b) {
        return b != ',' && b != ';' && b != '<' && b != '>' && b != '"' && b != '\n' && b != '/' && b != ':';
    }

    private static byte[] spliced(byte[] bytes, int at, int removed, byte[] added) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        out.writeBytes(added);
        out.write(bytes, at + removed, bytes.length - at - removed);
        return out.toByteArray();
    }

    private static byte[] fixture(String name) {
        try (InputStream in = ReaderFuzzTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] zip(Random random) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.setLevel(random.nextInt(10));
            for (String name : PLAIN.subList(random.nextInt(PLAIN.size()), PLAIN.size())) {
                out.putNextEntry(new ZipEntry(name));
                out.write(fixture(name));
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] zipOfParquet(Random random) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            // Damaged before they are packed, so that the checksums are right.
            out.setLevel(0);
            for (int part = 0; part < 2; part++) {
                out.putNextEntry(new ZipEntry("part-" + part + ".parquet"));
                out.write(damage(PARQUET[random.nextInt(PARQUET.length)], random));
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[][] parquet() {
        try {
            return new byte[][] {parquet("focus-1.2.csv", ParquetFiles.Amounts.DOUBLE, CompressionCodecName.SNAPPY, false),
                parquet("focus-1.2.csv", ParquetFiles.Amounts.DECIMAL_BYTES, CompressionCodecName.ZSTD, true),
                parquet("focus-1.3.csv", ParquetFiles.Amounts.DECIMAL_LONG, CompressionCodecName.LZ4_RAW, false),
                parquet("focus-detail-1.4.csv", ParquetFiles.Amounts.TEXT, CompressionCodecName.GZIP, true),
                parquet("cur-2.csv", ParquetFiles.Amounts.TEXT, CompressionCodecName.UNCOMPRESSED, true)};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] parquet(String name, ParquetFiles.Amounts amounts, CompressionCodecName codec, boolean momentsAsText) throws IOException {
        return ParquetFiles.of(new String(fixture(name), StandardCharsets.UTF_8), amounts, codec, momentsAsText);
    }

    private static byte[][] pdf() {
        try {
            return new byte[][] {PdfFiles.with("factur-x.xml", fixture("cii-invoice.xml"), null), PdfFiles.with("factur-x.xml", fixture("cii-credit-note.xml"), null),
                PdfFiles.with("xrechnung.xml", fixture("ubl-invoice.xml"), null)};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(Random random) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(random.nextInt(6) == 0 ? PARQUET[random.nextInt(PARQUET.length)] : fixture(PLAIN.get(random.nextInt(PLAIN.size()))));
        }
        return bytes.toByteArray();
    }
}
