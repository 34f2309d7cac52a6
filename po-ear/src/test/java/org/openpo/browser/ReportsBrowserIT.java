package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.openpo.it.Api;

/** Reports by their page. */
class ReportsBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inEnglish();

    @Test
    void reports_are_chosen_filtered_followed_and_printed() {
        portfolio("Web Reports Ltd", "WEB-REPORT-EN", "web-report-en");
        SignInPage.asAdministrator(browser, "reports?seller=Web+Reports+Ltd");
        ReportsPage page = new ReportsPage(browser.driver());
        assertThat(page.rows()).containsExactly("Web Reports Ltd EUR 1 1,000.00 400.00 600.00 40% 1 1,240,000.50", "Web Reports Ltd JPY 1 9,600,001 0 9,600,001 0% 0 0");
        assertThat(page.totals()).hasSize(2).first().asString().contains("EUR", "1,000.00", "400.00");
        page.currency("EUR");
        assertThat(page.rows()).hasSize(1);
        assertThat(page.chips()).contains("Web Reports Ltd", "EUR");
        page = page.by("By tag").tag("web-report-en");
        assertThat(page.rows()).containsExactly("4410 EUR 1 1,000.00 400.00 600.00 40%");
        assertThat(page.printed(".op-topbar, .op-toolbar, .op-reports button")).isFalse();
        assertThat(page.printed(".op-printhead")).isTrue();

        assertThat(page.view("Committed and billed").chips()).as("filters go along").contains("Web Reports Ltd", "EUR");
        browser.open("reports?view=COMMITTED_BILLED&seller=Web+Reports+Ltd&from=2052-01&to=2052-03&currency=EUR");
        page = new ReportsPage(browser.driver());
        assertThat(page.chart()).contains("Jan 2052 to Mar 2052: committed €1,000.00, billed €400.00, difference €600.00.");
        assertThat(page.asTable().rows()).containsExactly("Jan 2052 333.33 400.00 −66.67 333.33 400.00 −66.67", "Feb 2052 333.33 0.00 333.33 666.66 400.00 266.66", "Mar 2052 333.34 0.00 333.34 1,000.00 400.00 600.00");
        assertThat(page.printed("svg.op-chart")).as("paper has both").isTrue();

        browser.open("reports?seller=Web+Reports+Ltd&currency=EUR");
        page = new ReportsPage(browser.driver()).view("Unmatched invoices by age");
        assertThat(page.rows()).singleElement().asString().contains("Web Reports Ltd EUR 1,240,000.50 1 invoice 0");
        page.follow();
        assertThat(new ExceptionsPage(browser.driver()).text()).contains("WEB-REPORT-EN-OPEN", "1–1 of 1");
        page = page.back();
        assertThat(page.rows()).hasSize(1);

        browser.open("reports?view=COMMITTED_BILLED&from=2052-03&to=2052-01");
        assertThat(new ReportsPage(browser.driver()).says()).contains("These months do not go together.", "March 2052");
    }

    static void portfolio(String seller, String id, String tag) {
        Api admin = Api.asAdmin();
        admin.post("sellers", "{\"name\":\"" + seller + "\"}").expect(201);
        for (String[] each : new String[][] {{"EUR", "1000.00"}, {"JPY", "9600001"}}) {
            admin.post("purchase-orders", """
                    {"purchaseOrderId":"%s-%s","sellers":["%s"],"currency":"%s","effectiveMonth":"2052-01","expirationMonth":"2052-03","tags":{"%s":"4410","a-web-report":"x"},
                     "lineItems":[{"number":"1","type":"ALL","startMonth":"2052-01","endMonth":"2052-03","balanceTracking":true,"unitPrice":"%s"}]}""".formatted(id, each[0], seller, each[0], tag, each[1])).expect(201);
        }
        // One is in a month that no purchase order covers.
        for (String[] each : new String[][] {{"PAID", "2052-01", "400.00"}, {"OPEN", "2053-02", "1240000.50"}}) {
            admin.post("invoices", """
                    {"invoiceId":"%s-%s","seller":"%s","billingPeriod":"%s","issueDate":"2053-03-03","currency":"EUR","gross":"%s"}""".formatted(id, each[0], seller, each[1], each[2])).expect(201);
        }
    }
}
