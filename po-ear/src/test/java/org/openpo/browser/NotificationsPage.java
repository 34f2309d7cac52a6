package org.openpo.browser;

import java.util.List;

import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.Select;

/** The list of notifications with the dialog that shows one. */
final class NotificationsPage extends Page {
    private static final By ROWS = By.cssSelector(".op-notices tbody tr:has(td.c-message)");

    NotificationsPage(ChromeDriver driver) {
        super(driver);
        find(By.id("list"));
    }

    static NotificationsPage open(BrowserSession browser, String query) {
        browser.open("notifications" + query);
        return new NotificationsPage(browser.driver());
    }

    String notes() {
        return find(By.cssSelector("main > .op-notes + .op-notes, main .op-notes .op-msg")).getText();
    }

    List<String> rows() {
        return all(ROWS).stream().map(row -> row.getText().replace('\n', ' ')).toList();
    }

    /** What the chips say that filter besides the lists. */
    List<String> chips() {
        return all(By.cssSelector("#list\\:filters .op-chip-on b")).stream().map(WebElement::getText).toList();
    }

    NotificationsPage view(String state) {
        leaveBy(By.xpath("//nav[contains(@class,'op-views')]//a[starts-with(normalize-space(.), '" + state + "')]"));
        return new NotificationsPage(driver);
    }

    NotificationsPage kind(String code) {
        new Select(find(By.id("list:kind"))).selectByValue(code);
        until(d -> driver.getCurrentUrl().contains("kind="));
        waitUntilQuiet();
        return this;
    }

    /** Opens the only row's message. */
    /** Whether the filter by days is open. */
    boolean daysAreShown() {
        return driver.findElement(By.id("days-filter")).isDisplayed();
    }

    NotificationsPage show() {
        click(By.cssSelector(".op-notices .op-row-show"));
        find(By.cssSelector("#previewForm .op-mail"));
        return this;
    }

    String subject() {
        return find(By.cssSelector("#previewForm .op-mail-subject")).getText();
    }

    /** The mail's page, and what its frame may do. */
    String html() {
        WebElement frame = find(By.cssSelector("iframe.op-mail"));
        return frame.getDomAttribute("sandbox") + "\n" + frame.getDomAttribute("srcdoc");
    }

    String plainText() {
        click(By.id("previewForm:asText"));
        return find(By.cssSelector("pre.op-mail")).getText();
    }

    /** What happened, oldest first. */
    List<String> log() {
        return all(By.cssSelector("#previewForm .op-log li > span:nth-child(2)")).stream().map(WebElement::getText).toList();
    }

    void resend() {
        click(By.id("previewForm:resend"));
    }

    boolean canResend() {
        return has(By.cssSelector(".op-row-resend")) || has(By.id("previewForm:resend"));
    }

    /** The rules beside the list, in words. */
    String rules() {
        return find(By.cssSelector(".op-side")).getText();
    }
}
