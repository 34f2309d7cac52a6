package org.openpo.browser;

import java.util.List;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;

/** One purchase order with its tabs and actions. */
final class PurchaseOrderDetailsPage extends Page {
    PurchaseOrderDetailsPage(ChromeDriver driver) {
        super(driver);
        find(By.id("tabs"));
    }

    static PurchaseOrderDetailsPage open(BrowserSession browser, long id) {
        browser.open("purchase-orders/details?id=" + id);
        return new PurchaseOrderDetailsPage(browser.driver());
    }

    long id() {
        return Long.parseLong(driver.getCurrentUrl().replaceAll(".*[?&]id=(\\d+).*", "$1"));
    }

    String heading() {
        return find(By.tagName("h1")).getText();
    }

    /** The words of the tags beside the heading. */
    List<String> badges() {
        return texts(By.cssSelector(".op-pagehead .ui-tag-value"));
    }

    /** Banners and warnings under the heading. */
    String messages() {
        return String.join("\n", texts(By.cssSelector("main > .op-notes .op-msg, #notes .op-msg")));
    }

    String balance() {
        return find(By.cssSelector(".op-bignum")).getText();
    }

    /** The text of the row of a line. */
    String line(String number) {
        return all(By.cssSelector(".op-lines tbody tr")).stream().filter(row -> row.findElement(By.cssSelector(".c-no")).getText().equals(number))
                .map(WebElement::getText).findFirst().orElse("");
    }

    /** The chart in words, as a screen reader has it. */
    String burnDownDescription() {
        return find(By.cssSelector("svg.op-chart.op-desktop")).findElement(By.tagName("desc")).getDomProperty("textContent");
    }

    /** The words in the chart. */
    List<String> burnDownLabels() {
        return texts(By.cssSelector("svg.op-chart.op-desktop .op-ch-lbl"));
    }

    /** Shows the chart as a table and answers its rows. */
    List<String> burnDownTable() {
        click(By.id("burnTableButton"));
        find(By.id("burnTable"));
        return texts(By.cssSelector("#burnTable tbody tr"));
    }

    boolean isChartShown() {
        return all(By.cssSelector("svg.op-chart")).stream().anyMatch(WebElement::isDisplayed);
    }

    /** What the card of the burn-down says. */
    String burnDown() {
        return find(By.cssSelector(".op-chartcard")).getText();
    }

    /** The billed months of a line, as a screen reader has them. */
    String sparkline(String number) {
        return all(By.cssSelector(".op-lines tbody tr")).stream().filter(row -> row.findElement(By.cssSelector(".c-no")).getText().equals(number))
                .map(row -> row.findElement(By.cssSelector(".op-spark")).getDomAttribute("aria-label")).findFirst().orElse("");
    }

    PurchaseOrderDetailsPage otherLanguage() {
        leaveBy(By.id("tools:language"));
        return new PurchaseOrderDetailsPage(driver);
    }

    PurchaseOrderDetailsPage tab(String name) {
        leaveBy(By.xpath("//section[@id='tabs']//nav//a[contains(., '" + name + "')]"));
        return new PurchaseOrderDetailsPage(driver);
    }

    String tabText() {
        return find(By.id("tabs")).getText();
    }

    /** Names of the controls that change something. */
    List<String> actions() {
        return all(By.cssSelector("#actions .ui-button, #linesForm .op-rowmenu, #linesForm .ui-button")).stream().filter(WebElement::isDisplayed)
                .map(e -> e.getText().isEmpty() ? e.getDomAttribute("aria-label") : e.getText()).toList();
    }

    /** Begins a purchase order that continues this one. */
    DetailsStepPage rollOver() {
        leaveBy(By.cssSelector("#actions > a[href*='rollOver=']"));
        return new DetailsStepPage(driver);
    }

    /** Begins a purchase order like this one. */
    DetailsStepPage duplicate() {
        leaveBy(By.cssSelector("#actions > a[href*='duplicate=']"));
        return new DetailsStepPage(driver);
    }

    PurchaseOrderDetailsPage addLine() {
        click(By.id("linesForm:addLine"));
        find(By.id("lineForm:number"));
        return this;
    }

    PurchaseOrderDetailsPage editLine(String number) {
        click(row("edit", number));
        find(By.id("lineForm:number"));
        return this;
    }

    PurchaseOrderDetailsPage fillLine(String field, String text) {
        find(By.id("lineForm:" + field)).sendKeys(Keys.chord(Keys.CONTROL, "a"), text, Keys.TAB);
        waitUntilQuiet();
        return this;
    }

    String lineValue(String field) {
        return find(By.id("lineForm:" + field)).getDomProperty("value");
    }

    String lineProblem(String field) {
        return all(By.id("lineForm:" + field + "Message")).stream().map(WebElement::getText).findFirst().orElse("");
    }

    PurchaseOrderDetailsPage saveLine() {
        leaveBy(By.id("lineForm:lineEditSave"));
        return new PurchaseOrderDetailsPage(driver);
    }

    PurchaseOrderDetailsPage saveLineRefused() {
        click(By.id("lineForm:lineEditSave"));
        return this;
    }

    String lineDialog() {
        return find(By.id("lineEditDialog")).getText();
    }

    /** Goes on with the line that was typed and not saved. */
    PurchaseOrderDetailsPage continueUnsavedLine() {
        click(By.xpath("//button[normalize-space()='Continue']"));
        find(By.id("lineForm:number"));
        return this;
    }

    /** Opens the dialog of closing, reopening or deleting a line, by the name of its button. */
    PurchaseOrderDetailsPage begin(String action, String number) {
        click(By.cssSelector("[aria-label='" + action + " line " + number + "']"));
        until(ExpectedConditions.visibilityOfElementLocated(By.id("lineDialog")));
        return this;
    }

    String actionDialog() {
        return find(By.id("lineDialog")).getText();
    }

    /** Confirms the dialog with this button and a reason; null leaves the reason out. */
    PurchaseOrderDetailsPage confirm(String button, String reason) {
        if (reason != null) {
            find(By.id("lineActionForm:lineReason")).sendKeys(reason);
        }
        leaveBy(By.xpath("//div[@id='lineDialog']//button[normalize-space()='" + button + "']"));
        return new PurchaseOrderDetailsPage(driver);
    }

    String confirmRefused(String button) {
        click(By.xpath("//div[@id='lineDialog']//button[normalize-space()='" + button + "']"));
        return find(By.id("lineActionForm:lineReasonMessage")).getText();
    }

    PurchaseOrderDetailsPage changeStatus(String status, String reason) {
        click(By.id("actions:status"));
        click(By.xpath("//div[@id='statusDialog']//label[normalize-space()='" + status + "']"));
        find(By.id("statusForm:statusReason")).sendKeys(reason);
        leaveBy(By.id("statusForm:statusSave"));
        return new PurchaseOrderDetailsPage(driver);
    }

    PurchaseOrderDetailsPage beginDelete() {
        click(By.id("actions:delete"));
        find(By.id("deleteForm:deleteReason"));
        return this;
    }

    String deleteDialog() {
        return find(By.id("deleteDialog")).getText();
    }

    /** Deletes; the dashboard comes. */
    void delete() {
        leaveBy(By.id("deleteForm:deleteConfirm"));
    }

    /** What is said about invoices that matching again would bring here; waits for it. */
    String couldMatch() {
        until(d -> !d.findElement(By.id("matchForm:couldMatch")).getText().isBlank());
        return find(By.id("matchForm:couldMatch")).getText();
    }

    /** Matches the exceptions that now find a line here. */
    PurchaseOrderDetailsPage matchExceptions() {
        couldMatch();
        leaveBy(By.id("matchForm:matchExceptions"));
        return new PurchaseOrderDetailsPage(driver);
    }

    /** Takes over what rules put on other lines as well. */
    PurchaseOrderDetailsPage takeOver() {
        couldMatch();
        leaveBy(By.id("matchForm:matchAll"));
        return new PurchaseOrderDetailsPage(driver);
    }

    /** The versions of the History tab, the latest first, each as a person reads it. */
    List<String> versions() {
        return texts(By.cssSelector(".op-history > li"));
    }

    PurchaseOrderDetailsPage restore(int version, String reason) {
        click(By.cssSelector("[aria-label='Restore version " + version + "']"));
        find(By.id("restoreForm:restoreReason")).sendKeys(reason);
        leaveBy(By.id("restoreForm:restoreConfirm"));
        return new PurchaseOrderDetailsPage(driver);
    }

    private static By row(String action, String number) {
        return By.cssSelector("[aria-label='" + Character.toUpperCase(action.charAt(0)) + action.substring(1) + " line " + number + "']");
    }

    private List<String> texts(By what) {
        return all(what).stream().map(WebElement::getText).toList();
    }
}
