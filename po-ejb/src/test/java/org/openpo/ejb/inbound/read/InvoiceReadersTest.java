package org.openpo.ejb.inbound.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.inbound.read.InvoiceReader.Read;
import org.openpo.ejb.inbound.read.InvoiceReader.Refused;
import org.openpo.ejb.inbound.read.InvoiceReader.Row;
import org.openpo.ejb.invoice.Standing;

class InvoiceReadersTest {
    private static final String HEADER = "invoiceId,seller,billingPeriod,issueDate,currency,gross\n";
    private static final String GOOD = "A-1,AWS Inc.,2026-01,2026-02-02,USD,10.00\n";

    @TempDir
    private Path directory;

    @Test
    void aws_summaries_become_drafts() throws IOException {
        InvoiceReader reader = golden("summaries.json");
        assertThat(reader.format()).isEqualTo(ImportFormat.AWS_INVOICE_SUMMARIES);
        List<Row> rows = rows(reader);
        assertThat(rows).extracting(Row::number).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);

        assertThat(rows.get(0)).isEqualTo(new Read(1, rows.get(0).origin(), new InvoiceDraft("1111", "Amazon Web Services EMEA SARL", InvoiceKind.INVOICE, InvoiceClass.MONTHLY_USAGE,
                "123456789012", null, null, YearMonth.of(2025, 12), LocalDate.of(2026, 1, 2), LocalDate.of(2026, 2, 1), "USD", new BigDecimal("100.00"), null,
                new BigDecimal("121.00"), new InvoiceDraft.Payment("EUR", new BigDecimal("92.00"), new BigDecimal("111.32")),
                new InvoiceDraft.Rate("USD", "EUR", new BigDecimal("0.92")), "PO-2026-0042", null, List.of()), Standing.DUE));

        InvoiceDraft purchase = draft(rows.get(1));
        assertThat(purchase.invoiceClass()).isEqualTo(InvoiceClass.SUBSCRIPTION);
        assertThat(purchase.issueDate()).isEqualTo("2026-01-15");
        assertThat(purchase.tax()).isEqualByComparingTo("500");
        assertThat(purchase.payment()).as("the same currency says nothing new").isNull();
        assertThat(purchase.rate()).isNull();

        InvoiceDraft refund = draft(rows.get(2));
        assertThat(refund.kind()).isEqualTo(InvoiceKind.CREDIT_MEMO);
        assertThat(refund.invoiceClass()).isEqualTo(InvoiceClass.MARKETPLACE);
        assertThat(refund.originalInvoiceId()).isEqualTo("2222");

        assertThat(rows.get(3)).asInstanceOf(type(Read.class)).satisfies(r -> {
            assertThat(r.standing()).isEqualTo(Standing.PAYMENT_RECEIPT);
            assertThat(r.draft().currency()).as("the only amount there is").isEqualTo("JPY");
            assertThat(r.draft().invoiceClass()).isEqualTo(InvoiceClass.OTHER);
        });

        assertThat(rows.get(4)).asInstanceOf(type(Refused.class)).satisfies(r -> {
            assertThat(r.invoiceId()).isEqualTo("5555");
            assertThat(r.violations()).extracting(v -> v.field() + " " + v.code()).containsExactlyInAnyOrder("Entity.InvoicingEntity REQUIRED",
                    "InvoiceType NOT_ALLOWED_VALUE", "BillingPeriod NOT_A_MONTH", "IssuedDate NOT_A_DATE", "BaseCurrencyAmount.TotalAmount NOT_A_NUMBER");
        });
        assertThat(violations(rows.get(5))).extracting(Violation::code).containsExactly(ErrorCode.WRONG_TYPE);
        assertThat(violations(rows.get(6))).extracting(Violation::field).contains("InvoiceId", "Entity.InvoicingEntity", "BillingPeriod", "IssuedDate");
        assertThat(rows.get(0).origin().place("gross")).isEqualTo("BaseCurrencyAmount.TotalAmount");
    }

    @Test
    void aws_answers_in_an_array_and_bare_summaries_are_read_as_well() throws IOException {
        String summary = "{\"InvoiceId\":\"%s\",\"TaxAuthorityStatus\":\"CANCELLED\",\"IssuedDate\":0,\"BillingPeriod\":{\"Year\":2026,\"Month\":1},\"Entity\":{\"InvoicingEntity\":\"AWS\"}}";
        String answers = "[{\"NextToken\":\"x\",\"InvoiceSummaries\":[" + summary.formatted(1) + "],\"Meta\":{}},{\"InvoiceSummaries\":[]},{\"InvoiceSummaries\":["
                + summary.formatted(2) + "]}]";
        assertThat(rows(reader(answers))).extracting(r -> draft(r).invoiceId()).containsExactly("1", "2");
        assertThat(rows(reader("\n [" + summary.formatted(3) + ",null,{\"other\":1}]"))).hasSize(3).first()
                .asInstanceOf(type(Read.class)).extracting(Read::standing).isEqualTo(Standing.CANCELLED);
        assertThat(rows(reader(summary.formatted(4)))).hasSize(1);
        assertThat(rows(reader("{\"InvoiceSummaries\":[]}"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"InvoiceSummaries\":[", "{\"InvoiceSummaries\":[{]}", "{\"InvoiceSummaries\":[]} trailing", "{\"InvoiceSummaries\":[]", "{\"a\" 1}", "[1,]", "{\"InvoiceSummaries\":[{\"InvoiceId\":\"1\",}]}"})
    void malformed_json_refuses_the_file(String json) throws IOException {
        assertThatThrownBy(() -> rows(reader(json))).isInstanceOf(BusinessRuleException.class).extracting(InvoiceReadersTest::code).isEqualTo(ErrorCode.JSON_MALFORMED);
    }

    @Test
    void malformed_json_names_line_and_column() throws IOException {
        assertThatThrownBy(() -> rows(reader("{\n \"InvoiceSummaries\": [\n  {\"InvoiceId\" \"1\"}\n]}"))).isInstanceOfSatisfying(BusinessRuleException.class,
                e -> assertThat(e.violations().get(0).arguments()).first().isEqualTo(3L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"InvoiceSummaries\":[{\"x\":[#]}]}", "{\"x\":[#]}", "[[#]]", "{\"InvoiceSummaries\":[],\"x\":[#]}"})
    void millions_of_short_values_in_one_row_refuse_the_file(String json) throws IOException {
        String values = "\"\",\n".repeat(2_500_000) + "1";
        assertThatThrownBy(() -> rows(reader(json.replace("#", values)))).isInstanceOf(BusinessRuleException.class).extracting(InvoiceReadersTest::code).isEqualTo(ErrorCode.JSON_MALFORMED);
    }

    @Test
    void a_file_of_many_rows_may_be_larger_than_a_row() throws IOException {
        assertThat(rows(reader("{\"InvoiceSummaries\":[" + ("{\"x\":\"" + "y".repeat(100_000) + "\"},").repeat(99) + "{}],\"NextToken\":{\"a\":[{}]}}"))).hasSize(100);
    }

    @Test
    void a_value_that_would_fill_the_memory_refuses_the_file() throws IOException {
        assertThatThrownBy(() -> rows(reader("{\"InvoiceSummaries\":[{\"InvoiceId\":\"" + "x".repeat(9 * 1024 * 1024) + "\"}]}")))
                .isInstanceOf(BusinessRuleException.class).extracting(InvoiceReadersTest::code).isEqualTo(ErrorCode.JSON_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"orders\":[]}", "[]", "[{\"invoiceId\":\"x\"}]", "hello", "a,b,c\n1,2,3", "<Invoice/>"})
    void files_that_are_something_else_are_not_recognised(String content) {
        assertThatThrownBy(() -> rows(reader(content))).isInstanceOf(BusinessRuleException.class).extracting(InvoiceReadersTest::code).isEqualTo(ErrorCode.FILE_NOT_RECOGNISED);
    }

    @Test
    void a_file_of_blanks_is_empty() {
        assertThatThrownBy(() -> reader(" \r\n\t\n")).extracting(InvoiceReadersTest::code).isEqualTo(ErrorCode.FILE_EMPTY);
    }

    @Test
    void the_comma_may_be_decimal_where_it_does_not_separate_columns() throws IOException {
        for (char separator : new char[] {';', '\t', '|'}) {
            String file = "invoiceId,seller,billingPeriod,issueDate,currency,gross\nA,S,2026-01,2026-02-02,EUR,1.234\nB,S,2026-01,2026-02-02,EUR,12#50\n"
                    .replace(',', separator).replace('#', ',');
            List<Row> rows = rows(InvoiceFile.reader(Files.writeString(directory.resolve("decimals"), file)));
            assertThat(violations(rows.get(0))).extracting(v -> v.field() + " " + v.code()).as("separated by %s", separator).containsExactly("gross NUMBER_AMBIGUOUS");
            assertThat(draft(rows.get(1)).gross()).isEqualByComparingTo("12.50");
        }
    }

    @Test
    void csv_rows_become_drafts() throws IOException {
        InvoiceReader reader = golden("invoices.csv");
        assertThat(reader.format()).isEqualTo(ImportFormat.OPENPO_CSV);
        List<Row> rows = rows(reader);
        assertThat(rows).extracting(Row::number).containsExactly(1L, 2L, 3L, 4L, 5L);

        assertThat(rows.get(0)).isEqualTo(new Read(1, rows.get(0).origin(), new InvoiceDraft("EUINV26-1", "Amazon Web Services EMEA SARL", InvoiceKind.INVOICE, InvoiceClass.MONTHLY_USAGE,
                "123456789012", "Cloud", "DE123", YearMonth.of(2026, 1), LocalDate.of(2026, 2, 2), LocalDate.of(2026, 3, 4), "EUR", new BigDecimal("1000.00"),
                new BigDecimal("190.00"), new BigDecimal("1190.00"), new InvoiceDraft.Payment("USD", new BigDecimal("1086.96"), new BigDecimal("1293.48")),
                new InvoiceDraft.Rate("EUR", "USD", new BigDecimal("1.086957")), "PO-2026-0042", null, List.of()), Standing.DUE));
        InvoiceDraft memo = draft(rows.get(1));
        assertThat(memo.kind()).isEqualTo(InvoiceKind.CREDIT_MEMO);
        assertThat(memo.gross()).isEqualByComparingTo("-119");
        assertThat(memo.payment()).isNull();

        assertThat(violations(rows.get(2))).extracting(v -> v.field() + " " + v.code()).containsExactly("Gross NUMBER_AMBIGUOUS");
        assertThat(violations(rows.get(3))).extracting(v -> v.field() + " " + v.code())
                .containsExactlyInAnyOrder("KIND NOT_ALLOWED_VALUE", "Billing Period NOT_A_MONTH", "Issue Date NOT_A_DATE", "Gross NOT_A_NUMBER");
        assertThat(violations(rows.get(4))).containsExactly(Violation.of("", ErrorCode.COLUMNS_DIFFER, 2, 22));
        assertThat(rows.get(0).origin().place("payment.gross")).isEqualTo("Payment Gross");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void the_separator_is_found(String separator) throws IOException {
        assertThat(rows(reader((HEADER + GOOD).replace(",", separator)))).singleElement().isInstanceOf(Read.class);
    }

    @Test
    void the_encoding_is_found_by_its_mark() throws IOException {
        String content = HEADER + "Hóa đơn 1,AWS Inc.,2026-01,2026-02-02,USD,10.00\n";
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
            assertThat(rows(reader(("\uFEFF" + content).getBytes(charset)))).as(charset.name()).extracting(r -> draft(r).invoiceId()).containsExactly("Hóa đơn 1");
        }
        assertThat(rows(reader(content))).hasSize(1);
    }

    @Test
    void damaged_utf_8_refuses_the_file_and_names_the_line() throws IOException {
        byte[] good = (HEADER + "Hóa đơn,AWS Inc.,2026-01,2026-02-02,USD,10.00\n" + "Rechnung-#,AWS Inc.,2026-01,2026-02-02,USD,10.00\n").getBytes(StandardCharsets.UTF_8);
        good[new String(good, StandardCharsets.ISO_8859_1).indexOf('#')] = (byte) 0xFC;
        assertThatThrownBy(() -> reader(good)).isInstanceOfSatisfying(BusinessRuleException.class,
                e -> assertThat(e.violations()).containsExactly(Violation.of("", ErrorCode.FILE_ENCODING, 3L)));
        byte[] cutOff = (HEADER + "\u00FC").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> reader(java.util.Arrays.copyOf(cutOff, cutOff.length - 1))).extracting(InvoiceReadersTest::code).isEqualTo(ErrorCode.FILE_ENCODING);
        byte[] noSuchByte = (HEADER + "Rechnung-\u0081,AWS Inc.,2026-01,2026-02-02,USD,10.00\n").getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> reader(noSuchByte)).isInstanceOfSatisfying(BusinessRuleException.class,
                e -> assertThat(e.violations()).containsExactly(Violation.of("", ErrorCode.FILE_ENCODING, 2L)));
    }

    @Test
    void a_code_page_is_read_by_its_letters() throws IOException {
        byte[] western = (HEADER + GOOD + "Rechnung-\u00FC,AWS Inc.,2026-01,2026-02-02,USD,10.00\n").getBytes("windows-1252");
        assertThat(rows(reader(western))).extracting(r -> draft(r).invoiceId()).containsExactly("A-1", "Rechnung-\u00FC");
    }

    @Test
    void columns_that_are_missing_unknown_or_repeated_refuse_the_file() {
        assertThatThrownBy(() -> rows(reader("invoiceId,seller\nA,B\n"))).isInstanceOfSatisfying(BusinessRuleException.class,
                e -> assertThat(e.violations()).containsExactly(Violation.of("", ErrorCode.COLUMN_MISSING, "billingPeriod, issueDate, currency, gross")));
        assertThatThrownBy(() -> rows(reader(HEADER.replace("gross", "gross,poRef") + GOOD))).isInstanceOfSatisfying(BusinessRuleException.class,
                e -> assertThat(e.violations()).containsExactly(Violation.of("", ErrorCode.COLUMN_UNKNOWN, "poRef")));
        assertThatThrownBy(() -> rows(reader(HEADER.replace("gross", "gross,Gross ") + GOOD))).isInstanceOfSatisfying(BusinessRuleException.class,
                e -> assertThat(e.violations()).containsExactly(Violation.of("", ErrorCode.COLUMN_REPEATED, "Gross")));
    }

    @Test
    void cells_beyond_the_header_refuse_the_row_unless_they_are_blank() throws IOException {
        List<Row> rows = rows(reader(HEADER + GOOD.replace("\n", ",\n") + GOOD.replace("\n", ",x\n")));
        assertThat(rows.get(0)).isInstanceOf(Read.class);
        assertThat(violations(rows.get(1))).containsExactly(Violation.of("", ErrorCode.COLUMNS_DIFFER, 7, 6));
    }

    @Test
    void a_quote_that_is_never_closed_refuses_the_file_and_names_the_line() {
        assertThatThrownBy(() -> rows(reader(HEADER + GOOD + "\"A-2,AWS Inc.,2026-01,2026-02-02,USD,10.00\n" + GOOD))).isInstanceOfSatisfying(
                BusinessRuleException.class, e -> assertThat(e.violations()).containsExactly(Violation.of("", ErrorCode.CSV_MALFORMED, 3L)));
    }

    @Test
    void quotes_inside_a_cell_do_not_stop_other_rows() throws IOException {
        assertThat(rows(reader(HEADER + GOOD.replace("A-1", "\"A\"\"1\"") + GOOD.replace("A-1", "5\" disk") + GOOD))).extracting(r -> draft(r).invoiceId())
                .containsExactly("A\"1", "5\" disk", "A-1");
    }

    @Test
    void control_characters_refuse_the_row() throws IOException {
        assertThat(violations(rows(reader(HEADER + GOOD.replace("A-1", "A\0001"))).get(0))).containsExactly(Violation.of("invoiceId", ErrorCode.INVALID_CHARACTERS));
    }

    @Test
    void a_cell_of_a_megabyte_is_a_row_like_any_other() throws IOException {
        List<Row> rows = rows(reader(HEADER + GOOD.replace("A-1", "x".repeat(1_000_000)) + GOOD));
        assertThat(rows).hasSize(2);
        assertThat(draft(rows.get(0)).invoiceId()).hasSize(1_000_000);
    }

    private static InvoiceDraft draft(Row row) {
        return ((Read) row).draft();
    }

    private static List<Violation> violations(Row row) {
        return ((Refused) row).violations();
    }

    private static ErrorCode code(Throwable refused) {
        return ((BusinessRuleException) refused).violations().get(0).code();
    }

    private static List<Row> rows(InvoiceReader reader) {
        List<Row> rows = new ArrayList<>();
        reader.read(rows::add);
        return rows;
    }

    private InvoiceReader golden(String name) throws IOException {
        try (InputStream in = InvoiceReadersTest.class.getResourceAsStream(name)) {
            return reader(in.readAllBytes());
        }
    }

    private InvoiceReader reader(String content) throws IOException {
        return reader(content.getBytes(StandardCharsets.UTF_8));
    }

    private InvoiceReader reader(byte[] content) throws IOException {
        return InvoiceFile.reader(Files.write(directory.resolve("file"), content));
    }
}
