package org.openpo.browser;

import java.util.List;

import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;

/** The queue of exceptions and its inspector. */
final class ExceptionsPage extends Page {
    private static final By ROW = By.cssSelector("[data-op-exception]");

    ExceptionsPage(ChromeDriver driver) {
        super(driver);
        find(By.cssSelector("[data-op-queue]"));
    }

    /** The invoices of the list, in its order. */
    List<String> invoices() {
        return all(By.cssSelector("[data-op-exception] .c2 a")).stream().map(WebElement::getText).toList();
    }

    boolean isEmpty() {
        return !has(ROW);
    }

    /** The problem, as the row's tag says it. */
    String problem(String invoiceId) {
        return row(invoiceId).findElement(By.cssSelector(".c1 .ui-tag-value")).getText();
    }

    /** What the row suggests. */
    String suggestion(String invoiceId) {
        return row(invoiceId).findElement(By.cssSelector(".op-sugg")).getText();
    }

    private WebElement row(String invoiceId) {
        return all(ROW).stream().filter(row -> row.findElement(By.cssSelector(".c2 a")).getText().equals(invoiceId)).findFirst().orElseThrow();
    }

    /** One click on the row's button. */
    void accept(String invoiceId) {
        click(By.xpath("//tr[@data-op-exception][.//a[text()='" + invoiceId + "']]//button[@data-op-accept]"));
    }

    void open(String invoiceId) {
        click(By.xpath("//tr[@data-op-exception][.//a[text()='" + invoiceId + "']]/td[contains(@class,'c6')]"));
    }

    /** The invoice in the inspector. */
    String inspected() {
        return find(By.cssSelector(".op-ins-t")).getText();
    }

    /** Why it is an exception. */
    String means() {
        return find(By.cssSelector(".op-ins-sec h3")).getText();
    }

    /** The ways out, the suggested one first. */
    List<String> ways() {
        return all(By.cssSelector(".op-option b")).stream().map(WebElement::getText).toList();
    }

    void choose(String way) {
        click(By.xpath("//label[contains(@class,'op-option')][.//b[text()='" + way + "']]"));
    }

    void purchaseOrderId(String id) {
        type(By.id("queue:purchaseOrderId"), id);
    }

    void rate(String rate) {
        type(By.id("queue:rate"), rate);
    }

    String reason() {
        return find(By.id("queue:reason")).getDomProperty("value");
    }

    boolean asksForReason() {
        return find(By.cssSelector("[data-op-inspector]")).findElements(By.id("queue:reason")).stream().anyMatch(WebElement::isDisplayed);
    }

    /** What the button of the inspector says. */
    String action() {
        return find(By.id("queue:take")).getText();
    }

    void take() {
        click(By.id("queue:take"));
    }

    void press(String key) {
        new Actions(driver).sendKeys(key).perform();
        waitUntilQuiet();
    }

    void select(String invoiceId) {
        click(By.xpath("//tr[@data-op-exception][.//a[text()='" + invoiceId + "']]//input[@name='selected']"));
    }

    String selected() {
        return find(By.cssSelector("[data-op-selected]")).getText();
    }

    /** Matches all again, to the end; answers what is said then. */
    String matchAll() {
        click(By.id("actions:matchAll"));
        return until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(".ui-growl-item .ui-growl-title"))).getText().strip();
    }

    void acceptSelected() {
        click(By.id("queue:acceptSelected"));
    }

    void assignSelectedTo(String person) {
        new Select(find(By.id("queue:bulkAssignee"))).selectByVisibleText(person);
        waitUntilQuiet();
    }

    void assignTo(String person) {
        new Select(find(By.id("queue:assignee"))).selectByVisibleText(person);
        waitUntilQuiet();
    }

    String assignee() {
        return new Select(find(By.id("queue:assignee"))).getFirstSelectedOption().getText();
    }

    void excludeSelected(String reason) {
        click(By.id("queue:excludeSelected"));
        type(By.id("excludeForm:bulkReason"), reason);
        click(By.id("excludeForm:save"));
    }

    void filterByProblem(String problem) {
        new Select(find(By.id("queue:code"))).selectByVisibleText(problem);
        waitUntilQuiet();
    }

    void filterByAmount(String from, String to) {
        type(By.id("queue:min"), from);
        type(By.id("queue:max"), to);
    }

    void clearFilters() {
        click(By.id("queue:clear"));
    }

    /** The tabs with their numbers. */
    List<String> views() {
        return all(By.cssSelector(".op-views a")).stream().map(tab -> tab.getText().replace('\n', ' ')).toList();
    }

    void view(String name) {
        leaveBy(By.xpath("//nav[contains(@class,'op-views')]//a[starts-with(normalize-space(),'" + name + "')]"));
    }

    /** The number in the navigation; empty if nothing waits. */
    String badge() {
        return all(By.cssSelector(".ui-menubar [data-op-waiting]")).stream().map(WebElement::getText).findFirst().orElse("");
    }

    String address() {
        return driver.getCurrentUrl();
    }
}
