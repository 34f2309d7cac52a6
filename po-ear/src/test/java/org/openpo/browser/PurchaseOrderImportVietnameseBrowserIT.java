package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Purchase orders from a file in Vietnamese. */
class PurchaseOrderImportVietnameseBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inVietnamese();

    @TempDir
    Path directory;

    @Test
    void tep_duoc_xem_truoc_roi_nhap() throws IOException {
        ContactsBrowserIT.order("BEFORE-FILES-VI", "nguoi@web-files.example");
        SignInPage.asAdministrator(browser, "dashboard?q=web-tep-");
        Path file = Files.writeString(directory.resolve("don.csv"), "purchaseOrderId;description;sellers;currency;effectiveMonth;expirationMonth;lineNumber;lineType;unitPrice\n"
                + "WEB-TEP-1;Điện toán đám mây;ANY;VND;01/2042;12/2042;1;ALL;1.000.000\nWEB-TEP-2;;ANY;VND;tháng 1;12/2042;;;\n");
        PurchaseOrderImportDialog page = new PurchaseOrderImportDialog(browser.driver()).drop(file);
        assertThat(page.language()).isEqualTo("vi");
        assertThat(page.counts()).containsExactly("1", "0", "0", "0", "1");
        assertThat(page.wrongs()).singleElement().satisfies(wrong -> assertThat(wrong).containsExactly("2", "effectiveMonth", "WEB-TEP-2", "“tháng 1” không phải là tháng. Hãy viết như 01/2026."));
        assertThat(page.takeButton()).isEqualTo("Nhập 1 đơn mua hàng");
        assertThat(page.take().close().orders()).containsExactly("WEB-TEP-1");
    }
}
