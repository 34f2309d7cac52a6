package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The audit trail by its page, in Vietnamese. */
class AuditVietnameseBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inVietnamese();

    @Test
    void nhat_ky_doc_duoc() {
        AuditBrowserIT.suspended("WEB-AUDIT-VI", "ngân sách bị đóng băng");
        SignInPage.asAdministrator(browser, "audit?q=WEB-AUDIT-VI");
        AuditPage page = new AuditPage(browser.driver());
        assertThat(page.rows()).hasSize(2);
        assertThat(page.rows().get(0)).contains("Đổi trạng thái", "ngân sách bị đóng băng", "Đơn mua hàng");
        assertThat(page.show().changes()).singleElement().asString().contains("Không", "Có");
        assertThat(page.facts()).contains("Lý do", "Niêm phong");
    }
}
