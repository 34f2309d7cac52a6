package org.openpo.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Finds the Chromium and the driver of this machine, and opens windows in it. Nothing is ever downloaded. */
final class Chromium {

    private final Path browser;
    private final Path driver;

    private Chromium(Path browser, Path driver) {
        this.browser = browser;
        this.driver = driver;
    }

    static Optional<Chromium> find() {
        Optional<Path> browser = program("CHROME_BIN", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
        Optional<Path> driver = program("CHROMEDRIVER_BIN", "chromedriver");
        return browser.isPresent() && driver.isPresent() ? Optional.of(new Chromium(browser.get(), driver.get())) : Optional.empty();
    }

    ChromeDriver open(String language, Path profile) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage",
                "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--user-data-dir=" + profile);
        options.setExperimentalOption("prefs", Map.of("intl.accept_languages", language,
                "credentials_enable_service", false, "profile.password_manager_leak_detection", false));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(driver.toFile()).usingAnyFreePort().build();
        ChromeDriver window = new ChromeDriver(service, options);
        window.manage().window().setSize(new Dimension(1280, 900));
        return window;
    }

    private static Optional<Path> program(String variable, String... names) {
        String given = System.getenv(variable);
        if (given != null && !given.isBlank()) {
            return Optional.of(Path.of(given)).filter(Files::isExecutable);
        }
        return Arrays.stream(names).flatMap(Chromium::places).filter(Files::isExecutable).findFirst();
    }

    private static Stream<Path> places(String name) {
        List<String> path = List.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator));
        return Stream.concat(Stream.of("/usr/bin", "/usr/local/bin", "/usr/lib/chromium"), path.stream())
                .filter(directory -> !directory.isBlank()).map(directory -> Path.of(directory, name));
    }
}
