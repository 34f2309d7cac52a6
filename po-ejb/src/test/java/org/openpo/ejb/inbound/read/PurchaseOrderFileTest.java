package org.openpo.ejb.inbound.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderRules;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.export.ExportFormat;
import org.openpo.ejb.export.ListExport;
import org.openpo.ejb.inbound.read.PurchaseOrderFile.Order;
import org.openpo.ejb.order.PurchaseOrderExport;
import org.openpo.ejb.query.Slice;

/** Files of purchase orders as drafts: OpenPO's CSV, UBL orders, what is refused and where it says it is wrong. */
class PurchaseOrderFileTest {
    private static final YearMonth JAN = YearMonth.of(2026, 1);
    private static final YearMonth DEC = YearMonth.of(2026, 12);
    private static final Map<String, String> GOOD = Map.ofEntries(Map.entry("purchaseOrderId", "PO-1"), Map.entry("sellers", "AWS Inc."), Map.entry("currency", "EUR"),
            Map.entry("effectiveMonth", "2026-01"), Map.entry("expirationMonth", "2026-12"), Map.entry("lineNumber", "1"), Map.entry("lineType", "ALL"), Map.entry("unitPrice", "10.00"));

    @Test
    void rows_of_one_purchase_order_are_its_line_items_wherever_they_stand() {
        PurchaseOrderFile file = read(fixture("purchase-orders.csv"));
        assertThat(file.format()).isEqualTo(PurchaseOrderFile.Format.OPENPO_CSV);
        assertThat(file.rows()).isEqualTo(4);
        assertThat(file.orders()).hasSize(2).allSatisfy(o -> assertThat(o.problems()).isEmpty());
        Order first = file.orders().get(0);
        assertThat(first.rows()).containsExactly(1L, 2L, 4L);
        assertThat(first.draft()).usingRecursiveComparison().withComparatorForType(BigDecimal::compareTo, BigDecimal.class).isEqualTo(new PurchaseOrderDraft("PO-CSV-1",
                "Cloud, \"all\" of it", false, List.of("AWS EMEA SARL"), List.of("DE1", "DE2"), null, "Example GmbH\nMain St 1", null, "30 days", "EUR", JAN, DEC, AmountBasis.NET,
                List.of(new ContactDraft("Ann Lee", "ann@example.com", null, null), new ContactDraft(null, "bob@example.com", null, null)), Map.of("cost center", "4711", "urgent", ""),
                List.of(new LineItemDraft(null, "1", "Usage", LineItemType.MONTHLY_USAGE, JAN, DEC, true, new BigDecimal("1234.50"), new BigDecimal(12),
                                LineTax.percent(new BigDecimal(19)), OverspendPolicy.HOLD, List.of("111122223333", "444455556666")),
                        new LineItemDraft(null, "2", "Support", LineItemType.ALL, YearMonth.of(2026, 3), YearMonth.of(2026, 6), true, new BigDecimal(100), null,
                                LineTax.amount(new BigDecimal("5.5")), null, null),
                        new LineItemDraft(null, "3", "Untracked", LineItemType.ALL, JAN, DEC, false, null, null, null, null, null))));
        assertThat(file.orders().get(1).draft()).satisfies(second -> {
            assertThat(second.anySeller()).isTrue();
            assertThat(second.lineItems()).isEmpty();
        });
    }

    /** Each column's cells that cannot be understood, or that break a rule: named by row and column. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"purchaseOrderId||REQUIRED", "purchaseOrderId|a*b|INVALID_CHARACTERS", "description|x\u0007x|INVALID_CHARACTERS", "sellers|' ; '|SELLER_REQUIRED",
        "sellers|x\u0007x|INVALID_CHARACTERS", "sellers|'any ; AWS Inc.'|ANY_SELLER_NOT_ALONE", "sellers|AWS Inc.;*|ANY_SELLER_NOT_ALONE", "currency||REQUIRED", "currency|EURO|CURRENCY_UNKNOWN", "effectiveMonth||REQUIRED", "effectiveMonth|Jan 2026|NOT_A_MONTH",
        "expirationMonth|2026-13|NOT_A_MONTH", "expirationMonth|2025-12|MONTHS_REVERSED", "amountBasis|brutto|NOT_ALLOWED_VALUE", "taxRegistrationNumbers|x\u0007x|INVALID_CHARACTERS",
        "invoiceUnits|" + "01234567890123456789012345678901234567890123456789x|TOO_LONG", "billTo|x\u0007x|INVALID_CHARACTERS", "shipTo|x\u0007x|INVALID_CHARACTERS",
        "paymentTerms|x\u0007x|INVALID_CHARACTERS", "contacts|Ann <ann>|EMAIL_INVALID", "contacts|A <a@b.example>;B <A@b.example>|DUPLICATE_VALUE", "tags|a=1;a=2|DUPLICATE_VALUE", "tags|=1|REQUIRED",
        "lineNumber||REQUIRED", "lineNumber|x\u0007x|INVALID_CHARACTERS", "lineDescription|x\u0007x|INVALID_CHARACTERS", "lineType|cloud|NOT_ALLOWED_VALUE", "lineType||REQUIRED",
        "lineStartMonth|2026|NOT_A_MONTH", "lineStartMonth|2025-12|LINE_OUTSIDE_WINDOW", "lineEndMonth|x|NOT_A_MONTH", "lineEndMonth|2027-01|LINE_OUTSIDE_WINDOW",
        "balanceTracking|perhaps|NOT_ALLOWED_VALUE", "unitPrice|ten|NOT_A_NUMBER", "unitPrice|'1,234'|NUMBER_AMBIGUOUS", "unitPrice|-1|NEGATIVE", "quantity|many|NOT_A_NUMBER", "quantity|-1|NEGATIVE",
        "taxPercent|VAT|NOT_A_NUMBER", "taxPercent|-1|NEGATIVE", "taxAmount|x|NOT_A_NUMBER", "taxAmount|-1|NEGATIVE", "overspendPolicy|stop|NOT_ALLOWED_VALUE", "chargeAccounts|x\u0007x|INVALID_CHARACTERS"})
    void what_is_wrong_in_a_cell_is_named_by_row_and_column(String column, String cell, String code) {
        Map<String, String> row = new java.util.TreeMap<>(GOOD);
        row.put(column, cell == null ? "" : cell);
        PurchaseOrderFile file = read(csv(row.keySet().stream().toList(), GOOD.keySet().stream().collect(Collectors.toMap(c -> c, c -> c.equals("purchaseOrderId") ? "PO-0" : GOOD.get(c))), row));
        assertThat(file.orders()).hasSize(column.equals("purchaseOrderId") && cell == null ? 1 : 2);
        if (column.equals("purchaseOrderId") && cell == null) {
            assertThat(file.orders().get(0).rows()).as("without an ID it belongs to the one above").hasSize(2);
            return;
        }
        assertThat(problems(file, file.orders().get(1))).contains("2 " + column + " " + code);
        assertThat(problems(file, file.orders().get(0))).isEmpty();
    }

    @Test
    void rows_that_disagree_or_say_two_taxes_are_wrong_on_their_own_row() {
        PurchaseOrderFile file = read("purchaseOrderId,sellers,currency,effectiveMonth,expirationMonth,lineNumber,lineType,unitPrice,taxPercent,taxAmount\n"
                + "A,AWS Inc.,EUR,2026-01,2026-12,1,ALL,1,,\nA,AWS Inc.,USD,,2026-11,2,ALL,1,10,1\n,,,,,1,ALL,1,,\n");
        assertThat(problems(file, file.orders().get(0))).containsExactlyInAnyOrder("2 currency ORDER_ROWS_DISAGREE", "2 expirationMonth ORDER_ROWS_DISAGREE", "2 taxAmount TAX_TWICE",
                "3 lineNumber LINE_NUMBER_TAKEN");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"purchaseOrderId,sellers,currency,effectiveMonth|COLUMN_MISSING", "purchaseOrderId,sellers,currency,effectiveMonth,expirationMonth,colour|COLUMN_UNKNOWN",
        "purchaseOrderId,sellers,Sellers,currency,effectiveMonth,expirationMonth|COLUMN_REPEATED", "sellers,currency,effectiveMonth,expirationMonth|COLUMN_MISSING",
        "purchaseOrderId,sellers,currency,effectiveMonth,expirationMonth,unitPrice|COLUMN_MISSING", "purchaseOrderId,sellers,currency,effectiveMonth,expirationMonth,taxPercent|COLUMN_MISSING",
        "invoiceId,seller,billingPeriod,issueDate,currency,gross|FILE_IS_INVOICES", "name,email|FILE_NOT_PURCHASE_ORDERS", "hello|FILE_NOT_PURCHASE_ORDERS", "''|FILE_EMPTY"})
    void a_file_without_the_right_columns_is_refused_as_a_whole(String header, String code) {
        refused(header + "\n", code);
    }

    @Test
    void a_file_that_cannot_be_cut_into_purchase_orders_is_refused_as_a_whole() {
        String header = "purchaseOrderId,sellers,currency,effectiveMonth,expirationMonth\n";
        refused(header + "A,AWS Inc.,EUR,2026-01\n", "ORDER_COLUMNS_DIFFER");
        refused(header + "A,Amazon Web Services, Inc.,EUR,2026-01,2026-12\n", "ORDER_COLUMNS_DIFFER");
        refused(header + "\"A,AWS Inc.,EUR,2026-01,2026-12\n", "CSV_MALFORMED");
        refused(header + IntStream.rangeClosed(0, PurchaseOrderFile.ORDERS_MAX).mapToObj(i -> i + ",AWS Inc.,EUR,2026-01,2026-12\n").collect(Collectors.joining()), "TOO_MANY_PURCHASE_ORDERS");
        refused(header + "A,AWS Inc.,EUR,2026-01,2026-12\n".repeat(PurchaseOrderFile.ROWS_MAX + 1), "TOO_MANY_ROWS");
        refused(new byte[] {'P', 'K', 3, 4, 0, 0}, "FILE_NOT_PURCHASE_ORDERS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE"})
    void encodings_and_separators_are_those_of_invoices(String charset) {
        String text = "\uFEFFPURCHASE_ORDER_ID\tdescription\tsellers\tcurrency\teffective-month\texpirationMonth\nA\tĐơn đặt hàng\tAWS Inc.\tVND\t01/2026\t12/2026\n";
        assertThat(read(text.getBytes(Charset.forName(charset))).orders()).singleElement().satisfies(o -> assertThat(o.draft().description()).isEqualTo("Đơn đặt hàng"));
    }

    @Property(tries = 300)
    void what_is_written_is_read_again_without_a_difference(@ForAll("drafts") PurchaseOrderDraft draft) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ListExport.write(ExportFormat.CSV, "orders", PurchaseOrderExport.COLUMNS, cursor -> new Slice<>(PurchaseOrderRows.of(draft), null), out);
        Order order = read(out.toByteArray()).orders().get(0);
        assertThat(order.problems()).isEmpty();
        PurchaseOrderDraft expected = draft.withContacts(draft.contacts().stream().map(c -> new ContactDraft(c.name(), c.email(), null, null)).toList());
        assertThat(order.draft()).usingRecursiveComparison().withComparatorForType(BigDecimal::compareTo, BigDecimal.class).isEqualTo(expected);
        try (CsvReader<CsvRecord> cells = CsvReader.builder().ofCsvRecord(new String(out.toByteArray(), StandardCharsets.UTF_8))) {
            assertThat(cells.stream().flatMap(r -> r.getFields().stream())).as("nothing that a spreadsheet computes").noneMatch(c -> c.matches("(?s)[=@\t\r\n].*|[+-](?![0-9][0-9., \u00A0'’]*$).*"));
        }
    }

    @Provide
    Arbitrary<PurchaseOrderDraft> drafts() {
        return PurchaseOrderDrafts.any(List.of("Amazon Web Services, Inc.", "A; B = C", "Ä\\", "=SUM(A1)", "'quoted'"));
    }

    @Test
    void a_ubl_order_is_one_purchase_order() {
        PurchaseOrderFile file = read(fixture("ubl-order.xml"));
        assertThat(file.format()).isEqualTo(PurchaseOrderFile.Format.UBL_ORDER);
        Order order = file.orders().get(0);
        assertThat(order.problems()).isEmpty();
        assertThat(order.sellerTaxId()).isEqualTo("LU26888617");
        assertThat(order.draft()).usingRecursiveComparison().withComparatorForType(BigDecimal::compareTo, BigDecimal.class).isEqualTo(new PurchaseOrderDraft("PO-UBL-1",
                "Cloud for the research department", false, List.of("Amazon Web Services EMEA SARL"), null, null, "Example Buyer\nMain St 1\n53111 Bonn\nDE", "Gate 7\nKöln", "30 days net", "EUR",
                YearMonth.of(2026, 2), DEC, AmountBasis.GROSS, null, null, List.of(
                        new LineItemDraft(null, "1", "Usage", LineItemType.ALL, YearMonth.of(2026, 2), DEC, true, new BigDecimal(100), new BigDecimal(12), LineTax.percent(new BigDecimal(19)), null, null),
                        new LineItemDraft(null, "2", "Training days, with a rebate on the line", LineItemType.ALL, YearMonth.of(2026, 3), YearMonth.of(2026, 4), true, new BigDecimal(30),
                                new BigDecimal(3), null, null, null),
                        new LineItemDraft(null, "Charge 1", "Set-up", LineItemType.ALL, YearMonth.of(2026, 2), DEC, true, new BigDecimal(50), null, LineTax.percent(new BigDecimal(19)), null, null))));
        assertThat(PurchaseOrderRules.check(order.draft())).isEmpty();
    }

    @Test
    void what_a_ubl_order_cannot_say_has_its_default() {
        Order bare = ubl("<ID>B-1</ID><IssueDate>2026-03-05+01:00</IssueDate><DocumentCurrencyCode>EUR</DocumentCurrencyCode><TaxTotal><TaxAmount>1.90</TaxAmount></TaxTotal>"
                + "<OrderLine><LineItem><ID>1</ID><Quantity>3</Quantity><LineExtensionAmount>10.00</LineExtensionAmount><Item><Name>Things</Name></Item></LineItem></OrderLine>");
        assertThat(bare.draft().effectiveMonth()).isEqualTo(YearMonth.of(2026, 3));
        assertThat(bare.draft().expirationMonth()).as("twelve months").isEqualTo(YearMonth.of(2027, 2));
        assertThat(bare.given()).doesNotContain(PurchaseOrderColumn.EFFECTIVE_MONTH, PurchaseOrderColumn.EXPIRATION_MONTH, PurchaseOrderColumn.TAGS, PurchaseOrderColumn.LINE_TYPE);
        assertThat(bare.draft().lineItems().get(0)).satisfies(l -> {
            assertThat(l.quantity()).as("a third of ten has no end").isEqualByComparingTo("1");
            assertThat(l.unitPrice()).isEqualByComparingTo("10");
            assertThat(l.tax()).as("of the only line").isEqualTo(LineTax.amount(new BigDecimal("1.90")));
        });
        Order untaxed = ubl("<ID>B-2</ID><IssueDate>2026-03-05</IssueDate><DocumentCurrencyCode>EUR</DocumentCurrencyCode><OrderLine><LineItem><ID>1</ID><Quantity>3</Quantity></LineItem></OrderLine>");
        assertThat(untaxed.draft().amountBasis()).as("prices without tax pay for invoices without tax").isEqualTo(AmountBasis.NET);
        assertThat(untaxed.draft().lineItems().get(0).balanceTracking()).as("no price, no balance").isFalse();
    }

    @Test
    void what_is_wrong_in_a_ubl_order_is_named_by_its_element() {
        Order wrong = ubl("<IssueDate>05.03.2026</IssueDate><DocumentCurrencyCode>EUR</DocumentCurrencyCode><AllowanceCharge><ChargeIndicator>false</ChargeIndicator><Amount currencyID=\"EUR\">5</Amount>"
                + "</AllowanceCharge><OrderLine><LineItem><ID>1</ID><Quantity>many</Quantity><Price><PriceAmount currencyID=\"USD\">1</PriceAmount></Price></LineItem></OrderLine>");
        assertThat(wrong.problems()).extracting(p -> p.row() + " " + p.column() + " " + p.violation().code()).containsExactlyInAnyOrder("1 IssueDate NOT_A_DATE",
                "1 AllowanceCharge ORDER_ALLOWANCE", "1 OrderLine/LineItem/Quantity NOT_A_NUMBER", "1 OrderLine/LineItem/Price/PriceAmount ORDER_CURRENCIES");
        assertThat(ubl("<IssueDate>+999999999-12-31T00:00:00</IssueDate>").problems()).extracting(p -> p.violation().code()).containsExactly(ErrorCode.NOT_A_DATE);
        assertThat(ubl("<ID>1</ID>" + "<OrderLine><LineItem><ID>1</ID></LineItem></OrderLine>".repeat(500)).draft().lineItems()).as("kept in bounds").hasSize(PurchaseOrderRules.LINES_MAX + 1);
    }

    /** Where no line tells its tax: nobody can say which line a tax on several of them is of. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {"-|1|NET|-", "1.90|1|GROSS|-", "0|1|GROSS|-", "-|2|NET|-", "0.00|2|GROSS|-", "1.90|2|GROSS|ORDER_TAX_TOTAL"})
    void a_tax_on_the_whole_ubl_order_is_never_dropped(String total, int lines, AmountBasis basis, String code) {
        Order order = ubl("<ID>T-1</ID><IssueDate>2026-03-05</IssueDate><DocumentCurrencyCode>EUR</DocumentCurrencyCode>"
                + (total == null ? "" : "<TaxTotal><TaxAmount currencyID=\"EUR\">" + total + "</TaxAmount></TaxTotal>") + line("1", "").repeat(lines));
        assertThat(order.problems()).extracting(p -> p.column() + " " + p.violation().code()).isEqualTo(code == null ? List.of() : List.of("TaxTotal/TaxAmount " + code));
        assertThat(order.draft().amountBasis()).isEqualTo(basis);
    }

    @Test
    void a_tax_on_the_whole_ubl_order_is_theirs_if_lines_tell_it_and_in_its_currency() {
        String head = "<ID>T-2</ID><IssueDate>2026-03-05</IssueDate><DocumentCurrencyCode>EUR</DocumentCurrencyCode><TaxTotal><TaxAmount currencyID=\"";
        String taxed = "\">1.90</TaxAmount></TaxTotal>" + line("1", "<ClassifiedTaxCategory><Percent>19</Percent></ClassifiedTaxCategory>") + line("2", "");
        assertThat(ubl(head + "EUR" + taxed).problems()).isEmpty();
        assertThat(ubl(head + "EUR" + taxed).given()).contains(PurchaseOrderColumn.TAX_PERCENT, PurchaseOrderColumn.TAX_AMOUNT);
        assertThat(ubl(head + "USD" + taxed).problems()).extracting(p -> p.column() + " " + p.violation().code()).containsExactly("TaxTotal/TaxAmount ORDER_CURRENCIES");
    }

    private static String line(String id, String tax) {
        return "<OrderLine><LineItem><ID>" + id + "</ID><Quantity>1</Quantity><Price><PriceAmount>10</PriceAmount></Price><Item><Name>Things</Name>" + tax + "</Item></LineItem></OrderLine>";
    }

    @Test
    void xml_is_read_as_safely_as_invoices_are() {
        refused("<!DOCTYPE Order [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Order xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Order-2\"><ID>&x;</ID></Order>", "XML_DTD_FORBIDDEN");
        refused("<Order xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Order-2\"><ID>1</ID>", "XML_MALFORMED");
        refused("<Order xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Order-2\">" + "<a>".repeat(200) + "</a>".repeat(200) + "</Order>", "XML_TOO_DEEP");
        refused("<Order xmlns=\"urn:example\"><ID>1</ID></Order>", "FILE_NOT_PURCHASE_ORDERS");
        refused(fixture("ubl-invoice.xml"), "FILE_IS_INVOICES");
    }

    @ParameterizedTest
    @ValueSource(strings = {"purchase-orders.csv", "ubl-order.xml"})
    void whoever_takes_them_for_invoices_is_told_so(String name) {
        assertThatThrownBy(() -> with(fixture(name), InvoiceFile::reader)).isInstanceOfSatisfying(BusinessRuleException.class,
                e -> assertThat(e.violations().get(0).code()).isEqualTo(ErrorCode.FILE_IS_PURCHASE_ORDERS));
    }

    @Test
    void a_senders_invoices_with_purchase_order_numbers_are_not_taken_for_purchase_orders() {
        assertThat(with("Purchase Order ID,Description,Quantity,Unit Price,Invoice No,Currency\n".getBytes(StandardCharsets.UTF_8), InvoiceFile::reader).format()).isEqualTo(ImportFormat.OPENPO_CSV);
    }

    private static List<String> problems(PurchaseOrderFile file, Order order) {
        return java.util.stream.Stream.concat(order.problems().stream(), PurchaseOrderRules.check(order.draft()).stream().map(v -> file.place(order, v)))
                .map(p -> p.row() + " " + p.column() + " " + p.violation().code()).distinct().toList();
    }

    private static Order ubl(String content) {
        PurchaseOrderFile file = read("<Order xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Order-2\">" + content + "</Order>");
        return file.orders().get(0);
    }

    @SafeVarargs
    private static String csv(List<String> header, Map<String, String>... rows) {
        StringBuilder csv = new StringBuilder(String.join(",", header)).append('\n');
        for (Map<String, String> row : rows) {
            csv.append(header.stream().map(c -> '"' + row.getOrDefault(c, "") + '"').collect(Collectors.joining(","))).append('\n');
        }
        return csv.toString();
    }

    private static void refused(String content, String... codes) {
        refused(content.getBytes(StandardCharsets.UTF_8), codes);
    }

    private static void refused(byte[] content, String... codes) {
        assertThatThrownBy(() -> read(content)).isInstanceOfSatisfying(BusinessRuleException.class, e -> assertThat(e.violations().get(0).code().name()).isIn((Object[]) codes));
    }

    private static PurchaseOrderFile read(String content) {
        return read(content.getBytes(StandardCharsets.UTF_8));
    }

    private static PurchaseOrderFile read(byte[] content) {
        return with(content, PurchaseOrderFile::read);
    }

    private static <T> T with(byte[] content, java.util.function.Function<Path, T> work) {
        try {
            Path file = Files.createTempFile("orders", null);
            try {
                return work.apply(Files.write(file, content));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] fixture(String name) {
        try (InputStream in = PurchaseOrderFileTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
