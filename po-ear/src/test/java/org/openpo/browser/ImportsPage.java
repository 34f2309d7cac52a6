package org.openpo.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
        startUpload(file);
        awaitEnd();
    }

    /** Hands a file in and waits until its import is shown. */
    void startUpload(Path file) {
        String before = all(JOB).stream().findFirst().map(e -> e.getDomAttribute("data-op-job")).orElse("");
        driver.findElement(FILE).sendKeys(file.toAbsolutePath().toString());
        until(d -> all(JOB).stream().anyMatch(e -> !before.equals(e.getDomAttribute("data-op-job"))));
    }

    void awaitEnd() {
        until(d -> all(By.cssSelector("#result .op-progress")).isEmpty());
        waitUntilQuiet();
    }

    /** Waits until rows are being taken in. */
    void awaitProgress() {
        until(d -> all(By.cssSelector("#result .op-progress")).stream().anyMatch(e -> !"0".equals(e.getDomAttribute("aria-valuenow"))));
    }

    void cancel() {
        click(By.id("cancelForm:cancel"));
    }

    /** Files are only looked at from now on. */
    void onlyCheck() {
        click(By.id("uploadForm:onlyCheck"));
    }

    void confirm() {
        click(By.id("previewForm:confirm"));
        awaitEnd();
    }

    /** What importing the first rows would do: row, invoice, amount, result, match. */
    List<List<String>> previewRows() {
        return all(By.cssSelector("#result .op-import-preview tbody tr")).stream()
                .map(row -> row.findElements(By.tagName("td")).stream().map(WebElement::getText).toList()).toList();
    }

    /** Follows the number of new invoices. */
    void listCreated() {
        leaveBy(By.cssSelector("#result .op-result a[href*='outcome=CREATED']"));
    }

    ImportMappingPage mapColumns() {
        leaveBy(By.cssSelector("#result .op-mapcolumns"));
        return new ImportMappingPage(driver);
    }

    /** Fetches the file of refused rows into a directory. */
    Path errorFile(Path directory) {
        driver.executeCdpCommand("Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", directory.toAbsolutePath().toString()));
        find(By.id("errorFileForm:errorFile")).click();
        return until(d -> {
            try (Stream<Path> files = Files.list(directory)) {
                return files.filter(f -> f.getFileName().toString().endsWith("-errors.csv")).findFirst().orElse(null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** One of the numbers of the result, by its place: rows, new, changed, unchanged, repeated, with errors, exceptions. */
    String count(int place) {
        return all(By.cssSelector("#result .op-result dd")).get(place).getText();
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
        return find(By.cssSelector("#result .op-msg.bad .op-grow")).getText();
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
