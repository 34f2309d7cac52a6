package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.WindowType;

import org.openpo.it.Api;
import org.openpo.it.OpenPoServer;

/** Adding and editing a purchase order in two steps: what is said about each mistake, and that nothing typed is lost. */
class PurchaseOrderFormBrowserIT {
    private static final String EMEA = "Amazon Web Services EMEA SARL";

    @RegisterExtension
    final BrowserSession browser = BrowserSession.inEnglish();

    private DetailsStepPage add() {
        SignInPage.asAdministrator(browser, "purchase-orders/add");
        return new DetailsStepPage(browser.driver());
    }

    private static long create(String purchaseOrderId) {
        return Long.parseLong(Api.asAdmin().post("purchase-orders", """
                {"purchaseOrderId":"%s","description":"as created","sellers":["%s"],"currency":"EUR","effectiveMonth":"2026-01","expirationMonth":"2026-12",
                 "lineItems":[{"number":"1","type":"ALL","startMonth":"2026-01","endMonth":"2026-12","balanceTracking":true,"unitPrice":"100","quantity":"1"},
                              {"number":"2","type":"ALL","startMonth":"2026-07","endMonth":"2026-12","balanceTracking":true,"unitPrice":"50","quantity":"1"}]}"""
                .formatted(purchaseOrderId, EMEA)).expect(201).object().get("id").toString().replace("\"", ""));
    }

    @Test
    void a_purchase_order_is_added_in_two_steps() {
        LinesStepPage lines = add().fill("purchaseOrderId", "FORM-1").fill("description", "Landing zone").seller(EMEA).months("1/2027", "2027-12")
                .currency("EUR").newContact("Lan Anh", "lan.anh@form-1.example").tag("env=prod").next();
        assertThat(lines.value(0, "startMonth") + " " + lines.value(0, "endMonth")).isEqualTo("01/2027 12/2027");

        lines.fill(0, "description", "Production").fill(0, "unitPrice", "1000.5").fill(0, "quantity", "12").choose(0, "taxKind", "%").fill(0, "taxValue", "10");
        assertThat(lines.value(0, "unitPrice")).isEqualTo("1,000.50");
        assertThat(lines.total(0)).isEqualTo("13,206.60");
        lines.duplicate(0).fill(1, "quantity", "1");
        assertThat(lines.value(1, "number")).isEqualTo("2");
        assertThat(lines.sum()).isEqualTo("14,307.15");

        PurchaseOrderDetailsPage details = lines.save();

        assertThat(details.heading()).isEqualTo("FORM-1");
        assertThat(details.messages()).contains("FORM-1 was added.");
        assertThat(details.badges()).contains("Active");
        assertThat(details.balance()).isEqualTo("€14,307.15");
        assertThat(details.text()).contains("Landing zone", EMEA, "Jan 2027 to Dec 2027", "env=prod");
        assertThat(details.tab("Contacts").tabText()).contains("Lan Anh", "lan.anh@form-1.example");
    }

    @Test
    void what_is_missing_is_said_at_the_fields_and_on_top() {
        DetailsStepPage page = add().nextRefused();

        assertThat(page.summary()).containsExactly("Purchase order ID: Enter a value.", "Bill from: Choose at least one seller, or any seller.",
                "Effective month: Enter a value.", "Expiration month: Enter a value.", "Currency: Enter a value.");
        assertThat(page.problem("purchaseOrderId")).isEqualTo("Enter a value.");

        page.fill("purchaseOrderId", "FORM-2").anySeller();
        assertThat(page.problem("purchaseOrderId")).as("gone as soon as it is mended").isEmpty();
        assertThat(page.summary()).hasSize(3);
    }

    @Test
    void a_wrong_value_is_said_when_its_field_is_left_and_stays_for_correction() {
        create("form-Taken");
        DetailsStepPage page = add();

        assertThat(page.fill("purchaseOrderId", "FORM-TAKEN ").problem("purchaseOrderId")).contains("form-Taken is already used");
        assertThat(page.summary()).as("no summary before the first attempt").isEmpty();
        assertThat(page.fill("purchaseOrderId", "A<B>").problem("purchaseOrderId")).contains("not allowed");
        assertThat(page.fill("purchaseOrderId", "x".repeat(101)).problem("purchaseOrderId")).contains("100 characters or fewer");
        assertThat(page.months("13/2026", "12/2026").problem("effectiveMonth")).contains("“13/2026” is not a month");
        assertThat(page.months("01/2027", "12/2026").problem("expirationMonth")).contains("Choose January 2027 or later");
        assertThat(page.months("01/1899", "12/2027").problem("effectiveMonth")).contains("from January 2000 to December 2199");
        assertThat(page.newContact("Somebody", "nobody at all").text()).contains("is not an e-mail address");

        DetailsStepPage again = page.reload();
        assertThat(again.value("purchaseOrderId")).isEqualTo("x".repeat(101));
        assertThat(again.value("effectiveMonth_input")).isEqualTo("01/1899");
    }

    @Test
    void wrong_lines_are_said_and_a_removed_line_comes_back() {
        LinesStepPage lines = add().fill("purchaseOrderId", "FORM-3").anySeller().months("01/2026", "12/2026").currency("JPY").next();
        lines.add().fill(1, "number", "1").fill(1, "endMonth", "01/2027").fill(1, "quantity", "-1").fill(1, "unitPrice", "1.2.3").choose(1, "taxKind", "JPY");

        LinesStepPage refused = lines.saveRefused();

        assertThat(refused.problem(0, "unitPrice")).contains("Enter a unit price, or turn balance tracking off");
        assertThat(refused.problem(1, "number")).contains("Line 1 is there already");
        assertThat(refused.problem(1, "endMonth")).contains("Choose a month from January 2026 to December 2026");
        assertThat(refused.problem(1, "quantity")).contains("Enter zero or more");
        assertThat(refused.problem(1, "unitPrice")).contains("“1.2.3” is not a number");
        assertThat(refused.problem(1, "taxValue")).contains("Enter a value");
        assertThat(refused.summary()).hasSize(6);
        assertThat(refused.value(1, "unitPrice")).isEqualTo("1.2.3");

        LinesStepPage again = refused.reload();
        assertThat(again.value(1, "unitPrice")).isEqualTo("1.2.3");
        assertThat(again.summary()).as("said again after a reload").hasSize(6);

        again.remove(1);
        assertThat(again.lines()).isEqualTo(1);
        again.undoRemove();
        assertThat(again.value(1, "unitPrice")).isEqualTo("1.2.3");
        again.remove(1).fill(0, "unitPrice", "4800");
        assertThat(again.value(0, "unitPrice")).as("yen have no decimals").isEqualTo("4,800");
        assertThat(again.save().balance()).isEqualTo("¥4,800");
    }

    @Test
    void back_and_forth_between_the_steps_loses_nothing() {
        LinesStepPage lines = add().fill("purchaseOrderId", "FORM-4").seller(EMEA).months("01/2026", "12/2026").currency("EUR").tag("a").next();
        DetailsStepPage details = lines.fill(0, "unitPrice", "12").back();
        assertThat(details.value("purchaseOrderId")).isEqualTo("FORM-4");
        assertThat(details.values("sellers")).containsExactly(EMEA);
        assertThat(details.values("tags")).containsExactly("a");

        browser.driver().navigate().back();
        LinesStepPage byBrowser = new LinesStepPage(browser.driver());
        assertThat(byBrowser.value(0, "unitPrice")).isEqualTo("12.00");
    }

    @Test
    void cancelling_asks_only_if_something_was_entered() {
        DetailsStepPage page = add();
        page.cancelUntouched();
        assertThat(browser.driver().getCurrentUrl()).doesNotContain("add");

        DetailsStepPage entered = DetailsStepPage.add(browser).fill("description", "half");
        assertThat(entered.cancelAsks()).isTrue();
        entered.keepEditing();
        assertThat(entered.value("description")).isEqualTo("half");
        assertThat(entered.cancelAsks()).isTrue();
        entered.discard();
        assertThat(browser.driver().getCurrentUrl()).doesNotContain("add");
    }

    @Test
    void two_new_purchase_orders_in_two_tabs_do_not_mix() {
        DetailsStepPage first = add().fill("purchaseOrderId", "FORM-TAB-1");
        String firstTab = browser.driver().getWindowHandle();
        browser.driver().switchTo().newWindow(WindowType.TAB);
        DetailsStepPage second = DetailsStepPage.add(browser).fill("purchaseOrderId", "FORM-TAB-2");
        assertThat(second.text()).as("the other one is offered").contains("FORM-TAB-1");
        browser.driver().switchTo().window(firstTab);
        assertThat(first.reload().value("purchaseOrderId")).isEqualTo("FORM-TAB-1");
    }

    @Test
    void the_second_of_two_tabs_does_not_overwrite_the_first() {
        long id = create("FORM-CONFLICT");
        SignInPage.asAdministrator(browser, "purchase-orders/edit?id=" + id);
        DetailsStepPage first = new DetailsStepPage(browser.driver()).fill("description", "from the first tab");
        String firstTab = browser.driver().getWindowHandle();
        browser.driver().switchTo().newWindow(WindowType.TAB);
        DetailsStepPage second = DetailsStepPage.edit(browser, id);
        assertThat(second.value("description")).isEqualTo("as created");
        second.fill("description", "from the second tab");
        String secondTab = browser.driver().getWindowHandle();

        browser.driver().switchTo().window(firstTab);
        first.save();
        browser.driver().switchTo().window(secondTab);
        DetailsStepPage refused = second.saveRefused();

        assertThat(refused.conflict()).contains("admin changed this purchase order on", "nothing was overwritten");
        assertThat(refused.value("description")).as("what was typed is still there").isEqualTo("from the second tab");
        assertThat(refused.reloadAfterConflict().value("description")).isEqualTo("from the first tab");
    }

    @Test
    void shortening_a_purchase_order_names_the_lines_outside_and_fits_them() {
        long id = create("FORM-SHORTER");
        SignInPage.asAdministrator(browser, "purchase-orders/edit?id=" + id);
        LinesStepPage lines = new DetailsStepPage(browser.driver()).fill("expirationMonth_input", "09/2026").next();

        assertThat(lines.text()).contains("2 lines lie outside Jan 2026 to Sep 2026.");
        assertThat(lines.problem(1, "endMonth")).contains("September 2026");
        lines.fit();
        assertThat(lines.value(0, "endMonth") + " " + lines.value(1, "startMonth") + " " + lines.value(1, "endMonth")).isEqualTo("09/2026 07/2026 09/2026");
        assertThat(lines.save().text()).contains("Jan 2026 to Sep 2026");
    }

    @Test
    void an_expired_session_leads_back_to_what_was_entered() {
        DetailsStepPage page = add().fill("purchaseOrderId", "FORM-EXPIRED").tag("kept");
        browser.driver().manage().deleteCookieNamed("JSESSIONID");

        page.nextWithoutSession();
        new SignInPage(browser.driver()).signIn(OpenPoServer.ADMIN, OpenPoServer.ADMIN_PASSWORD);

        DetailsStepPage again = new DetailsStepPage(browser.driver());
        assertThat(again.value("purchaseOrderId")).isEqualTo("FORM-EXPIRED");
        assertThat(again.values("tags")).containsExactly("kept");
    }

    @Test
    void numbers_change_their_separators_with_the_language() {
        LinesStepPage lines = add().fill("purchaseOrderId", "FORM-LANGUAGE").anySeller().months("01/2026", "12/2026").currency("EUR").next()
                .fill(0, "unitPrice", "1,234.5");
        LinesStepPage vietnamese = lines.changeLanguage();
        assertThat(vietnamese.value(0, "unitPrice")).isEqualTo("1.234,50");
        assertThat(vietnamese.sum()).isEqualTo("1.234,50");
        assertThat(vietnamese.changeLanguage().value(0, "unitPrice")).isEqualTo("1,234.50");
    }
}
