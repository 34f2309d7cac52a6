package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.openpo.it.SignInProviderStub;

/** Somebody without a role is told so, in Vietnamese. */
class ProviderSignInVietnameseBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inVietnamese();

    @Test
    void who_has_no_role_reads_what_to_do() {
        browser.open("invoices");
        SignInPage page = new SignInPage(browser.driver());
        assertThat(page.provider()).isEqualTo("Đăng nhập bằng Example ID");
        SignInProviderStub.knows("browser-sso-none", "None", "others");
        page.signInAtProvider();
        assertThat(page.refusal()).contains("Bạn chưa được dùng OpenPO", "Không có nhóm nào của bạn tại Example ID", "Dùng tài khoản khác");
        // The browser notes the status 403.
        browser.consoleErrors();
    }
}
