package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tokens of the API by their page, in Vietnamese. */
class TokensVietnameseBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inVietnamese();

    @Test
    void token_hien_mot_lan() {
        SignInPage.asAdministrator(browser, "admin/tokens");
        TokensPage page = new TokensPage(browser.driver()).add("web-erp-vi", "AUDITOR", "60");
        assertThat(page.secret()).startsWith("openpo_");
        assertThat(page.text()).contains("token sẽ không hiện lại");
        page.closeSecret();
        assertThat(page.row("web-erp-vi")).contains("Kiểm toán viên", "60 yêu cầu mỗi phút", "Đang dùng", "Chưa dùng");
    }
}
