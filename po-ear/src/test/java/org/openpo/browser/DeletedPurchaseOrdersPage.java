package org.openpo.browser;

import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

/** Deleted purchase orders, for administrators. */
final class DeletedPurchaseOrdersPage extends Page {
    DeletedPurchaseOrdersPage(ChromeDriver driver) {
        super(driver);
        find(By.id("list:orders"));
    }

    DeletedPurchaseOrdersPage free(String purchaseOrderId) {
        click(By.cssSelector("[aria-label='Free the ID " + purchaseOrderId + "']"));
        return this;
    }
}
