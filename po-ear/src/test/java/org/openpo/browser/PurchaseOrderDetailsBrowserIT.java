package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;

import org.openpo.it.Api;

/** One purchase order: its lines are added, edited, closed and deleted, its status changes, and who may do none of that sees no way to. */
class PurchaseOrderDetailsBrowserIT {
    private static final String SELLER = "Amazon Web Services New Zealand Limited";
    private static final String PASSWORD = "a-password-for-tests";

    @RegisterExtension
    final BrowserSession browser = BrowserSession.inEnglish();

    private static long create(String purchaseOrderId) {
        return create(purchaseOrderId, YearMonth.of(2020, 1), YearMonth.of(2120, 12), "100");
    }

    private static long create(String purchaseOrderId, YearMonth from, YearMonth to, String amount) {
        return Long.parseLong(Api.asAdmin().post("purchase-orders", """
                {"purchaseOrderId":"%s","description":"Details","sellers":["%s"],"currency":"NZD","effectiveMonth":"%s","expirationMonth":"%s",
                 "taxRegistrationNumbers":["%s"],
                 "lineItems":[{"number":"1","type":"ALL","startMonth":"%s","endMonth":"%s","balanceTracking":true,"unitPrice":"%s","quantity":"1"}]}"""
                .formatted(purchaseOrderId, SELLER, from, to, purchaseOrderId, from, to, amount)).expect(201).object().get("id").toString().replace("\"", ""));
    }

    /** An invoice that only this purchase order can take, by its tax registration number. */
    private static void bill(String purchaseOrderId, String invoiceId, YearMonth period, String gross) {
        Api.asAdmin().post("invoices", """
                {"invoiceId":"%s","seller":"%s","kind":"INVOICE","invoiceClass":"MONTHLY_USAGE","taxRegistrationNumber":"%s","billingPeriod":"%s",
                 "issueDate":"%s","dueDate":"%s","currency":"NZD","net":"%s","tax":"0.00","gross":"%s"}"""
                .formatted(invoiceId, SELLER, purchaseOrderId, period, period.plusMonths(1).atDay(3), period.plusMonths(2).atDay(5), gross, gross));
    }

    private PurchaseOrderDetailsPage open(long id) {
        SignInPage.asAdministrator(browser, "purchase-orders/details?id=" + id);
        return new PurchaseOrderDetailsPage(browser.driver());
    }

    @Test
    void a_line_is_added_edited_and_deleted() {
        PurchaseOrderDetailsPage page = open(create("DETAILS-LINES")).addLine();
        assertThat(page.lineValue("number")).isEqualTo("2");
        page.fillLine("number", "1").fillLine("startMonth", "12/2019").fillLine("unitPrice", "a lot").saveLineRefused();
        assertThat(page.lineProblem("number")).contains("Line 1 is there already");
        assertThat(page.lineProblem("startMonth")).contains("Choose a month from January 2020");
        assertThat(page.lineProblem("unitPrice")).contains("“a lot” is not a number");

        PurchaseOrderDetailsPage added = page.fillLine("number", "2").fillLine("startMonth", "1/2026").fillLine("unitPrice", "1200").fillLine("quantity", "2").saveLine();
        assertThat(added.messages()).contains("Line 2 was added.");
        assertThat(added.line("2")).contains("Jan 2026 to Dec 2120", "2,400.00");
        assertThat(added.balance()).isEqualTo("NZ$2,500.00");

        PurchaseOrderDetailsPage edited = added.editLine("2").fillLine("quantity", "1").saveLine();
        assertThat(edited.messages()).contains("Line 2 was saved.");
        assertThat(edited.balance()).isEqualTo("NZ$1,300.00");

        PurchaseOrderDetailsPage deleted = edited.begin("Delete", "2").confirm("Delete line", null);
        assertThat(deleted.messages()).contains("Line 2 was deleted.");
        assertThat(deleted.line("2")).isEmpty();
    }

    @Test
    void a_line_that_was_typed_and_not_saved_is_offered_again() {
        PurchaseOrderDetailsPage page = open(create("DETAILS-UNSAVED")).addLine().fillLine("description", "half typed");
        browser.driver().navigate().refresh();
        PurchaseOrderDetailsPage again = new PurchaseOrderDetailsPage(browser.driver());
        assertThat(again.text()).contains("A new line is not saved.");
        assertThat(again.continueUnsavedLine().lineValue("description")).isEqualTo("half typed");
        assertThat(page.path()).endsWith("/purchase-orders/details");
    }

    @Test
    void a_line_that_changed_meanwhile_is_not_overwritten() {
        long id = create("DETAILS-CONFLICT");
        PurchaseOrderDetailsPage page = open(id).editLine("1").fillLine("unitPrice", "999");
        String version = Api.asAdmin().get("purchase-orders/" + id).expect(200).header("ETag");
        Api.asAdmin().with("If-Match", version).put("purchase-orders/" + id + "/status", """
                {"status":"SUSPENDED","reason":"by somebody else"}""").expect(200);

        page.saveLineRefused();

        assertThat(page.lineDialog()).contains("changed this purchase order on", "nothing was overwritten");
        assertThat(page.lineValue("unitPrice")).isEqualTo("999.00");
        assertThat(PurchaseOrderDetailsPage.open(browser, id).balance()).isEqualTo("NZ$100.00");
    }

    @Test
    void a_line_with_invoices_is_closed_in_place_of_deleted_and_reopened() {
        long id = create("DETAILS-BILLED");
        bill("DETAILS-BILLED", "DETAILS-BILLED-1", YearMonth.of(2026, 1), "130.00");
        PurchaseOrderDetailsPage page = open(id);
        assertThat(page.badges()).contains("Out of balance");
        assertThat(page.messages()).contains("More was billed than this purchase order covers.", "over by NZ$30.00");
        assertThat(page.tab("Invoices").tabText()).contains("DETAILS-BILLED-1", "3 Feb 2026", "5 Mar 2026", "130.00", "Automatic");

        PurchaseOrderDetailsPage lines = PurchaseOrderDetailsPage.open(browser, id).begin("Delete", "1");
        assertThat(lines.actionDialog()).contains("The line has invoices, so it cannot be deleted. Close it instead");
        assertThat(lines.confirmRefused("Close line")).contains("Enter a reason");
        PurchaseOrderDetailsPage closed = lines.confirm("Close line", "used up");
        assertThat(closed.messages()).contains("Line 1 was closed.");
        assertThat(closed.line("1")).contains("Closed");
        PurchaseOrderDetailsPage reopened = closed.begin("Reopen", "1").confirm("Reopen line", "topped up");
        assertThat(reopened.line("1")).doesNotContain("Closed");
    }

    @Test
    void the_burn_down_is_drawn_told_and_read_as_a_table_in_both_languages() {
        YearMonth now = YearMonth.now(ZoneOffset.UTC);
        long id = create("DETAILS-BURN", now.minusMonths(2), now.plusMonths(8), "1200");
        PurchaseOrderDetailsPage empty = open(id);
        assertThat(empty.burnDown()).contains("Nothing billed yet");
        assertThat(empty.isChartShown()).isFalse();

        bill("DETAILS-BURN", "DETAILS-BURN-1", now.minusMonths(2), "300.00");
        bill("DETAILS-BURN", "DETAILS-BURN-2", now.minusMonths(1), "300.00");
        PurchaseOrderDetailsPage page = PurchaseOrderDetailsPage.open(browser, id);
        String dry = DateTimeFormatter.ofPattern("MMM yyyy", Locale.ENGLISH).format(now.plusMonths(2));
        assertThat(page.messages()).contains("Forecast to run out in " + dry + ", 6 months before it expires.", "About NZ$2,100 more is needed");
        assertThat(page.burnDownDescription()).contains("From NZ$1,200.00", "to NZ$600.00", "Expected to run out in " + dry);
        assertThat(page.burnDownLabels()).contains("Today", "Runs out " + dry);
        assertThat(page.sparkline("1")).contains("Billed by month", "NZ$300.00");
        List<String> rows = page.burnDownTable();
        assertThat(rows).hasSize(11);
        assertThat(rows.get(1)).contains("300.00 600.00");
        assertThat(rows.get(2)).contains("Forecast", "300.00", "300.00 to 300.00");
        assertThat(page.isChartShown()).isFalse();

        PurchaseOrderDetailsPage vietnamese = page.otherLanguage();
        assertThat(vietnamese.burnDown()).contains("Diễn biến số dư", "Dự kiến hết số dư vào " + DateTimeFormatter.ofPattern("MM/yyyy", Locale.ROOT).format(now.plusMonths(2)));
        assertThat(vietnamese.burnDownLabels()).contains("Hôm nay");
        vietnamese.otherLanguage();
    }

    @Test
    void an_administrator_suspends_and_deletes() {
        PurchaseOrderDetailsPage page = open(create("DETAILS-STATUS"));
        PurchaseOrderDetailsPage suspended = page.changeStatus("Suspended", "budget review");
        assertThat(suspended.badges()).containsExactly("Suspended");
        assertThat(suspended.changeStatus("Active", "approved").badges()).containsExactly("Active");

        PurchaseOrderDetailsPage asking = new PurchaseOrderDetailsPage(browser.driver()).beginDelete();
        assertThat(asking.deleteDialog()).contains("matches no more invoices", "It has no invoices.", "stays taken until an administrator frees it", "Suspend instead");
        long id = asking.id();
        asking.delete();
        assertThat(browser.driver().getPageSource()).contains("DETAILS-STATUS was deleted.");

        browser.open("purchase-orders/details?id=" + id);
        assertThat(browser.driver().findElement(By.tagName("h1")).getText()).contains("does not exist");
        assertThat(browser.consoleErrors()).anyMatch(error -> error.contains("404"));
    }

    @Test
    void a_viewer_sees_no_actions_and_is_refused_the_form() {
        long id = create("DETAILS-VIEWER");
        PurchaseOrderDetailsPage page = openAs("VIEWER", id);
        assertThat(page.text()).contains("DETAILS-VIEWER", "NZ$100.00");
        assertThat(page.actions()).isEmpty();

        browser.open("purchase-orders/edit?id=" + id);
        assertThat(browser.driver().findElement(By.tagName("h1")).getText()).contains("Your role does not allow this");
        assertThat(browser.consoleErrors()).anyMatch(error -> error.contains("403"));
    }

    @Test
    void a_manager_edits_and_deletes_but_does_not_change_the_status() {
        PurchaseOrderDetailsPage page = openAs("MANAGER", create("DETAILS-MANAGER"));
        assertThat(page.actions()).contains("Delete", "Edit line 1", "Add line item").noneMatch(name -> name.contains("status"));
        assertThat(page.beginDelete().deleteDialog()).contains("ask an administrator to suspend it").doesNotContain("Suspend instead");
    }

    private PurchaseOrderDetailsPage openAs(String role, long id) {
        String name = "details-" + role.toLowerCase(Locale.ROOT);
        Api.asAdmin().post("users", """
                {"name":"%s","displayName":"%s","role":"%s","password":"%s"}""".formatted(name, name, role, PASSWORD)).expect(201);
        browser.open("purchase-orders/details?id=" + id);
        new SignInPage(browser.driver()).signIn(name, PASSWORD);
        return new PurchaseOrderDetailsPage(browser.driver());
    }

    @Test
    void on_a_telephone_everything_fits_and_works() {
        browser.narrow();
        PurchaseOrderDetailsPage page = open(create("DETAILS-NARROW"));
        Object wider = browser.driver().executeScript("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(wider).as("nothing to scroll sideways").isEqualTo(0L);
        assertThat(page.editLine("1").fillLine("unitPrice", "70").saveLine().balance()).isEqualTo("NZ$70.00");
    }
}
