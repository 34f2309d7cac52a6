package org.openpo.browser;

import java.util.List;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;

/** The first step of adding or editing a purchase order. */
final class DetailsStepPage extends Page {
    private static final By NEXT = By.id("form:next");

    DetailsStepPage(ChromeDriver driver) {
        super(driver);
        find(NEXT);
    }

    static DetailsStepPage add(BrowserSession browser) {
        browser.open("purchase-orders/add");
        return new DetailsStepPage(browser.driver());
    }

    static DetailsStepPage edit(BrowserSession browser, long id) {
        browser.open("purchase-orders/edit?id=" + id);
        return new DetailsStepPage(browser.driver());
    }

    /** Types into a field and leaves it. */
    DetailsStepPage fill(String field, String text) {
        WebElement input = find(By.id("form:" + field));
        input.sendKeys(Keys.chord(Keys.CONTROL, "a"), text, Keys.TAB);
        waitUntilQuiet();
        return this;
    }

    DetailsStepPage months(String effective, String expiration) {
        return fill("effectiveMonth_input", effective).fill("expirationMonth_input", expiration);
    }

    DetailsStepPage seller(String name) {
        find(By.id("form:sellers_input")).sendKeys(name);
        waitUntilQuiet();
        click(By.cssSelector("#form\\:sellers_panel li[data-item-label='" + name + "']"));
        return this;
    }

    DetailsStepPage anySeller() {
        click(By.id("form:anySeller"));
        return this;
    }

    DetailsStepPage currency(String code) {
        click(By.cssSelector("#form\\:currency .ui-selectonemenu-trigger"));
        find(By.id("form:currency_filter")).sendKeys(code);
        waitUntilQuiet();
        click(By.cssSelector("#form\\:currency_items li[data-label^='" + code + "']"));
        return this;
    }

    DetailsStepPage tag(String text) {
        find(By.id("form:tags_input")).sendKeys(text, Keys.ENTER);
        waitUntilQuiet();
        return this;
    }

    /** Adds somebody the directory does not have. */
    DetailsStepPage newContact(String name, String email) {
        click(By.id("form:newContact"));
        find(By.id("contactForm:contact-name")).sendKeys(name);
        find(By.id("contactForm:contact-email")).sendKeys(email);
        click(By.id("contactForm:contact-add"));
        // The dialog closes, or it says what is wrong.
        until(ExpectedConditions.or(ExpectedConditions.numberOfElementsToBe(By.id("contactDialog_modal"), 0),
                ExpectedConditions.visibilityOfElementLocated(By.cssSelector("#contactDialog .ui-message-error"))));
        return this;
    }

    String value(String field) {
        return find(By.id("form:" + field)).getDomProperty("value");
    }

    /** What was chosen or added in a field of several values. */
    List<String> values(String field) {
        return all(By.cssSelector("#form\\:" + field + " .ui-autocomplete-token-label, #form\\:" + field + " .ui-chips-token-label")).stream()
                .map(WebElement::getText).toList();
    }

    /** The sentence at a field, or "". */
    String problem(String field) {
        return all(By.id("form:" + field + "Message")).stream().map(WebElement::getText).findFirst().orElse("");
    }

    /** The links of the summary at the top. */
    List<String> summary() {
        return all(By.cssSelector("[data-op-summary] li")).stream().map(WebElement::getText).toList();
    }

    /** Clicks "next" and stays, because something is wrong. */
    DetailsStepPage nextRefused() {
        click(NEXT);
        return new DetailsStepPage(driver);
    }

    LinesStepPage next() {
        leaveBy(NEXT);
        return new LinesStepPage(driver);
    }

    /** Goes on after the session has ended; the sign-in page comes. */
    void nextWithoutSession() {
        leaveBy(NEXT);
    }

    PurchaseOrderDetailsPage save() {
        leaveBy(By.id("form:save"));
        return new PurchaseOrderDetailsPage(driver);
    }

    /** Clicks "save" and stays. */
    DetailsStepPage saveRefused() {
        click(By.id("form:save"));
        return new DetailsStepPage(driver);
    }

    /** What the page says about somebody else's change, or "". */
    String conflict() {
        return all(By.id("conflict")).stream().map(WebElement::getText).findFirst().orElse("");
    }

    DetailsStepPage reloadAfterConflict() {
        leaveBy(By.id("conflictForm:reload"));
        return new DetailsStepPage(driver);
    }

    /** Asks to leave; the dialog comes if something was entered. */
    boolean cancelAsks() {
        click(By.id("form:cancel"));
        return find(By.id("discardDialog")).isDisplayed();
    }

    void keepEditing() {
        click(By.id("discardForm:stay"));
    }

    /** Leaves a form in which nothing was entered. */
    void cancelUntouched() {
        leaveBy(By.id("form:cancel"));
    }

    void discard() {
        leaveBy(By.id("discardForm:discard"));
    }

    DetailsStepPage reload() {
        driver.navigate().refresh();
        return new DetailsStepPage(driver);
    }
}
