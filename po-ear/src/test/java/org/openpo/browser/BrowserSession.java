package org.openpo.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.openpo.it.OpenPoServer;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/**
 * A browser window per test, with a profile of its own. Register it as a field:
 * {@code @RegisterExtension BrowserSession browser = BrowserSession.inEnglish();}.
 * Takes a screenshot when the test fails, fails the test if a page wrote an error to the console, and skips it where
 * there is no Chromium.
 */
public final class BrowserSession implements ExecutionCondition, BeforeEachCallback, AfterEachCallback, TestExecutionExceptionHandler {

    private final String language;
    private Path profile;
    private ChromeDriver driver;

    private BrowserSession(String language) {
        this.language = language;
    }

    public static BrowserSession inEnglish() {
        return new BrowserSession("en");
    }

    public static BrowserSession inVietnamese() {
        return new BrowserSession("vi");
    }

    public boolean isVietnamese() {
        return language.equals("vi");
    }

    public ChromeDriver driver() {
        return driver;
    }

    /** Opens a page by its path below {@code /po/}. */
    public void open(String path) {
        URI address = OpenPoServer.baseUrl().resolve(path);
        driver.get(address.toString());
    }

    /** Makes the window as narrow as a telephone. */
    public void narrow() {
        driver.manage().window().setSize(new Dimension(390, 844));
    }

    /** What pages wrote to the console as errors since the last call. */
    public List<String> consoleErrors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(entry -> entry.getMessage())
                // Chromium asks every server for this by itself.
                .filter(message -> !message.contains("/favicon.ico")).toList();
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Chromium.find().isPresent() ? ConditionEvaluationResult.enabled("Chromium is there")
                : ConditionEvaluationResult.disabled("Browser tests are skipped: no Chromium with its chromedriver was found. "
                        + "Install Debian's packages chromium and chromium-driver, or set CHROME_BIN and CHROMEDRIVER_BIN.");
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        profile = Files.createTempDirectory("openpo-chromium");
        driver = Chromium.find().orElseThrow().open(language, profile);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        if (driver != null) {
            takeScreenshot(context.getRequiredTestClass().getSimpleName() + "." + context.getRequiredTestMethod().getName(), failure);
        }
        throw failure;
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        if (driver == null) {
            return;
        }
        try {
            List<String> errors = consoleErrors();
            if (context.getExecutionException().isEmpty() && !errors.isEmpty()) {
                throw new AssertionError("The browser's console holds errors:\n" + String.join("\n", errors));
            }
        } finally {
            driver.quit();
            driver = null;
            deleteProfile();
        }
    }

    private void takeScreenshot(String name, Throwable failure) {
        try {
            Path directory = Files.createDirectories(Path.of(System.getProperty("openpo.test.screenshots", "target/screenshots")));
            Path file = directory.resolve(System.getProperty("openpo.server", "server") + "-" + name + ".png");
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
            Files.writeString(directory.resolve(file.getFileName() + ".html"), driver.getCurrentUrl() + "\n" + driver.getPageSource());
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void deleteProfile() throws IOException {
        try (var files = Files.walk(profile)) {
            // Chromium may still be deleting files of its own: what it leaves is in the temporary directory anyway.
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        } catch (java.io.UncheckedIOException gone) {
            return;
        }
    }
}
