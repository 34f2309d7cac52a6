package org.openpo.browser;

import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;

/** The settings of pulls from the AWS Invoicing API. */
final class AwsPullPage extends Page {
    AwsPullPage(ChromeDriver driver) {
        super(driver);
        find(By.id("settingsForm"));
    }

    static AwsPullPage open(BrowserSession browser) {
        SignInPage.asAdministrator(browser, "admin/aws-invoicing");
        return new AwsPullPage(browser.driver());
    }

    AwsPullPage enter(String field, String text) {
        type(By.id("settingsForm:" + field), text);
        return this;
    }

    /** A date as it is kept: how it is typed depends on the browser's language. */
    AwsPullPage enterDate(String field, String date) {
        driver.executeScript("const e = document.getElementById(arguments[0]); e.value = arguments[1]; e.dispatchEvent(new Event('change', {bubbles: true}))", "settingsForm:" + field, date);
        waitUntilQuiet();
        return this;
    }

    AwsPullPage save() {
        click(By.id("settingsForm:save"));
        return this;
    }

    String problem(String field) {
        return find(By.id("settingsForm:" + field + "Message")).getText();
    }

    String message() {
        return find(By.cssSelector("#notes .op-msg")).getText();
    }

    /** Pulls, and waits until it has ended. */
    AwsPullPage pullNow() {
        click(By.id("actions:pull"));
        until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector("#result .op-msg")));
        until(ExpectedConditions.invisibilityOfElementLocated(By.id("op-aws-running")));
        return this;
    }

    String result() {
        return find(By.cssSelector("#result .op-msg")).getText();
    }

    ImportsPage toImport() {
        leaveBy(By.id("import"));
        return new ImportsPage(driver);
    }
}
