package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.openpo.it.Api;

/** A file comes in by the import page; its invoices are found, explained and matched again. */
class InvoicesBrowserIT {
    private static final String HEADER = "invoiceId,seller,invoiceClass,billingPeriod,issueDate,currency,net,tax,gross,purchaseOrderReference\n";

    @RegisterExtension
    final BrowserSession browser = BrowserSession.inEnglish();

    @TempDir
    Path directory;

    @Test
    void a_file_is_imported_and_its_invoices_are_explained() throws IOException {
        addOrder("INV-UI-1", "Web Import GmbH");
        ImportsPage imports = openImports();
        imports.upload(file("may.csv", HEADER
                + "UI-1,Web Import GmbH,MONTHLY_USAGE,2026-03,2026-04-02,EUR,100.00,19.00,119.00,\n"
                + "UI-2,Web Import GmbH,SUBSCRIPTION,2027-03,2027-03-02,EUR,50.00,0.00,50.00,\n"
                + "UI-3,Web Import GmbH,MONTHLY_USAGE,2026-13,2026-04-02,EUR,1.00,0.00,1.00,\n"
                + "UI-4,Web Import GmbH,MONTHLY_USAGE,2026-04,2026-05-02,EURO,1.00,0.00,1.00,\n"));

        assertThat(imports.fileName()).isEqualTo("may.csv");
        assertThat(imports.state()).isEqualTo("Finished with errors");
        assertThat(imports.counts()).containsEntry("Rows", "4").containsEntry("New", "2").containsEntry("With errors", "2").containsEntry("Exceptions", "1");
        assertThat(imports.errors()).containsExactly(
                List.of("3", "billingPeriod", "UI-3", "“2026-13” is not a month. Write it like 01/2026."),
                List.of("4", "currency", "UI-4", "“EURO” is not a currency. Use its three-letter code, for example EUR."));
        assertThat(imports.history()).contains("may.csv");

        browser.open("invoices");
        InvoicesPage list = new InvoicesPage(browser.driver());
        list.search("ui-1", 1);
        assertThat(list.address()).endsWith("?q=ui-1");
        InvoicePage invoice = list.open("UI-1");
        assertThat(invoice.state()).isEqualTo("Matched");
        assertThat(invoice.chargedTo()).contains("INV-UI-1", "Line 2", "119.00", "Line balance now", "881.00");
        assertThat(invoice.candidates().get(0)).isEqualTo("1 INV-UI-1 Line 2 Selected Its type is the most specific one for this invoice.");
        assertThat(invoice.candidates().get(1)).isEqualTo("2 INV-UI-1 Line 1 Fits, ranked lower The selected line has a more specific type.");
        assertThat(invoice.history()).hasSize(1);
        assertThat(invoice.canBeMatchedAgain()).isFalse();

        browser.driver().navigate().back();
        assertThat(new InvoicesPage(browser.driver()).invoiceIds()).as("the search stands in the address").containsExactly("UI-1");
    }

    @Test
    void an_exception_says_what_to_do_and_is_matched_again() throws IOException {
        addSeller("Way Out Ltd");
        Api.asAdmin().post("invoices", """
                {"invoiceId":"WAY-1","seller":"Way Out Ltd","invoiceClass":"MONTHLY_USAGE","billingPeriod":"2026-05","issueDate":"2026-06-02","currency":"EUR",
                 "gross":"70.00","purchaseOrderReference":"WAY-OUT"}""").expect(201);
        SignInPage.asAdministrator(browser, "invoices?q=WAY-1&state=EXCEPTION");
        InvoicePage invoice = new InvoicesPage(browser.driver()).open("WAY-1");
        assertThat(invoice.state()).isEqualTo("Exception");
        assertThat(invoice.chargedTo()).contains("No purchase order");
        assertThat(invoice.wayOut()).contains("PO number unknown.", "The invoice names WAY-OUT, and there is no purchase order with this ID.",
                "Add a purchase order with exactly this ID, then choose Match again.");

        InvoicePage still = invoice.matchAgain();
        assertThat(still.banner()).isEqualTo("Still no line item fits: PO number unknown. The reasons below are up to date.");

        addOrder("Way-Out", "Way Out Ltd");
        InvoicePage matched = still.matchAgain();
        assertThat(matched.banner()).isEqualTo("Invoice WAY-1 is matched now.");
        assertThat(matched.state()).isEqualTo("Matched");
        assertThat(matched.text()).contains("The invoice names WAY-OUT, so only its lines competed.");
        assertThat(matched.canBeMatchedAgain()).isFalse();
    }

    @Test
    void the_list_is_filtered_sorted_exported_and_kept_in_the_address() throws IOException {
        addSeller("List Order AG");
        for (int i = 1; i <= 3; i++) {
            Api.asAdmin().post("invoices", """
                    {"invoiceId":"LIST-%d","seller":"List Order AG","billingPeriod":"2026-05","issueDate":"2026-06-0%d","currency":"CHF","gross":"%d.00"}"""
                    .formatted(i, i, 10 - i)).expect(201);
        }
        SignInPage.asAdministrator(browser, "invoices?currency=CHF");
        InvoicesPage list = new InvoicesPage(browser.driver());
        list.chooseSeller("List Order AG");
        assertThat(list.invoiceIds()).as("the newest first").containsExactly("LIST-3", "LIST-2", "LIST-1");
        list.sortBy("Amount");
        list.sortBy("Amount");
        assertThat(list.address()).contains("currency=CHF", "seller=List+Order+AG", "sort=-gross");
        assertThat(list.invoiceIds()).containsExactly("LIST-1", "LIST-2", "LIST-3");
        browser.narrow();
        ExportMenu menu = list.exports();
        assertThat(menu.offers()).as("on a phone as well").containsExactly("CSV", "Excel (XLSX)");
        assertThat(menu.fits()).isTrue();
        try (ReadableWorkbook workbook = new ReadableWorkbook(menu.save(directory, "invoices.xlsx").toFile())) {
            assertThat(workbook.getFirstSheet().read()).extracting(row -> row.getCellText(1)).containsExactly("invoiceId", "LIST-1", "LIST-2", "LIST-3");
        }
        InvoicesPage exceptions = list.view("Exception");
        assertThat(exceptions.invoiceIds()).as("another tab keeps the order").containsExactly("LIST-1", "LIST-2", "LIST-3");
        assertThat(exceptions.view("Matched").text()).contains("No invoice fits these filters");
    }

    @Test
    void files_that_cannot_be_read_say_why() throws IOException {
        ImportsPage imports = openImports();
        imports.upload(file("typo.csv", HEADER.replace("purchaseOrderReference", "poNumber")));
        assertThat(imports.state()).isEqualTo("Failed");
        assertThat(imports.refusal()).isEqualTo("Nothing of this file was imported. OpenPO does not know these columns: poNumber. Remove them or correct their names.");
        imports.upload(file("broken.json", "{\"InvoiceSummaries\": [\n {\"InvoiceId\" \"1\"}]}"));
        assertThat(imports.refusal()).contains("The JSON is broken at line 2, column");
        imports.upload(file("letter.txt", "Dear Sir or Madam"));
        assertThat(imports.refusal()).contains("OpenPO does not recognise this file.");
        assertThat(imports.uploadRefused(file("empty.csv", ""))).isEqualTo("The file is empty. Choose another one.");
    }

    @Test
    void viewers_read_invoices_but_neither_import_nor_match() {
        Api.asAdmin().post("users", """
                {"name":"inv-viewer","displayName":"Vi Ewer","role":"VIEWER","password":"a-password-for-tests"}""").expect(201);
        addSeller("Viewed Ltd");
        Api.asAdmin().post("invoices", """
                {"invoiceId":"VIEWED-1","seller":"Viewed Ltd","billingPeriod":"2026-05","issueDate":"2026-06-02","currency":"EUR","gross":"1.00"}""").expect(201);
        browser.open("invoices?q=VIEWED-1");
        new SignInPage(browser.driver()).signIn("inv-viewer", "a-password-for-tests");
        InvoicesPage list = new InvoicesPage(browser.driver());
        assertThat(list.text()).doesNotContain("Import");
        InvoicePage invoice = list.open("VIEWED-1");
        assertThat(invoice.state()).isEqualTo("Exception");
        assertThat(invoice.canBeMatchedAgain()).isFalse();
        browser.open("imports");
        assertThat(browser.driver().getPageSource()).contains("Your role does not allow this").doesNotContain("uploadForm");
        browser.consoleErrors();
    }

    private ImportsPage openImports() {
        SignInPage.asAdministrator(browser, "imports");
        return new ImportsPage(browser.driver());
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private static void addSeller(String name) {
        Api.asAdmin().post("sellers", """
                {"name":"%s"}""".formatted(name)).expect(201);
    }

    /** An order of a seller of its own with a catch-all line and one for monthly usage. */
    private static void addOrder(String id, String seller) {
        if (Api.asAdmin().get("sellers").expect(200).object().getJsonArray("items").stream().noneMatch(s -> s.asJsonObject().getString("name").equals(seller))) {
            addSeller(seller);
        }
        Api.asAdmin().post("purchase-orders", """
                {"purchaseOrderId":"%s","sellers":["%s"],"currency":"EUR","effectiveMonth":"2026-01","expirationMonth":"2026-12","lineItems":[
                 {"number":"1","type":"ALL","startMonth":"2026-01","endMonth":"2026-12","balanceTracking":true,"unitPrice":"1000.00"},
                 {"number":"2","type":"MONTHLY_USAGE","startMonth":"2026-01","endMonth":"2026-12","balanceTracking":true,"unitPrice":"1000.00"}]}"""
                .formatted(id, seller)).expect(201);
    }
}
