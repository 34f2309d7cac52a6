package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.openpo.it.Api;
import org.openpo.it.Notices;

/** What was told, what it said and to whom, what will be told next, and by which rules. This server has no mail server: mails are kept. */
class NotificationsBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inEnglish();

    @Test
    void a_kept_mail_is_found_read_in_both_forms_and_queued_again() {
        String order = told("WEB-NOTICE-1", "Reader One", "one@web-notice-1.example", "en");
        SignInPage.asAdministrator(browser, "purchase-orders/details?id=" + order + "&tab=contacts");
        NotificationsPage page = new HearingsTab(browser.driver()).sent();
        assertThat(page.chips()).containsExactly("WEB-NOTICE-1");
        assertThat(page.text()).contains("No mail server is configured: mails are kept here and not sent.", "OPENPO_SMTP_HOST");
        assertThat(page.rows()).singleElement().satisfies(row -> assertThat(row).contains("Low balance", "WEB-NOTICE-1", "WEB-NOTICE-1 has 70% of its balance left", "Reader One",
                "one@web-notice-1.example", "Kept, not sent"));
        assertThat(page.daysAreShown()).as("only when asked for").isFalse();
        assertThat(page.rules()).contains("At 75%, 25%, 10%, 0% of the line’s total", "By distance, as AWS does.");

        page.show();
        assertThat(page.subject()).isEqualTo("WEB-NOTICE-1 has 70% of its balance left");
        assertThat(page.html()).contains("WEB-NOTICE-1", "700.00").doesNotContain("allow-scripts").doesNotContain("allow-same-origin").doesNotContain("<script");
        assertThat(page.log()).containsExactly("It happened", "Kept, no mail server is configured");
        assertThat(page.plainText()).contains("700.00");
        page.resend();
        Api.Answer details = Api.asAdmin().get("notifications/" + only(order).getString("id"));
        assertThat(details.object().getJsonArray("log").getValuesAs(e -> ((JsonObject) e).getString("outcome"))).contains("SENT_AGAIN");

        page = NotificationsPage.open(browser, "?q=web-notice-1&state=FAILED");
        assertThat(page.rows()).isEmpty();
        page = NotificationsPage.open(browser, "?q=web-notice-1").kind("EXPIRY");
        assertThat(page.rows()).isEmpty();
        assertThat(NotificationsPage.open(browser, "?q=web-notice-1&from=2026-01-01&kind=LOW_BALANCE").rows()).hasSize(1);
        assertThat(NotificationsPage.open(browser, "?q=web-notice-1&to=2020-01-01").rows()).isEmpty();
    }

    @Test
    void who_hears_what_of_a_purchase_order_is_chosen_on_its_page() {
        Api.asAdmin().post("sellers", "{\"name\":\"Seller WEB-NOTICE-2\"}").expect(201);
        String order = Api.asAdmin().post("purchase-orders", body("WEB-NOTICE-2", "Reader Two", "two@web-notice-2.example", "en")).expect(201).object().getString("id");
        SignInPage.asAdministrator(browser, "purchase-orders/details?id=" + order + "&tab=contacts");
        HearingsTab tab = new HearingsTab(browser.driver());
        assertThat(tab.hears("Reader Two: Balance")).isTrue();
        assertThat(tab.hears("Reader Two: Escalation")).isFalse();
        assertThat(tab.upcoming().get(0)).isEqualTo("Line 1 falls below 75% Reader Two under €750.00");
        assertThat(tab.rules()).isEqualTo("As the company rules say");
        tab.toggle("Reader Two: Balance");
        assertThat(tab.upcoming().get(0)).isEqualTo("Line 1 falls below 75% Nobody hears it under €750.00");
        tab = HearingsTab.open(browser, order);
        assertThat(tab.hears("Reader Two: Balance")).as("saved").isFalse();
        tab.ownThresholds("50, 200");
        assertThat(tab.problem()).contains("100");
        tab = HearingsTab.open(browser, order);
        tab.ownThresholds("50");
        assertThat(tab.rules()).isEqualTo("Differs from the company rules");
        assertThat(tab.upcoming().get(0)).startsWith("Line 1 falls below 50%");
    }

    @Test
    void rules_are_saved_and_wrong_ones_say_where() {
        SignInPage.asAdministrator(browser, "admin/notification-rules");
        NotificationRulesPage page = new NotificationRulesPage(browser.driver());
        assertThat(page.value("thresholds")).isEqualTo("75, 25, 10, 0");
        assertThat(page.canTestMail()).as("there is nothing to test").isFalse();
        page.enter("thresholds", "75, 101, none").enter("quietDates", "2026-02-30").save();
        assertThat(page.problem("thresholds")).contains("“none” is not a number");
        assertThat(page.problem("quietDates")).contains("2026-02-30");
        page.enter("thresholds", "75, 25, 10, 0").enter("quietDates", "2099-12-25").save();
        assertThat(page.message()).contains("The rules are saved.");
        browser.open("admin/notification-rules");
        assertThat(new NotificationRulesPage(browser.driver()).value("quietDates")).isEqualTo("2099-12-25");
    }

    @Test
    void the_secret_of_a_webhook_is_shown_once_and_renewed_with_an_overlap() {
        SignInPage.asAdministrator(browser, "admin/notification-rules");
        NotificationRulesPage page = new NotificationRulesPage(browser.driver());
        page.addWebhook("Hook one", "https://hooks.example.org/services/x");
        String secret = page.secret();
        assertThat(secret).hasSizeGreaterThan(40);
        page.closeSecret();
        assertThat(page.holds(secret)).isFalse();
        page.openWebhook("Hook one");
        assertThat(page.webhookSecretText()).contains("It was shown once").doesNotContain(secret);
        page.typeWebhookName("Hook one and a half").renewSecret();
        String renewed = page.secret();
        assertThat(renewed).hasSizeGreaterThan(40).isNotEqualTo(secret);
        assertThat(page.secretText()).contains("The old secret signs as well until");
        page.closeSecret();
        assertThat(page.webhookName()).as("what was typed before").isEqualTo("Hook one and a half");
        page.cancelWebhook().openWebhook("Hook one");
        assertThat(page.webhookSecretText()).contains("The old secret signs as well until");
        assertThat(page.holds(renewed)).isFalse();
    }

    @Test
    void a_viewer_reads_and_changes_nothing() {
        String order = told("WEB-NOTICE-3", "Reader Three", "three@web-notice-3.example", "en");
        Api.asAdmin().post("users", "{\"name\":\"notices-viewer\",\"role\":\"VIEWER\",\"password\":\"a-password-for-tests\"}").expect(201);
        browser.open("notifications?q=web-notice-3");
        new SignInPage(browser.driver()).signIn("notices-viewer", "a-password-for-tests");
        NotificationsPage page = new NotificationsPage(browser.driver());
        assertThat(page.rows()).hasSize(1);
        assertThat(page.show().canResend()).isFalse();
        assertThat(HearingsTab.open(browser, order).mayChoose("Reader Three: Balance")).isFalse();
    }

    /** A purchase order whose contact was told of its balance. */
    static String told(String id, String name, String email, String language) {
        Api api = Api.asAdmin();
        api.post("sellers", "{\"name\":\"Seller " + id + "\"}").expect(201);
        String order = api.post("purchase-orders", body(id, name, email, language)).expect(201).object().getString("id");
        api.post("invoices", """
                {"invoiceId":"%s-A","seller":"Seller %s","invoiceClass":"MONTHLY_USAGE","billingPeriod":"2026-01","issueDate":"2026-02-03","currency":"EUR","gross":"300.00",
                 "purchaseOrderReference":"%s"}""".formatted(id, id, id)).expect(201);
        Notices.await("the mail is kept", () -> of(order).stream().anyMatch(n -> n.getString("state").equals("KEPT")));
        return order;
    }

    private static String body(String id, String name, String email, String language) {
        return """
                {"purchaseOrderId":"%s","sellers":["Seller %s"],"currency":"EUR","effectiveMonth":"2026-01","expirationMonth":"2035-12","contacts":[{"name":"%s","email":"%s","language":"%s"}],
                 "lineItems":[{"number":"1","type":"ALL","startMonth":"2026-01","endMonth":"2035-12","balanceTracking":true,"unitPrice":"1000.00"}]}""".formatted(id, id, name, email, language);
    }

    private static List<JsonObject> of(String order) {
        return Api.asAdmin().get("notifications?purchaseOrder=" + order).expect(200).object().getJsonArray("items").getValuesAs(JsonObject.class);
    }

    private static JsonObject only(String order) {
        return of(order).get(0);
    }
}
