package org.openpo.ejb.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.openpo.domain.rule.Violation;
import org.openpo.ejb.SeContainer;

/** What happens to files in the watched folder. */
class ImportInboxTest {
    private static final String GOOD = "invoiceId,seller,billingPeriod,issueDate,currency,gross\nINBOX-1,AWS Inc.,2026-01,2026-02-02,USD,10.00\n";
    private static final ImportInbox.Reports REPORTS = new ImportInbox.Reports() {
        @Override
        public String refused(Violation violation) {
            return "refused " + violation.code();
        }

        @Override
        public Optional<String> ended(ImportJobView job) {
            return job.failure() == null ? Optional.empty() : Optional.of("failed " + job.failure());
        }
    };

    private final SeContainer container = new SeContainer(Instant.parse("2026-09-22T08:00:00Z"));
    @TempDir
    private Path data;
    @TempDir
    private Path inbox;

    @BeforeEach
    void directories() {
        System.setProperty("OPENPO_DATA_DIR", data.toString());
        System.setProperty("OPENPO_INBOX_DIR", inbox.toString());
    }

    @AfterEach
    void close() {
        System.clearProperty("OPENPO_DATA_DIR");
        System.clearProperty("OPENPO_INBOX_DIR");
        container.close();
    }

    @Test
    void whole_files_are_imported_and_leave_the_folder() throws IOException {
        Files.writeString(inbox.resolve("good.csv"), GOOD);
        Files.writeString(inbox.resolve("bad.csv"), "what,is,this\n");
        Files.writeString(inbox.resolve("empty.csv"), "");
        Files.writeString(inbox.resolve("growing.csv.part"), GOOD);
        Files.writeString(inbox.resolve(".hidden.csv"), GOOD);
        look(() -> {
            write("good.csv", GOOD + "INBOX-2,AWS Inc.,2026-01,2026-02-02,USD,11.00\n");
            return null;
        });
        assertThat(names("")).as("one that still grew, and those that are not meant").containsExactlyInAnyOrder("good.csv", "growing.csv.part", ".hidden.csv");
        assertThat(names("failed")).containsExactlyInAnyOrder("bad.csv", "bad.csv.txt", "empty.csv", "empty.csv.txt");
        assertThat(Files.readString(inbox.resolve("failed/bad.csv.txt"))).isEqualTo("failed FILE_NOT_RECOGNISED");
        assertThat(Files.readString(inbox.resolve("failed/empty.csv.txt"))).isEqualTo("refused FILE_EMPTY");
        look(() -> null);
        assertThat(names("")).containsExactlyInAnyOrder("growing.csv.part", ".hidden.csv");
        assertThat(names("done")).containsExactly("good.csv");
        assertThat(container.with(ImportQueries.class, q -> q.page(0, 10)).items()).extracting(ImportJobView::fileName, j -> j.counts().created(), ImportJobView::submittedBy)
                .contains(org.assertj.core.groups.Tuple.tuple("good.csv", 2L, "inbox"));

        Files.writeString(inbox.resolve("good.csv"), GOOD);
        look(() -> null);
        assertThat(names("done")).as("nothing is overwritten").hasSize(2).contains("good.csv");
    }

    @Test
    void a_file_that_a_stopped_node_had_claimed_is_taken_over() throws IOException {
        Files.createDirectories(inbox.resolve("processing"));
        Files.writeString(inbox.resolve("processing/claim-" + Instant.parse("2026-09-22T07:00:00Z").getEpochSecond() + "-00000000-0000-0000-0000-000000000000~old.csv"), GOOD);
        Files.writeString(inbox.resolve("processing/claim-" + Instant.parse("2026-09-22T07:59:00Z").getEpochSecond() + "-00000000-0000-0000-0000-000000000000~young.csv"), GOOD);
        look(() -> null);
        assertThat(names("done")).containsExactly("old.csv");
        assertThat(names("processing")).singleElement().asString().endsWith("~young.csv");
    }

    @Test
    void the_longest_name_a_file_system_takes_keeps_nobody_waiting() throws IOException {
        String longest = "hóa".repeat(62) + "xyz.csv";
        Files.writeString(inbox.resolve(longest), GOOD);
        Files.writeString(inbox.resolve("zz.csv"), GOOD.replace("INBOX-1", "INBOX-9"));
        look(() -> null);
        look(() -> null);
        assertThat(names("")).isEmpty();
        assertThat(names("done")).containsExactlyInAnyOrder("zz.csv", ImportInbox.cut(longest));
        assertThat(ImportInbox.cut(longest)).endsWith("xyz.csv").satisfies(cut -> assertThat(cut.getBytes(java.nio.charset.StandardCharsets.UTF_8)).hasSizeBetween(140, 150));
        assertThat(ImportInbox.cut("a.csv")).isEqualTo("a.csv");
    }

    /** Two looks, with something in between. */
    private void look(Supplier<Void> between) {
        container.with(ImportInbox.class, each -> {
            each.look(REPORTS);
            between.get();
            each.look(REPORTS);
            return null;
        });
    }

    private void write(String name, String content) {
        try {
            Files.writeString(inbox.resolve(name), content);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<String> names(String directory) throws IOException {
        try (Stream<Path> files = Files.list(inbox.resolve(directory))) {
            return files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).toList();
        }
    }
}
