package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Documents and rolling over in Vietnamese. */
class DocumentsVietnameseBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inVietnamese();
    @TempDir
    private Path files;

    @Test
    void tai_lieu_duoc_them_va_don_duoc_chuyen_ky() throws IOException {
        long id = DocumentsBrowserIT.create("WEB-DOCS-VI-2026");
        SignInPage.asAdministrator(browser, "purchase-orders/details?id=" + id + "&tab=documents");
        DocumentsTab tab = new DocumentsTab(browser.driver());
        assertThat(tab.language()).isEqualTo("vi");
        assertThat(tab.text()).contains("Chưa có tài liệu", "Mỗi tệp tối đa 25 MB");
        tab.upload(1, 1, Files.writeString(files.resolve("bao-gia.pdf"), "%PDF-1.7"), Files.writeString(files.resolve("trang.html"), "<html></html>"));
        assertThat(tab.documents()).singleElement().asString().contains("bao-gia.pdf");
        assertThat(tab.messages()).singleElement().asString().contains("Không thêm được trang.html.", "Nội dung tệp không thuộc loại được nhận");
        assertThat(tab.beginRemoving("Gỡ bao-gia.pdf")).contains("Nhật ký kiểm toán giữ tên");
        assertThat(tab.remove("nhầm").banner()).contains("Đã gỡ bao-gia.pdf.");

        browser.open("purchase-orders/add?rollOver=" + id);
        DetailsStepPage step = new DetailsStepPage(browser.driver());
        assertThat(step.text()).contains("Nối tiếp WEB-DOCS-VI-2026.", "mọi tháng đã dời 12 tháng");
        assertThat(step.value("purchaseOrderId")).isEqualTo("WEB-DOCS-VI-2027");
    }
}
