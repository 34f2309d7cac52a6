package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same in Vietnamese: words, and numbers as they are written there. */
class InvoiceCorrectionVietnameseBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inVietnamese();

    @Test
    void an_invoice_is_split() {
        InvoiceCorrectionBrowserIT.addOrder("COT-A", "Correct Viet Ltd", "EUR", "1000.00", "ALLOW");
        InvoiceCorrectionBrowserIT.addOrder("COT-B", "Correct Viet Ltd", "EUR", "1000.00", "ALLOW");
        SignInPage.asAdministrator(browser, "invoices/details?id=" + InvoiceCorrectionBrowserIT.addInvoice("COT-1", "Correct Viet Ltd", "100.00", "COT-A"));
        CorrectionDialogs dialogs = new InvoicePage(browser.driver()).correct();
        dialogs.openSplit();
        assertThat(dialogs.assignText()).contains("Thay đổi nơi tính hóa đơn COT-1", "Gán lại", "Chia nhỏ", "Còn phải gán");
        dialogs.amount(0, "62,50");
        dialogs.chooseLine(1, "cot-b", "COT-B");
        dialogs.amount(1, "37,5");
        assertThat(dialogs.sums()).containsExactly("100,00", "0,00");
        assertThat(dialogs.assignRefused("")).contains("Hãy");
        InvoicePage split = dialogs.assign("Một phần là của bên kia.");
        assertThat(split.banner()).isEqualTo("Hóa đơn COT-1 đã được chia nhỏ.");
        assertThat(split.chargedTo()).contains("COT-A", "62,50", "COT-B", "37,50");
        assertThat(split.corrections()).singleElement().asString().contains("Chia nhỏ", "Một phần là của bên kia.");
    }
}
