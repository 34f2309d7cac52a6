package org.openpo.browser;

import java.util.List;

import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.Select;

/** The page on which a sender's columns are mapped. */
final class ImportMappingPage extends Page {
    ImportMappingPage(ChromeDriver driver) {
        super(driver);
        find(By.id("mappingForm"));
    }

    void name(String name) {
        type(By.id("mappingForm:name"), name);
    }

    String nameGuess() {
        return find(By.id("mappingForm:name")).getDomProperty("value");
    }

    /** The column that is chosen for a field of OpenPO. */
    String column(String field) {
        return new Select(row(field).findElement(By.tagName("select"))).getFirstSelectedOption().getText();
    }

    void choose(String field, String column) {
        new Select(row(field).findElement(By.tagName("select"))).selectByVisibleText(column);
        waitUntilQuiet();
    }

    void constant(String field, String value) {
        WebElement input = row(field).findElement(By.tagName("input"));
        input.clear();
        input.sendKeys(value);
    }

    /** First value of the chosen column in the file. */
    String example(String field) {
        return row(field).findElement(By.className("op-mapexample")).getText();
    }

    String error(String field) {
        return row(field).findElement(By.className("ui-message")).getText();
    }

    List<String> header() {
        return all(By.cssSelector(".op-maptable th")).stream().map(WebElement::getText).toList();
    }

    void saveInVain() {
        click(By.id("mappingForm:save"));
    }

    ImportsPage save() {
        leaveBy(By.id("mappingForm:save"));
        ImportsPage imports = new ImportsPage(driver);
        imports.awaitEnd();
        return imports;
    }

    private WebElement row(String field) {
        return find(By.cssSelector("[data-op-field=" + field + "]"));
    }
}
