package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openpo.it.Api;

/** On a phone no page is wider than the window, in Vietnamese either, whose words are the longer ones. */
class NarrowPagesBrowserIT {
    /** A person of its own: the administrator's language may be another one by now, and their unfinished forms are shown. */
    private static final String USER = "narrow-pages";
    private static final String PASSWORD = "a-password-for-tests";

    @RegisterExtension
    final BrowserSession browser = BrowserSession.inVietnamese();

    @BeforeAll
    static void somebodyWithAPhone() {
        Api.asAdmin().post("users", "{\"name\":\"" + USER + "\",\"role\":\"ADMIN\",\"password\":\"" + PASSWORD + "\"}").expect(201);
        ReportsBrowserIT.portfolio("Narrow Reports Ltd", "NARROW-REPORT", "narrow-report");
    }

    @ParameterizedTest
    @ValueSource(strings = {"purchase-orders/add", "exceptions", "invoices", "reports?seller=Narrow+Reports+Ltd", "reports?view=COMMITTED_BILLED&seller=Narrow+Reports+Ltd&from=2052-01&to=2052-03", "reports?view=AGEING&seller=Narrow+Reports+Ltd", "imports", "contacts", "notifications", "admin/notification-rules", "admin/exchange-rates", "admin/settings", "admin/aws-invoicing", "admin/ledger", "admin/users", "admin/tokens"})
    void noPageIsWiderThanThePhone(String page) {
        browser.narrow();
        open(page);
        assertFits();
    }

    @Test
    void anUnfinishedFormWithALongIdFitsToo() {
        browser.narrow();
        open("purchase-orders/add");
        new DetailsStepPage(browser.driver()).fill("purchaseOrderId", "x".repeat(100));
        DetailsStepPage.add(browser);
        assertThat(browser.driver().getPageSource()).contains("x".repeat(100));
        assertFits();
    }

    private void open(String page) {
        browser.open(page);
        new SignInPage(browser.driver()).signIn(USER, PASSWORD);
        assertThat(browser.driver().getCurrentUrl()).contains(page);
    }

    private void assertFits() {
        Object wider = browser.driver().executeScript("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(((Number) wider).intValue()).as("pixels that hang over").isLessThanOrEqualTo(1);
    }
}
