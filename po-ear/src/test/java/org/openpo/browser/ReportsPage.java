package org.openpo.browser;

import java.util.List;

import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.Select;

/** The page of reports. */
final class ReportsPage extends Page {
    private static final By REPORT = By.id("list:report");

    ReportsPage(ChromeDriver driver) {
        super(driver);
        find(REPORT);
    }

    /** Opens another report by its tab. */
    ReportsPage view(String name) {
        leaveBy(By.xpath("//nav[contains(@class, 'op-views')]//a[normalize-space()='" + name + "']"));
        return new ReportsPage(driver);
    }

    ReportsPage by(String name) {
        leaveBy(By.xpath("//nav[contains(@class, 'op-segments')]//a[normalize-space()='" + name + "']"));
        return new ReportsPage(driver);
    }

    /** Groups by another tag. */
    ReportsPage tag(String key) {
        new Select(find(By.id("list:groupTag"))).selectByValue(key);
        until(d -> driver.getCurrentUrl().contains("tagKey=" + key));
        waitUntilQuiet();
        return this;
    }

    ReportsPage currency(String code) {
        new Select(find(By.id("list:currency"))).selectByValue(code);
        until(d -> driver.getCurrentUrl().contains("currency=" + code));
        waitUntilQuiet();
        return this;
    }

    /** Rows of the report's table as they are read. */
    List<String> rows() {
        return all(By.cssSelector(".op-reporttable:not(.op-agetotals) tbody tr")).stream().filter(WebElement::isDisplayed).map(row -> row.getText().replaceAll("\\s+", " ")).toList();
    }

    /** What all rows come to, by currency. */
    List<String> totals() {
        return all(By.cssSelector(".op-ledger tbody tr")).stream().map(row -> row.getText().replaceAll("\\s+", " ")).toList();
    }

    /** A chart in words, as a screen reader reads it. */
    String chart() {
        return find(By.cssSelector("svg.op-chart.op-desktop desc, svg.op-chart.op-desktop")).findElement(By.tagName("desc")).getDomProperty("textContent");
    }

    ReportsPage asTable() {
        click(By.cssSelector("[data-op-swap]"));
        return this;
    }

    String says() {
        return find(REPORT).getText();
    }

    String chips() {
        return find(By.id("list:filters")).getText();
    }

    /** Follows the first link of the table. */
    void follow() {
        leaveBy(By.cssSelector(".op-reporttable:not(.op-agetotals) tbody a"));
    }

    ReportsPage back() {
        driver.navigate().back();
        return new ReportsPage(driver);
    }

    /** What paper would show of these. */
    boolean printed(String css) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", java.util.Map.of("media", "print"));
        try {
            return all(By.cssSelector(css)).stream().anyMatch(WebElement::isDisplayed);
        } finally {
            driver.executeCdpCommand("Emulation.setEmulatedMedia", java.util.Map.of("media", ""));
        }
    }
}
