package org.openpo.browser;

import java.util.List;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.Select;

/** The second step of adding or editing a purchase order: the table of line items. */
final class LinesStepPage extends Page {
    private static final By SAVE = By.id("form:save");

    LinesStepPage(ChromeDriver driver) {
        super(driver);
        find(By.id("form:sum"));
    }

    /** Types into a field of a line (0-based) and leaves it. */
    LinesStepPage fill(int line, String field, String text) {
        find(cell(line, field)).sendKeys(Keys.chord(Keys.CONTROL, "a"), text, Keys.TAB);
        waitUntilQuiet();
        return this;
    }

    LinesStepPage choose(int line, String field, String label) {
        new Select(find(cell(line, field))).selectByVisibleText(label);
        waitUntilQuiet();
        return this;
    }

    String value(int line, String field) {
        return find(cell(line, field)).getDomProperty("value");
    }

    String total(int line) {
        return find(cell(line, "total")).getText();
    }

    String sum() {
        return find(By.id("form:sum")).getText();
    }

    /** The sentence at a field of a line, or "". */
    String problem(int line, String field) {
        return all(cell(line, field + "Message")).stream().map(WebElement::getText).findFirst().orElse("");
    }

    List<String> summary() {
        return all(By.cssSelector("[data-op-summary] li")).stream().map(WebElement::getText).toList();
    }

    int lines() {
        return all(By.cssSelector("tr.op-line")).size();
    }

    LinesStepPage add() {
        click(By.id("form:add"));
        return this;
    }

    LinesStepPage duplicate(int line) {
        click(cell(line, "duplicate"));
        return this;
    }

    LinesStepPage remove(int line) {
        click(cell(line, "remove"));
        return this;
    }

    LinesStepPage undoRemove() {
        click(By.id("form:restore"));
        return this;
    }

    /** Whether a line can be removed, or is held by its invoices. */
    boolean isRemovable(int line) {
        return has(cell(line, "remove"));
    }

    /** Brings all lines that lie outside into the purchase order's months. */
    LinesStepPage fit() {
        click(By.id("form:fit"));
        return this;
    }

    DetailsStepPage back() {
        leaveBy(By.id("form:back"));
        return new DetailsStepPage(driver);
    }

    PurchaseOrderDetailsPage save() {
        leaveBy(SAVE);
        return new PurchaseOrderDetailsPage(driver);
    }

    LinesStepPage saveRefused() {
        click(SAVE);
        return new LinesStepPage(driver);
    }

    LinesStepPage reload() {
        driver.navigate().refresh();
        return new LinesStepPage(driver);
    }

    LinesStepPage changeLanguage() {
        leaveBy(By.id("tools:language"));
        return new LinesStepPage(driver);
    }

    /** What the order as it is typed would match, as a person reads it; "" while nothing is said. */
    String whatIf() {
        return find(By.id("form:whatIf")).getText();
    }

    private static By cell(int line, String field) {
        return By.id("form:lines:" + line + ":" + field);
    }
}
