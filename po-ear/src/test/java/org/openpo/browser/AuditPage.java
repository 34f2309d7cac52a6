package org.openpo.browser;

import java.util.List;

import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.Select;

/** The audit trail: what its check found, its list, and the dialog that shows one entry. */
final class AuditPage extends Page {
    AuditPage(ChromeDriver driver) {
        super(driver);
        find(By.id("list"));
    }

    AuditPage check() {
        leaveBy(By.id("actions:check"));
        return new AuditPage(driver);
    }

    String outcome() {
        return find(By.id("outcome")).getText();
    }

    List<String> rows() {
        return all(By.cssSelector(".op-audit tbody tr:has(td.c-what)")).stream().map(row -> row.getText().replace('\n', ' ')).toList();
    }

    /** Types into the search and waits until the list has so many rows. */
    AuditPage search(String text, int rows) {
        find(By.id("list:search")).sendKeys(text);
        until(d -> driver.getCurrentUrl().contains("q=" + text) && rows().size() == rows);
        waitUntilQuiet();
        return this;
    }

    AuditPage action(String code) {
        new Select(find(By.id("list:action"))).selectByValue(code);
        until(d -> driver.getCurrentUrl().contains("action="));
        waitUntilQuiet();
        return this;
    }

    /** Opens the first entry. */
    AuditPage show() {
        click(By.cssSelector(".op-audit .op-row-show"));
        find(By.cssSelector("#eventForm .op-audit-facts"));
        return this;
    }

    /** What the open entry changed, each as it is read. */
    List<String> changes() {
        return all(By.cssSelector("#eventForm .op-history-changes > div")).stream().map(WebElement::getText).map(text -> text.replace('\n', ' ')).toList();
    }

    String facts() {
        return find(By.cssSelector("#eventForm .op-audit-facts")).getText();
    }

    /** The list of all entries about what the open one is about. */
    AuditPage allOfThis() {
        leaveBy(By.cssSelector("#eventForm .op-dialogfoot a"));
        return new AuditPage(driver);
    }

    List<String> chips() {
        return all(By.cssSelector("#list\\:filters .op-chip-on b")).stream().map(WebElement::getText).toList();
    }
}
