package org.openpo.browser;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;

/** The import page: hand a file in, read what became of it. */
final class ImportsPage extends Page {
    private static final By FILE = By.id("uploadForm:file_input");
    private static final By JOB = By.cssSelector("#result [data-op-job]");

    ImportsPage(ChromeDriver driver) {
        super(driver);
        find(By.id("uploadForm"));
    }

    /** Hands a file in and waits until its import has ended. */
    void upload(Path file) {
        String before = all(JOB).stream().findFirst().map(e -> e.getDomAttribute("data-op-job")).orElse("");
        driver.findElement(FILE).sendKeys(file.toAbsolutePath().toString());
        until(d -> all(JOB).stream().anyMatch(e -> !before.equals(e.getDomAttribute("data-op-job"))));
        until(d -> all(By.cssSelector("#result .op-progress")).isEmpty());
        waitUntilQuiet();
    }

    /** Hands a file in that is refused at once, and answers the sentence. */
    String uploadRefused(Path file) {
        driver.findElement(FILE).sendKeys(file.toAbsolutePath().toString());
        return until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector("#notes .op-msg.bad"))).getText();
    }

    String fileName() {
        return find(By.id("op-import-name")).getText();
    }

    String state() {
        return find(By.cssSelector("#result .ui-tag-value")).getText();
    }

    /** The figures by their words. */
    Map<String, String> counts() {
        Map<String, String> counts = new LinkedHashMap<>();
        for (WebElement each : all(By.cssSelector("#result .op-result > div"))) {
            counts.put(each.findElement(By.tagName("dt")).getText(), each.findElement(By.tagName("dd")).getText());
        }
        return counts;
    }

    /** Why the whole file was refused. */
    String refusal() {
        return find(By.cssSelector("#result .op-msg.bad")).getText();
    }

    /** Rows with errors: row, column, invoice ID, sentence. */
    List<List<String>> errors() {
        return all(By.cssSelector("#result .op-errs tbody tr")).stream()
                .map(row -> row.findElements(By.tagName("td")).stream().map(WebElement::getText).toList()).toList();
    }

    List<String> history() {
        return all(By.cssSelector(".op-history .c-file a")).stream().map(WebElement::getText).toList();
    }
}
