package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Purchase orders from a file on the dashboard: a look, the import, the export of the filtered list. */
class PurchaseOrderImportBrowserIT {
    private static final String HEADER = "purchaseOrderId,description,sellers,currency,effectiveMonth,expirationMonth,lineNumber,lineType,unitPrice\n";

    @RegisterExtension
    final BrowserSession browser = BrowserSession.inEnglish();

    @TempDir
    Path directory;

    @Test
    void a_file_is_looked_at_imported_changed_and_exported() throws IOException {
        // Without any purchase order the dashboard shows the first steps instead.
        ContactsBrowserIT.order("BEFORE-FILES-EN", "somebody@web-files.example");
        SignInPage.asAdministrator(browser, "dashboard?q=web-file-");
        String file = HEADER + "WEB-FILE-1,Cloud,AWS EMEA SARL,EUR,2042-01,2042-12,1,ALL,100\nWEB-FILE-2,,Nobody of WEB-FILE,EUR,2042-01,2042-12,,,\n";
        PurchaseOrderImportDialog page = new PurchaseOrderImportDialog(browser.driver()).drop(write(file));
        assertThat(page.counts()).containsExactly("1", "0", "0", "0", "1");
        assertThat(page.wrongs()).singleElement().satisfies(wrong -> assertThat(wrong).startsWith("2", "sellers", "WEB-FILE-2"));
        assertThat(page.takeButton()).isEqualTo("Import 1 purchase order");
        page = page.take().close();
        assertThat(page.orders()).containsExactly("WEB-FILE-1");

        page.drop(write(HEADER + "WEB-FILE-1,Clouds,AWS EMEA SARL,EUR,2042-01,2042-12,1,ALL,100\n"));
        assertThat(page.counts()).containsExactly("0", "0", "0", "1", "0");
        page.changeWhatIsHere();
        assertThat(page.counts()).containsExactly("0", "1", "0", "0", "0");
        assertThat(page.changes()).containsExactly("Description");
        page = page.take().close();
        assertThat(page.export()).contains("WEB-FILE-1,Clouds,Amazon Web Services EMEA SARL").hasLineCount(2);
        page.drop(write("invoiceId,seller,billingPeriod,issueDate,currency,gross\n"));
        assertThat(page.problem()).contains("This is a file of invoices. Import it on the page “Import”.");
    }

    @Test
    void the_focus_goes_back_to_the_button_that_opened_the_dialog() {
        ContactsBrowserIT.order("BEFORE-FILES-FOCUS", "somebody@web-focus.example");
        SignInPage.asAdministrator(browser, "dashboard");
        new PurchaseOrderImportDialog(browser.driver()).leaveByEscape().leaveByEscape();
    }

    private Path write(String content) throws IOException {
        return Files.writeString(directory.resolve("orders.csv"), content);
    }
}
