package org.openpo.ejb.inbound.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;

class CsvPreviewTest {
    private static final String VIETNAMESE = "Số hóa đơn;Nhà cung cấp;Ngày hóa đơn;Loại tiền;Tổng tiền;Ghi chú\n"
            + "HĐ-1;Công ty TNHH Đám Mây;31/01/2026;VND;1.234.567,50;đủ\nHĐ-2;Công ty TNHH Đám Mây;05/02/2026;VND;1.000;\"a;b\"\n";

    @TempDir
    private Path directory;

    @Test
    void a_senders_table_is_shown_and_its_mapping_guessed() throws IOException {
        CsvPreview preview = CsvPreview.of(file(VIETNAMESE.getBytes(StandardCharsets.UTF_8)), 1);
        assertThat(preview.separator()).isEqualTo(';');
        assertThat(preview.encoding()).isEqualTo("UTF-8");
        assertThat(preview.header()).containsExactly("Số hóa đơn", "Nhà cung cấp", "Ngày hóa đơn", "Loại tiền", "Tổng tiền", "Ghi chú");
        assertThat(preview.rows()).containsExactly(List.of("HĐ-1", "Công ty TNHH Đám Mây", "31/01/2026", "VND", "1.234.567,50", "đủ"));
        ColumnMapping guess = preview.guess();
        assertThat(guess.columns()).containsEntry(InvoiceColumn.INVOICE_ID, "Số hóa đơn").containsEntry(InvoiceColumn.SELLER, "Nhà cung cấp")
                .containsEntry(InvoiceColumn.ISSUE_DATE, "Ngày hóa đơn").containsEntry(InvoiceColumn.BILLING_PERIOD, "Ngày hóa đơn")
                .containsEntry(InvoiceColumn.CURRENCY, "Loại tiền").containsEntry(InvoiceColumn.GROSS, "Tổng tiền").hasSize(6);
        assertThat(guess.datePattern()).isEqualTo("dd/MM/yyyy");
        assertThat(guess.decimalMark()).isEqualTo(DecimalMark.COMMA);
        assertThat(guess.check(preview.header())).isEmpty();
    }

    @Test
    void a_mapped_file_is_read_as_its_sender_means_it() throws IOException {
        Path file = file(VIETNAMESE.getBytes(StandardCharsets.UTF_8));
        InvoiceReader reader = InvoiceFile.reader(file, CsvPreview.of(file, 5).guess());
        assertThat(reader.format()).isEqualTo(ImportFormat.MAPPED_CSV);
        List<InvoiceReader.Row> rows = new ArrayList<>();
        reader.read(rows::add);
        InvoiceDraft first = ((InvoiceReader.Read) rows.get(0)).draft();
        assertThat(first.invoiceId()).isEqualTo("HĐ-1");
        assertThat(first.issueDate()).isEqualTo(LocalDate.of(2026, 1, 31));
        assertThat(first.billingPeriod()).isEqualTo(YearMonth.of(2026, 1));
        assertThat(first.gross()).isEqualByComparingTo("1234567.50");
        assertThat(((InvoiceReader.Read) rows.get(1)).draft().gross()).as("the mark is known, nothing is ambiguous").isEqualByComparingTo("1000");
        assertThat(rows.get(0).origin().place("gross")).isEqualTo("Tổng tiền");
    }

    @Test
    void constants_fill_what_the_file_leaves_out() throws IOException {
        Path file = file("No,Date,Sum,Cur\n1,02/03/26,\"1,234\",\n2,12/31/26,5,EUR\n".getBytes(StandardCharsets.UTF_8));
        ColumnMapping mapping = new ColumnMapping(Map.of(InvoiceColumn.INVOICE_ID, "no", InvoiceColumn.ISSUE_DATE, "DATE", InvoiceColumn.GROSS, "Sum", InvoiceColumn.CURRENCY, "Cur"),
                Map.of(InvoiceColumn.SELLER, "ACME", InvoiceColumn.CURRENCY, "USD", InvoiceColumn.BILLING_PERIOD, "2026-02"), DecimalMark.POINT, "M/d/yy");
        List<InvoiceReader.Row> rows = new ArrayList<>();
        InvoiceFile.reader(file, mapping).read(rows::add);
        assertThat(rows).extracting(r -> ((InvoiceReader.Read) r).draft()).extracting(d -> d.invoiceId() + " " + d.seller() + " " + d.billingPeriod() + " " + d.issueDate() + " "
                + d.currency() + " " + d.gross()).containsExactly("1 ACME 2026-02 2026-02-03 USD 1234", "2 ACME 2026-02 2026-12-31 EUR 5");
    }

    @Test
    void a_mapping_says_what_is_wrong_with_it() {
        ColumnMapping mapping = new ColumnMapping(Map.of(InvoiceColumn.INVOICE_ID, "gone", InvoiceColumn.GROSS, "twice"), Map.of(InvoiceColumn.ISSUE_DATE, "1/2/2026"), null, "dd/dd/yyyy");
        assertThat(mapping.check(List.of("Twice", "twice"))).containsExactlyInAnyOrder(Violation.of("columns.invoiceId", ErrorCode.COLUMN_MISSING, "gone"),
                Violation.of("columns.gross", ErrorCode.COLUMN_REPEATED, "twice"), Violation.of("columns.seller", ErrorCode.REQUIRED),
                Violation.of("columns.billingPeriod", ErrorCode.REQUIRED), Violation.of("columns.currency", ErrorCode.REQUIRED),
                Violation.of("datePattern", ErrorCode.DATE_PATTERN_WRONG, "dd/dd/yyyy"), Violation.of("constants.issueDate", ErrorCode.NOT_A_DATE, "1/2/2026"));
    }

    @Test
    void a_mapping_survives_being_kept() {
        ColumnMapping mapping = new ColumnMapping(Map.of(InvoiceColumn.PAYMENT_GROSS, "Tổng"), Map.of(InvoiceColumn.SELLER, "ACME"), DecimalMark.COMMA, "d.M.yy");
        assertThat(ColumnMapping.of(mapping.toJson())).isEqualTo(mapping);
        assertThat(ColumnMapping.of(ColumnMapping.NONE.toJson())).isEqualTo(ColumnMapping.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"colums\":{}}", "{\"columns\":[]}", "{\"columns\":{\"x\":\"y\"}}", "{\"columns\":{\"gross\":1}}", "{\"decimalMark\":\"DOT\"}"})
    void what_is_no_mapping_is_refused(String json) {
        JsonObject object = Json.createReader(new StringReader(json)).readObject();
        assertThatThrownBy(() -> ColumnMapping.of(object)).isInstanceOf(BusinessRuleException.class);
    }

    @Test
    void dates_that_may_be_of_two_days_suggest_no_pattern() throws IOException {
        assertThat(CsvPreview.of(file("Invoice No,Date\n1,01/02/2026\n".getBytes(StandardCharsets.UTF_8)), 5).guess().datePattern()).isNull();
        assertThat(CsvPreview.of(file("Invoice No,Date\n1,03/03/2026\n".getBytes(StandardCharsets.UTF_8)), 5).guess().datePattern()).isEqualTo("dd/MM/yyyy");
        assertThat(CsvPreview.of(file("Invoice No,Date\n1,2026-03-03\n".getBytes(StandardCharsets.UTF_8)), 5).guess().datePattern()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"dd/MM/yyyy|2/3/2026|2026-03-02", "d.M.yy|02.03.26|2026-03-02", "MM/dd/yyyy|12/31/2026 00:00:00|2026-12-31", "yyyyMMdd|20260302|2026-03-02",
            "dd-MMM-yyyy|02-mar-2026|2026-03-02", "MMM d, yyyy|Mar 2, 2026|2026-03-02", "dd/MM/yyyy|31/02/2026|", "dd/MM/yyyy|2026-03-02|", "d/M/yy|1/2/2026|"})
    void date_patterns(String pattern, String text, LocalDate expected) {
        assertThat(DatePattern.of(pattern).orElseThrow().date(text).orElse(null)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dd/MM", "dd/MM/yyy", "dMyy", "dd/MM/yyyy HH:mm", "dd/MM/MM", "(dd)", "MMMddyyyy"})
    void what_is_no_date_pattern(String pattern) {
        assertThat(DatePattern.of(pattern)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16LE", "UTF-16BE"})
    void unicode_without_a_mark(String charset) throws IOException {
        String table = "Invoice No;Vendor;Total\n1;Đám Mây;5\n2;Zürich;6\n3;AWS;7\n";
        assertThat(CsvPreview.of(file(table.getBytes(charset)), 5).rows().get(0)).as(charset).containsExactly("1", "Đám Mây", "5");
    }

    @Test
    void code_pages_of_windows() throws IOException {
        for (String western : List.of("Può essere così, perciò", "Ísland ehf. Þórður Ýmir", "Müller & Söhne ½ €", "Naïve Señor São João")) {
            CsvPreview read = CsvPreview.of(file(("Invoice No;Vendor\n1;" + western + "\n").getBytes("windows-1252")), 5);
            assertThat(read.encoding()).isEqualTo("windows-1252");
            assertThat(read.rows().get(0).get(1)).isEqualTo(western);
        }
        // Vowels and tone marks apart, as the code page has them: Điện toán đám mây Hải Phòng.
        String vietnamese = "Invoice No;Vendor\n1;Đi\u00EA\u0323n toa\u0301n đa\u0301m mây Ha\u0309i Pho\u0300ng\n";
        CsvPreview vn = CsvPreview.of(file(vietnamese.getBytes(Charset.forName("windows-1258"))), 5);
        assertThat(vn.encoding()).isEqualTo("windows-1258");
        assertThat(vn.rows().get(0).get(1)).isEqualTo("Đi\u00EA\u0323n toa\u0301n đa\u0301m mây Ha\u0309i Pho\u0300ng");
    }

    @Test
    void a_table_of_one_column_is_none() {
        assertThatThrownBy(() -> CsvPreview.of(file("hello\nworld\n".getBytes(StandardCharsets.UTF_8)), 5))
                .isInstanceOfSatisfying(BusinessRuleException.class, e -> assertThat(e.violations().get(0).code()).isEqualTo(ErrorCode.FILE_NOT_RECOGNISED));
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(directory.resolve("file"), content);
    }
}
