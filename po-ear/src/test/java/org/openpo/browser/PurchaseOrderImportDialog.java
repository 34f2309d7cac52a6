package org.openpo.browser;

import java.nio.file.Path;
import java.util.List;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.ExpectedConditions;

/** The dashboard's list of purchase orders with the dialog that imports a file. */
final class PurchaseOrderImportDialog extends Page {
    private static final By BODY = By.cssSelector("#orderImportBody .op-result, #orderImportBody .op-msg.bad");

    PurchaseOrderImportDialog(ChromeDriver driver) {
        super(driver);
        find(By.id("list"));
    }

    /** Opens the dialog and hands a file in. */
    PurchaseOrderImportDialog drop(Path file) {
        click(By.id("list:import"));
        find(By.id("orderImportDialog"));
        driver.findElement(By.id("orderImportForm:file_input")).sendKeys(file.toAbsolutePath().toString());
        until(d -> has(BODY));
        waitUntilQuiet();
        return this;
    }

    /** Opens the dialog by the keyboard, leaves it again, and waits until the button that opened it has the focus. */
    PurchaseOrderImportDialog leaveByEscape() {
        WebElement button = find(By.id("list:import"));
        driver.executeScript("arguments[0].focus()", button);
        button.sendKeys(Keys.ENTER);
        WebElement dialog = find(By.id("orderImportDialog"));
        until(d -> dialog.equals(driver.switchTo().activeElement()) || !dialog.findElements(By.cssSelector(":focus")).isEmpty());
        // At once: the button that fetched the dialog is still disabled then and cannot take the focus yet.
        // Not to the element: what is sent to a field for files is taken for the name of one.
        new Actions(driver).sendKeys(Keys.ESCAPE).perform();
        until(ExpectedConditions.invisibilityOf(dialog));
        // It comes back a moment after the dialog has gone.
        until(d -> "list:import".equals(driver.switchTo().activeElement().getDomAttribute("id")));
        return this;
    }

    /** New, changed, unchanged, kept, with errors. */
    List<String> counts() {
        return texts("#orderImportBody .op-result dd");
    }

    /** Wrong places: row, column, purchase order, sentence. */
    List<List<String>> wrongs() {
        return all(By.cssSelector("#orderImportBody .op-errs tbody tr")).stream().map(row -> row.findElements(By.tagName("td")).stream().map(WebElement::getText).toList()).toList();
    }

    List<String> changes() {
        return texts("#orderImportBody .op-history-changes dt");
    }

    /** Why the file as a whole was not read. */
    String problem() {
        return find(By.cssSelector("#orderImportBody .op-msg.bad")).getText();
    }

    PurchaseOrderImportDialog changeWhatIsHere() {
        click(By.id("orderImportResult:update"));
        return this;
    }

    String takeButton() {
        return find(By.id("orderImportResult:take")).getText();
    }

    PurchaseOrderImportDialog take() {
        click(By.id("orderImportResult:take"));
        until(d -> has(By.id("orderImportDone")));
        return this;
    }

    /** Closes the dialog after an import; the dashboard is read anew. */
    PurchaseOrderImportDialog close() {
        leaveBy(By.id("orderImportResult:close"));
        return new PurchaseOrderImportDialog(driver);
    }

    List<String> orders() {
        return texts(".op-po-table a.op-rowlink");
    }

    /** The list as it is, as CSV. */
    String export() {
        return new ExportMenu(driver, "list").csv();
    }

    private List<String> texts(String selector) {
        return all(By.cssSelector(selector)).stream().map(WebElement::getText).toList();
    }
}
