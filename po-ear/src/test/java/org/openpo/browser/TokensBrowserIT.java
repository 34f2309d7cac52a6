package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.openpo.it.Api;

/** An administrator gives a program its token and takes it away again. */
class TokensBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inEnglish();

    @Test
    void a_token_is_made_by_keyboard_alone() {
        SignInPage.asAdministrator(browser, "admin/tokens");
        TokensPage page = new TokensPage(browser.driver());
        Api.anonymous().asBearer(page.addByKeyboard("web-keys")).get("me").expect(200);
        assertThat(page.row("web-keys")).contains("Viewer", "Active");
    }

    @Test
    void a_token_is_shown_once_works_and_is_revoked() {
        SignInPage.asAdministrator(browser, "admin/tokens");
        TokensPage page = new TokensPage(browser.driver()).add("web-erp", "MANAGER", "70000");
        assertThat(page.problem("requestsPerMinute")).contains("from 1 to 60,000");
        page.awaitFocus("addForm:requestsPerMinute");
        page.cancel().add("web-erp", "MANAGER", "120");
        String secret = page.secret();
        assertThat(Api.anonymous().asBearer(secret).get("me").expect(200).object().getString("role")).isEqualTo("MANAGER");
        assertThat(page.copy()).isEqualTo("Copied");
        page.closeSecret();
        assertThat(page.isSecretInPage(secret)).isFalse();
        assertThat(page.row("web-erp")).contains("PO manager", "120 requests a minute", "Active", secret.substring(secret.length() - 4));
        page.add("WEB-ERP", "VIEWER", "600");
        assertThat(page.problem("name")).contains("There is a token named WEB-ERP already");
        page.cancel().renew("web-erp", "0");
        String renewed = page.secret();
        page.closeSecret();
        Api.anonymous().asBearer(secret).get("me").expect(401);
        Api.anonymous().asBearer(renewed).get("me").expect(200);
        page.revoke("web-erp");
        page.until(d -> page.row("web-erp").contains("Revoked"));
        assertThat(page.row("web-erp")).contains("by admin");
        Api.anonymous().asBearer(renewed).get("me").expect(401);
    }
}
