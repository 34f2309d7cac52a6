package org.openpo.browser;

import java.util.List;

import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The dialogs of an invoice's page by which people correct where it stands. */
final class CorrectionDialogs extends Page {
    private static final By ASSIGN = By.id("assignDialog");
    private static final By DECIDE = By.id("decideDialog");
    private static final By MENU = By.id("op-inv-menu");

    CorrectionDialogs(ChromeDriver driver) {
        super(driver);
        find(By.id("actions"));
    }

    void openReassign() {
        click(By.id("actions:reassign"));
        until(d -> d.findElement(ASSIGN).isDisplayed());
    }

    void openSplit() {
        click(By.id("actions:split"));
        until(d -> d.findElement(ASSIGN).isDisplayed());
    }

    /** Shows another way to assign, by its name. */
    void mode(String name) {
        click(By.xpath("//*[@id='assignForm:mode']//*[contains(concat(' ', @class, ' '), ' ui-button ')][normalize-space(.)='" + name + "']"));
        until(d -> d.findElement(By.id("assignForm:mode")).findElement(By.cssSelector(".ui-state-active")).getText().strip().equals(name));
    }

    /** Searches for a line and takes the one whose label contains the text. */
    void chooseLine(String search, String label) {
        choose("assignForm:lineItem", search, label);
    }

    /** The same for a part of a split, the first being 0. */
    void chooseLine(int part, String search, String label) {
        choose("assignForm:parts:" + part + ":lineItem", search, label);
    }

    private void choose(String field, String search, String label) {
        By input = By.id(field + "_input");
        WebElement box = find(input);
        box.clear();
        box.sendKeys(search);
        By hit = By.xpath("//*[@id='" + field + "_panel']//*[contains(@class,'ui-autocomplete-item')][contains(., '" + label + "')]");
        until(d -> d.findElements(hit).stream().anyMatch(WebElement::isDisplayed));
        waitUntilQuiet();
        click(hit);
    }

    void share(int part, String percent) {
        type(By.id("assignForm:parts:" + part + ":percent"), percent);
    }

    void amount(int part, String amount) {
        type(By.id("assignForm:parts:" + part + ":amount"), amount);
    }

    String amountOf(int part) {
        return find(By.id("assignForm:parts:" + part + ":amount")).getAttribute("value");
    }

    /** Each line whose balance changes: order and line, now, after. */
    List<String> effects() {
        return all(By.cssSelector("#assignForm\\:effect tbody tr")).stream().map(row -> row.getText().replace('\n', ' ')).toList();
    }

    /** Assigned, and still to assign. */
    List<String> sums() {
        return all(By.cssSelector("#assignForm\\:sum dd")).stream().map(WebElement::getText).toList();
    }

    List<String> rates() {
        return all(By.cssSelector("#assignForm .op-rate")).stream().map(WebElement::getText).toList();
    }

    String assignText() {
        return find(ASSIGN).getText();
    }

    /** Saves, and is told why not. */
    String assignRefused(String reason) {
        reason("assignForm:reason", reason);
        click(By.id("assignForm:assignSave"));
        return assignText();
    }

    void acceptOverspend() {
        click(By.id("assignForm:acceptOverspend"));
    }

    InvoicePage assign(String reason) {
        reason("assignForm:reason", reason);
        leaveBy(By.id("assignForm:assignSave"));
        return new InvoicePage(driver);
    }

    private void reason(String field, String reason) {
        WebElement area = find(By.id(field));
        area.clear();
        area.sendKeys(reason);
    }

    /** The decisions the menu offers. */
    List<String> decisions() {
        openMenu();
        List<String> offered = all(By.cssSelector("#op-inv-menu .op-menuitem")).stream().filter(WebElement::isDisplayed).map(WebElement::getText).map(String::strip).toList();
        click(By.cssSelector("[popovertarget='op-inv-menu']"));
        return offered;
    }

    private void openMenu() {
        click(By.cssSelector("[popovertarget='op-inv-menu']"));
        until(d -> d.findElement(MENU).isDisplayed());
    }

    /** Opens the dialog of a decision by its name in the menu. */
    void openDecision(String name) {
        openMenu();
        click(By.xpath("//*[@id='op-inv-menu']//a[normalize-space(.)='" + name + "']"));
        until(d -> d.findElement(DECIDE).isDisplayed());
    }

    String decideText() {
        return find(DECIDE).getText();
    }

    void duplicateOf(String invoiceId) {
        choose("decideForm:duplicateOf", invoiceId, invoiceId);
    }

    String decideRefused(String reason) {
        reason("decideForm:reason", reason);
        click(By.id("decideForm:decideSave"));
        return decideText();
    }

    InvoicePage decide(String reason) {
        reason("decideForm:reason", reason);
        leaveBy(By.id("decideForm:decideSave"));
        return new InvoicePage(driver);
    }
}
