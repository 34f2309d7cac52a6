package org.openpo.browser;

import java.util.List;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;

/** A list with its views, its chooser of columns and its height of rows. */
final class ListLookPage extends Page {
    ListLookPage(ChromeDriver driver) {
        super(driver);
        find(By.id("list"));
    }

    /** Titles of the columns from the left. */
    List<String> columns() {
        return all(By.cssSelector("#list .ui-datatable thead th")).stream().map(WebElement::getText).toList();
    }

    List<String> rows() {
        return all(By.cssSelector("#list .ui-datatable tbody a.op-rowlink")).stream().map(WebElement::getText).toList();
    }

    /** Opens the chooser, checks or unchecks these columns, moves the first one up so many places, and applies. */
    ListLookPage choose(int up, String... columns) {
        openChooser();
        for (String column : columns) {
            click(By.cssSelector("[data-column='" + column + "'] input"));
        }
        for (int i = 0; i < up; i++) {
            click(By.cssSelector("[data-column='" + columns[0] + "'] [data-op-move='-1']"));
        }
        leaveBy(By.id("list:keepColumns"));
        return new ListLookPage(driver);
    }

    ListLookPage reset() {
        openChooser();
        leaveBy(By.id("list:resetColumns"));
        return new ListLookPage(driver);
    }

    private void openChooser() {
        click(By.cssSelector("[popovertarget=op-columns]"));
        find(By.id("op-columns"));
    }

    boolean isCompact() {
        return has(By.cssSelector("#list .ui-datatable.op-compact"));
    }

    ListLookPage toggleRows() {
        click(By.id("list:rows"));
        return this;
    }

    /** Keeps what shows under this name. */
    ListLookPage save(String name) {
        click(By.cssSelector(".op-views-add"));
        WebElement field = find(By.id("viewForm:name"));
        until(d -> field.equals(d.switchTo().activeElement()));
        WebElement old = driver.findElement(By.tagName("html"));
        field.sendKeys(name, Keys.ENTER);
        until(ExpectedConditions.stalenessOf(old));
        return new ListLookPage(driver);
    }

    /** What is said about a name that is refused. */
    String refused(String name) {
        click(By.cssSelector(".op-views-add"));
        type(By.id("viewForm:name"), name);
        click(By.id("viewForm:save"));
        String said = find(By.id("viewForm:nameMessage")).getText();
        click(By.cssSelector("#viewDialog .ui-dialog-titlebar-close"));
        return said;
    }

    /** Tabs as they are read, the present one with a star. */
    List<String> views() {
        return all(By.cssSelector(".op-views a:not(.op-views-remove)")).stream()
                .map(view -> view.getText().replaceAll("\\s*\\d+$", "") + (view.getDomAttribute("aria-current") == null ? "" : "*")).toList();
    }

    ListLookPage open(String view) {
        // Behind the name of a built-in one stands its number.
        leaveBy(By.xpath("//nav[@class='op-views']//a[starts-with(normalize-space(.), '" + view + "')]"));
        return new ListLookPage(driver);
    }

    ListLookPage remove() {
        click(By.cssSelector(".op-views-remove"));
        return this;
    }

    String query() {
        return java.net.URI.create(driver.getCurrentUrl()).getQuery();
    }
}
