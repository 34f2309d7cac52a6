package org.openpo.ejb.inbound.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refused records go out with their reasons, are corrected, and come back. */
class ErrorFileTest {
    @TempDir
    private Path files;

    @Test
    void refused_rows_keep_all_their_columns_and_get_a_reason() throws IOException {
        Path file = file("""
                invoiceId;seller;billingPeriod;issueDate;currency;gross;billedAccount

                A-1;AWS;2026-01;2026-02-02;EUR;1;1
                =A-2;"A;WS";2026-01;2026-02-02;EUR;-12,50;
                A-3;AWS;2026-01;2026-02-02;EUR;oops;"say \""x\"""
                A-4;AWS;2026-01
                A-5;AWS;2026-01;2026-02-02;EUR;1;234;1111
                """);
        assertThat(written(file, ImportFormat.OPENPO_CSV, ColumnMapping.NONE, new ErrorFile.Refused(2, "-no"), new ErrorFile.Refused(3, "Sai rồi."), new ErrorFile.Refused(4, "b"),
                new ErrorFile.Refused(5, "c")))
                .isEqualTo("\uFEFFinvoiceId;seller;billingPeriod;issueDate;currency;gross;billedAccount;openpoReason\r\n"
                        + "'=A-2;\"A;WS\";2026-01;2026-02-02;EUR;-12,50;;'-no\r\n"
                        + "A-3;AWS;2026-01;2026-02-02;EUR;oops;\"say \"\"x\"\"\";Sai rồi.\r\n"
                        + "A-4;AWS;2026-01;b\r\n" + "A-5;AWS;2026-01;2026-02-02;EUR;1;234;c;1111\r\n");
    }

    /** Cut to the header's width it would be an invoice over 1.00 of account 234.00. */
    @Test
    void a_row_of_another_width_is_refused_again() throws IOException {
        Path file = file("invoiceId,seller,billingPeriod,issueDate,currency,gross,billedAccount\nA-1,AWS,2026-01,2026-02-02,EUR,1,234.00,1111\nA-2,AWS,2026-01\n");
        Path again = file(written(file, ImportFormat.OPENPO_CSV, ColumnMapping.NONE, new ErrorFile.Refused(1, "wide"), new ErrorFile.Refused(2, "narrow")));
        List<InvoiceReader.Row> rows = new ArrayList<>();
        InvoiceFile.reader(again).read(rows::add);
        assertThat(rows).hasSize(2).allMatch(InvoiceReader.Refused.class::isInstance);
    }

    @Test
    void the_reason_is_ignored_and_formulas_come_back_as_they_were() throws IOException {
        Path file = file("invoiceId,seller,billingPeriod,issueDate,currency,gross\n=A-2,@AWS,2026-01,2026-02-02,EUR,-12.50\n");
        String once = written(file, ImportFormat.OPENPO_CSV, ColumnMapping.NONE, new ErrorFile.Refused(1, "=x"));
        assertThat(once).contains("'=A-2,'@AWS,");
        assertThat(rows(file(once))).isEqualTo(rows(file));
        assertThat(written(file(once), ImportFormat.OPENPO_CSV, ColumnMapping.NONE, new ErrorFile.Refused(1, "again"))).as("an error file of an error file")
                .isEqualTo(once.replace("'=x", "again"));
    }

    @Test
    void a_senders_file_is_known_again_with_the_reason_in_it() throws IOException {
        ColumnMapping mapping = new ColumnMapping(Map.of(InvoiceColumn.INVOICE_ID, "No", InvoiceColumn.ISSUE_DATE, "Day", InvoiceColumn.BILLING_PERIOD, "Day", InvoiceColumn.GROSS, "Sum"),
                Map.of(InvoiceColumn.SELLER, "AWS", InvoiceColumn.CURRENCY, "EUR"), DecimalMark.COMMA, "dd/MM/yyyy");
        Path file = file("No|Day|Sum|Note\n1|02/03/2026|1,5|x\n2|02/03/2026|z|y\n");
        String errors = written(file, ImportFormat.MAPPED_CSV, mapping, new ErrorFile.Refused(2, "why"));
        assertThat(errors).isEqualTo("\uFEFFNo|Day|Sum|Note|openpoReason\r\n2|02/03/2026|z|y|why\r\n");
        assertThat(CsvPreview.of(file(errors), 1).headerKey()).isEqualTo(CsvPreview.of(file, 1).headerKey());
    }

    @Test
    void summaries_stay_summaries() throws IOException {
        Path file = file("[{\"InvoiceSummaries\":[{\"InvoiceId\":\"1\"},{\"InvoiceId\":\"2\",\"New\":[1.50]},7]},{\"InvoiceSummaries\":[{\"InvoiceId\":\"3\"}],\"NextToken\":null}]");
        assertThat(written(file, ImportFormat.AWS_INVOICE_SUMMARIES, ColumnMapping.NONE, new ErrorFile.Refused(2, "a"), new ErrorFile.Refused(3, "b"), new ErrorFile.Refused(4, "c")))
                .isEqualTo("{\"InvoiceSummaries\":[{\"InvoiceId\":\"2\",\"New\":[1.50],\"openpoReason\":\"a\"},{\"value\":7,\"openpoReason\":\"b\"},{\"InvoiceId\":\"3\",\"openpoReason\":\"c\"}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+cmd|' /C calc'!A0", "-1+1", "@SUM(A1)", "-", "-1 and more"})
    void what_a_spreadsheet_would_compute_is_text_and_comes_back(String cell) {
        assertThat(SpreadsheetText.written(cell)).isEqualTo("'" + cell);
        assertThat(SpreadsheetText.read(SpreadsheetText.written(cell))).isEqualTo(cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1.234,50", "-1 000.00", "'quoted'", "''", "a=b", "'"})
    void other_cells_stay_as_they_are(String cell) {
        assertThat(SpreadsheetText.written(cell)).isEqualTo(cell);
        assertThat(SpreadsheetText.read(cell)).isEqualTo(cell);
    }

    private static List<Object> rows(Path file) {
        List<Object> rows = new ArrayList<>();
        InvoiceFile.reader(file).read(row -> rows.add(row instanceof InvoiceReader.Read read ? read.draft() : row));
        return rows;
    }

    private static String written(Path file, ImportFormat format, ColumnMapping mapping, ErrorFile.Refused... refused) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ErrorFile.of(file, format, mapping).write(List.of(refused).iterator(), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private Path file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(files, "in", ".txt"), content);
    }
}
