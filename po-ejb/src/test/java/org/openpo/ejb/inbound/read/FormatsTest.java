package org.openpo.ejb.inbound.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceDraft.ChargeDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.inbound.read.InvoiceReader.Read;
import org.openpo.ejb.inbound.read.InvoiceReader.Refused;
import org.openpo.ejb.inbound.read.InvoiceReader.Row;
import org.openpo.ejb.invoice.Standing;

class FormatsTest {
    private static final String FOCUS = "InvoiceId,InvoiceIssuerName,BillingAccountId,SubAccountId,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargeCategory,BilledCost,ServiceName\n";
    private static final String CHARGE = "I-1,ACME,1,2,USD,2026-01-01T00:00:00Z,2026-02-01T00:00:00Z,Usage,1.50,S3\n";
    private static final String BOMB = "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;\">]>"
            + "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\">&lol2;</Invoice>";

    @TempDir
    private Path directory;

    @AfterEach
    void nothing_unpacked_stays() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.filter(f -> f.toString().endsWith(".part"))).isEmpty();
        }
    }

    @Test
    void ubl_and_cii_of_the_same_invoice_are_the_same_record() throws IOException {
        InvoiceDraft ubl = only("ubl-invoice.xml");
        assertThat(only("cii-invoice.xml")).usingRecursiveComparison().ignoringFields("charges").isEqualTo(ubl);
        assertThat(only("cii-invoice.xml").charges()).containsExactlyInAnyOrderElementsOf(ubl.charges());
        assertThat(only("cii-credit-note.xml")).isEqualTo(only("ubl-credit-note.xml"));

        assertThat(ubl).usingRecursiveComparison().ignoringFields("charges").isEqualTo(new InvoiceDraft("RE-2026/0042", "Wolke & Söhne GmbH", "DE123456789", InvoiceKind.INVOICE,
                InvoiceClass.OTHER, "4711", null, "ATU12345678", YearMonth.of(2026, 1), LocalDate.of(2026, 2, 3), LocalDate.of(2026, 3, 5), "EUR", new BigDecimal("1000.00"),
                new BigDecimal("190.00"), new BigDecimal("1190.00"), null, null, "PO-2026-0042", null, List.of()));
        assertThat(ubl.charges()).containsExactlyInAnyOrder(new ChargeDraft(null, "Allowance", "Treuerabatt", new BigDecimal("-100.00")),
                new ChargeDraft(null, "Charge", "Fracht", new BigDecimal("10.00")), new ChargeDraft("KST-1", "Line", "Rechenzeit", new BigDecimal("990.00")),
                new ChargeDraft(null, "Line", "Speicher", new BigDecimal("100.00")));
    }

    @Test
    void a_credit_note_names_its_invoice_and_what_its_lines_agree_on() throws IOException {
        InvoiceDraft note = only("ubl-credit-note.xml");
        assertThat(note.kind()).isEqualTo(InvoiceKind.CREDIT_MEMO);
        assertThat(note.originalInvoiceId()).isEqualTo("RE-2026/0042");
        assertThat(note.purchaseOrderReference()).as("NA is none; the lines name one").isEqualTo("PO-LINE");
        assertThat(note.billingPeriod()).as("of the lines").isEqualTo(YearMonth.of(2025, 12));
        assertThat(note.dueDate()).isEqualTo("2026-03-12");
        assertThat(note.sellerTaxId()).isEqualTo("201/113/40209");
        assertThat(note.charges()).containsExactly(new ChargeDraft(null, "Line", "Speicher", new BigDecimal("100.00")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
            "<cbc:ID>PO-2026-0042</cbc:ID>|<cbc:ID>NA</cbc:ID>|purchaseOrderReference|-",
            "<cbc:EndDate>2026-01-31</cbc:EndDate>|<cbc:EndDate>2026-12-31</cbc:EndDate>|billingPeriod|2026-01",
            "<cbc:StartDate>2026-01-01</cbc:StartDate>|<cbc:StartDate>2025-11-01</cbc:StartDate>|billingPeriod|2026-01",
            "<cac:InvoicePeriod><cbc:StartDate>2026-01-01</cbc:StartDate><cbc:EndDate>2026-01-31</cbc:EndDate></cac:InvoicePeriod>||billingPeriod|2026-02",
            "<cbc:TaxInclusiveAmount currencyID=\"EUR\">1190.00</cbc:TaxInclusiveAmount>||gross|1190.00",
            "<cbc:RegistrationName>Wolke &amp; Söhne GmbH</cbc:RegistrationName>||seller|Wolke",
            "<cbc:InvoiceTypeCode>380<|<cbc:InvoiceTypeCode>381<|kind|CREDIT_MEMO",
            "<cbc:CompanyID>DE123456789</cbc:CompanyID>||sellerTaxId|201/113/40209"})
    void what_is_decided_where_an_invoice_says_less_or_more(String from, String to, String field, String expected) throws IOException {
        String xml = text("ubl-invoice.xml");
        assertThat(xml).contains(from);
        InvoiceDraft draft = draft(rows(xml.replace(from, to == null ? "" : to)).get(0));
        Object actual = switch (field) {
            case "purchaseOrderReference" -> draft.purchaseOrderReference();
            case "billingPeriod" -> draft.billingPeriod();
            case "gross" -> draft.gross();
            case "seller" -> draft.seller();
            case "kind" -> draft.kind();
            default -> draft.sellerTaxId();
        };
        assertThat(actual == null ? null : actual.toString()).isEqualTo(expected);
    }

    @Test
    void what_an_electronic_invoice_lacks_is_named_by_its_element() throws IOException {
        String xml = text("ubl-invoice.xml").replace("<cbc:ID>RE-2026/0042</cbc:ID>", "").replace("<cbc:IssueDate>2026-02-03<", "<cbc:IssueDate>03.02.2026<")
                .replace(">1190.00<", ">1.190,00<").replace("<cbc:InvoiceTypeCode>380<", "<cbc:InvoiceTypeCode>325<");
        assertThat(((Refused) rows(xml).get(0)).violations()).extracting(v -> v.field() + " " + v.code()).containsExactlyInAnyOrder("ID REQUIRED", "IssueDate NOT_A_DATE",
                "LegalMonetaryTotal/TaxInclusiveAmount NOT_A_NUMBER", "InvoiceTypeCode NOT_ALLOWED_VALUE");
    }

    @Test
    void charges_of_focus_become_invoices() throws IOException {
        Map<String, Row> rows = byId(rows(text("focus-1.2.csv")));
        InvoiceDraft usage = draft(rows.get("EU-1"));
        assertThat(usage.net()).as("0.3 + 1.00500000000000001 + 0.25 is rounded once").isEqualByComparingTo("1.31");
        assertThat(usage.gross()).isEqualByComparingTo("1.56");
        assertThat(usage.billedAccount()).isEqualTo("999");
        assertThat(usage.charges()).containsExactly(new ChargeDraft("111", "Usage", "Amazon EC2", new BigDecimal("0.3")),
                new ChargeDraft("222", "Tax", "Amazon S3", new BigDecimal("0.25")), new ChargeDraft("222", "Usage", "Amazon S3", new BigDecimal("1.005")));
        assertThat(draft(rows.get("EU-2")).invoiceClass()).isEqualTo(InvoiceClass.SUBSCRIPTION);
        assertThat(draft(rows.get("EU-3")).kind()).isEqualTo(InvoiceKind.CREDIT_MEMO);
        assertThat(draft(rows.get("EU-3")).charges()).extracting(ChargeDraft::category).containsExactly("Usage (Correction)");
        assertThat(draft(rows.get("EU-4")).invoiceClass()).isEqualTo(InvoiceClass.MARKETPLACE);
        assertThat(((Refused) rows.get(null)).violations()).containsExactly(Violation.of("InvoiceId", ErrorCode.NOT_INVOICED_YET, 1L, "3.21", "EUR"));
        assertThat(rows.get("EU-1").origin().place("gross")).isEqualTo("BilledCost");
    }

    @Test
    void invoice_detail_has_dates_order_status_and_payment_currency() throws IOException {
        Map<String, Row> rows = byId(rows(text("focus-detail-1.4.csv")));
        InvoiceDraft first = draft(rows.get("INV-1"));
        assertThat(first.purchaseOrderReference()).isEqualTo("PO-998877");
        assertThat(first.dueDate()).isEqualTo("2025-03-05");
        assertThat(first.charges()).extracting(ChargeDraft::description).containsExactly(null, "Compute");
        assertThat(first.payment()).isNull();
        assertThat(first.originalInvoiceId()).isNull();
        InvoiceDraft paid = draft(rows.get("AU-2"));
        assertThat(paid.payment()).isEqualTo(new InvoiceDraft.Payment("AUD", null, new BigDecimal("5.17")));
        assertThat(paid.purchaseOrderReference()).isNull();
        InvoiceDraft memo = draft(rows.get("INV-FEB"));
        assertThat(memo.kind()).isEqualTo(InvoiceKind.CREDIT_MEMO);
        assertThat(memo.originalInvoiceId()).isEqualTo("INV-1");
        assertThat(((Read) rows.get("INV-V")).standing()).isEqualTo(Standing.CANCELLED);
        assertThat(((Read) rows.get("INV-1")).standing()).isEqualTo(Standing.DUE);
        assertThat(((Refused) rows.get("INV-O")).violations()).extracting(Violation::code).containsExactly(ErrorCode.NOT_INVOICED_YET);
    }

    @Test
    void both_kinds_of_aws_reports_are_the_same_invoices() throws IOException {
        List<InvoiceDraft> legacy = rows(text("cur-legacy.csv")).stream().map(FormatsTest::draft).toList();
        assertThat(rows(text("cur-2.csv")).stream().map(FormatsTest::draft)).isEqualTo(legacy);
        assertThat(legacy).extracting(d -> d.invoiceId() + " " + d.invoiceClass() + " " + d.kind()).containsExactly("111 MONTHLY_USAGE INVOICE", "222 SUBSCRIPTION INVOICE",
                "333 MARKETPLACE INVOICE", "444 OTHER CREDIT_MEMO");
    }

    @Test
    void a_wrong_charge_refuses_its_invoice_and_no_other() throws IOException {
        List<Row> rows = rows(FOCUS + CHARGE + CHARGE.replace("1.50", "x") + CHARGE.replace("I-1", "I-2") + CHARGE.replace("I-1", "I-3").replace("USD", "EUR")
                + CHARGE.replace("I-1", "I-3") + CHARGE.replace("I-1", "I-4").replace("1.50", "") + CHARGE.replace("I-1", "I-5").replace("2026-01-01T", "x")
                + CHARGE.replace("I-1", "I-6").replace("S3", "S\0003"));
        Map<String, Row> byId = byId(rows);
        assertThat(((Refused) byId.get("I-1")).violations()).containsExactly(Violation.of("BilledCost", ErrorCode.CHARGE_UNREADABLE, 2L, "x"));
        assertThat(byId.get("I-2")).isInstanceOf(Read.class);
        assertThat(((Refused) byId.get("I-3")).violations()).containsExactly(Violation.of("BillingCurrency", ErrorCode.ROWS_DISAGREE, 5L, "EUR", "USD"));
        assertThat(((Refused) byId.get("I-4")).violations()).containsExactly(Violation.of("BilledCost", ErrorCode.CHARGE_REQUIRED, 6L));
        assertThat(((Refused) byId.get("I-5")).violations()).extracting(Violation::field).containsExactly("BillingPeriodStart");
        assertThat(((Refused) byId.get("I-6")).violations()).extracting(Violation::field).containsExactly("ServiceName");
    }

    @Test
    void a_row_that_is_cut_off_refuses_the_file() {
        assertThatThrownBy(() -> rows(FOCUS + CHARGE + CHARGE.substring(0, 40))).isInstanceOfSatisfying(BusinessRuleException.class,
                e -> assertThat(e.violations()).containsExactly(Violation.of("", ErrorCode.CHARGE_COLUMNS_DIFFER, 2L, 7, 10)));
    }

    @Test
    void line_ends_blank_rows_and_empty_cells_at_the_end_do_not_matter() throws IOException {
        String mixed = FOCUS.replace("\n", "\r\n") + CHARGE.replace("\n", ",,\r") + "\n" + ",,,,,,,,,\r\n" + CHARGE;
        assertThat(draft(rows(mixed).get(0)).gross()).isEqualByComparingTo("3.00");
    }

    @Test
    void sums_are_exact_whatever_the_size_of_their_parts() throws IOException {
        StringBuilder file = new StringBuilder(FOCUS);
        BigDecimal expected = BigDecimal.ZERO;
        for (String cost : List.of("9000000.123456789012", "9000000.123456789012", "-0.000000000001", "1E-7", "123456789012345.67", "0.1", "+5", "-.5", "1,234.5", "99999999.999999999999999")) {
            file.append(CHARGE.replace("1.50", cost.indexOf(',') < 0 ? cost : '"' + cost + '"'));
            expected = expected.add(new BigDecimal(cost.replace(",", "").replace("-.5", "-0.5")));
        }
        List<Row> rows = rows(file.toString().replace("-.5", "-0.5"));
        assertThat(draft(rows.get(0)).gross()).isEqualByComparingTo(expected.setScale(2, java.math.RoundingMode.HALF_EVEN));
    }

    @Test
    void too_many_services_are_kept_by_account_alone() throws IOException {
        StringBuilder file = new StringBuilder(FOCUS);
        for (int i = 0; i < 9_500; i++) {
            file.append(CHARGE.replace("S3", "service " + i).replace(",2,", "," + i % 3 + ","));
        }
        InvoiceDraft draft = draft(rows(file.toString()).get(0));
        assertThat(draft.charges()).hasSize(3).allMatch(c -> c.description() == null);
        assertThat(draft.gross()).isEqualByComparingTo("14250");
    }

    @Test
    void an_aggregate_that_is_too_large_is_refused_with_a_sentence() throws IOException {
        StringBuilder file = new StringBuilder(FOCUS);
        for (int i = 0; i < 50; i++) {
            file.append(CHARGE.replace("I-1", "I-" + i));
        }
        CostCsv csv = CostCsv.recognise(FileText.open(file(file.toString()))).orElseThrow();
        CostSums sums = new CostSums(false, ColumnMapping.NONE, 60);
        assertThatThrownBy(() -> csv.sumInto(sums)).isInstanceOfSatisfying(BusinessRuleException.class,
                e -> assertThat(e.violations()).containsExactly(Violation.of("", ErrorCode.TOO_MANY_CHARGES, 60)));
    }

    @Test
    void an_archive_is_its_files() throws IOException {
        byte[] zip = zip(Map.of("a/ubl.xml", bytes("ubl-invoice.xml"), "note.xml", bytes("ubl-credit-note.xml"), "bad.xml", "<Invoice".getBytes(StandardCharsets.UTF_8),
                "../../evil.csv", bytes("cur-legacy.csv"), "readme.txt", "hello".getBytes(StandardCharsets.UTF_8), "inner.zip", zip(Map.of("aws.json", bytes("summaries.json"))),
                "__MACOSX/._x", new byte[] {1}, "cost.csv.gz", gzip((FOCUS + CHARGE).getBytes(StandardCharsets.UTF_8))));
        List<Row> rows = rows(zip);
        assertThat(rows.stream().filter(Read.class::isInstance).map(FormatsTest::draft).map(InvoiceDraft::invoiceId))
                .contains("RE-2026/0042", "GS-7", "111", "222", "333", "444", "1111", "I-1");
        assertThat(rows.stream().filter(r -> r instanceof Refused refused && refused.origin().file() != null && !refused.origin().file().contains("inner"))
                .map(r -> r.origin().place("") + " " + ((Refused) r).violations().get(0).code())).containsExactly("bad.xml XML_MALFORMED", "readme.txt FILE_NOT_RECOGNISED");
        assertThat(rows).extracting(r -> r.origin().file()).contains("evil.csv", "ubl.xml", "inner.zip/aws.json", "cost.csv.gz").noneMatch(f -> f.contains(".."));
    }

    @Test
    void a_set_of_charges_goes_over_several_files_or_not_at_all() throws IOException {
        List<Row> rows = rows(zip(Map.of("part1.csv", (FOCUS + CHARGE).getBytes(StandardCharsets.UTF_8), "part2.csv", (FOCUS + CHARGE).getBytes(StandardCharsets.UTF_8))));
        assertThat(draft(rows.get(0)).gross()).isEqualByComparingTo("3.00");
        assertThat(rows).hasSize(1);
        List<Row> broken = rows(zip(Map.of("part1.csv", (FOCUS + CHARGE).getBytes(StandardCharsets.UTF_8), "part2.csv", (FOCUS + CHARGE + "I-1").getBytes(StandardCharsets.UTF_8))));
        assertThat(broken).extracting(r -> r.origin().file() + " " + ((Refused) r).violations().get(0).code())
                .containsExactlyInAnyOrder("part2.csv CHARGE_COLUMNS_DIFFER", "part1.csv PART_OF_BROKEN_SET");
    }

    @Test
    void gzip_is_what_is_in_it() throws IOException {
        List<Row> rows = rows(gzip(bytes("cur-legacy.csv")));
        assertThat(rows).hasSize(4).allMatch(r -> r.origin().file() == null);
        byte[] cut = gzip(bytes("cur-legacy.csv"));
        assertThatThrownBy(() -> rows(java.util.Arrays.copyOf(cut, cut.length - 9))).extracting(FormatsTest::code).isEqualTo(ErrorCode.ARCHIVE_BROKEN);
    }

    @Test
    void an_archive_that_is_none_is_said_to_be_broken() throws IOException {
        byte[] zip = zip(Map.of("a.csv", bytes("cur-2.csv")));
        for (int length : new int[] {4, 10, zip.length / 2, zip.length - 1}) {
            assertThatThrownBy(() -> rows(java.util.Arrays.copyOf(zip, length))).extracting(FormatsTest::code).isEqualTo(ErrorCode.ARCHIVE_BROKEN);
        }
        zip[60] ^= 1;
        assertThat(rows(zip)).allMatch(r -> ((Refused) r).violations().get(0).code() == ErrorCode.ARCHIVE_BROKEN);
    }

    @Test
    void an_attachment_in_an_invoice_may_be_large() throws IOException {
        assertThat(rows(text("ubl-invoice.xml").replace("<cbc:Note>", "<cbc:Note>" + "QUJD".repeat(2_000_000)))).singleElement().isInstanceOf(Read.class);
    }

    @Test
    void names_in_an_archive_may_be_in_a_code_page() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes, java.nio.charset.Charset.forName("windows-1252"))) {
            out.putNextEntry(new ZipEntry("Rechnung März.xml"));
            out.write(bytes("ubl-invoice.xml"));
            out.closeEntry();
        }
        assertThat(rows(bytes.toByteArray())).singleElement().isInstanceOf(Read.class);
    }

    @Test
    void bombs_do_not_go_off() throws IOException {
        assertThatThrownBy(() -> rows(BOMB)).extracting(FormatsTest::code).isEqualTo(ErrorCode.XML_DTD_FORBIDDEN);
        assertThatThrownBy(() -> rows("<!DOCTYPE Invoice SYSTEM \"file:///etc/passwd\"><Invoice/>")).extracting(FormatsTest::code).isEqualTo(ErrorCode.XML_DTD_FORBIDDEN);
        assertThatThrownBy(() -> rows(text("ubl-invoice.xml").replace("<cbc:Note>", "<cbc:Note>" + "<a>".repeat(200_000)))).extracting(FormatsTest::code).isEqualTo(ErrorCode.XML_TOO_DEEP);
        assertThatThrownBy(() -> rows(text("ubl-invoice.xml").replace("<cbc:Note>", "<cbc:Note x='>" + "y".repeat(5_000_000) + "'>"))).extracting(FormatsTest::code)
                .isEqualTo(ErrorCode.XML_MALFORMED);
        assertThatThrownBy(() -> rows(text("ubl-invoice.xml").replace("<cbc:Note>", "<!-- >" + "y>".repeat(2_500_000) + "--><cbc:Note>"))).extracting(FormatsTest::code)
                .isEqualTo(ErrorCode.XML_MALFORMED);
        byte[] blanks = new byte[40 * 1024 * 1024];
        assertThatThrownBy(() -> rows(gzip(blanks))).extracting(FormatsTest::code).isEqualTo(ErrorCode.ARCHIVE_RATIO);
        assertThatThrownBy(() -> rows(zip(Map.of("a", blanks)))).extracting(FormatsTest::code).isEqualTo(ErrorCode.ARCHIVE_RATIO);
        byte[] inner = zip(Map.of("x.zip", zip(Map.of("y.zip", zip(Map.of("z.csv", bytes("cur-2.csv")))))));
        assertThat(rows(inner)).singleElement().satisfies(r -> assertThat(((Refused) r).violations().get(0).code()).isEqualTo(ErrorCode.ARCHIVE_NESTED));
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i <= ArchiveReader.FILES_MAX; i++) {
            many.put(i + ".txt", new byte[0]);
        }
        assertThatThrownBy(() -> rows(zip(many))).extracting(FormatsTest::code).isEqualTo(ErrorCode.ARCHIVE_TOO_MANY_FILES);
        assertThatThrownBy(() -> new ArchiveReader(Files.write(directory.resolve("small"), gzip(bytes("cur-2.csv"))), table -> ColumnMapping.NONE, 100).read(r -> { }))
                .extracting(FormatsTest::code).isEqualTo(ErrorCode.ARCHIVE_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ubl-invoice.xml", "cii-invoice.xml", "focus-1.2.csv", "cur-2.csv"})
    void texts_of_a_megabyte_are_refused_or_cut_and_never_hang(String name) {
        String huge = "x".repeat(1_000_000);
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (String place : List.of("Rechenzeit", "RE-2026/0042", "PO-2026-0042", "Amazon EC2", "AmazonEC2", "999")) {
                for (Row row : rows(text(name).replace(place, huge))) {
                    if (row instanceof Read read) {
                        assertThat(read.draft().charges()).allMatch(c -> c.description() == null || c.description().length() <= 1000);
                    }
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ubl-invoice.xml", "cii-credit-note.xml"})
    void an_electronic_invoice_that_is_cut_off_anywhere_is_none(String name) throws IOException {
        byte[] whole = bytes(name);
        for (int length = 1; length < whole.length - 2; length += 97) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> rows(cut)).as("%d bytes", length).isInstanceOf(BusinessRuleException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"focus-1.2.csv,DOUBLE,SNAPPY,false", "focus-1.2.csv,DECIMAL_BYTES,ZSTD,true", "focus-1.2.csv,TEXT,GZIP,false", "focus-1.3.csv,DECIMAL_LONG,LZ4_RAW,false",
            "focus-1.3.csv,DOUBLE,UNCOMPRESSED,true", "cur-2.csv,DOUBLE,SNAPPY,false", "focus-detail-1.4.csv,TEXT,SNAPPY,true"})
    void parquet_is_read_as_the_same_csv(String name, ParquetFiles.Amounts amounts, CompressionCodecName codec, boolean momentsAsText) throws IOException {
        byte[] parquet = ParquetFiles.of(text(name), amounts, codec, momentsAsText);
        List<Row> rows = rows(parquet);
        List<Row> expected = rows(text(name));
        assertThat(rows).extracting(FormatsTest::what).containsExactlyElementsOf(expected.stream().map(FormatsTest::what).toList());
        assertThat(InvoiceFile.reader(Files.write(directory.resolve("file"), parquet)).format()).isEqualTo(InvoiceFile.reader(file(text(name))).format());
        assertThat(rows(zip(Map.of("a.parquet", parquet)))).hasSize(rows.size());
    }

    private static Object what(Row row) {
        return row instanceof Read read ? read.draft() : ((Refused) row).violations();
    }

    @Test
    void parquet_that_is_broken_or_something_else_is_said_to_be() throws IOException {
        byte[] parquet = ParquetFiles.of(text("focus-1.2.csv"), ParquetFiles.Amounts.DOUBLE, CompressionCodecName.SNAPPY, false);
        for (int length : new int[] {4, 12, parquet.length / 2, parquet.length - 1}) {
            assertThatThrownBy(() -> rows(java.util.Arrays.copyOf(parquet, length))).extracting(FormatsTest::code).isEqualTo(ErrorCode.PARQUET_BROKEN);
        }
        assertThatThrownBy(() -> rows(ParquetFiles.of("a,b\n1,2\n", ParquetFiles.Amounts.DOUBLE, CompressionCodecName.SNAPPY, false))).extracting(FormatsTest::code)
                .isEqualTo(ErrorCode.FILE_NOT_RECOGNISED);
    }

    @Test
    void what_a_parquet_file_would_need_in_memory_is_bounded() throws IOException {
        byte[] parquet = ParquetFiles.of(text("focus-1.2.csv"), ParquetFiles.Amounts.DOUBLE, CompressionCodecName.SNAPPY, false);
        Path file = Files.write(directory.resolve("file"), parquet);
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            CostParquet.check(reader.getRowGroups(), Set.of("BilledCost", "InvoiceId"), 1_000_000);
            assertThatThrownBy(() -> CostParquet.check(reader.getRowGroups(), Set.of("BilledCost", "InvoiceId"), 50)).extracting(FormatsTest::code).isEqualTo(ErrorCode.PARQUET_TOO_LARGE);
            CostParquet.check(reader.getRowGroups(), Set.of("NobodyAsksForIt"), 0);
        }
        byte[] longFooter = parquet.clone();
        longFooter[parquet.length - 5] = 0x7F;
        assertThatThrownBy(() -> rows(longFooter)).extracting(FormatsTest::code).isEqualTo(ErrorCode.PARQUET_TOO_LARGE);
    }

    @Test
    void a_page_of_parquet_that_would_fill_the_memory_is_refused() {
        BytesInputDecompressor codec = new ParquetCodecs().getDecompressor(CompressionCodecName.SNAPPY);
        assertThatThrownBy(() -> codec.decompress(BytesInput.from(new byte[10]), ParquetCodecs.PAGE_MAX + 1)).extracting(FormatsTest::code).isEqualTo(ErrorCode.PARQUET_TOO_LARGE);
    }

    @Test
    void the_invoice_inside_a_pdf_is_the_invoice() throws IOException {
        for (String name : List.of("factur-x.xml", "ZUGFeRD-invoice.xml", "xrechnung.xml")) {
            assertThat(draft(rows(PdfFiles.with(name, bytes("cii-invoice.xml"), null)).get(0))).isEqualTo(only("cii-invoice.xml"));
        }
        assertThat(draft(rows(PdfFiles.with("xrechnung.xml", bytes("ubl-invoice.xml"), null)).get(0))).isEqualTo(only("ubl-invoice.xml"));
        assertThat(InvoiceFile.reader(Files.write(directory.resolve("file"), PdfFiles.with("factur-x.xml", bytes("cii-invoice.xml"), null))).format()).isEqualTo(ImportFormat.FACTUR_X);
        assertThatThrownBy(() -> rows(PdfFiles.with("factur-x.xml", BOMB.getBytes(StandardCharsets.UTF_8), null))).extracting(FormatsTest::code).isEqualTo(ErrorCode.XML_DTD_FORBIDDEN);
        assertThatThrownBy(() -> rows(PdfFiles.with("other.xml", bytes("cii-invoice.xml"), null))).extracting(FormatsTest::code).isEqualTo(ErrorCode.PDF_WITHOUT_INVOICE);
        assertThatThrownBy(() -> rows(PdfFiles.with("factur-x.xml", "hello".getBytes(StandardCharsets.UTF_8), null))).extracting(FormatsTest::code).isEqualTo(ErrorCode.PDF_WITHOUT_INVOICE);
        assertThatThrownBy(() -> rows(PdfFiles.with(null, null, null))).extracting(FormatsTest::code).isEqualTo(ErrorCode.PDF_WITHOUT_INVOICE);
        assertThatThrownBy(() -> rows(PdfFiles.with("factur-x.xml", bytes("cii-invoice.xml"), "secret"))).extracting(FormatsTest::code).isEqualTo(ErrorCode.PDF_BROKEN);
        assertThatThrownBy(() -> rows("%PDF-1.7\n%")).extracting(FormatsTest::code).isEqualTo(ErrorCode.PDF_BROKEN);
        assertThatThrownBy(() -> rows(PdfFiles.with("factur-x.xml", new byte[60 * 1024 * 1024], null))).extracting(FormatsTest::code).isEqualTo(ErrorCode.ARCHIVE_TOO_LARGE);
    }

    private static Map<String, Row> byId(List<Row> rows) {
        Map<String, Row> byId = new LinkedHashMap<>();
        rows.forEach(r -> byId.put(r instanceof Read read ? read.draft().invoiceId() : ((Refused) r).invoiceId(), r));
        return byId;
    }

    private static InvoiceDraft draft(Row row) {
        return ((Read) row).draft();
    }

    private static ErrorCode code(Throwable refused) {
        return ((BusinessRuleException) refused).violations().get(0).code();
    }

    private InvoiceDraft only(String name) throws IOException {
        List<Row> rows = rows(bytes(name));
        assertThat(rows).hasSize(1);
        return draft(rows.get(0));
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = FormatsTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private static String text(String name) throws IOException {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("file"), content);
    }

    private List<Row> rows(String content) throws IOException {
        return rows(content.getBytes(StandardCharsets.UTF_8));
    }

    private List<Row> rows(byte[] content) throws IOException {
        List<Row> rows = new ArrayList<>();
        InvoiceFile.reader(Files.write(directory.resolve("file"), content)).read(rows::add);
        return rows;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> each : files.entrySet()) {
                out.putNextEntry(new ZipEntry(each.getKey()));
                out.write(each.getValue());
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
