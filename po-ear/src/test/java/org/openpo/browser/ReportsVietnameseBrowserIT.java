package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reports in Vietnamese, with its formats. */
class ReportsVietnameseBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inVietnamese();

    @Test
    void bao_cao_doc_duoc() {
        ReportsBrowserIT.portfolio("Công ty Báo cáo Việt", "WEB-REPORT-VI", "web-report-vi");
        SignInPage.asAdministrator(browser, "reports?seller=C%C3%B4ng+ty+B%C3%A1o+c%C3%A1o+Vi%E1%BB%87t");
        ReportsPage page = new ReportsPage(browser.driver());
        assertThat(page.rows()).containsExactly("Công ty Báo cáo Việt EUR 1 1.000,00 400,00 600,00 40% 1 1.240.000,50", "Công ty Báo cáo Việt JPY 1 9.600.001 0 9.600.001 0% 0 0");
        assertThat(page.says()).contains("Đơn mua hàng theo bên xuất hóa đơn");
        page = page.view("Hóa đơn chưa đối chiếu theo thời gian chờ");
        assertThat(page.rows()).singleElement().asString().contains("1.240.000,50 1 hóa đơn");
        browser.open("reports?view=COMMITTED_BILLED&seller=C%C3%B4ng+ty+B%C3%A1o+c%C3%A1o+Vi%E1%BB%87t&from=2052-01&to=2052-03&currency=EUR");
        assertThat(new ReportsPage(browser.driver()).chart()).contains("01/2052 đến 03/2052: cam kết 1.000,00\u00A0€, đã xuất hóa đơn 400,00\u00A0€, chênh lệch 600,00\u00A0€.");
    }
}
