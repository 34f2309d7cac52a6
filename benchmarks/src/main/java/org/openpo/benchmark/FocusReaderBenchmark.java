package org.openpo.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

import org.openpo.ejb.inbound.read.InvoiceFile;
import org.openpo.ejb.inbound.read.InvoiceReader;

/**
 * Reads a FOCUS file and sums it up to invoices, beside FastCSV doing nothing but cutting the same file into cells, in turns in the same
 * process. Says the ratio of the medians, of elapsed time and of the thread's own processor time (which other programs on the machine do
 * not disturb). How little heap is enough is tried with {@code HEAP=64m benchmarks/focus-reader}.
 */
public final class FocusReaderBenchmark {
    private FocusReaderBenchmark() { }

    /** @param args rows (default 5,000,000), turns (default 3), file (default target/focus-ROWS.csv) */
    public static void main(String[] args) throws IOException {
        long rows = args.length > 0 ? Long.parseLong(args[0]) : 5_000_000;
        int turns = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        Path file = Path.of(args.length > 2 ? args[2] : "target/focus-" + rows + ".csv");
        Files.createDirectories(file.toAbsolutePath().getParent());
        FocusFile.write(file, rows);
        System.out.printf(Locale.ROOT, "%,d rows, %,d MB, heap at most %,d MB%n", rows, Files.size(file) / 1_000_000, Runtime.getRuntime().maxMemory() / 1_000_000);
        double[][] parsing = new double[2][turns];
        double[][] reading = new double[2][turns];
        for (int turn = 0; turn < turns; turn++) {
            measure(() -> parse(file, rows), parsing, turn);
            measure(() -> read(file), reading, turn);
            System.out.printf(Locale.ROOT, "turn %d: FastCSV alone %.1f s (%.1f s processor), OpenPO's reader %.1f s (%.1f s processor)%n", turn + 1, parsing[0][turn], parsing[1][turn],
                    reading[0][turn], reading[1][turn]);
        }
        System.out.printf(Locale.ROOT, "ratio of the medians: elapsed %.2f, processor %.2f; %,.0f rows a second of processor time%n",
                median(reading[0]) / median(parsing[0]), median(reading[1]) / median(parsing[1]), rows / median(reading[1]));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void measure(Work work, double[][] seconds, int turn) throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = System.nanoTime();
        long processor = threads.getCurrentThreadCpuTime();
        work.run();
        seconds[0][turn] = (System.nanoTime() - start) / 1e9;
        seconds[1][turn] = (threads.getCurrentThreadCpuTime() - processor) / 1e9;
    }

    /** Cuts a {@link FocusFile} into cells and sees to it that they are all there. */
    static void parse(Path file, long rows) throws IOException {
        long cells = 0;
        long records = 0;
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
            for (CsvRecord each : csv) {
                cells += each.getFieldCount();
                records++;
            }
        }
        if (records != rows + 1 || cells != records * 44) {
            throw new IllegalStateException("not the file that was written: " + records + " records, " + cells + " cells");
        }
    }

    private static void read(Path file) {
        List<BigDecimal> gross = new ArrayList<>();
        int[] charges = new int[1];
        InvoiceFile.reader(file).read(row -> {
            InvoiceReader.Read invoice = (InvoiceReader.Read) row;
            gross.add(invoice.draft().gross());
            charges[0] += invoice.draft().charges().size();
        });
        System.out.println(gross.size() + " invoices, " + charges[0] + " charges, " + gross.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    }
}
