package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.openpo.it.Api;

/** What OpenPO is for, from sign-in to the dashboard: a purchase order in two steps, a file, the invoice on its line, the reason, the balance. */
class MainJobBrowserIT {
    private static final String SELLER = "Main Job Supplies Inc.";

    @RegisterExtension
    final BrowserSession browser = BrowserSession.inEnglish();

    @TempDir
    Path files;

    @Test
    void a_finance_person_does_the_main_job() throws Exception {
        Api.asAdmin().post("sellers", "{\"name\":\"" + SELLER + "\"}").expect(201);
        SignInPage.asAdministrator(browser, "");
        MainJobPages dashboard = new MainJobPages(browser.driver());

        MainJobPages details = dashboard.follow("/purchase-orders/add");
        details.fillDetails("MAIN-JOB-1", SELLER, "CAD", "01/2026", "12/2026");
        MainJobPages order = details.toLineItems().submitOneLine("1200.00");
        assertThat(order.path()).contains("/purchase-orders/details");
        assertThat(order.shows("MAIN-JOB-1")).isTrue();
        assertThat(order.shows("1,200.00")).isTrue();
        String address = browser.driver().getCurrentUrl();

        browser.open("imports");
        MainJobPages imports = new MainJobPages(browser.driver());
        imports.upload(Files.writeString(files.resolve("main-job.csv"), """
                invoiceId,seller,invoiceClass,billingPeriod,issueDate,currency,net,tax,gross
                MAIN-JOB-INV-1,"Main Job Supplies Inc.",MONTHLY_USAGE,2026-03,2026-04-02,CAD,100.00,13.00,113.00
                """, StandardCharsets.UTF_8));

        browser.open("invoices?q=MAIN-JOB-INV-1");
        MainJobPages invoice = new MainJobPages(browser.driver()).followText("MAIN-JOB-INV-1");
        assertThat(invoice.shows("Why this purchase order")).isTrue();
        assertThat(invoice.shows("MAIN-JOB-1")).isTrue();

        browser.driver().get(address);
        MainJobPages after = new MainJobPages(browser.driver());
        assertThat(after.shows("1,087.00")).as("the balance has fallen by 113.00\n" + after.text()).isTrue();

        browser.open("");
        MainJobPages totals = new MainJobPages(browser.driver());
        assertThat(totals.shows("CAD")).isTrue();
        assertThat(totals.shows("1,087.00")).as("the dashboard's total of CAD\n" + totals.text()).isTrue();
    }
}
