package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.openpo.it.Api;

/** Every exception code is reached and left by its way out, in the browser. */
class ExceptionsBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inEnglish();

    /**
     * How an exception comes about and ends.
     *
     * @param setUp      answers the invoice's id
     * @param problem    the tag of its row
     * @param suggestion what the row says
     * @param leave      what the person does
     * @param state      of the invoice in the end
     */
    record Case(String code, Function<ExceptionSetUp, String> setUp, String problem, String suggestion, Consumer<ExceptionsPage> leave, String state) {
        @Override
        public String toString() {
            return code + ": " + suggestion;
        }
    }

    static Stream<Case> cases() {
        Consumer<ExceptionsPage> accept = page -> page.accept("EX-1");
        return Stream.of(
                new Case("NO_PURCHASE_ORDER", s -> s.invoice("EX-1", "100.00", ""), "No purchase order", "Create a purchase order", page -> {
                    page.take();
                    assertThat(page.text()).contains("Enter a value");
                    page.purchaseOrderId("EX-NEW-1");
                    page.take();
                }, "MATCHED"),
                new Case("SELLER_NOT_COVERED", s -> {
                    ExceptionSetUp.order("EX-SELLER", "Amazon Web Services, Inc.", "EUR", "2026-12", "ALL", "ALLOW", "");
                    return s.invoice("EX-1", "100.00", "");
                }, "Seller not covered", "Create a purchase order", page -> {
                    page.choose("Add seller to EX-SELLER");
                    assertThat(page.action()).isEqualTo("Add seller");
                    page.take();
                }, "MATCHED"),
                new Case("PERIOD_OUTSIDE_WINDOW", s -> {
                    ExceptionSetUp.order("EX-PERIOD", s.seller(), "EUR", "2026-06", "ALL", "ALLOW", "");
                    return s.invoice("EX-1", "100.00", "");
                }, "Billing period not covered", "Extend EX-PERIOD, line 1", accept, "MATCHED"),
                new Case("TYPE_NOT_COVERED", s -> {
                    ExceptionSetUp.order("EX-TYPE", s.seller(), "EUR", "2026-12", "SUBSCRIPTION", "ALLOW", "");
                    return s.invoice("EX-1", "100.00", "");
                }, "Type not covered", "Add line 2 to EX-TYPE", accept, "MATCHED"),
                new Case("SUSPENDED", s -> {
                    JsonObject order = s.order("EX-SUSPENDED", "");
                    Api.asAdmin().put("purchase-orders/" + order.getString("id") + "/status", "{\"status\":\"SUSPENDED\",\"reason\":\"on hold\"}").expect(200);
                    return s.invoice("EX-1", "100.00", "");
                }, "Suspended", "Activate EX-SUSPENDED", accept, "MATCHED"),
                new Case("SUSPENDED", s -> {
                    JsonObject order = s.order("EX-CLOSED", "");
                    Api.asAdmin().put("purchase-orders/" + order.getString("id") + "/line-items/" + order.getJsonArray("lineItems").getJsonObject(0).getString("id") + "/closed",
                            "{\"closed\":true,\"reason\":\"done\"}").expect(200);
                    return s.invoice("EX-1", "100.00", "");
                }, "Suspended", "Reopen EX-CLOSED, line 1", accept, "MATCHED"),
                new Case("CURRENCY_DIFFERS", s -> {
                    ExceptionSetUp.order("EX-CURRENCY", s.seller(), "NOK", "2026-12", "ALL", "ALLOW", "");
                    return s.invoice("EX-1", "10.00", "");
                }, "Other currency", "Add a rate for EX-CURRENCY", page -> {
                    page.rate("11.25");
                    page.take();
                }, "MATCHED"),
                new Case("TAX_REGISTRATION_DIFFERS", s -> {
                    s.order("EX-TAX", ",\"taxRegistrationNumbers\":[\"A\"]");
                    return s.invoice("EX-1", "100.00", ",\"taxRegistrationNumber\":\"B\"");
                }, "Other tax registration number", "Add tax number to EX-TAX", accept, "MATCHED"),
                new Case("INVOICE_UNIT_DIFFERS", s -> {
                    s.order("EX-UNIT", ",\"invoiceUnits\":[\"A\"]");
                    return s.invoice("EX-1", "100.00", ",\"invoiceUnit\":\"B\"");
                }, "Other invoice unit", "Add unit to EX-UNIT", accept, "MATCHED"),
                new Case("BALANCE_HELD", s -> {
                    ExceptionSetUp.order("EX-RAISE", s.seller(), "EUR", "2026-12", "ALL", "HOLD", "");
                    return s.invoice("EX-1", "1500.00", "");
                }, "Held, balance too low", "Raise EX-RAISE, line 1", accept, "MATCHED"),
                new Case("BALANCE_HELD", s -> {
                    ExceptionSetUp.order("EX-OVER", s.seller(), "EUR", "2026-12", "ALL", "HOLD", "");
                    return s.invoice("EX-1", "1500.00", "");
                }, "Held, balance too low", "Raise EX-OVER, line 1", page -> {
                    assertThat(page.asksForReason()).isFalse();
                    page.choose("Overspend EX-OVER, line 1");
                    assertThat(page.reason()).isEqualTo("Overspend accepted.");
                    page.take();
                }, "MATCHED"),
                new Case("REFERENCE_UNKNOWN", s -> s.invoice("EX-1", "100.00", ",\"purchaseOrderReference\":\"EX-REFERENCE\""), "PO number unknown",
                        "Create EX-REFERENCE", accept, "MATCHED"),
                new Case("REFERENCE_NOT_ELIGIBLE", s -> {
                    ExceptionSetUp.order("EX-ELIGIBLE", "Amazon Web Services, Inc.", "EUR", "2026-12", "ALL", "ALLOW", "");
                    return s.invoice("EX-1", "100.00", ",\"purchaseOrderReference\":\"EX-ELIGIBLE\"");
                }, "PO number not eligible", "Add seller to EX-ELIGIBLE", accept, "MATCHED"),
                new Case("ORIGINAL_UNKNOWN", s -> {
                    s.order("EX-ORIGINAL", "");
                    return s.invoice("EX-1", "-100.00", ",\"kind\":\"CREDIT_MEMO\",\"originalInvoiceId\":\"LOST\"");
                }, "Original invoice unknown", "Assign to EX-ORIGINAL, line 1", accept, "MATCHED"),
                new Case("DUPLICATE", s -> {
                    s.order("EX-DUPLICATE", "");
                    s.invoice("EX/001", "100.00", "");
                    return s.invoice("EX-1", "100.00", "");
                }, "Duplicate", "Duplicate of EX/001", accept, "EXCLUDED"),
                new Case("DUPLICATE", s -> {
                    s.order("EX-DUPLICATE-2", "");
                    s.invoice("EX/001", "100.00", "");
                    return s.invoice("EX-1", "100.00", "");
                }, "Duplicate", "Duplicate of EX/001", page -> {
                    page.choose("Not a duplicate");
                    page.take();
                }, "MATCHED"),
                new Case("AMOUNT_INCONSISTENT", s -> {
                    s.order("EX-AMOUNT", "");
                    return s.invoice("EX-1", "100.00", ",\"charges\":[{\"amount\":\"60\"},{\"amount\":\"30\"}]");
                }, "Amounts disagree", "Accept the amounts as stated", accept, "MATCHED"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void everyCodeIsReachedAndLeftByItsWayOut(Case each) {
        ExceptionSetUp.deleteAllOrders();
        ExceptionSetUp setUp = new ExceptionSetUp(each.code() + " " + System.nanoTime() + " Ltd");
        String invoice = each.setUp().apply(setUp);
        assertThat(ExceptionSetUp.invoice(invoice).getJsonArray("exceptionCodes").getString(0)).isEqualTo(each.code());

        ExceptionsPage page = open(setUp.seller());
        assertThat(page.invoices()).containsExactly("EX-1");
        assertThat(page.problem("EX-1")).isEqualTo(each.problem());
        assertThat(page.suggestion("EX-1")).isEqualTo(each.suggestion());
        assertThat(page.ways().get(0)).isEqualTo(each.suggestion());
        each.leave().accept(page);

        assertThat(page.isEmpty()).isTrue();
        assertThat(ExceptionSetUp.invoice(invoice).getString("state")).isEqualTo(each.state());
    }

    @Test
    void theQueueIsWalkedByKeyboardFilteredAndAssigned() {
        ExceptionSetUp.deleteAllOrders();
        ExceptionSetUp setUp = new ExceptionSetUp("Keyboard Ltd");
        setUp.order("EX-KEYS", "");
        setUp.invoice("KEY-1", "100.00", ",\"charges\":[{\"amount\":\"60\"}]");
        setUp.invoice("KEY-2", "200.00", ",\"charges\":[{\"amount\":\"60\"}]");
        setUp.invoice("KEY-3", "300.00", ",\"purchaseOrderReference\":\"EX-KEYS-NEW\"");
        ExceptionsPage page = open(setUp.seller());
        assertThat(page.invoices()).containsExactly("KEY-1", "KEY-2", "KEY-3");
        assertThat(page.views()).contains("All 3", "Doubtful 2", "Reference 1");
        // Those of other tests count as well, and thousands are grouped.
        assertThat(Integer.parseInt(page.badge().replaceAll("\\D", ""))).isGreaterThanOrEqualTo(3);
        assertThat(page.inspected()).isEqualTo("KEY-1");
        page.press("j");
        assertThat(page.inspected()).isEqualTo("KEY-2");
        page.press("k");
        assertThat(page.inspected()).isEqualTo("KEY-1");
        page.press("a");
        assertThat(page.invoices()).containsExactly("KEY-2", "KEY-3");
        assertThat(page.inspected()).as("the next one is at hand").isEqualTo("KEY-2");

        page.assignTo("admin");
        assertThat(page.assignee()).isEqualTo("admin");
        page.view("Mine");
        assertThat(page.invoices()).containsExactly("KEY-2");
        page.view("All");
        page.filterByProblem("PO number unknown");
        assertThat(page.invoices()).containsExactly("KEY-3");
        assertThat(page.address()).contains("code=REFERENCE_UNKNOWN");
        page.clearFilters();
        page.filterByAmount("250", "350");
        assertThat(page.invoices()).containsExactly("KEY-3");
    }

    @Test
    void severalAreAcceptedAssignedOrExcludedAtOnce() {
        ExceptionSetUp.deleteAllOrders();
        ExceptionSetUp setUp = new ExceptionSetUp("Bulk Ltd");
        setUp.order("EX-BULK", "");
        String first = setUp.invoice("BULK-1", "100.00", ",\"charges\":[{\"amount\":\"60\"}]");
        String second = setUp.invoice("BULK-2", "200.00", ",\"charges\":[{\"amount\":\"60\"}]");
        String third = setUp.invoice("BULK-3", "300.00", ",\"charges\":[{\"amount\":\"60\"}]");
        ExceptionsPage page = open(setUp.seller());
        page.select("BULK-2");
        page.select("BULK-3");
        assertThat(page.selected()).isEqualTo("2 selected");
        page.assignSelectedTo("admin");
        assertThat(ExceptionSetUp.invoice(second).getString("assignedTo")).isEqualTo("admin");
        page.select("BULK-2");
        page.select("BULK-3");
        page.acceptSelected();
        assertThat(page.invoices()).containsExactly("BULK-1");
        assertThat(ExceptionSetUp.invoice(third).getString("state")).isEqualTo("MATCHED");
        page.select("BULK-1");
        page.excludeSelected("A test invoice");
        assertThat(page.isEmpty()).isTrue();
        assertThat(ExceptionSetUp.invoice(first).getString("state")).isEqualTo("EXCLUDED");
        assertThat(ExceptionSetUp.invoice(first).getString("stateReason")).isEqualTo("A test invoice");
    }

    /** More than are matched in one part: the page goes on by itself until the end. */
    @Test
    void hundredsAreMatchedAgainPartByPart() {
        ExceptionSetUp.deleteAllOrders();
        ExceptionSetUp setUp = new ExceptionSetUp("Parts Ltd");
        setUp.invoices("PARTS-A", 501);
        JsonObject order = setUp.order("EX-PARTS", "");
        SignInPage.asAdministrator(browser, "purchase-orders/details?id=" + order.getString("id"));
        assertThat(new PurchaseOrderDetailsPage(browser.driver()).matchExceptions().messages()).contains("501 exceptions were matched.");
        assertThat(billed(order)).isEqualTo("501.00");

        Api.asAdmin().put("purchase-orders/" + order.getString("id") + "/status", "{\"status\":\"SUSPENDED\",\"reason\":\"a pause\"}").expect(200);
        setUp.invoices("PARTS-B", 499);
        Api.asAdmin().put("purchase-orders/" + order.getString("id") + "/status", "{\"status\":\"ACTIVE\",\"reason\":\"on again\"}").expect(200);
        new ExceptionSetUp("No Parts Ltd").invoices("PARTS-C", 2);
        browser.open("exceptions?seller=Parts+Ltd");
        ExceptionsPage page = new ExceptionsPage(browser.driver());
        assertThat(page.matchAll()).matches("499 of [0-9,]+ matched\\.");
        assertThat(page.isEmpty()).isTrue();
        assertThat(billed(order)).isEqualTo("1000.00");
    }

    private static String billed(JsonObject order) {
        return Api.asAdmin().get("purchase-orders/" + order.getString("id")).expect(200).object().getString("billed");
    }

    private ExceptionsPage open(String seller) {
        SignInPage.asAdministrator(browser, "exceptions?seller=" + URLEncoder.encode(seller, StandardCharsets.UTF_8));
        return new ExceptionsPage(browser.driver());
    }
}
