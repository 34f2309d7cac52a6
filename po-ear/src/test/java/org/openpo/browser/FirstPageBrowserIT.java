package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.chrome.ChromeDriver;

/** The address of OpenPO leads to a page that works in a browser. */
class FirstPageBrowserIT {

    @RegisterExtension
    final BrowserSession browser = BrowserSession.inEnglish();

    @Test
    void showsOpenPo() {
        browser.open("");
        assertThat(new AnyPage(browser.driver()).title()).isEqualTo("Sign in · OpenPO");
    }

    /** A page of which nothing is known yet. */
    static final class AnyPage extends Page {
        AnyPage(ChromeDriver driver) {
            super(driver);
        }
    }
}
