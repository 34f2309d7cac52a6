package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openpo.it.Api;

/** Many purchase orders changed at once. */
class BulkBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inEnglish();

    @Test
    void what_is_checked_is_tagged_gets_a_contact_and_is_suspended() {
        ContactsBrowserIT.order("WEB-MANY-1", "first@web-many.example");
        ContactsBrowserIT.order("WEB-MANY-2", "second@web-many.example");
        SignInPage.asAdministrator(browser, "dashboard?q=web-many");
        BulkPage page = new BulkPage(browser.driver());
        assertThat(page.isBarShown()).isFalse();
        assertThat(page.choosePage().bar()).contains("2 selected", "Add contact", "Suspend");

        assertThat(page.begin("bulkTag")).contains("2 purchase orders", "WEB-MANY-1", "WEB-MANY-2");
        page.tag(" ", "4410");
        assertThat(page.problem("tagKey")).isNotBlank();
        assertThat(page.bar()).contains("2 selected");
        assertThat(page.tag("cost-centre", "4410").toast()).contains("2 purchase orders were changed");
        assertThat(Api.asAdmin().get("purchase-orders?tag=cost-centre:4410").expect(200).body()).contains("WEB-MANY-1", "WEB-MANY-2");

        page.awaitFocusOnCheckAll();
        page.choosePage().begin("bulkContact");
        page.contact("second@web-m");
        assertThat(Api.asAdmin().get("purchase-orders?contact=second@web-many.example").expect(200).object().getJsonArray("items")).hasSize(2);

        String active = page.active();
        page.choosePage().begin("bulkSuspend");
        page.apply();
        assertThat(page.active()).isNotEqualTo(active);
        assertThat(page.statuses()).hasSize(2).allSatisfy(status -> assertThat(status).startsWith("Suspended"));
        assertThat(page.isBarShown()).isFalse();
    }

    @Test
    void who_may_not_change_purchase_orders_has_nothing_to_check() {
        ContactsBrowserIT.order("WEB-BULK-READ", "read@web-bulk.example");
        SignInPage.asSomebody(browser, "web-bulk-viewer", "VIEWER", "dashboard?q=web-bulk-read");
        assertThat(new BulkPage(browser.driver()).canChoose()).isFalse();
    }

    @Test
    void a_manager_does_not_suspend_and_what_was_deleted_meanwhile_is_said() {
        ContactsBrowserIT.order("WEB-LEFT-GONE", "gone@web-bulk.example");
        ContactsBrowserIT.order("WEB-LEFT-HERE", "here@web-bulk.example");
        SignInPage.asSomebody(browser, "web-bulk-manager", "MANAGER", "dashboard?q=web-left-");
        BulkPage page = new BulkPage(browser.driver()).choosePage();
        assertThat(page.hasButton("bulkTag")).isTrue();
        assertThat(page.hasButton("bulkSuspend")).isFalse();
        page.begin("bulkTag");
        String id = Api.asAdmin().get("purchase-orders?purchaseOrderId=WEB-LEFT-GONE").expect(200).object().getJsonArray("items").getJsonObject(0).getString("id");
        Api.asAdmin().delete("purchase-orders/" + id).expect(204);
        assertThat(page.tag("left", "1").result()).contains("1 purchase order stayed as it was", "no longer exists");
    }
}
