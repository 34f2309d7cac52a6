package org.openpo.ejb.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.openpo.domain.inbound.ImportCounts;
import org.openpo.domain.inbound.ImportJob;
import org.openpo.domain.inbound.ImportState;
import org.openpo.domain.inbound.RowOutcome;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.inbound.read.ColumnMapping;
import org.openpo.ejb.inbound.read.DecimalMark;
import org.openpo.ejb.inbound.read.FileNames;
import org.openpo.ejb.inbound.read.InvoiceColumn;
import org.openpo.ejb.inbound.read.InvoiceFile;
import org.openpo.ejb.invoice.InvoiceFilter;
import org.openpo.ejb.invoice.InvoiceQueries;
import org.openpo.ejb.invoice.InvoiceRow;
import org.openpo.ejb.invoice.InvoiceSort;

/** From the upload to the result, on a real schema. */
class ImportsTest {
    private static final String HEADER = "invoiceId,seller,billingPeriod,issueDate,currency,gross\n";

    private final SeContainer container = new SeContainer(Instant.parse("2026-09-22T08:00:00Z"));
    @TempDir
    private Path data;

    @BeforeEach
    void dataDirectory() {
        System.setProperty("OPENPO_DATA_DIR", data.toString());
    }

    @AfterEach
    void close() {
        System.clearProperty("OPENPO_DATA_DIR");
        container.close();
    }

    @Test
    void what_an_interrupted_server_left_is_deleted_and_nothing_else() throws IOException {
        long queued = submit("waiting.csv", HEADER);
        Path imports = data.resolve("imports");
        Instant old = Instant.parse("2026-09-20T00:00:00Z");
        for (String name : List.of("a.part", "999999", String.valueOf(queued), "readme.txt")) {
            Path file = imports.resolve(name);
            Files.writeString(file, "x");
            Files.setLastModifiedTime(file, FileTime.from(old));
        }
        Files.writeString(imports.resolve("being-uploaded.part"), "x");
        ImportFiles.clean(Set.of(queued), Instant.parse("2026-09-21T00:00:00Z"));
        try (var left = Files.list(imports)) {
            assertThat(left.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder(String.valueOf(queued), "readme.txt", "being-uploaded.part");
        }
    }

    @Test
    void a_file_is_imported_and_the_same_file_again_changes_nothing() throws IOException {
        String content = HEADER + "A-1,AWS Inc.,2026-01,2026-02-02,USD,10.00\nA-2,AWS Inc.,2026-01,2026-02-02,USD,oops\nA-1,AWS Inc.,2026-01,2026-02-02,USD,10.00\n";
        ImportJobView first = run(submit("C:\\tmp\\may.csv", content));
        assertThat(first.state()).isEqualTo(ImportState.SUCCEEDED);
        assertThat(first.format()).isEqualTo("OPENPO_CSV");
        assertThat(first.fileName()).isEqualTo("may.csv");
        assertThat(first.submittedBy()).isEqualTo("tester");
        assertThat(first.counts()).isEqualTo(new ImportCounts(3, 1, 0, 0, 1, 1, 1));
        assertThat(first.percent()).isEqualTo(100);
        assertThat(container.with(ImportQueries.class, q -> q.errors(first.id(), 0, 10)).items()).singleElement().satisfies(e -> {
            assertThat(e.row()).isEqualTo(2);
            assertThat(e.column()).isEqualTo("gross");
            assertThat(e.code()).isEqualTo(ErrorCode.NOT_A_NUMBER);
            assertThat(e.arguments()).containsExactly("oops");
            assertThat(e.invoiceId()).isEqualTo("A-2");
        });
        assertThat(run(submit("may.csv", content)).counts()).isEqualTo(new ImportCounts(3, 0, 1, 0, 1, 0, 1));
        assertThat(run(submit("may.csv", content.replace("10.00", "11.00"))).counts()).isEqualTo(new ImportCounts(3, 0, 0, 1, 1, 1, 1));
        try (Stream<Path> left = Files.list(data.resolve("imports"))) {
            assertThat(left.map(f -> f.getFileName().toString())).containsExactly("node");
        }
        assertThat(container.with(ImportQueries.class, q -> q.page(0, 10)).items()).hasSize(3).first().extracting(j -> j.counts().changed()).isEqualTo(1L);
    }

    @Test
    void receipts_need_no_purchase_order_and_cancelled_invoices_are_void() throws IOException {
        ImportJobView job = run(submit("s.json", "[" + summary("1", "INVOICE", "ISSUED") + "," + summary("2", "PAYMENT_RECEIPT", "ISSUED") + ","
                + summary("3", "INVOICE", "CANCELLED") + "]"));
        assertThat(job.counts()).isEqualTo(new ImportCounts(3, 3, 0, 0, 0, 1, 0));
        assertThat(states()).containsExactly(InvoiceState.EXCEPTION, InvoiceState.EXCLUDED, InvoiceState.VOID);

        String later = "[" + summary("1", "PAYMENT_RECEIPT", "ISSUED") + "," + summary("2", "INVOICE", "ISSUED") + "," + summary("3", "INVOICE", "ISSUED") + "]";
        assertThat(run(submit("s.json", later)).counts()).as("the receipt of a known invoice adds nothing; the others are invoices now")
                .isEqualTo(new ImportCounts(3, 0, 1, 2, 0, 2, 0));
        assertThat(states()).containsOnly(InvoiceState.EXCEPTION);
        assertThat(run(submit("s.json", "[" + summary("1", "INVOICE", "CANCELLED") + "]")).counts().changed()).isEqualTo(1);
        assertThat(states()).containsExactly(InvoiceState.VOID, InvoiceState.EXCEPTION, InvoiceState.EXCEPTION);
    }

    private static String summary(String id, String type, String taxStatus) {
        return ("{\"InvoiceId\":\"%s\",\"InvoiceType\":\"%s\",\"TaxAuthorityStatus\":\"%s\",\"IssuedDate\":1767312000,\"BillingPeriod\":{\"Year\":2026,\"Month\":1},"
                + "\"Entity\":{\"InvoicingEntity\":\"AWS Inc.\"},\"BaseCurrencyAmount\":{\"TotalAmount\":\"5\",\"CurrencyCode\":\"USD\"}}").formatted(id, type, taxStatus);
    }

    private List<InvoiceState> states() {
        return container.with(InvoiceQueries.class, q -> q.page(InvoiceFilter.all(), InvoiceSort.INVOICE_ID, false, 0, 10)).items().stream().map(InvoiceRow::state).toList();
    }

    @Test
    void a_file_that_breaks_at_its_end_changes_nothing_and_says_why() throws IOException {
        ImportJobView job = run(submit("s.json", "[" + summary("1", "INVOICE", "ISSUED") + ","));
        assertThat(job.state()).isEqualTo(ImportState.FAILED);
        assertThat(job.failure()).isEqualTo(ErrorCode.JSON_MALFORMED);
        assertThat(job.failureArguments()).hasSize(2);
        assertThat(states()).isEmpty();
    }

    @Test
    void an_interrupted_job_is_run_again() throws IOException {
        long id = submit("may.csv", HEADER + "A-1,AWS Inc.,2026-01,2026-02-02,USD,10.00\n");
        container.with(ImportJobs.class, j -> j.claim(id, ImportFiles.node()));
        Optional<ImportTicket> second = container.with(ImportJobs.class, j -> j.claim(id, ImportFiles.node()));
        assertThat(second).as("only one takes it").isEmpty();
        container.with(ImportRecovery.class, r -> {
            r.start();
            return null;
        });
        assertThat(container.with(ImportQueries.class, q -> q.job(id)).counts().created()).isEqualTo(1);
    }

    @Test
    void the_same_file_takes_over_what_came_in_and_tries_the_rest_again() throws IOException {
        String content = HEADER + "A-1,AWS Inc.,2026-01,2026-02-02,USD,10.00\nA-2,AWS Inc.,2026-01,2026-02-02,USD,oops\n";
        ImportJobView first = run(submit("a.csv", content));
        assertThat(first.sameAsId()).isNull();
        run(submit("b.csv", HEADER + "A-1,AWS Inc.,2026-01,2026-02-02,USD,12.00\n"));
        ImportJobView again = run(submit("c.csv", content));
        assertThat(again.sameAsId()).isEqualTo(first.id());
        assertThat(again.counts()).as("a later file has changed the invoice; the old file does not change it back").isEqualTo(new ImportCounts(2, 0, 1, 0, 0, 0, 1));
        assertThat(container.with(InvoiceQueries.class, q -> q.page(InvoiceFilter.all(), InvoiceSort.INVOICE_ID, false, 0, 10)).items()).extracting(r -> r.gross().toPlainString()).containsExactly("12.0000");
        assertThat(run(submit("d.csv", content)).sameAsId()).isEqualTo(again.id());
        assertThat(listed(first.id(), null)).containsExactly("A-1");
        assertThat(listed(again.id(), null)).isEmpty();
        assertThat(listed(again.id(), RowOutcome.UNCHANGED)).containsExactly("A-1");
    }

    private List<String> listed(long job, RowOutcome outcome) {
        return container.with(InvoiceQueries.class, q -> q.page(new InvoiceFilter(null, null, null, null, null, null, null, null, job, outcome, null), InvoiceSort.INVOICE_ID, false, 0, 10))
                .items().stream().map(InvoiceRow::invoiceId).toList();
    }

    @Test
    void a_run_that_was_taken_over_writes_nothing_more_and_the_next_one_goes_on() throws IOException {
        long id = submit("a.csv", HEADER + "A-1,AWS Inc.,2026-01,2026-02-02,USD,10.00\nA-2,AWS Inc.,2026-01,2026-02-02,USD,11.00\nA-3,AWS Inc.,2026-01,2026-02-02,USD,x\n");
        ImportTicket stopped = container.with(ImportJobs.class, j -> j.claim(id, "another node")).orElseThrow();
        container.with(ImportJobs.class, j -> j.takeIn(stopped, 3, 0));
        InvoiceBatch batch = InvoiceBatch.read(InvoiceFile.reader(ImportFiles.of(id)), d -> d.seller(), 10, rows -> { });
        container.with(ImportChunks.class, c -> {
            c.refuse(stopped, batch.refusals());
            c.takeTogether(stopped, batch.inMatchingOrder().subList(0, 1));
            return null;
        });
        assertThat(requeued("a third node")).as("it gave a sign of life").isZero();
        assertThat(requeued("another node")).isEqualTo(1);
        assertThat(run(id).counts()).isEqualTo(new ImportCounts(3, 2, 0, 0, 0, 2, 1));
        assertThat(container.with(ImportQueries.class, q -> q.errors(id, 0, 10)).total()).as("errors are not doubled").isEqualTo(1);
        assertThatThrownBy(() -> container.with(ImportChunks.class, c -> {
            c.take(stopped, batch.inMatchingOrder().get(1));
            return null;
        })).isInstanceOf(ImportStoppedException.class);
    }

    @Test
    void a_cancelled_job_stops_at_the_next_step() throws IOException {
        long waiting = submit("a.csv", HEADER + "A-1,AWS Inc.,2026-01,2026-02-02,USD,10.00\n");
        cancel(waiting);
        assertThat(run(waiting).state()).isEqualTo(ImportState.CANCELLED);
        assertThatThrownBy(() -> cancel(waiting)).isInstanceOfSatisfying(BusinessRuleException.class, e -> assertThat(e.violations()).containsExactly(Violation.of("", ErrorCode.IMPORT_ENDED)));
        long running = submit("b.csv", HEADER + "A-2,AWS Inc.,2026-01,2026-02-02,USD,10.00\n");
        ImportTicket ticket = container.with(ImportJobs.class, j -> j.claim(running, "node")).orElseThrow();
        cancel(running);
        assertThat(container.with(ImportQueries.class, q -> q.job(running)).cancelling()).isTrue();
        assertThatThrownBy(() -> container.with(ImportJobs.class, j -> j.takeIn(ticket, 1, 0))).isInstanceOf(ImportStoppedException.class);
        container.with(ImportJobs.class, j -> {
            j.stopped(ticket);
            return null;
        });
        assertThat(container.with(ImportQueries.class, q -> q.job(running)).state()).isEqualTo(ImportState.CANCELLED);
    }

    @Test
    void what_was_taken_in_when_somebody_cancels_is_noted() throws IOException {
        long id = submit("a.csv", HEADER + "A-1,AWS Inc.,2026-01,2026-02-02,USD,10.00\nA-2,AWS Inc.,2026-01,2026-02-02,USD,11.00\n");
        ImportTicket ticket = claimed(id).orElseThrow();
        InvoiceBatch batch = InvoiceBatch.read(InvoiceFile.reader(ImportFiles.of(id)), d -> d.seller(), 10, rows -> { });
        container.with(ImportJobs.class, j -> j.takeIn(ticket, 2, 0));
        container.with(ImportChunks.class, c -> c.takeTogether(ticket, batch.inMatchingOrder().subList(0, 1)));
        cancel(id);
        assertThatThrownBy(() -> container.with(ImportChunks.class, c -> c.takeTogether(ticket, batch.inMatchingOrder().subList(1, 2)))).isInstanceOf(ImportStoppedException.class);
        container.with(ImportJobs.class, j -> {
            j.stopped(ticket);
            return null;
        });
        assertThat(container.with(ImportQueries.class, q -> q.job(id)).counts()).isEqualTo(new ImportCounts(2, 1, 0, 0, 0, 1, 0));
        assertThat(container.with(ImportQueries.class, q -> q.job(id)).state()).isEqualTo(ImportState.CANCELLED);
    }

    @Test
    void a_file_that_brings_the_server_down_each_time_is_given_up_and_progress_counts() throws IOException {
        long id = submit("a.csv", HEADER + "A-1,AWS Inc.,2026-01,2026-02-02,USD,10.00\nA-2,AWS Inc.,2026-01,2026-02-02,USD,11.00\n");
        InvoiceBatch batch = InvoiceBatch.read(InvoiceFile.reader(ImportFiles.of(id)), d -> d.seller(), 10, rows -> { });
        for (int i = 0; i < 2; i++) {
            assertThat(claimed(id)).isPresent();
            assertThat(requeued("node")).isEqualTo(1);
        }
        ImportTicket third = claimed(id).orElseThrow();
        container.with(ImportJobs.class, j -> j.takeIn(third, 2, 0));
        container.with(ImportChunks.class, c -> c.takeTogether(third, batch.inMatchingOrder().subList(0, 1)));
        requeued("node");
        for (int i = 0; i < ImportJob.FRUITLESS_ATTEMPTS_MAX; i++) {
            ImportTicket each = claimed(id).orElseThrow();
            container.with(ImportJobs.class, j -> j.takeIn(each, 2, 0));
            requeued("node");
        }
        assertThat(claimed(id)).as("it got no further than before").isEmpty();
        ImportJobView given = container.with(ImportQueries.class, q -> q.job(id));
        assertThat(given.state()).isEqualTo(ImportState.FAILED);
        assertThat(given.failure()).isEqualTo(ErrorCode.IMPORT_STUCK);
        assertThat(given.failureArguments()).containsExactly("3");
        assertThat(given.counts().created()).as("what was taken in stays").isEqualTo(1);
        ImportJobView again = run(submit("a.csv", HEADER + "A-1,AWS Inc.,2026-01,2026-02-02,USD,10.00\nA-2,AWS Inc.,2026-01,2026-02-02,USD,11.00\n"));
        assertThat(again.counts()).as("the file again goes on").isEqualTo(new ImportCounts(2, 1, 1, 0, 0, 1, 0));
    }

    @Test
    void a_preview_that_begins_anew_each_time_is_given_up_as_well() throws IOException {
        ImportFiles.Received file = ImportFiles.receive(new ByteArrayInputStream((HEADER + "A-1,AWS Inc.,2026-01,2026-02-02,USD,10.00\n").getBytes(StandardCharsets.UTF_8)), 1_000_000);
        long stored = container.with(ImportFileStore.class, f -> f.keep(file));
        long id = container.with(ImportJobs.class, j -> j.create("a.csv", file.path(), stored, true, "tester"));
        InvoiceBatch batch = InvoiceBatch.read(InvoiceFile.reader(ImportFiles.of(id)), d -> d.seller(), 10, rows -> { });
        int attempts = 0;
        for (Optional<ImportTicket> ticket = claimed(id); ticket.isPresent(); ticket = claimed(id)) {
            ImportTicket each = ticket.get();
            container.with(ImportJobs.class, j -> j.takeIn(each, 1, 0));
            container.with(ImportJobs.class, j -> {
                j.tried(each, List.of(ImportPreviewRow.of(batch.inMatchingOrder().get(0), RowOutcome.CREATED, InvoiceState.EXCEPTION)));
                return null;
            });
            requeued("node");
            attempts++;
            assertThat(attempts).as("it comes to an end").isLessThan(10);
        }
        assertThat(attempts).as("the first one got somewhere, three got no further").isEqualTo(1 + ImportJob.FRUITLESS_ATTEMPTS_MAX);
        assertThat(container.with(ImportQueries.class, q -> q.job(id)).failure()).isEqualTo(ErrorCode.IMPORT_STUCK);
    }

    @Test
    void a_job_that_is_held_up_is_not_stuck() throws IOException {
        long id = submit("a.csv", HEADER + "A-1,AWS Inc.,2026-01,2026-02-02,USD,10.00\n");
        for (int i = 0; i < 5; i++) {
            ImportTicket ticket = claimed(id).orElseThrow();
            container.with(ImportJobs.class, j -> {
                j.heldUp(ticket);
                return null;
            });
        }
        assertThat(run(id).counts().created()).isEqualTo(1);
    }

    private Optional<ImportTicket> claimed(long id) {
        return container.with(ImportJobs.class, j -> j.claim(id, "node"));
    }

    private void cancel(long id) {
        container.with(ImportJobs.class, j -> {
            j.cancel(id, "tester");
            return null;
        });
    }

    @Test
    void the_file_is_kept_byte_by_byte_until_it_is_too_old() throws IOException {
        byte[] content = new byte[1_300_000];
        new java.util.Random(7).nextBytes(content);
        ImportFiles.Received received = ImportFiles.receive(new ByteArrayInputStream(content), 2_000_000);
        long file = container.with(ImportFileStore.class, f -> f.keep(received));
        long job = container.with(ImportJobs.class, j -> j.create("x.bin", received.path(), file, false, "tester"));
        assertThat(read(file)).isEqualTo(content);
        Path again = Files.write(data.resolve("again"), content);
        assertThat(kept(again, content.length, received.sha256())).as("the same content is stored once").isEqualTo(file);

        container.update("update import_file set size_bytes = size_bytes + 1 where id = " + file);
        assertThatThrownBy(() -> read(file)).as("half a file is not taken for a whole one").hasMessageContaining("1300001");
        container.update("update import_file set size_bytes = size_bytes - 1 where id = " + file);

        Instant later = Instant.parse("2026-09-23T08:00:00Z");
        assertThat(deleted(later)).as("the job still needs it").isZero();
        cancel(job);
        assertThat(deleted(Instant.parse("2026-09-21T08:00:00Z"))).as("it is not old yet").isZero();
        assertThat(deleted(later)).isEqualTo(1);
        assertThatThrownBy(() -> read(file)).isInstanceOfSatisfying(BusinessRuleException.class,
                e -> assertThat(e.violations()).extracting(Violation::code).containsExactly(ErrorCode.FILE_DELETED));
        assertThat(container.with(ImportQueries.class, q -> q.job(job)).fileKept()).isFalse();
    }

    private int requeued(String node) {
        return container.with(ImportJobs.class, j -> j.requeueAbandoned(node));
    }

    private int deleted(Instant before) {
        return container.with(ImportFileStore.class, f -> f.deleteContentOf(before));
    }

    private long kept(Path file, long size, String sha256) {
        return container.with(ImportFileStore.class, f -> f.keep(new ImportFiles.Received(file, size, sha256)));
    }

    private byte[] read(long file) {
        return container.with(ImportFileStore.class, f -> {
            java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
            try {
                f.write(file, out);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return out.toByteArray();
        });
    }

    @Test
    void a_mapping_is_kept_for_a_header_and_used_for_the_next_file() throws IOException {
        String content = "No;Day;Sum\n1;02.03.2026;1,5\n";
        ImportJobView refused = run(submit("s.csv", content));
        assertThat(refused.isMappable()).isTrue();
        ColumnMapping mapping = new ColumnMapping(Map.of(InvoiceColumn.INVOICE_ID, "No", InvoiceColumn.ISSUE_DATE, "Day", InvoiceColumn.BILLING_PERIOD, "Day", InvoiceColumn.GROSS, "Sum"),
                Map.of(InvoiceColumn.SELLER, "AWS Inc.", InvoiceColumn.CURRENCY, "EUR"), DecimalMark.COMMA, "dd.MM.yyyy");
        container.with(ImportMappings.class, m -> m.save("AWS", List.of("No", "Day", "Sum"), mapping));
        assertThatThrownBy(() -> container.with(ImportMappings.class, m -> m.save(" aws ", List.of("No", "Day", "Sum", "x"), mapping)))
                .isInstanceOfSatisfying(BusinessRuleException.class, e -> assertThat(e.violations()).extracting(Violation::code).containsExactly(ErrorCode.MAPPING_NAME_TAKEN));
        List<String> quotes = List.of("No", "Day", "Sum", "\"".repeat(10_000));
        assertThatThrownBy(() -> container.with(ImportMappings.class, m -> m.save("Quotes", quotes, mapping)))
                .isInstanceOfSatisfying(BusinessRuleException.class, e -> assertThat(e.violations()).contains(Violation.of("header", ErrorCode.TOO_LONG, 20_000)));
        container.with(ImportJobs.class, j -> {
            j.retry(refused.id(), "tester");
            return null;
        });
        ImportJobView read = run(refused.id());
        assertThat(read.counts()).isEqualTo(new ImportCounts(1, 1, 0, 0, 0, 1, 0));
        assertThat(read.mappingName()).isEqualTo("AWS");
        ImportJobView next = run(submit("t.csv", content.replace("1;02", "2;02")));
        assertThat(next.format()).isEqualTo("MAPPED_CSV");
        assertThat(next.counts().created()).isEqualTo(1);
        ImportMappingView kept = container.with(ImportMappings.class, ImportMappings::all).get(0);
        assertThat(kept.mapping()).isEqualTo(mapping);
        container.with(ImportMappings.class, m -> {
            m.delete(kept.id());
            return null;
        });
        assertThat(run(submit("u.csv", content.replace("1;02", "3;02"))).state()).isEqualTo(ImportState.FAILED);
    }

    /** Resumed, it is read in the same way although the mapping is no longer there: rows are told by their place. */
    @Test
    void tables_in_an_archive_are_read_by_their_senders_mappings() throws IOException {
        ColumnMapping euro = new ColumnMapping(Map.of(InvoiceColumn.INVOICE_ID, "No", InvoiceColumn.ISSUE_DATE, "Day", InvoiceColumn.BILLING_PERIOD, "Day", InvoiceColumn.GROSS, "Sum"),
                Map.of(InvoiceColumn.SELLER, "AWS Inc.", InvoiceColumn.CURRENCY, "EUR"), DecimalMark.COMMA, "dd.MM.yyyy");
        ColumnMapping dollars = new ColumnMapping(Map.of(InvoiceColumn.INVOICE_ID, "Number", InvoiceColumn.ISSUE_DATE, "Date", InvoiceColumn.BILLING_PERIOD, "Date", InvoiceColumn.GROSS, "Total"),
                Map.of(InvoiceColumn.SELLER, "Other Inc.", InvoiceColumn.CURRENCY, "USD"), DecimalMark.POINT, null);
        Map<String, String> files = new java.util.LinkedHashMap<>();
        files.put("a.csv", "No;Day;Sum\n1;02.03.2026;1,5\n2;02.03.2026;2,5\n");
        files.put("b/b.csv", "Number,Date,Total\nX-1,2026-03-02,3.5\n");
        files.put("c.csv", HEADER + "A-1,AWS Inc.,2026-01,2026-02-02,USD,10.00\n");
        files.put("d.csv", "Whatever;This;Is\n1;2;3\n");
        byte[] archive = zip(files);
        ImportJobView unmapped = run(submit("all.zip", archive));
        assertThat(unmapped.counts()).as("three that nobody knows").isEqualTo(new ImportCounts(4, 1, 0, 0, 0, 1, 3));
        assertThat(unmapped.mappingName()).isNull();
        assertThat(run(submit("again.zip", archive)).counts()).as("taken over from the import before").isEqualTo(new ImportCounts(4, 0, 1, 0, 0, 0, 3));

        container.with(ImportMappings.class, m -> m.save("Euro", List.of("No", "Day", "Sum"), euro));
        container.with(ImportMappings.class, m -> m.save("Dollars", List.of("Number", "Date", "Total"), dollars));
        long id = submit("all.zip", archive);
        ImportTicket stopped = container.with(ImportJobs.class, j -> j.claim(id, "another node")).orElseThrow();
        ArchiveMappings first = ArchiveMappings.remembered(fingerprint -> container.with(ImportMappings.class, m -> m.of(fingerprint)));
        InvoiceBatch batch = InvoiceBatch.read(InvoiceFile.reader(ImportFiles.of(id), first), d -> d.seller(), 10, rows -> { });
        container.with(ImportJobs.class, j -> {
            j.mappedBy(stopped, first.names(), first.note());
            return j.takeIn(stopped, batch.rows(), 0);
        });
        container.with(ImportChunks.class, c -> {
            c.take(stopped, batch.inMatchingOrder().get(0));
            return null;
        });
        container.with(ImportMappings.class, ImportMappings::all).forEach(kept -> container.with(ImportMappings.class, m -> {
            m.delete(kept.id());
            return null;
        }));
        assertThat(requeued("another node")).isEqualTo(1);
        ImportJobView resumed = run(id);
        assertThat(resumed.counts()).as("the one of before is unchanged").isEqualTo(new ImportCounts(5, 3, 1, 0, 0, 3, 1));
        assertThat(resumed.mappingName()).isEqualTo("Dollars, Euro");
        assertThat(container.with(ImportQueries.class, q -> q.errors(id, 0, 10)).items()).singleElement().satisfies(e -> assertThat(e.column()).contains("d.csv"));
        assertThat(container.with(InvoiceQueries.class, q -> q.page(InvoiceFilter.all(), InvoiceSort.INVOICE_ID, false, 0, 10)).items())
                .extracting(r -> r.invoiceId() + " " + r.gross().toPlainString() + " " + r.currency()).containsExactlyInAnyOrder("1 1.5000 EUR", "2 2.5000 EUR", "X-1 3.5000 USD", "A-1 10.0000 USD");
        ColumnMapping told = container.with(ImportQueries.class, q -> q.mapping(id));
        assertThat(told).isEqualTo(ColumnMapping.NONE);
    }

    /** Rows are told by their place among all: read in another way, one that never came in would be taken for one that did. */
    @Test
    void an_archive_that_was_begun_is_read_as_before_also_when_it_is_tried_again() throws IOException {
        Map<String, String> files = new java.util.LinkedHashMap<>();
        files.put("a.csv", "No;Day;Sum\n1;02.03.2026;1,5\n2;02.03.2026;2,5\n");
        files.put("b.csv", HEADER + "A-1,AWS Inc.,2026-01,2026-02-02,USD,10.00\nA-2,AWS Inc.,2026-01,2026-02-02,USD,11.00\n");
        byte[] archive = zip(files);
        ImportTicket failed = begun(submit("failed.zip", archive), true);
        container.with(ImportJobs.class, j -> {
            j.fail(failed, ErrorCode.IMPORT_STUCK, List.of(3));
            return null;
        });
        files.put("c.csv", HEADER + "B-1,AWS Inc.,2026-01,2026-02-02,USD,12.00\n");
        ImportTicket ofOldVersion = begun(submit("old.zip", zip(files)), false);
        requeued("node");
        container.with(ImportMappings.class, m -> m.save("Euro", List.of("No", "Day", "Sum"),
                new ColumnMapping(Map.of(InvoiceColumn.INVOICE_ID, "No", InvoiceColumn.ISSUE_DATE, "Day", InvoiceColumn.BILLING_PERIOD, "Day", InvoiceColumn.GROSS, "Sum"),
                        Map.of(InvoiceColumn.SELLER, "AWS Inc.", InvoiceColumn.CURRENCY, "EUR"), DecimalMark.COMMA, "dd.MM.yyyy")));

        container.with(ImportJobs.class, j -> {
            j.retry(failed.jobId(), "tester");
            return null;
        });
        assertThat(run(failed.jobId()).counts()).isEqualTo(new ImportCounts(3, 2, 0, 0, 0, 2, 1));
        assertThat(container.with(ImportQueries.class, q -> q.job(ofOldVersion.jobId())).counts()).as("A-1 and A-2 are here").isEqualTo(new ImportCounts(4, 1, 2, 0, 0, 1, 1));
        assertThat(run(submit("again.zip", archive)).counts()).as("handed in again, it is read by the mapping").isEqualTo(new ImportCounts(4, 2, 2, 0, 0, 2, 0));
    }

    /** The first good row of an archive has come in, and what is wrong with the others is noted. */
    private ImportTicket begun(long id, boolean noted) {
        ImportTicket ticket = claimed(id).orElseThrow();
        ArchiveMappings mappings = ArchiveMappings.none();
        InvoiceBatch batch = InvoiceBatch.read(InvoiceFile.reader(ImportFiles.of(id), mappings), d -> d.seller(), 10, rows -> { });
        container.with(ImportJobs.class, j -> {
            if (noted) {
                j.mappedBy(ticket, mappings.names(), mappings.note());
            }
            return j.takeIn(ticket, batch.rows(), 0);
        });
        container.with(ImportChunks.class, c -> {
            c.refuse(ticket, batch.refusals());
            c.take(ticket, batch.inMatchingOrder().get(0));
            return null;
        });
        return ticket;
    }

    @Test
    void tables_with_one_header_are_looked_up_once_and_read_alike() throws IOException {
        Path table = Files.writeString(data.resolve("table.csv"), "No;Day;Sum\n");
        ColumnMapping mapping = new ColumnMapping(Map.of(InvoiceColumn.INVOICE_ID, "No"), Map.of(), DecimalMark.COMMA, null);
        List<String> asked = new java.util.ArrayList<>();
        ArchiveMappings mappings = ArchiveMappings.remembered(fingerprint -> {
            asked.add(fingerprint);
            return asked.size() == 1 ? Optional.empty() : Optional.of(new ImportMappingView(1, "Saved meanwhile", List.of("No", "Day", "Sum"), mapping, Instant.EPOCH, "tester"));
        });
        assertThat(mappings.of(table)).isEqualTo(ColumnMapping.NONE);
        assertThat(mappings.of(table)).isEqualTo(ColumnMapping.NONE);
        assertThat(asked).hasSize(1);
        assertThat(mappings.names()).isNull();
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        try (java.util.zip.ZipOutputStream zip = new java.util.zip.ZipOutputStream(out)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new java.util.zip.ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    @Test
    void empty_and_too_large_uploads_leave_nothing() throws IOException {
        assertThatThrownBy(() -> ImportFiles.receive(new ByteArrayInputStream(new byte[0]), 10)).isInstanceOfSatisfying(BusinessRuleException.class,
                e -> assertThat(e.violations()).containsExactly(Violation.of("file", ErrorCode.FILE_EMPTY)));
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        assertThatThrownBy(() -> ImportFiles.receive(endless, 2 * 1024 * 1024)).isInstanceOfSatisfying(BusinessRuleException.class,
                e -> assertThat(e.violations()).containsExactly(Violation.of("file", ErrorCode.FILE_TOO_LARGE, 2L)));
        try (Stream<Path> left = Files.list(data.resolve("imports"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void file_names_are_only_names() {
        assertThat(FileNames.safe("../../etc/passwd")).isEqualTo("passwd");
        assertThat(FileNames.safe("C:\\fakepath\\hóa đơn.csv")).isEqualTo("hóa đơn.csv");
        assertThat(FileNames.safe("a\r\nb\u202Egpj.csv")).isEqualTo("abgpj.csv");
        assertThat(FileNames.safe(" ")).isEqualTo("file");
        assertThat(FileNames.safe(null)).isEqualTo("file");
        assertThat(FileNames.safe("x".repeat(300) + ".csv")).hasSize(200).endsWith(".csv");
    }

    @Test
    void a_job_that_is_not_there_is_said_so() {
        assertThatThrownBy(() -> container.with(ImportQueries.class, q -> q.errors(77, 0, 10))).isInstanceOf(NotFoundException.class);
    }

    private long submit(String name, String content) {
        return submit(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private long submit(String name, byte[] content) {
        ImportFiles.Received file = ImportFiles.receive(new ByteArrayInputStream(content), 1_000_000);
        long stored = container.with(ImportFileStore.class, f -> f.keep(file));
        return container.with(ImportJobs.class, j -> j.create(FileNames.safe(name), file.path(), stored, false, "tester"));
    }

    private ImportJobView run(long id) {
        container.with(ImportRunner.class, r -> {
            r.wakeUp();
            return null;
        });
        return container.with(ImportQueries.class, q -> q.job(id));
    }
}
