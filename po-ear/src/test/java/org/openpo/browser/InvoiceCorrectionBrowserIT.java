package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.openpo.it.Api;

/** A person puts an invoice where it belongs, sees what that does to the balances, and takes it back. */
class InvoiceCorrectionBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inEnglish();

    @Test
    void an_invoice_is_reassigned_and_that_is_undone() {
        addOrder("COR-A", "Correct One Ltd", "EUR", "1000.00", "ALLOW");
        addOrder("COR-B", "Correct One Ltd", "EUR", "500.00", "ALLOW");
        InvoicePage invoice = open(addInvoice("COR-1", "Correct One Ltd", "100.00", "COR-A"));
        assertThat(invoice.chargedTo()).contains("COR-A", "900.00");
        CorrectionDialogs dialogs = invoice.correct();
        assertThat(dialogs.decisions()).containsExactly("Take off its lines", "No PO needed", "Mark as duplicate", "Void");

        dialogs.openReassign();
        dialogs.chooseLine("cor-b", "COR-B");
        assertThat(dialogs.effects()).containsExactly("COR-A Line 1 900.00EUR 1,000.00EUR", "COR-B Line 1 500.00EUR 400.00EUR");
        assertThat(dialogs.assignRefused("")).contains("Enter a reason.");
        InvoicePage moved = dialogs.assign("It was the other department.");
        assertThat(moved.banner()).isEqualTo("Invoice COR-1 is re-assigned.");
        assertThat(moved.chargedTo()).contains("COR-B", "400.00").doesNotContain("COR-A");
        assertThat(moved.history()).hasSize(3);
        assertThat(moved.history().get(1)).contains("Reversal");
        assertThat(moved.history().get(2)).contains("By hand", "It was the other department.");
        assertThat(moved.corrections()).singleElement().asString().contains("Re-assigned", "It was the other department.", "admin");

        CorrectionDialogs undo = moved.correct();
        undo.openDecision("Undo last change");
        assertThat(undo.decideText()).contains("Re-assigned by admin on ", "It was the other department.");
        InvoicePage back = undo.decide("It was not.");
        assertThat(back.banner()).isEqualTo("The last change of invoice COR-1 is undone.");
        assertThat(back.chargedTo()).contains("COR-A", "900.00");
        assertThat(back.corrections()).hasSize(2);
        assertThat(back.corrections().get(0)).contains("Undone");
        assertThat(back.correct().decisions()).doesNotContain("Undo last change");
    }

    @Test
    void an_invoice_is_split_by_share_over_orders_of_two_currencies() {
        addOrder("COS-A", "Correct Split Ltd", "EUR", "1000.00", "ALLOW");
        addOrder("COS-B", "Correct Split Ltd", "USD", "1000.00", "ALLOW");
        InvoicePage invoice = open(addInvoice("COS-1", "Correct Split Ltd", "200.00", "COS-A"));
        CorrectionDialogs dialogs = invoice.correct();
        dialogs.openSplit();
        assertThat(dialogs.amountOf(0)).as("where it stands now").isEqualTo("200.00");
        dialogs.share(0, "70");
        assertThat(dialogs.amountOf(0)).isEqualTo("140.00");
        assertThat(dialogs.sums()).containsExactly("140.00", "60.00");
        dialogs.chooseLine(1, "cos-b", "COS-B");
        dialogs.amount(1, "50");
        assertThat(dialogs.sums()).containsExactly("190.00", "10.00");
        assertThat(dialogs.effects()).containsExactly("COS-A Line 1 800.00EUR 860.00EUR", "COS-B Line 1 1,000.00USD 945.00USD");
        assertThat(dialogs.rates()).singleElement().asString().startsWith("COS-B: 1 EUR = 1.1 USD");
        InvoicePage split = dialogs.assign("A quarter is theirs.");
        assertThat(split.state()).isEqualTo("Partly matched");
        assertThat(split.chargedTo()).contains("COS-A", "140.00", "COS-B", "55.00", "10.00");
    }

    @Test
    void an_invoice_is_split_by_the_accounts_of_its_charges() {
        addOrder("COA-A", "Correct Accounts Ltd", "EUR", "1000.00", "ALLOW");
        addOrder("COA-B", "Correct Accounts Ltd", "EUR", "1000.00", "ALLOW");
        String id = Api.asAdmin().post("invoices", """
                {"invoiceId":"COA-1","seller":"Correct Accounts Ltd","invoiceClass":"MONTHLY_USAGE","billingPeriod":"2026-05","issueDate":"2026-06-02","currency":"EUR",
                 "net":"100.00","tax":"0.00","gross":"100.00","purchaseOrderReference":"COA-A","charges":[
                 {"account":"111111111111","category":"USAGE","description":"a","amount":"75.00"},{"account":"222222222222","category":"USAGE","description":"b","amount":"25.00"}]}""")
                .expect(201).object().getString("id");
        CorrectionDialogs dialogs = open(id).correct();
        dialogs.openSplit();
        dialogs.mode("Split by account");
        dialogs.chooseLine(0, "coa-a", "COA-A");
        dialogs.chooseLine(1, "coa-b", "COA-B");
        assertThat(dialogs.sums()).containsExactly("100.00", "0.00");
        InvoicePage split = dialogs.assign("By account.");
        assertThat(split.state()).isEqualTo("Matched");
        assertThat(split.chargedTo()).contains("COA-A", "75.00", "COA-B", "25.00");
    }

    @Test
    void a_line_that_holds_back_goes_below_zero_only_if_a_person_accepts_it() {
        addOrder("COH-A", "Correct Held Ltd", "EUR", "1000.00", "ALLOW");
        addOrder("COH-B", "Correct Held Ltd", "EUR", "40.00", "HOLD");
        CorrectionDialogs dialogs = open(addInvoice("COH-1", "Correct Held Ltd", "100.00", "COH-A")).correct();
        dialogs.openReassign();
        dialogs.chooseLine("coh-b", "COH-B");
        assertThat(dialogs.assignRefused("It belongs there.")).contains("COH-B");
        dialogs.acceptOverspend();
        assertThat(dialogs.assign("It belongs there.").chargedTo()).contains("COH-B", "−60.00");
    }

    @Test
    void an_invoice_is_taken_off_excluded_marked_as_duplicate_and_voided() {
        addOrder("COD-A", "Correct Decide Ltd", "EUR", "1000.00", "ALLOW");
        addInvoice("COD-0", "Correct Decide Ltd", "77.00", "COD-A");
        InvoicePage invoice = open(addInvoice("COD-1", "Correct Decide Ltd", "100.00", "COD-A"));
        CorrectionDialogs dialogs = invoice.correct();
        dialogs.openDecision("Take off its lines");
        assertThat(dialogs.decideRefused("")).contains("Enter a reason.");
        InvoicePage off = dialogs.decide("Wrong order.");
        assertThat(off.state()).isEqualTo("Exception");
        assertThat(off.text()).contains("Taken off its lines by a person");

        off.correct().openDecision("No PO needed");
        InvoicePage excluded = new CorrectionDialogs(browser.driver()).decide("Paid by card.");
        assertThat(excluded.state()).isEqualTo("No PO needed");
        assertThat(excluded.chargedTo()).contains("Paid by card.");

        CorrectionDialogs duplicate = excluded.correct();
        duplicate.openDecision("Mark as duplicate");
        duplicate.duplicateOf("COD-0");
        InvoicePage marked = duplicate.decide("Sent twice.");
        assertThat(marked.chargedTo()).contains("Duplicate of COD-0", "Sent twice.");

        marked.correct().openDecision("Void");
        InvoicePage gone = new CorrectionDialogs(browser.driver()).decide("Taken back.");
        assertThat(gone.state()).isEqualTo("Void");
        assertThat(gone.corrections()).hasSize(4);
        assertThat(gone.correct().decisions()).contains("Undo last change").doesNotContain("Void");
    }

    @Test
    void viewers_see_what_was_decided_but_decide_nothing() {
        Api.asAdmin().post("users", """
                {"name":"cor-viewer","displayName":"Vi Ewer","role":"VIEWER","password":"a-password-for-tests"}""").expect(201);
        addOrder("COV-A", "Correct Viewed Ltd", "EUR", "1000.00", "ALLOW");
        String id = addInvoice("COV-1", "Correct Viewed Ltd", "100.00", "COV-A");
        browser.open("invoices/details?id=" + id);
        new SignInPage(browser.driver()).signIn("cor-viewer", "a-password-for-tests");
        assertThat(new InvoicePage(browser.driver()).canBeCorrected()).isFalse();
    }

    private InvoicePage open(String id) {
        SignInPage.asAdministrator(browser, "invoices/details?id=" + id);
        return new InvoicePage(browser.driver());
    }

    static String addInvoice(String invoiceId, String seller, String gross, String reference) {
        return Api.asAdmin().post("invoices", """
                {"invoiceId":"%s","seller":"%s","invoiceClass":"MONTHLY_USAGE","billingPeriod":"2026-05","issueDate":"2026-06-02","currency":"EUR",
                 "net":"%s","tax":"0.00","gross":"%s","rate":{"sourceCurrency":"EUR","targetCurrency":"USD","rate":"1.1"},"purchaseOrderReference":"%s"}"""
                .formatted(invoiceId, seller, gross, gross, reference)).expect(201).object().getString("id");
    }

    static void addOrder(String id, String seller, String currency, String amount, String policy) {
        if (Api.asAdmin().get("sellers").expect(200).object().getJsonArray("items").stream().noneMatch(s -> s.asJsonObject().getString("name").equals(seller))) {
            Api.asAdmin().post("sellers", "{\"name\":\"%s\"}".formatted(seller)).expect(201);
        }
        Api.asAdmin().post("purchase-orders", """
                {"purchaseOrderId":"%s","sellers":["%s"],"currency":"%s","effectiveMonth":"2026-01","expirationMonth":"2026-12","lineItems":[
                 {"number":"1","type":"ALL","startMonth":"2026-01","endMonth":"2026-12","balanceTracking":true,"unitPrice":"%s","overspendPolicy":"%s"}]}"""
                .formatted(id, seller, currency, amount, policy)).expect(201);
    }
}
