package org.openpo.ejb.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import net.jqwik.api.statistics.Statistics;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.inbound.read.ImportFormat;
import org.openpo.ejb.inbound.read.InvoiceReader;
import org.openpo.ejb.inbound.read.Origin;
import org.openpo.ejb.invoice.Arrival;
import org.openpo.ejb.invoice.BulkIntake;
import org.openpo.ejb.invoice.InPieces;
import org.openpo.ejb.invoice.IntakeWorld;
import org.openpo.ejb.invoice.RandomInvoices;

/** The same file leaves the same rows behind, however many of them are taken in together and wherever the work was broken off. */
class ImportChunksTest {
    private static final int ROWS_MAX = 1000;

    private Path data;

    @BeforeProperty
    void dataDirectory() throws IOException {
        data = Files.createTempDirectory("imports");
        System.setProperty("OPENPO_DATA_DIR", data.toString());
    }

    @AfterProperty
    void clear() throws IOException {
        System.clearProperty("OPENPO_DATA_DIR");
        try (Stream<Path> files = Files.walk(data)) {
            for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Property(tries = 8, shrinking = ShrinkingMode.OFF)
    void chunks_of_any_size_leave_the_same_rows(@ForAll long seed) {
        Random random = new Random(seed);
        int size = 2 + random.nextInt(40);
        try (IntakeWorld oneByOne = new IntakeWorld(seed); IntakeWorld chunks = new IntakeWorld(seed); IntakeWorld brokenOff = new IntakeWorld(seed)) {
            RandomInvoices invoices = new RandomInvoices(seed);
            for (int round = 0; round < 3; round++) {
                List<Arrival> file = new ArrayList<>(invoices.next());
                if (round == 1) {
                    // Some of them twice, some with something else: duplicates and rows that contradict each other.
                    file.addAll(file.subList(0, file.size() / 4));
                }
                for (IntakeWorld world : List.of(oneByOne, chunks, brokenOff)) {
                    world.before(round);
                }
                take(oneByOne, file, 1, List.of());
                take(chunks, file, size, List.of());
                take(brokenOff, file, size, List.of(random.nextInt(file.size()), random.nextInt(file.size())));
                List<String> expected = rows(oneByOne);
                assertThat(rows(chunks)).as("in chunks of %d", size).isEqualTo(expected);
                assertThat(rows(brokenOff)).as("broken off twice, in chunks of %d", size).isEqualTo(expected);
            }
            Statistics.collect(oneByOne.select("select distinct outcome from import_row order by 1").size() + " outcomes");
        }
    }

    /** Everything an import leaves behind. */
    private static List<String> rows(IntakeWorld world) {
        List<String> rows = world.rows();
        rows.addAll(world.select("select r.job_id, r.ordinal, r.outcome, i.invoice_id, i.seller_key from import_row r join invoice i on i.id = r.subject_id order by r.job_id, r.ordinal"));
        rows.addAll(world.select("select e.job_id, e.ordinal, e.row_number, e.column_name, e.code, e.arguments, e.invoice_id from import_error e order by e.job_id, e.ordinal, e.id"));
        rows.addAll(world.select("select id, state, row_count, created, unchanged, changed, duplicates, exceptions, errors from import_job order by id"));
        return rows;
    }

    /**
     * Runs an import, a transaction for each step.
     *
     * @param moments after so many rows the work is broken off and begins again
     */
    private static void take(IntakeWorld world, List<Arrival> file, int size, List<Integer> moments) {
        byte[] name = String.valueOf(System.identityHashCode(file)).getBytes(StandardCharsets.UTF_8);
        ImportFiles.Received received = ImportFiles.receive(new ByteArrayInputStream(name), ROWS_MAX);
        long stored = world.container().with(ImportFileStore.class, f -> f.keep(received));
        long job = world.container().with(ImportJobs.class, j -> j.create("file", received.path(), stored, false, "tester"));
        for (int moment : moments) {
            attempt(world, job, file, size, moment);
            assertThat(world.container().<ImportJobs, Integer>with(ImportJobs.class, j -> j.requeueAbandoned("node"))).isEqualTo(1);
        }
        attempt(world, job, file, size, Integer.MAX_VALUE);
    }

    private static void attempt(IntakeWorld world, long job, List<Arrival> file, int size, int rowsMost) {
        ImportTicket ticket = world.container().with(ImportJobs.class, j -> j.claim(job, "node")).orElseThrow();
        InvoiceBatch batch = InvoiceBatch.read(new Given(file), draft -> draft.seller(), ROWS_MAX, rows -> { });
        BitSet known = world.container().with(ImportJobs.class, j -> j.takeIn(ticket, batch.rows(), batch.duplicates()));
        world.container().with(ImportChunks.class, c -> {
            c.refuse(ticket, batch.refusals().stream().filter(r -> !known.get(r.ordinal())).toList());
            return null;
        });
        List<InvoiceBatch.Entry> entries = batch.inMatchingOrder().stream().filter(e -> !known.get(e.ordinal())).toList();
        int[] taken = new int[1];
        InPieces<InvoiceBatch.Entry, BulkIntake.Answer> pieces = new InPieces<>(size, part -> {
            breakOff(taken[0] >= rowsMost);
            InPieces.Part<BulkIntake.Answer> done = world.container().with(ImportChunks.class, c -> c.takeTogether(ticket, part));
            taken[0] += done.results().size();
            return done;
        }, entry -> {
            breakOff(taken[0]++ >= rowsMost);
            return world.container().with(ImportChunks.class, c -> c.take(ticket, entry));
        }, (entry, failure) -> {
            if (!(failure instanceof BusinessRuleException refused)) {
                throw failure;
            }
            world.container().with(ImportChunks.class, c -> {
                c.refuse(ticket, List.of(InvoiceBatch.refusal(entry, refused.violations())));
                return null;
            });
            return new BulkIntake.Answer(null, failure);
        }, failure -> failure instanceof BrokenOff);
        try {
            pieces.take(entries);
        } catch (BrokenOff here) {
            return;
        }
        if (rowsMost == Integer.MAX_VALUE) {
            world.container().with(ImportJobs.class, j -> {
                j.succeed(ticket);
                return null;
            });
        }
    }

    private static void breakOff(boolean now) {
        if (now) {
            throw new BrokenOff();
        }
    }

    /** The server stops here. */
    private static final class BrokenOff extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A file whose invoices are given. */
    private record Given(List<Arrival> arrivals) implements InvoiceReader {
        @Override
        public ImportFormat format() {
            return ImportFormat.OPENPO_CSV;
        }

        @Override
        public void read(Consumer<Row> rows) {
            for (int i = 0; i < arrivals.size(); i++) {
                rows.accept(new Read(i + 1L, new Origin(null, Map.of()), arrivals.get(i).draft(), arrivals.get(i).standing()));
            }
        }
    }
}
