package org.openpo.browser;

import java.nio.file.Path;
import java.util.Locale;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;

/** The pages that the main job passes, as far as it needs them: what a person types, clicks and reads. */
final class MainJobPages extends Page {
    MainJobPages(ChromeDriver driver) {
        super(driver);
    }

    /** Follows the first link whose address ends or goes on like this. */
    MainJobPages follow(String addressPart) {
        leaveBy(By.cssSelector("a[href*='" + addressPart + "']"));
        return new MainJobPages(driver);
    }

    MainJobPages followText(String text) {
        leaveBy(By.linkText(text));
        return new MainJobPages(driver);
    }

    void fillDetails(String purchaseOrderId, String seller, String currency, String from, String to) {
        type(By.id("form:purchaseOrderId"), purchaseOrderId);
        WebElement sellers = find(By.id("form:sellers_input"));
        sellers.sendKeys(seller);
        By suggestion = By.cssSelector("#form\\:sellers_panel [data-item-label='" + seller + "'], #form\\:sellers_panel li");
        click(suggestion);
        month("form:effectiveMonth_input", from);
        month("form:expirationMonth_input", to);
        click(By.cssSelector("#form\\:currency .ui-selectonemenu-trigger"));
        find(By.id("form:currency_filter")).sendKeys(currency);
        waitUntilQuiet();
        click(By.cssSelector("#form\\:currency_items li[data-label^='" + currency + "']"));
    }

    private void month(String id, String text) {
        WebElement field = find(By.id(id));
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), text, Keys.TAB);
        waitUntilQuiet();
    }

    MainJobPages toLineItems() {
        leaveBy(By.id("form:next"));
        return new MainJobPages(driver);
    }

    MainJobPages submitOneLine(String unitPrice) {
        WebElement price = find(By.id("form:lines:0:unitPrice"));
        price.sendKeys(unitPrice, Keys.TAB);
        waitUntilQuiet();
        leaveBy(By.id("form:save"));
        return new MainJobPages(driver);
    }

    /** Hands a file in and waits for the import's result. */
    void upload(Path file) {
        driver.findElement(By.id("uploadForm:file_input")).sendKeys(file.toString());
        until(ExpectedConditions.presenceOfElementLocated(By.cssSelector("#result .op-result")));
        until(ExpectedConditions.invisibilityOfElementLocated(By.id("progressForm:poll")));
        waitUntilQuiet();
    }

    /** Whether the page shows this text somewhere; case does not count, a headline may be styled. */
    boolean shows(String text) {
        return text().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }
}
