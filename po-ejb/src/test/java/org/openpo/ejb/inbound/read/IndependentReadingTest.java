package org.openpo.ejb.inbound.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.openpo.domain.invoice.InvoiceRules;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;

/** The readers and other libraries find the same invoices in the same files: ID, seller, dates, currency, amounts, order reference. */
class IndependentReadingTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"ubl-invoice.xml", "ubl-credit-note.xml", "cii-invoice.xml", "cii-credit-note.xml", "focus-1.0.csv", "focus-1.2.csv", "focus-1.3.csv",
            "focus-detail-1.4.csv", "cur-legacy.csv", "cur-2.csv"})
    void both_read_the_same(String name) throws IOException {
        Path file = directory.resolve(name);
        try (InputStream in = IndependentReadingTest.class.getResourceAsStream(name)) {
            Files.copy(in, file);
        }
        compare(file, ColumnMapping.NONE, Map.of());
    }

    /**
     * The same for all files of a folder, for example examples that suppliers and standards bodies publish:
     * {@code mvn test -pl po-ejb -am -Dtest=IndependentReadingTest -DargLine=-Dopenpo.invoices=FOLDER}. Files of charges without seller and currency are
     * read with constants, as a sender's mapping would give them.
     */
    @TestFactory
    @EnabledIfSystemProperty(named = "openpo.invoices", matches = ".+", disabledReason = "no folder of invoices is given by -Dopenpo.invoices")
    Stream<DynamicTest> both_read_the_same_in_a_folder() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("openpo.invoices")))) {
            return files.filter(f -> f.toString().endsWith(".csv") || f.toString().endsWith(".xml")).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compareOrComplete(file)));
        }
    }

    private static void compareOrComplete(Path file) throws IOException {
        try {
            compare(file, ColumnMapping.NONE, Map.of());
        } catch (BusinessRuleException refused) {
            assertThat(refused.violations().get(0).code()).isEqualTo(ErrorCode.COLUMN_MISSING);
            System.out.println(file.getFileName() + " | by itself refused: " + refused.violations().get(0).arguments() + " missing");
            compare(file, new ColumnMapping(Map.of(), Map.of(InvoiceColumn.SELLER, "Some Seller", InvoiceColumn.CURRENCY, "USD", InvoiceColumn.BILLED_ACCOUNT, "acc"), null, null),
                    Map.of("seller", "Some Seller", "currency", "USD"));
        }
    }

    private static void compare(Path file, ColumnMapping mapping, Map<String, String> constants) throws IOException {
        InvoiceReader reader = InvoiceFile.reader(file, mapping);
        List<SecondOpinion.Facts> found = new ArrayList<>();
        reader.read(row -> {
            if (row instanceof InvoiceReader.Read read) {
                var draft = InvoiceRules.complete(read.draft());
                assertThat(InvoiceRules.check(draft)).as(file.toString()).isEmpty();
                found.add(SecondOpinion.Facts.of(draft));
                if (System.getProperty("openpo.invoices") != null) {
                    System.out.println(file.getFileName() + " | " + reader.format() + " | " + draft.kind() + " | " + draft.invoiceClass() + " | " + draft.invoiceId() + " | " + draft.seller()
                            + " | " + draft.sellerTaxId() + " | " + draft.billingPeriod() + " | " + draft.issueDate() + " | " + draft.currency() + " | " + draft.net() + " | " + draft.tax()
                            + " | " + draft.gross() + " | " + draft.purchaseOrderReference() + " | charges " + draft.charges().size());
                }
            } else if (row instanceof InvoiceReader.Refused refused) {
                assertThat(refused.violations()).as(file.toString()).allMatch(v -> v.code() == ErrorCode.NOT_INVOICED_YET);
            }
        });
        assertThat(found).as(file.toString()).isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(SecondOpinion.of(file, constants).stream().map(f -> f.id().startsWith("null/") ? withAccount(f) : f).toList());
    }

    private static SecondOpinion.Facts withAccount(SecondOpinion.Facts f) {
        return new SecondOpinion.Facts(f.id().replace("null/", "acc/"), f.seller(), f.issued(), f.due(), f.currency(), f.net(), f.tax(), f.gross(), f.order());
    }
}
