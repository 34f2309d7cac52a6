package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openpo.it.Api;

/** Views, columns and heights of rows, kept for each person. */
class ListLookBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inEnglish();

    @Test
    void a_view_keeps_filters_sort_and_columns_and_opens_as_it_was_saved() {
        ContactsBrowserIT.order("WEB-LOOK-1", "a@web-look.example");
        ContactsBrowserIT.order("WEB-LOOK-2", "b@web-look.example");
        SignInPage.asSomebody(browser, "web-look", "VIEWER", "dashboard?q=web-look&sort=purchaseOrderId");
        ListLookPage page = new ListLookPage(browser.driver());
        assertThat(page.columns()).contains("Description", "Line items").doesNotContain("Billed");
        page = page.choose(5, "BILLED", "LINES");
        assertThat(page.columns()).containsSubsequence("Bill from", "Billed", "Effective – expiration", "Amount").doesNotContain("Line items");
        assertThat(page.rows()).containsExactly("WEB-LOOK-1", "WEB-LOOK-2");
        assertThat(page.refused(" ")).isNotBlank();
        page = page.save("Mine");
        assertThat(page.views()).containsExactly("All", "Active", "At risk", "Expiring soon", "Mine*");
        assertThat(page.query()).contains("q=web-look", "sort=purchaseOrderId", "columns=DESCRIPTION,STATUS,SELLERS,BILLED");

        page = page.open("All");
        assertThat(page.views()).contains("All*", "Mine");
        page = page.reset();
        assertThat(page.columns()).doesNotContain("Billed");
        page = page.open("Mine");
        assertThat(page.columns()).contains("Billed").doesNotContain("Line items");
        assertThat(page.rows()).containsExactly("WEB-LOOK-1", "WEB-LOOK-2");
        assertThat(page.remove().views()).doesNotContain("Mine", "Mine*");
    }

    @Test
    void columns_and_heights_stay_for_the_person_and_not_for_others() {
        Api.asAdmin().post("invoices", """
                {"invoiceId":"WEB-LOOK-I","seller":"Nobody of WEB-LOOK","billingPeriod":"2026-08","issueDate":"2026-09-03","currency":"EUR","gross":"100.00"}""").expect(201);
        SignInPage.asSomebody(browser, "web-look-invoices", "MANAGER", "invoices?columns=NET,AMOUNT,ASSIGNED&sort=-issueDate");
        ListLookPage page = new ListLookPage(browser.driver());
        assertThat(page.columns()).containsExactly("Invoice ID", "Net", "Amount", "Assigned to");
        assertThat(page.isCompact()).isFalse();
        assertThat(page.toggleRows().isCompact()).isTrue();
        page = page.choose(0, "NET");
        assertThat(page.columns()).containsExactly("Invoice ID", "Amount", "Assigned to");
        browser.open("invoices");
        page = new ListLookPage(browser.driver());
        assertThat(page.columns()).containsExactly("Invoice ID", "Amount", "Assigned to");
        assertThat(page.isCompact()).isTrue();
    }
}
