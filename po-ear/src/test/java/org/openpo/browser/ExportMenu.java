package org.openpo.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The menu of exports above a list. */
final class ExportMenu extends Page {
    private static final By BUTTON = By.cssSelector("[popovertarget='op-export']");

    private final String form;

    /** @param form the list's */
    ExportMenu(ChromeDriver driver, String form) {
        super(driver);
        this.form = form;
        find(BUTTON);
    }

    /** Opens it by the keyboard and answers what it offers, as far as Tab leads to it. */
    List<String> offers() {
        WebElement button = find(BUTTON);
        button.sendKeys(Keys.ENTER);
        find(By.id(form + ":exportCsv"));
        button.sendKeys(Keys.TAB);
        WebElement first = driver.switchTo().activeElement();
        first.sendKeys(Keys.TAB);
        return List.of(first.getText(), driver.switchTo().activeElement().getText());
    }

    /** Whether all of it can be seen. */
    boolean fits() {
        return Boolean.TRUE.equals(driver.executeScript("""
                const menu = document.getElementById('op-export').getBoundingClientRect();
                return menu.left >= 0 && menu.right <= document.documentElement.clientWidth && menu.bottom <= document.documentElement.clientHeight;
                """));
    }

    /** Takes what has the focus, and waits for the file. */
    Path save(Path directory, String fileName) {
        driver.executeCdpCommand("Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", directory.toString()));
        driver.switchTo().activeElement().sendKeys(Keys.ENTER);
        Path file = directory.resolve(fileName);
        until(d -> Files.exists(file));
        return file;
    }

    /** Fetches the list as it is as CSV, as the menu's form does it. */
    String csv() {
        return (String) driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                const form = document.getElementById(arguments[0]);
                const fields = new FormData(form);
                fields.append(arguments[0] + ':exportCsv', arguments[0] + ':exportCsv');
                fetch(form.action, {method: 'POST', body: new URLSearchParams(fields)}).then(r => r.text()).then(done);
                """, form);
    }
}
