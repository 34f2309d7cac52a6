package org.openpo.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The documents of a purchase order. */
final class DocumentsTab extends Page {
    private static final By ROWS = By.cssSelector("#documentList .op-doclist tbody tr");

    DocumentsTab(ChromeDriver driver) {
        super(driver);
        find(By.id("documentList"));
    }

    static DocumentsTab open(BrowserSession browser, long id) {
        browser.open("purchase-orders/details?id=" + id + "&tab=documents");
        return new DocumentsTab(browser.driver());
    }

    boolean canAdd() {
        return has(By.id("uploadForm"));
    }

    /** Hands files in, several at once, and waits until as many documents and messages are there. */
    void upload(int documents, int messages, Path... files) {
        driver.findElement(By.id("uploadForm:file_input")).sendKeys(Arrays.stream(files).map(f -> f.toAbsolutePath().toString()).collect(Collectors.joining("\n")));
        until(d -> all(ROWS).size() == documents && all(By.cssSelector("#documentList .op-msg")).size() == messages);
        waitUntilQuiet();
    }

    /** Each with what its row says. */
    List<String> documents() {
        return all(ROWS).stream().map(WebElement::getText).toList();
    }

    String count() {
        return find(By.cssSelector("#tabs nav li.ui-state-active .ui-badge")).getText();
    }

    List<String> messages() {
        return all(By.cssSelector("#documentList .op-msg")).stream().map(WebElement::getText).toList();
    }

    void forgetMessages() {
        click(By.id("resultsForm:forget"));
    }

    /** Saves a document into a directory. */
    Path download(String name, Path directory) {
        driver.executeCdpCommand("Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", directory.toAbsolutePath().toString()));
        find(By.linkText(name)).click();
        return until(d -> {
            try (Stream<Path> files = Files.list(directory)) {
                return files.filter(f -> f.getFileName().toString().equals(name)).findFirst().orElse(null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Opens the question whether a document is to be removed. */
    String beginRemoving(String label) {
        click(By.cssSelector("#documentList a[aria-label='" + label + "']"));
        return find(By.id("documentForm")).getText();
    }

    DocumentsTab remove(String reason) {
        find(By.id("documentForm:documentReason")).sendKeys(reason);
        leaveBy(By.id("documentForm:documentRemove"));
        return new DocumentsTab(driver);
    }

    /** The banner under the heading. */
    String banner() {
        return find(By.cssSelector("#notes .op-msg")).getText();
    }
}
