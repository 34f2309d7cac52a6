package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openpo.it.Api;

/** Each list has its menu of exports, which hands out what the list shows, in its order. */
class ListExportsBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inEnglish();

    @Test
    void every_list_hands_out_what_it_shows() {
        ContactsBrowserIT.order("WEB-EXPORT-1", "b@web-export.example");
        Api.asAdmin().post("contacts", "{\"name\":\"Ann Export\",\"email\":\"a@web-export.example\"}").expect(201);
        Api.asAdmin().post("sellers", "{\"name\":\"Web Export Ltd\"}").expect(201);
        for (int i = 1; i <= 2; i++) {
            Api.asAdmin().post("invoices", """
                    {"invoiceId":"WEB-EXPORT-%d","seller":"Web Export Ltd","billingPeriod":"2045-05","issueDate":"2045-06-02","currency":"EUR","gross":"%d.00"}""".formatted(i, i)).expect(201);
        }
        SignInPage.asAdministrator(browser, "dashboard?q=web-export-");
        assertThat(export("list", "lineNumber", 0)).containsExactly("WEB-EXPORT-1");
        browser.open("contacts?q=web-export&sort=purchaseOrders");
        assertThat(export("list", "email", 1)).containsExactly("a@web-export.example", "b@web-export.example");
        browser.open("contacts?q=web-export&sort=-purchaseOrders");
        assertThat(export("list", "email", 1)).containsExactly("b@web-export.example", "a@web-export.example");
        browser.open("invoices?q=web-export&sort=-gross");
        assertThat(export("list", "invoiceId", 1)).containsExactly("WEB-EXPORT-2", "WEB-EXPORT-1");
        browser.open("exceptions?seller=Web+Export+Ltd&min=2");
        assertThat(export("queue", "invoiceId", 1)).containsExactly("WEB-EXPORT-2");
    }

    /** One column of what the list's form hands out. */
    private List<String> export(String form, String hasColumn, int column) {
        List<String> lines = new ExportMenu(browser.driver(), form).csv().lines().toList();
        assertThat(lines.get(0)).contains(hasColumn);
        return lines.stream().skip(1).map(line -> line.split(",")[column]).toList();
    }
}
