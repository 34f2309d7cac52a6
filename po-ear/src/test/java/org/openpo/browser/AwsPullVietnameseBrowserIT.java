package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.openpo.it.AwsInvoicingStub;

/** Pulls from the AWS Invoicing API by their page, in Vietnamese. */
class AwsPullVietnameseBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inVietnamese();

    @Test
    void what_went_wrong_is_said_with_what_to_do() {
        AwsPullPage page = AwsPullPage.open(browser);
        page.enter("accountId", "123456789012").enterDate("startDate", LocalDate.now(ZoneOffset.UTC).minusDays(5).toString()).enter("overlapDays", "0").save();
        assertThat(page.problem("overlapDays")).contains("Hãy nhập giá trị từ 1 đến 90.");
        page.enter("overlapDays", "6").save();
        assertThat(page.message()).contains("Đã lưu thiết lập.");
        AwsInvoicingStub.refuses("ExpiredTokenException");
        assertThat(page.pullNow().result()).contains("Chưa nhập gì.", "Thông tin xác thực AWS của máy chủ đã hết hạn. Hãy gia hạn trên máy chủ.");
    }
}
