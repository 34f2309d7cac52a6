package org.openpo.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
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
 * process. Says the ratio of the medians and the greatest heap. Run by {@code benchmarks/focus-reader}.
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
        double[] parsing = new double[turns];
        double[] reading = new double[turns];
        long peak = 0;
        for (int turn = 0; turn < turns; turn++) {
            parsing[turn] = seconds(() -> parse(file, rows));
            resetPeaks();
            reading[turn] = seconds(() -> read(file));
            peak = Math.max(peak, peakHeap());
            System.out.printf(Locale.ROOT, "turn %d: FastCSV alone %.1f s, OpenPO's reader %.1f s%n", turn + 1, parsing[turn], reading[turn]);
        }
        Arrays.sort(parsing);
        Arrays.sort(reading);
        System.out.printf(Locale.ROOT, "ratio of the medians %.2f, %,.0f rows a second, peak heap of the reader %,d MB%n", reading[turns / 2] / parsing[turns / 2],
                rows / reading[turns / 2], peak / 1_000_000);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static double seconds(Work work) throws IOException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static void parse(Path file, long rows) throws IOException {
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

    private static void resetPeaks() {
        System.gc();
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static long peakHeap() {
        return heapPools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }

    private static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP).toList();
    }
}
