package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The search over everything, and the keys, without a mouse. */
class SearchBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inEnglish();

    @BeforeAll
    static void orders() {
        ContactsBrowserIT.order("WEB-SEARCH-1", "needle@web-search.example");
        ContactsBrowserIT.order("WEB-SEARCH-2", "needle@web-search.example");
    }

    @Test
    void what_is_typed_is_found_chosen_by_arrows_and_opened() {
        SignInPage.asAdministrator(browser, "contacts");
        SearchDialog search = new SearchDialog(browser.driver()).open().look("web-search");
        assertThat(search.found()).contains("WEB-SEARCH-1", "WEB-SEARCH-2").hasSize(3);
        assertThat(search.chosen()).startsWith("WEB-SEARCH-1");
        assertThat(search.down().chosen()).startsWith("WEB-SEARCH-2");
        search.enter();
        assertThat(search.path()).endsWith("/purchase-orders/details");
        assertThat(search.text()).contains("WEB-SEARCH-2");

        // Sooner than the answer: what the last letters find is opened.
        search.open().lookAndEnter("exchange rat");
        assertThat(search.path()).endsWith("/admin/exchange-rates");

        assertThat(search.open().look("nobody-is-called-so").found()).isEmpty();
        assertThat(search.said()).contains("Nothing is called “nobody-is-called-so”");
        assertThat(search.chosen()).isEqualTo("All purchase orders with “nobody-is-called-so”");
    }

    @Test
    void rows_are_walked_by_letters_and_letters_can_be_switched_off() {
        SignInPage.asAdministrator(browser, "dashboard?q=web-search");
        SearchDialog keys = new SearchDialog(browser.driver());
        keys.press("j");
        assertThat(keys.row()).isEqualTo("WEB-SEARCH-2");
        keys.press("j");
        assertThat(keys.row()).isEqualTo("WEB-SEARCH-1");
        keys.press("k");
        assertThat(keys.row()).isEqualTo("WEB-SEARCH-2");
        assertThat(keys.keys()).contains("Search everywhere", "Next row", "Accept the suggestion");
        keys.letters().escape();
        keys.press("?");
        assertThat(keys.isSheetOpen()).isFalse();
        keys.press("n");
        assertThat(keys.path()).endsWith("/dashboard");
        // Ctrl K is no single letter.
        keys.open();
    }
}
