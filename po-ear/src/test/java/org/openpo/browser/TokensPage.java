package org.openpo.browser;

import java.util.List;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.Select;

/** The tokens of the API with their dialogs. */
final class TokensPage extends Page {
    private static final By ROWS = By.cssSelector(".op-token-list tbody tr[data-rk]");

    TokensPage(ChromeDriver driver) {
        super(driver);
        find(By.id("list"));
    }

    /** Presses the button of the dialog; whether it was made is for the caller to see. */
    TokensPage add(String name, String role, String requestsPerMinute) {
        click(By.id("actions:add"));
        type(By.id("addForm:name"), name);
        new Select(find(By.id("addForm:role"))).selectByValue(role);
        type(By.id("addForm:requestsPerMinute"), requestsPerMinute);
        click(By.id("addForm:save"));
        return this;
    }

    /** Without a mouse, from the letter that opens the dialog to the button that closes the last one. Answers the secret. */
    String addByKeyboard(String name) {
        new Actions(driver).sendKeys("n").perform();
        awaitFocus("addForm:name");
        new Actions(driver).sendKeys(name, Keys.ENTER).perform();
        awaitFocus("op-copy");
        String secret = secret();
        new Actions(driver).sendKeys(Keys.ENTER, Keys.TAB, Keys.TAB, Keys.ENTER).perform();
        awaitFocus("actions:add");
        return secret;
    }

    void awaitFocus(String id) {
        until(d -> id.equals(d.switchTo().activeElement().getDomAttribute("id")));
        waitUntilQuiet();
    }

    String problem(String field) {
        return find(By.id("addForm:" + field + "Message")).getText();
    }

    TokensPage cancel() {
        click(By.cssSelector("#addDialog .op-dialogfoot .ui-button-flat"));
        return this;
    }

    String secret() {
        return find(By.id("op-secret")).getText();
    }

    TokensPage closeSecret() {
        click(By.id("secretForm:close"));
        return this;
    }

    boolean isSecretInPage(String secret) {
        return driver.getPageSource().contains(secret);
    }

    String row(String name) {
        return find(rowOf(name)).getText();
    }

    List<String> rows() {
        return all(ROWS).stream().map(WebElement::getText).toList();
    }

    private static By rowOf(String name) {
        return By.xpath("//tr[.//b[normalize-space(.)='" + name + "']]");
    }

    TokensPage renew(String name, String overlapHours) {
        click(By.xpath("//tr[.//b[normalize-space(.)='" + name + "']]//button[1]"));
        new Select(find(By.id("renewForm:overlapHours"))).selectByValue(overlapHours);
        click(By.id("renewForm:confirm"));
        return this;
    }

    /** What is said when the button of the secret is pressed. */
    String copy() {
        click(By.id("op-copy"));
        return until(d -> {
            String said = d.findElement(By.id("op-secret-said")).getText();
            return said.isEmpty() ? null : said;
        });
    }

    TokensPage revoke(String name) {
        click(By.xpath("//tr[.//b[normalize-space(.)='" + name + "']]//button[2]"));
        click(By.id("revokeForm:confirm"));
        return this;
    }
}
