package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.openpo.it.SignInProviderStub;

/** A person signs in at the company's provider and out again. */
class ProviderSignInBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inEnglish();

    @Test
    void there_and_back_and_out_everywhere() {
        browser.open("contacts?q=nobody");
        SignInPage page = new SignInPage(browser.driver());
        assertThat(page.provider()).isEqualTo("Sign in with Example ID");
        SignInProviderStub.knows("browser-sso", "Hoa Tran", "purchasing");
        page.signInAtProvider();
        page.until(d -> d.getCurrentUrl().endsWith("/po/contacts?q=nobody"));
        assertThat(page.account()).contains("Hoa Tran", "PO manager");
        page.signOut();
        assertThat(new SignInPage(browser.driver()).message()).contains("You are signed out.");
        browser.open("contacts");
        assertThat(new SignInPage(browser.driver()).provider()).isNotEmpty();
    }

    @Test
    void an_administrator_sees_where_an_account_comes_from_and_gives_it_no_password() {
        browser.open("");
        SignInProviderStub.knows("browser-sso-row", "Row", "staff");
        SignInPage page = new SignInPage(browser.driver());
        page.signInAtProvider();
        page.until(d -> d.getCurrentUrl().endsWith("/po/"));
        page.signOut();
        SignInPage.asAdministrator(browser, "admin/users");
        UsersPage users = new UsersPage(browser.driver());
        assertThat(users.row("browser-sso-row")).contains("signs in at localhost", "browser-sso-row@example.com", "Viewer").doesNotContain("New password");
        assertThat(users.row("admin")).contains("New password").doesNotContain("signs in at");
        assertThat(users.edit("browser-sso-row")).contains("come from localhost", "May sign in").doesNotContain("also adds, changes and imports");
    }
}
