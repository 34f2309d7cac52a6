package org.openpo.browser;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;

/** The directory of contacts with its dialogs. */
final class ContactsPage extends Page {
    private static final By ROWS = By.cssSelector(".op-directory tbody tr:has(td.c-mail)");

    ContactsPage(ChromeDriver driver) {
        super(driver);
        find(By.id("list"));
    }

    static ContactsPage open(BrowserSession browser, String query) {
        browser.open("contacts" + query);
        return new ContactsPage(browser.driver());
    }

    /** Types into the search field and waits for this many rows. */
    ContactsPage search(String text, int rows) {
        WebElement field = find(By.id("list:search"));
        field.clear();
        field.sendKeys(text);
        until(d -> driver.getCurrentUrl().contains("q=") && all(ROWS).size() == rows);
        waitUntilQuiet();
        return this;
    }

    List<String> names() {
        return all(By.cssSelector(".op-directory td.c-name b")).stream().map(WebElement::getText).toList();
    }

    /** Opens the tab of a condition by the beginning of its name. */
    ContactsPage view(String condition) {
        leaveBy(By.xpath("//nav[contains(@class,'op-views')]//a[starts-with(normalize-space(.), '" + condition + "')]"));
        return new ContactsPage(driver);
    }

    /** All that a contact's row says. */
    String row(String email) {
        return find(rowOf(email)).getText();
    }

    private static By rowOf(String email) {
        return By.xpath("//tr[.//a[@href='mailto:" + email + "']]");
    }

    private static By inRow(String email, String styleClass) {
        return By.xpath("//tr[.//a[@href='mailto:" + email + "']]//a[contains(@class,'" + styleClass + "')]");
    }

    /** Follows the number of a contact's purchase orders; answers the IDs that the dashboard then shows. */
    List<String> purchaseOrdersOf(String email) {
        leaveBy(By.xpath("//tr[.//a[@href='mailto:" + email + "']]//td[contains(@class,'c-orders')]//a"));
        return all(By.cssSelector(".op-po-table a.op-rowlink")).stream().map(WebElement::getText).toList();
    }

    ContactsPage add(String name, String email, String languageCode) {
        click(By.id("actions:add"));
        find(By.id("editForm:name")).sendKeys(name);
        find(By.id("editForm:email")).sendKeys(email);
        new Select(find(By.id("editForm:language"))).selectByValue(languageCode);
        click(By.id("editForm:save"));
        return this;
    }

    boolean isDialogOpen() {
        return !all(By.cssSelector(".ui-dialog[aria-hidden=false]")).isEmpty();
    }

    /** What the open dialog says is wrong. */
    String problem() {
        return find(By.cssSelector(".ui-dialog[aria-hidden=false] .ui-message-error, .ui-dialog[aria-hidden=false] .op-msg.bad")).getText();
    }

    ContactsPage edit(String email) {
        click(inRow(email, "op-row-edit"));
        find(By.id("editForm:name"));
        return this;
    }

    /** Turns a switch of the open dialog. Its check box lies invisible over all of it, so the whole of it is clicked. */
    ContactsPage turn(String form, String name) {
        click(By.id(form + ":" + name));
        return this;
    }

    ContactsPage undeliverable(String reason) {
        turn("editForm", "undeliverable");
        find(By.id("editForm:reason")).sendKeys(reason);
        return save();
    }

    ContactsPage save() {
        click(By.id("editForm:save"));
        until(d -> !isDialogOpen());
        return this;
    }

    /** Opens the dialog that replaces a contact. */
    ContactsPage beginReplacing(String email) {
        click(inRow(email, "op-row-replace"));
        find(By.id("replaceForm:successor_input"));
        return this;
    }

    /** The purchase orders that the dialog says would change. */
    List<String> preview() {
        return all(By.cssSelector("#replaceForm .op-preview li a")).stream().map(WebElement::getText).toList();
    }

    String replaceButton() {
        return find(By.id("replaceForm:replace")).getText();
    }

    /** Chooses who takes over by the keyboard alone, gives a reason, and replaces. */
    String replaceBy(String name, String reason) {
        find(By.id("replaceForm:successor_input")).sendKeys(name);
        until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector("#replaceForm\\:successor_panel tr, #replaceForm\\:successor_panel li")));
        find(By.id("replaceForm:successor_input")).sendKeys(Keys.ENTER);
        waitUntilQuiet();
        find(By.id("replaceForm:reason")).sendKeys(reason);
        click(By.id("replaceForm:replace"));
        return until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector("#notes .op-msg"))).getText();
    }

    /** Opens the dialog that deletes a contact; answers what it says. */
    String beginDeleting(String email) {
        click(inRow(email, "op-row-delete"));
        return find(By.cssSelector("#deleteForm p")).getText();
    }

    boolean canBeDeleted() {
        return has(By.id("deleteForm:confirm"));
    }

    void confirmDeleting() {
        click(By.id("deleteForm:confirm"));
        until(d -> !isDialogOpen());
    }

    /** Hands a CSV file in, and answers the figures by their words. */
    Map<String, String> importFile(Path file) {
        click(By.id("actions:import"));
        driver.findElement(By.id("importForm:file_input")).sendKeys(file.toAbsolutePath().toString());
        until(d -> has(By.cssSelector("#importBody .op-result")));
        waitUntilQuiet();
        Map<String, String> counts = new LinkedHashMap<>();
        for (WebElement each : all(By.cssSelector("#importBody .op-result > div"))) {
            counts.put(each.findElement(By.tagName("dt")).getText(), each.findElement(By.tagName("dd")).getText());
        }
        return counts;
    }

    /** Refused rows: row, column, address, sentence. */
    List<List<String>> refused() {
        return all(By.cssSelector("#importBody .op-errs tbody tr")).stream()
                .map(row -> row.findElements(By.tagName("td")).stream().map(WebElement::getText).toList()).toList();
    }

    boolean mayChange() {
        return has(By.id("actions:add")) || has(By.cssSelector(".op-row-edit"));
    }
}
