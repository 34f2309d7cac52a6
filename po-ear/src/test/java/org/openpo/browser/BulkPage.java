package org.openpo.browser;

import java.util.List;

import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The list of purchase orders with rows checked, the bar over it, and its dialog. */
final class BulkPage extends Page {
    private static final By BAR = By.cssSelector(".op-bulkbar");

    BulkPage(ChromeDriver driver) {
        super(driver);
        find(By.id("list"));
    }

    boolean canChoose() {
        return has(By.cssSelector("[data-op-check]"));
    }

    BulkPage choosePage() {
        click(By.cssSelector("[data-op-check-all]"));
        return this;
    }

    /** What the bar says. */
    String bar() {
        return find(BAR).getText();
    }

    boolean isBarShown() {
        return driver.findElement(BAR).isDisplayed();
    }

    /** Opens the dialog of one of the bar's buttons; answers what it asks. */
    String begin(String button) {
        click(By.id("list:" + button));
        return find(By.id("bulkBody")).getText();
    }

    BulkPage tag(String key, String value) {
        type(By.id("bulkForm:tagKey"), key);
        type(By.id("bulkForm:tagValue"), value);
        click(By.id("bulkForm:apply"));
        return this;
    }

    BulkPage contact(String part) {
        WebElement field = find(By.id("bulkForm:email_input"));
        field.sendKeys(part);
        click(By.cssSelector("#bulkForm\\:email_panel li"));
        click(By.id("bulkForm:apply"));
        return this;
    }

    BulkPage apply() {
        click(By.id("bulkForm:apply"));
        return this;
    }

    String problem(String field) {
        return find(By.id("bulkForm:" + field + "Message")).getText();
    }

    BulkPage cancel() {
        click(By.cssSelector("#bulkForm .op-dialogfoot .ui-button-flat"));
        return this;
    }

    /** The bar with its button is gone then: the focus is where the next rows are checked. */
    BulkPage awaitFocusOnCheckAll() {
        until(d -> d.switchTo().activeElement().getDomAttribute("data-op-check-all") != null);
        return this;
    }

    boolean hasButton(String id) {
        return has(By.id("list:" + id));
    }

    String active() {
        return find(By.cssSelector(".op-bignum")).getText();
    }

    String toast() {
        return find(By.cssSelector(".ui-growl-item")).getText();
    }

    /** What the dialog says where something could not be done. */
    String result() {
        return find(By.id("bulkBody")).getText();
    }

    List<String> statuses() {
        return all(By.cssSelector(".op-po-table td.op-c-status")).stream().map(WebElement::getText).toList();
    }
}
