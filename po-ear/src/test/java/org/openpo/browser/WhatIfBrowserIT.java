package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.openpo.it.Api;

/** What an order would take is seen while it is written; saved, it takes it on a click; its history can be read and brought back. */
class WhatIfBrowserIT {
    private static final String SELLER = "Amazon Web Services Australia Pty Ltd";

    @RegisterExtension
    final BrowserSession browser = BrowserSession.inEnglish();

    private static long create(String purchaseOrderId, String price) {
        return Long.parseLong(Api.asAdmin().post("purchase-orders", """
                {"purchaseOrderId":"%s","sellers":["%s"],"currency":"AUD","effectiveMonth":"2026-01","expirationMonth":"2120-12",
                 "taxRegistrationNumbers":["%s"],
                 "lineItems":[{"number":"1","type":"ALL","startMonth":"2026-01","endMonth":"2120-12","balanceTracking":true,"unitPrice":"%s"}]}"""
                .formatted(purchaseOrderId, SELLER, purchaseOrderId.replaceAll("-.*", ""), price)).expect(201).object().get("id").toString().replace("\"", ""));
    }

    /** An invoice that only purchase orders of this test can take, by its tax registration number. */
    private static void bill(String taxRegistrationNumber, String invoiceId, String period, String gross) {
        Api.asAdmin().post("invoices", """
                {"invoiceId":"%s","seller":"%s","kind":"INVOICE","invoiceClass":"MONTHLY_USAGE","taxRegistrationNumber":"%s","billingPeriod":"%s",
                 "issueDate":"2026-08-03","currency":"AUD","gross":"%s"}""".formatted(invoiceId, SELLER, taxRegistrationNumber, period, gross)).expect(201);
    }

    @Test
    void the_second_step_says_live_what_would_match_and_saving_then_brings_it_on_a_click() {
        long id = create("WHATIF1-A", "100");
        bill("WHATIF1", "WHATIF1-1", "2026-02", "40.00");
        Api.asAdmin().with("If-Match", "*").put("purchase-orders/" + id + "/status", """
                {"status":"SUSPENDED","reason":"a pause"}""").expect(200);
        bill("WHATIF1", "WHATIF1-2", "2026-03", "30.00");
        Api.asAdmin().with("If-Match", "*").put("purchase-orders/" + id + "/status", """
                {"status":"ACTIVE","reason":"on again"}""").expect(200);

        long other = create("WHATIF1-B", "10");
        SignInPage.asAdministrator(browser, "purchase-orders/edit?id=" + other);
        LinesStepPage lines = new DetailsStepPage(browser.driver()).next();
        // Ten dollars cover nothing: the other purchase order's line stands before this one.
        assertThat(lines.whatIf()).contains("What would match", "A$10.00 left").doesNotContain("WHATIF1-1", "WHATIF1-2");
        lines.fill(0, "unitPrice", "1000");
        assertThat(lines.whatIf()).contains("Up to date", "A$930.00 left", "WHATIF1-1", "from WHATIF1-A, line 1", "WHATIF1-2", "from the exceptions");
        lines.fill(0, "startMonth", "3/2026");
        assertThat(lines.whatIf()).contains("A$970.00 left", "WHATIF1-2").doesNotContain("WHATIF1-1");
        lines.fill(0, "unitPrice", "much");
        assertThat(lines.whatIf()).contains("As before the last correct entry", "A$970.00 left");
        lines.fill(0, "unitPrice", "1000").fill(0, "startMonth", "1/2026");

        PurchaseOrderDetailsPage saved = lines.save();
        assertThat(saved.couldMatch()).contains("One invoice in exception would match this purchase order now.", "One invoice on another line item would come here now.");
        PurchaseOrderDetailsPage matched = saved.matchExceptions();
        assertThat(matched.messages()).contains("1 exception was matched.");
        assertThat(matched.balance()).isEqualTo("A$970.00");
        PurchaseOrderDetailsPage taken = matched.takeOver();
        assertThat(taken.balance()).isEqualTo("A$930.00");
        assertThat(PurchaseOrderDetailsPage.open(browser, id).balance()).isEqualTo("A$100.00");
    }

    @Test
    void shortened_months_warn_before_and_after_saving_and_the_invoices_stay() {
        long id = create("SHORT1-A", "100");
        bill("SHORT1", "SHORT1-1", "2026-02", "40.00");
        SignInPage.asAdministrator(browser, "purchase-orders/edit?id=" + id);
        LinesStepPage lines = new DetailsStepPage(browser.driver()).next();
        lines.fill(0, "startMonth", "3/2026");
        assertThat(lines.whatIf()).contains("One invoice outside the months.", "A$60.00 left");
        PurchaseOrderDetailsPage saved = lines.save();
        assertThat(saved.text()).contains("1 invoice lies outside");
        assertThat(saved.balance()).isEqualTo("A$60.00");
    }

    @Test
    void the_history_says_what_changed_and_an_older_version_comes_back() {
        long id = create("HISTORY1-A", "100");
        SignInPage.asAdministrator(browser, "purchase-orders/details?id=" + id);
        PurchaseOrderDetailsPage page = new PurchaseOrderDetailsPage(browser.driver());
        page.editLine("1").fillLine("unitPrice", "250").saveLine().begin("Close", "1").confirm("Close line", "used up");
        PurchaseOrderDetailsPage history = new PurchaseOrderDetailsPage(browser.driver()).tab("History");
        assertThat(history.versions()).hasSize(3);
        assertThat(history.versions().get(0)).contains("Line closed", "Version 3", "Reason: used up", "Line 1, Closed");
        assertThat(history.versions().get(1)).contains("Line changed", "Line 1, Unit price", "A$100.00", "A$250.00");
        assertThat(history.versions().get(2)).contains("Added", "Version 1");

        PurchaseOrderDetailsPage restored = history.restore(1, "not used up after all");
        assertThat(restored.messages()).contains("Version 1 is restored.");
        assertThat(restored.balance()).isEqualTo("A$100.00");
        assertThat(restored.versions().get(0)).contains("Older version restored", "Version 4", "not used up after all");
    }

    @Test
    void an_administrator_frees_the_id_of_a_deleted_order() {
        long id = create("FREED1-A", "1");
        Api.asAdmin().with("If-Match", "*").delete("purchase-orders/" + id).expect(204);
        SignInPage.asAdministrator(browser, "admin/deleted-purchase-orders");
        DeletedPurchaseOrdersPage page = new DeletedPurchaseOrdersPage(browser.driver()).free("FREED1-A");
        assertThat(page.text()).contains("FREED1-A can be used again.", "ID is free");
        assertThat(create("FREED1-A", "1")).isNotEqualTo(id);
    }
}
