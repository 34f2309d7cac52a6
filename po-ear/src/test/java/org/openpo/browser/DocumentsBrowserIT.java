package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

import org.openpo.it.Api;

/** Documents on a purchase order's page, and writing a purchase order after another one. */
class DocumentsBrowserIT {
    private static final String PASSWORD = "a-password-for-tests";

    @RegisterExtension
    final BrowserSession browser = BrowserSession.inEnglish();
    @TempDir
    private Path files;

    static long create(String purchaseOrderId) {
        return Long.parseLong(Api.asAdmin().post("purchase-orders", """
                {"purchaseOrderId":"%s","description":"Landing zone","sellers":["ANY"],"currency":"EUR","effectiveMonth":"2026-01","expirationMonth":"2026-12","taxRegistrationNumbers":["%s"],
                 "lineItems":[{"number":"1","type":"ALL","startMonth":"2026-02","endMonth":"2026-12","balanceTracking":true,"unitPrice":"100","quantity":"12"},
                              {"number":"2","type":"ALL","startMonth":"2026-01","endMonth":"2026-12","balanceTracking":true,"unitPrice":"5"}]}"""
                .formatted(purchaseOrderId, purchaseOrderId)).expect(201).object().getString("id"));
    }

    @Test
    void documents_are_added_fetched_and_removed() throws IOException {
        long id = create("WEB-DOCS");
        SignInPage.asAdministrator(browser, "purchase-orders/details?id=" + id + "&tab=documents");
        DocumentsTab tab = new DocumentsTab(browser.driver());
        assertThat(tab.text()).contains("No documents yet", "At most 25 MB each, 50 in all.");

        Path offer = Files.writeString(files.resolve("offer.pdf"), "%PDF-1.7 an offer");
        Path same = Files.writeString(files.resolve("same.pdf"), "%PDF-1.7 an offer");
        Path page = Files.writeString(files.resolve("page.pdf"), "<html><body>no PDF</body></html>");
        Path notes = Files.writeString(files.resolve("notes.txt"), "call them");
        tab.upload(2, 2, offer, same, page, notes);
        assertThat(tab.documents()).anySatisfy(d -> assertThat(d).contains("offer.pdf", "PDF", "17 B", "admin")).anySatisfy(d -> assertThat(d).contains("notes.txt", "TXT"));
        assertThat(tab.messages()).anySatisfy(m -> assertThat(m).contains("same.pdf is here already.", "offer.pdf has the same content"))
                .anySatisfy(m -> assertThat(m).contains("page.pdf was not added.", "none of the types that are taken"));
        assertThat(tab.count()).isEqualTo("2");
        tab.forgetMessages();
        assertThat(tab.messages()).isEmpty();

        assertThat(Files.readString(tab.download("offer.pdf", Files.createDirectory(files.resolve("saved"))))).isEqualTo("%PDF-1.7 an offer");
        assertThat(tab.beginRemoving("Remove notes.txt")).contains("notes.txt is deleted for good.", "SHA-256");
        DocumentsTab removed = tab.remove("not theirs");
        assertThat(removed.banner()).contains("notes.txt was removed.");
        assertThat(removed.documents()).hasSize(1);

        removed.beginRemoving("Remove offer.pdf");
        String documents = "purchase-orders/" + id + "/documents";
        Api.asAdmin().delete(documents + "/" + Api.asAdmin().get(documents).expect(200).object().getJsonArray("items").getJsonObject(0).getString("id")).expect(204);
        DocumentsTab gone = removed.remove("");
        assertThat(gone.banner()).contains("Somebody has removed the document already.");
        assertThat(gone.documents()).isEmpty();
    }

    @Test
    void a_viewer_fetches_and_changes_nothing() throws IOException {
        long id = create("WEB-DOCS-VIEWER");
        Api.asAdmin().upload("purchase-orders/" + id + "/documents", "offer.pdf", "%PDF-1.7".getBytes(StandardCharsets.US_ASCII)).expect(201);
        Api.asAdmin().post("users", "{\"name\":\"web-docs-viewer\",\"role\":\"VIEWER\",\"password\":\"" + PASSWORD + "\"}").expect(201);
        browser.open("purchase-orders/details?id=" + id + "&tab=documents");
        new SignInPage(browser.driver()).signIn("web-docs-viewer", PASSWORD);
        DocumentsTab tab = new DocumentsTab(browser.driver());
        assertThat(tab.canAdd()).isFalse();
        assertThat(tab.has(By.cssSelector("a[aria-label='Remove offer.pdf']"))).isFalse();
        assertThat(tab.download("offer.pdf", files)).hasContent("%PDF-1.7");
    }

    @Test
    void a_purchase_order_is_rolled_over_into_the_next_year_and_duplicated() {
        long id = create("WEB-ROLL-2026");
        String second = Api.asAdmin().get("purchase-orders/" + id).expect(200).object().getJsonArray("lineItems").getJsonObject(1).getString("id");
        Api.asAdmin().put("purchase-orders/" + id + "/line-items/" + second + "/closed", "{\"closed\":true,\"reason\":\"used up\"}").expect(200);
        SignInPage.asAdministrator(browser, "purchase-orders/details?id=" + id);

        DetailsStepPage step = new PurchaseOrderDetailsPage(browser.driver()).rollOver();
        assertThat(step.text()).contains("Continues WEB-ROLL-2026.", "all months have moved by 12 months", "One closed line item was left out: 2.");
        assertThat(step.value("purchaseOrderId")).isEqualTo("WEB-ROLL-2027");
        assertThat(step.value("effectiveMonth_input")).isEqualTo("01/2027");
        LinesStepPage lines = step.next();
        assertThat(lines.text()).contains("Continues WEB-ROLL-2026.");
        assertThat(lines.value(0, "startMonth")).isEqualTo("02/2027");
        PurchaseOrderDetailsPage next = lines.save();
        assertThat(next.messages()).contains("WEB-ROLL-2027 was added.");
        assertThat(next.line("1")).contains("Feb 2027 to Dec 2027");
        assertThat(next.tab("History").versions()).last().asString().contains("Rolled over from", "WEB-ROLL-2026");

        PurchaseOrderDetailsPage old = PurchaseOrderDetailsPage.open(browser, id).tab("History");
        assertThat(old.versions()).first().asString().contains("Rolled over to", "WEB-ROLL-2027");
        DetailsStepPage again = PurchaseOrderDetailsPage.open(browser, id).rollOver();
        assertThat(again.text()).contains("WEB-ROLL-2026 was rolled over already, to WEB-ROLL-2027.");

        DetailsStepPage copy = PurchaseOrderDetailsPage.open(browser, id).duplicate();
        assertThat(copy.text()).contains("Duplicate of WEB-ROLL-2026.", "Give it an ID.");
        assertThat(copy.value("purchaseOrderId")).isEmpty();
        assertThat(copy.value("effectiveMonth_input")).isEqualTo("01/2026");
        assertThat(copy.fill("purchaseOrderId", "WEB-ROLL-COPY").next().save().messages()).contains("WEB-ROLL-COPY was added.");
    }
}
