package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Notifications in Vietnamese, page and mail. */
class NotificationsVietnameseBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inVietnamese();

    @Test
    void thu_duoc_giu_lai_va_doc_duoc() {
        String order = NotificationsBrowserIT.told("WEB-NOTICE-VI", "Nguyễn Thị Lan", "lan@web-notice-vi.example", "vi");
        SignInPage.asAdministrator(browser, "notifications?po=" + order);
        NotificationsPage page = new NotificationsPage(browser.driver());
        assertThat(page.language()).isEqualTo("vi");
        assertThat(page.rows()).singleElement().satisfies(row -> assertThat(row).contains("Số dư thấp", "WEB-NOTICE-VI còn 70% số dư", "Giữ lại, không gửi"));
        page.show();
        assertThat(page.html()).contains("lang=\"vi\"", "700,00");
        assertThat(page.plainText()).contains("700,00");
        HearingsTab tab = HearingsTab.open(browser, order);
        assertThat(tab.hears("Nguyễn Thị Lan: Số dư")).isTrue();
        assertThat(tab.upcoming().get(0)).startsWith("Dòng 1 xuống dưới 25%");
    }
}
