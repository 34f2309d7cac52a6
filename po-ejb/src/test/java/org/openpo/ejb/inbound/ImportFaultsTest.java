package org.openpo.ejb.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.ejb.EJBException;
import jakarta.persistence.PersistenceException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.openpo.domain.inbound.ImportCounts;
import org.openpo.domain.inbound.ImportJob;
import org.openpo.domain.inbound.ImportState;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.inbound.read.InvoiceFile;
import org.openpo.ejb.invoice.BulkIntake;
import org.openpo.ejb.invoice.InPieces;

/** What an import and a preview make of faults: of one row, and of everything around. */
class ImportFaultsTest {
    private static final String FILE = "invoiceId,seller,billingPeriod,issueDate,currency,gross\nA-1,AWS Inc.,2026-01,2026-02-02,USD,1.00\n"
            + "A-2,AWS Inc.,2026-01,2026-02-02,USD,2.00\nA-3,AWS Inc.,2026-01,2026-02-02,USD,3.00\nA-4,AWS Inc.,2026-01,2026-02-02,USD,4.00\n";
    private static RuntimeException fault;

    private final SeContainer container = new SeContainer(Instant.parse("2026-09-22T08:00:00Z"));
    @TempDir
    private Path data;

    /** Breaks at the third invoice. */
    public static final class Chunks extends ImportChunks {
        @Override
        public InPieces.Part<BulkIntake.Answer> takeTogether(ImportTicket ticket, List<InvoiceBatch.Entry> entries) {
            breakAt(entries);
            return super.takeTogether(ticket, entries);
        }

        @Override
        public BulkIntake.Answer take(ImportTicket ticket, InvoiceBatch.Entry entry) {
            breakAt(List.of(entry));
            return super.take(ticket, entry);
        }
    }

    /** Breaks at the third invoice. */
    public static final class Trial extends ImportTrial {
        @Override
        public List<ImportPreviewRow> tryOut(ImportTicket ticket, List<InvoiceBatch.Entry> entries, Set<Integer> described) {
            breakAt(entries);
            return super.tryOut(ticket, entries, described);
        }
    }

    private static void breakAt(List<InvoiceBatch.Entry> entries) {
        if (fault != null && entries.stream().anyMatch(e -> e.draft().invoiceId().equals("A-3"))) {
            throw fault;
        }
    }

    @BeforeEach
    void dataDirectory() {
        System.setProperty("OPENPO_DATA_DIR", data.toString());
        container.instead(ImportChunks.class, Chunks.class);
        container.instead(ImportTrial.class, Trial.class);
    }

    @AfterEach
    void close() {
        fault = null;
        System.clearProperty("OPENPO_DATA_DIR");
        container.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_broken_connection_refuses_no_row_and_the_job_goes_on(boolean preview) {
        long id = submit(preview);
        fault = new PersistenceException(new SQLException("An I/O error occurred while sending to the backend.", "08006"));
        ImportJobView brokenOff = run(id);
        assertThat(brokenOff.state()).isEqualTo(ImportState.QUEUED);
        assertThat(brokenOff.counts().errors()).isZero();
        fault = null;
        ImportJobView done = run(id);
        assertThat(done.state()).isEqualTo(preview ? ImportState.PREVIEWED : ImportState.SUCCEEDED);
        assertThat(done.counts()).isEqualTo(new ImportCounts(4, 4, 0, 0, 0, 4, 0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_fault_of_the_surroundings_says_nothing_about_the_file_however_long_it_lasts(boolean preview) {
        long id = submit(preview);
        fault = new PersistenceException(new SQLException("could not extend file: No space left on device", "53100"));
        for (int runs = 0; runs < 2 * ImportJob.FRUITLESS_ATTEMPTS_MAX; runs++) {
            assertThat(run(id).state()).isEqualTo(ImportState.QUEUED);
        }
        fault = null;
        assertThat(run(id).state()).isEqualTo(preview ? ImportState.PREVIEWED : ImportState.SUCCEEDED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_file_that_memory_runs_out_over_each_time_is_not_tried_for_ever(boolean preview) {
        long id = submit(preview);
        fault = new EJBException(new IllegalStateException(new OutOfMemoryError("Java heap space")));
        int runs = 0;
        while (run(id).state() == ImportState.QUEUED) {
            runs++;
            assertThat(runs).isLessThan(10);
        }
        assertThat(container.with(ImportQueries.class, q -> q.job(id)).failure()).isEqualTo(ErrorCode.IMPORT_STUCK);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void something_unexpected_in_one_row_is_that_rows_and_the_log_has_its_reference(boolean preview) {
        fault = new IllegalStateException("nobody thought of that");
        StringBuilder log = new StringBuilder();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                log.append(entry.getMessage()).append(' ').append(entry.getThrown()).append('\n');
            }

            @Override
            public void flush() {
                // nothing is kept back
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
        Logger logger = Logger.getLogger("org.openpo.ejb");
        logger.addHandler(handler);
        ImportJobView done;
        try {
            done = run(submit(preview));
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(done.state()).isEqualTo(preview ? ImportState.PREVIEWED : ImportState.SUCCEEDED);
        assertThat(done.counts()).isEqualTo(new ImportCounts(4, 3, 0, 0, 0, 3, 1));
        ImportErrorView error = container.with(ImportQueries.class, q -> q.errors(done.id(), 0, 10)).items().get(0);
        assertThat(error.row()).isEqualTo(3);
        assertThat(error.code()).isEqualTo(ErrorCode.ROW_FAILED);
        assertThat(log.toString()).contains("[" + error.arguments().get(0) + "] import " + done.id() + ", row 3 failed java.lang.IllegalStateException: nobody thought of that")
                .containsOnlyOnce("4 invoices could not be worked off together");
    }

    @Test
    void others_in_the_way_are_let_pass() {
        long id = submit(false);
        fault = new BusinessRuleException("", ErrorCode.BUSY);
        for (int i = 0; i < 5; i++) {
            ImportJobView waits = run(id);
            assertThat(waits.state()).isEqualTo(ImportState.QUEUED);
            assertThat(waits.counts().errors()).isZero();
        }
        fault = null;
        assertThat(run(id).counts()).isEqualTo(new ImportCounts(4, 4, 0, 0, 0, 4, 0));
    }

    /** The rows' outcomes are written after the invoices, in the same transaction. */
    @Test
    void what_a_chunk_wrote_is_gone_if_its_rows_cannot_be_noted() throws SQLException {
        long id = submit(false);
        ImportTicket ticket = container.with(ImportJobs.class, j -> j.claim(id, "node")).orElseThrow();
        InvoiceBatch batch = InvoiceBatch.read(InvoiceFile.reader(ImportFiles.of(id)), d -> d.seller(), 10, rows -> { });
        container.with(ImportJobs.class, j -> j.takeIn(ticket, 4, 0));
        ImportCounts before = container.with(ImportQueries.class, q -> q.job(id)).counts();
        container.update("alter table import_row add constraint ck_third check (ordinal <> 3)");
        assertThatThrownBy(() -> container.with(ImportChunks.class, c -> c.takeTogether(ticket, batch.inMatchingOrder()))).hasStackTraceContaining("CK_THIRD");
        assertThat(List.of(rowsOf("invoice"), rowsOf("import_row"), rowsOf("import_error"))).containsOnly(0L);
        assertThat(container.with(ImportQueries.class, q -> q.job(id)).counts()).isEqualTo(before);

        container.update("alter table import_row drop constraint ck_third");
        container.with(ImportJobs.class, j -> j.requeueAbandoned("node"));
        assertThat(run(id).counts()).isEqualTo(new ImportCounts(4, 4, 0, 0, 0, 4, 0));
        assertThat(List.of(rowsOf("invoice"), rowsOf("import_row"))).containsOnly(4L);
    }

    private long rowsOf(String table) throws SQLException {
        try (Connection connection = container.dataSource().getConnection(); ResultSet count = connection.createStatement().executeQuery("select count(*) from " + table)) {
            count.next();
            return count.getLong(1);
        }
    }

    private long submit(boolean preview) {
        ImportFiles.Received file = ImportFiles.receive(new ByteArrayInputStream(FILE.getBytes(StandardCharsets.UTF_8)), 1_000_000);
        long stored = container.with(ImportFileStore.class, f -> f.keep(file));
        return container.with(ImportJobs.class, j -> j.create("a.csv", file.path(), stored, preview, "tester"));
    }

    private ImportJobView run(long id) {
        container.with(ImportRunner.class, r -> {
            r.wakeUp();
            return null;
        });
        return container.with(ImportQueries.class, q -> q.job(id));
    }
}
