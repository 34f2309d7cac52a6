package org.openpo.browser;

import java.util.List;

import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.Select;

/** The list of invoices. */
final class InvoicesPage extends Page {
    private static final By ROWS = By.cssSelector(".op-inv-table tbody tr td.c-id a");

    InvoicesPage(ChromeDriver driver) {
        super(driver);
        find(By.id("list"));
    }

    /** Types into the search field and waits for this many rows. */
    void search(String text, int rows) {
        WebElement field = find(By.id("list:search"));
        field.clear();
        field.sendKeys(text);
        until(d -> all(ROWS).size() == rows);
        waitUntilQuiet();
    }

    void chooseSeller(String name) {
        new Select(find(By.id("list:seller"))).selectByVisibleText(name);
        until(d -> driver.getCurrentUrl().contains("seller="));
        waitUntilQuiet();
    }

    /** Opens the tab of a state by its name. */
    InvoicesPage view(String state) {
        leaveBy(By.xpath("//nav[contains(@class,'op-views')]//a[starts-with(normalize-space(.), '" + state + "')]"));
        return new InvoicesPage(driver);
    }

    /** Sorts by a column; a second time in the other direction. */
    void sortBy(String column) {
        String before = driver.getCurrentUrl();
        click(By.xpath("//th[.//span[normalize-space(.)='" + column + "']]"));
        until(d -> !driver.getCurrentUrl().equals(before));
        waitUntilQuiet();
    }

    List<String> invoiceIds() {
        return all(ROWS).stream().map(WebElement::getText).toList();
    }

    ExportMenu exports() {
        return new ExportMenu(driver, "list");
    }

    InvoicePage open(String invoiceId) {
        leaveBy(By.linkText(invoiceId));
        return new InvoicePage(driver);
    }

    String address() {
        return driver.getCurrentUrl();
    }
}
