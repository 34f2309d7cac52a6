package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The directory of contacts in Vietnamese. */
class ContactsVietnameseBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inVietnamese();

    @Test
    void nguoi_nghi_viec_duoc_thay_o_moi_noi() {
        ContactsBrowserIT.add("Trần Minh Đức", "duc@web-contacts-vi.example");
        ContactsBrowserIT.add("Nguyễn Thị Lan Anh", "lan@web-contacts-vi.example");
        ContactsBrowserIT.order("WEB-CONTACTS-VI", "duc@web-contacts-vi.example");
        SignInPage.asAdministrator(browser, "contacts?q=web-contacts-vi");
        ContactsPage page = new ContactsPage(browser.driver());
        assertThat(page.language()).isEqualTo("vi");
        page.beginReplacing("duc@web-contacts-vi.example");
        assertThat(page.replaceButton()).isEqualTo("Thay trên 1 đơn mua hàng");
        assertThat(page.replaceBy("thị lan anh", "Nghỉ việc")).isEqualTo("Nguyễn Thị Lan Anh tiếp nhận từ Trần Minh Đức trên 1 đơn mua hàng.");
        assertThat(page.row("duc@web-contacts-vi.example")).contains("Đã tắt", "Người thay: Nguyễn Thị Lan Anh");
    }
}
