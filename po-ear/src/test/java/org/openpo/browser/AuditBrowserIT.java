package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.openpo.it.Api;

/** The audit trail by its page. */
class AuditBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inEnglish();

    @Test
    void who_did_what_is_found_read_and_checked() {
        suspended("WEB-AUDIT-EN", "the budget is frozen");
        SignInPage.asAdministrator(browser, "audit");
        AuditPage page = new AuditPage(browser.driver()).check();
        assertThat(page.outcome()).contains("No tampering found");
        page.search("WEB-AUDIT-EN", 2);
        assertThat(page.rows().get(0)).contains("admin", "Status changed", "WEB-AUDIT-EN", "the budget is frozen");
        page.action("PURCHASE_ORDER_STATUS_CHANGED");
        assertThat(page.rows()).hasSize(1);
        page.show();
        assertThat(page.changes()).containsExactly("Suspended No Yes");
        assertThat(page.facts()).contains("WEB-AUDIT-EN", "the budget is frozen", "admin");
        page = page.allOfThis();
        assertThat(page.chips()).singleElement().asString().startsWith("Purchase order ");
        assertThat(page.rows()).hasSize(2);
    }

    static void suspended(String id, String reason) {
        String order = Api.asAdmin().post("purchase-orders", """
                {"purchaseOrderId":"%s","sellers":["ANY"],"currency":"EUR","effectiveMonth":"2046-01","expirationMonth":"2046-12"}""".formatted(id)).expect(201).object().getString("id");
        Api.asAdmin().put("purchase-orders/" + order + "/status", "{\"status\":\"SUSPENDED\",\"reason\":\"" + reason + "\"}").expect(200);
    }
}
