package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The search over everything and the sheet of keys, in Vietnamese. */
class SearchVietnameseBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inVietnamese();

    @Test
    void trang_tim_thay_khong_can_dau() {
        SignInPage.asAdministrator(browser, "contacts");
        SearchDialog search = new SearchDialog(browser.driver()).open().look("don mua");
        assertThat(search.found()).contains("Đơn mua hàng");
        assertThat(search.escape().keys()).contains("Phím tắt", "Tìm ở mọi nơi", "Hàng sau");
    }
}
