package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a phone no page is wider than the window, in Vietnamese either, whose words are the longer ones. */
class NarrowPagesBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inVietnamese();

    @ParameterizedTest
    @ValueSource(strings = {"purchase-orders/add", "exceptions", "invoices", "imports", "admin/exchange-rates", "admin/settings", "admin/ledger", "admin/users"})
    void noPageIsWiderThanThePhone(String page) {
        browser.narrow();
        SignInPage.asAdministrator(browser, page);
        assertThat(browser.driver().getCurrentUrl()).contains(page);
        Object wider = browser.driver().executeScript("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(((Number) wider).intValue()).as("pixels that hang over").isLessThanOrEqualTo(1);
    }
}
