package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;

/** The ledger check and figures of the past, by API and page. */
class LedgerCheckIT {
    @Test
    void the_kept_figures_agree_with_the_ledger() {
        Api.asAdmin().post("invoices", """
                {"invoiceId":"LEDGER-1","seller":"AWS Japan","billingPeriod":"2034-05","issueDate":"2034-06-02","currency":"USD","gross":"1.00"}""").expect(201);
        JsonObject check = Api.asAdmin().post("ledger/check", "").expect(200).object();
        assertThat(check.getInt("differences")).as(check.toString()).isZero();
        assertThat(check.getInt("invoices")).isPositive();
        assertThat(Api.asAdmin().get("ledger/check").expect(200).object()).isEqualTo(check);
        String page = ApiUsers.inPages("ADMIN").get("admin/ledger").body();
        assertThat(page).contains("All figures agree").contains("admin").doesNotContain("???");
    }

    @Test
    void past_figures_are_shown_on_the_page_of_the_purchase_order() {
        JsonObject order = Api.asAdmin().post("purchase-orders", ApiMainJobIT.purchaseOrder("LEDGER-PAST", "ANY", ApiMainJobIT.line("1", "77.00")).replace("2026", "2035"))
                .expect(201).object();
        String path = "purchase-orders/" + order.getString("id") + "/balance";
        assertThat(Api.asAdmin().get(path).expect(200).object().getString("committed")).isEqualTo(order.getString("committed"));
        assertThat(Api.asAdmin().get(path + "?at=2001-01-31").expect(200).object().getString("committed")).isEqualTo("0.00");
        Api.asAdmin().get(path + "?at=yesterday").expect(400);
        String page = ApiUsers.inPages("VIEWER").get("purchase-orders/details?id=" + order.getString("id") + "&at=2001-01-31").body();
        assertThat(page).contains("At the end of").contains("id=\"past\"").doesNotContain("???");
    }
}
