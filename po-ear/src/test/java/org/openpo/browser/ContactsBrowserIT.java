package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.openpo.it.Api;

/** An administrator keeps the directory of contacts right; everybody else reads it. */
class ContactsBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inEnglish();

    @TempDir
    Path directory;

    @Test
    void a_leaver_is_replaced_everywhere_after_a_look_at_what_will_change() {
        add("Leaver Lee", "lee@web-contacts-1.example");
        add("Nora Next", "nora@web-contacts-1.example");
        order("WEB-CONTACTS-1A", "lee@web-contacts-1.example");
        order("WEB-CONTACTS-1B", "lee@web-contacts-1.example");
        SignInPage.asAdministrator(browser, "contacts?q=web-contacts-1");
        ContactsPage page = new ContactsPage(browser.driver());
        assertThat(page.names()).containsExactly("Leaver Lee", "Nora Next");
        assertThat(page.beginDeleting("lee@web-contacts-1.example")).contains("Leaver Lee is named on 2 purchase orders");
        assertThat(page.canBeDeleted()).isFalse();

        page = ContactsPage.open(browser, "?q=web-contacts-1").beginReplacing("lee@web-contacts-1.example");
        assertThat(page.preview()).containsExactly("WEB-CONTACTS-1A", "WEB-CONTACTS-1B");
        assertThat(page.replaceButton()).isEqualTo("Replace on 2 purchase orders");
        assertThat(page.replaceBy("Nora", "Left in September")).isEqualTo("Nora Next takes over from Leaver Lee on 2 purchase orders.");
        assertThat(page.row("lee@web-contacts-1.example")).contains("Switched off", "Replaced by Nora Next");
        assertThat(page.purchaseOrdersOf("nora@web-contacts-1.example")).containsExactlyInAnyOrder("WEB-CONTACTS-1A", "WEB-CONTACTS-1B");

        page = ContactsPage.open(browser, "?q=lee@web-contacts-1");
        page.beginDeleting("lee@web-contacts-1.example");
        page.confirmDeleting();
        assertThat(Api.asAdmin().get("contacts?email=lee@web-contacts-1.example").object().getJsonArray("items")).isEmpty();
    }

    @Test
    void a_contact_is_added_found_marked_and_cleared() {
        SignInPage.asAdministrator(browser, "contacts");
        ContactsPage page = new ContactsPage(browser.driver()).add("Ann", "no address", "en");
        assertThat(page.problem()).contains("“no address” is not an e-mail address");
        page = ContactsPage.open(browser, "").add("Ann Two", "ann@web-contacts-2.example", "vi").search("web-contacts-2", 1);
        assertThat(page.row("ann@web-contacts-2.example")).contains("Ann Two", "Tiếng Việt", "0");
        page.edit("ann@web-contacts-2.example").undeliverable("550 no such mailbox");
        assertThat(page.row("ann@web-contacts-2.example")).contains("Undeliverable");
        order("WEB-CONTACTS-2", "ann@web-contacts-2.example");
        page = page.view("Undeliverable");
        assertThat(page.names()).contains("Ann Two");
        page.edit("ann@web-contacts-2.example").turn("editForm", "undeliverable").save();
        assertThat(page.names()).doesNotContain("Ann Two");
    }

    @Test
    void contacts_come_from_a_file_and_refused_rows_say_why() throws IOException {
        SignInPage.asAdministrator(browser, "contacts");
        Path file = Files.writeString(directory.resolve("people.csv"), "name,email\nFile One,one@web-contacts-3.example\n,two@web-contacts-3.example\n");
        ContactsPage page = new ContactsPage(browser.driver());
        assertThat(page.importFile(file)).containsExactly(Map.entry("New", "1"), Map.entry("Changed", "0"), Map.entry("Unchanged", "0"), Map.entry("With errors", "1"));
        assertThat(page.refused()).containsExactly(List.of("2", "name", "two@web-contacts-3.example", "Enter a value."));
        assertThat(ContactsPage.open(browser, "?q=web-contacts-3").names()).containsExactly("File One");
    }

    @Test
    void whoever_is_no_administrator_reads_only() {
        add("Read Only", "read@web-contacts-4.example");
        Api.asAdmin().post("users", "{\"name\":\"contacts-manager\",\"role\":\"MANAGER\",\"password\":\"a-password-for-tests\"}").expect(201);
        browser.open("contacts?q=web-contacts-4");
        new SignInPage(browser.driver()).signIn("contacts-manager", "a-password-for-tests");
        ContactsPage page = new ContactsPage(browser.driver());
        assertThat(page.names()).containsExactly("Read Only");
        assertThat(page.mayChange()).isFalse();
    }

    static void add(String name, String email) {
        Api.asAdmin().post("contacts", "{\"name\":\"%s\",\"email\":\"%s\"}".formatted(name, email)).expect(201);
    }

    static void order(String id, String email) {
        Api.asAdmin().post("purchase-orders", """
                {"purchaseOrderId":"%s","sellers":["ANY"],"currency":"EUR","effectiveMonth":"2034-01","expirationMonth":"2034-12",
                 "contacts":[{"name":"Somebody","email":"%s"}],"lineItems":[{"number":"1","type":"ALL","startMonth":"2034-01","endMonth":"2034-12"}]}"""
                .formatted(id, email)).expect(201);
    }
}
