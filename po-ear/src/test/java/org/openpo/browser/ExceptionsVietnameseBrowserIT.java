package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The queue of exceptions in Vietnamese. */
class ExceptionsVietnameseBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inVietnamese();

    @Test
    void anExceptionIsLeftByItsWayOut() {
        ExceptionSetUp setUp = new ExceptionSetUp("Ngoai Le Ltd");
        ExceptionSetUp.order("EX-VI", setUp.seller(), "EUR", "2026-12", "ALL", "HOLD", "");
        String invoice = setUp.invoice("VI-1", "1500.00", "");
        SignInPage.asAdministrator(browser, "exceptions?seller=Ngoai+Le+Ltd");
        ExceptionsPage page = new ExceptionsPage(browser.driver());
        assertThat(page.language()).isEqualTo("vi");
        assertThat(page.problem("VI-1")).isEqualTo("Giữ lại, số dư không đủ");
        assertThat(page.suggestion("VI-1")).isEqualTo("Tăng EX-VI, dòng 1");
        page.choose("Cho vượt EX-VI, dòng 1");
        assertThat(page.reason()).isEqualTo("Chấp nhận vượt số dư.");
        assertThat(page.action()).isEqualTo("Cho vượt");
        page.take();
        assertThat(page.isEmpty()).isTrue();
        assertThat(ExceptionSetUp.invoice(invoice).getString("state")).isEqualTo("MATCHED");
    }
}
