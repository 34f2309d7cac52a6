package org.openpo.browser;

import java.util.List;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.ExpectedConditions;

/** The search over everything and the sheet of keys, which every page has. */
final class SearchDialog extends Page {
    private static final By FIELD = By.id("searchForm:typed");

    SearchDialog(ChromeDriver driver) {
        super(driver);
    }

    /** By its keys, from wherever the focus is. */
    SearchDialog open() {
        new Actions(driver).keyDown(Keys.CONTROL).sendKeys("k").keyUp(Keys.CONTROL).perform();
        until(d -> "searchForm:typed".equals(d.switchTo().activeElement().getDomAttribute("id")));
        return this;
    }

    /** Types, and waits for what was found for all of it. */
    SearchDialog look(String text) {
        find(FIELD).sendKeys(text);
        until(d -> text.equals(d.findElement(By.id("searchForm:found")).getDomAttribute("data-op-for")));
        waitUntilQuiet();
        return this;
    }

    List<String> found() {
        return all(By.cssSelector("#searchDialog .op-hit-name")).stream().map(WebElement::getText).toList();
    }

    String said() {
        return find(By.id("op-found-none")).getText();
    }

    SearchDialog down() {
        find(FIELD).sendKeys(Keys.ARROW_DOWN);
        return this;
    }

    /** What Enter would open, as a screen reader is told. */
    String chosen() {
        return driver.findElement(By.id(find(FIELD).getDomAttribute("aria-activedescendant"))).getText();
    }

    /** Opens what is chosen. */
    void enter() {
        WebElement old = driver.findElement(By.tagName("html"));
        find(FIELD).sendKeys(Keys.ENTER);
        until(ExpectedConditions.stalenessOf(old));
        waitUntilQuiet();
    }

    /** Types and presses Enter in one go, sooner than an answer can come. */
    void lookAndEnter(String text) {
        WebElement old = driver.findElement(By.tagName("html"));
        find(FIELD).sendKeys(text, Keys.ENTER);
        until(ExpectedConditions.stalenessOf(old));
        waitUntilQuiet();
    }

    SearchDialog escape() {
        new Actions(driver).sendKeys(Keys.ESCAPE).perform();
        until(ExpectedConditions.invisibilityOfElementLocated(By.cssSelector(".ui-dialog")));
        return this;
    }

    /** The sheet of keys by its key. */
    String keys() {
        new Actions(driver).sendKeys("?").perform();
        return find(By.id("keysDialog")).getText();
    }

    boolean isSheetOpen() {
        return driver.findElement(By.id("keysDialog")).isDisplayed();
    }

    SearchDialog letters() {
        click(By.cssSelector("#keysDialog [data-op-letters]"));
        return this;
    }

    void press(String key) {
        new Actions(driver).sendKeys(key).perform();
        waitUntilQuiet();
    }

    /** The row of a list that has the focus. */
    String row() {
        return driver.switchTo().activeElement().getText();
    }
}
