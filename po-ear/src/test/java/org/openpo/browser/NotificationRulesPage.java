package org.openpo.browser;

import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

/** The company's rules of notification. */
final class NotificationRulesPage extends Page {
    NotificationRulesPage(ChromeDriver driver) {
        super(driver);
        find(By.id("rulesForm"));
    }

    NotificationRulesPage enter(String field, String text) {
        type(By.id("rulesForm:" + field), text);
        return this;
    }

    String value(String field) {
        return find(By.id("rulesForm:" + field)).getDomProperty("value");
    }

    NotificationRulesPage save() {
        click(By.id("rulesForm:save"));
        return this;
    }

    String message() {
        return find(By.cssSelector("#notes .op-msg")).getText();
    }

    String problem(String field) {
        return find(By.id("rulesForm:" + field + "Message")).getText();
    }

    /** A webhook that is switched off: nothing is posted. The dialog of its secret is open then. */
    NotificationRulesPage addWebhook(String name, String address) {
        click(By.id("webhooksForm:addHook"));
        type(By.id("webhookForm:name"), name);
        type(By.id("webhookForm:address"), address);
        click(By.cssSelector("#webhookForm .ui-toggleswitch"));
        click(By.id("webhookForm:save"));
        return this;
    }

    NotificationRulesPage openWebhook(String name) {
        click(By.cssSelector("#webhooksForm a[title*='" + name + "']"));
        find(By.id("webhookForm:name"));
        return this;
    }

    String webhookSecretText() {
        return find(By.id("webhookForm")).getText();
    }

    NotificationRulesPage renewSecret() {
        click(By.id("webhookForm:newSecret"));
        click(By.id("secretForm:renew"));
        return this;
    }

    String secret() {
        return find(By.id("op-secret")).getText();
    }

    String secretText() {
        return find(By.id("secretForm")).getText();
    }

    NotificationRulesPage closeSecret() {
        click(By.id("secretForm:close"));
        return this;
    }

    /** Closes the webhook's own dialog, which stays open beneath that of its secret. */
    NotificationRulesPage cancelWebhook() {
        click(By.cssSelector("#webhookForm .op-dialogfoot .ui-button-flat"));
        return this;
    }

    /** What is typed in the webhook's dialog. */
    String webhookName() {
        return find(By.id("webhookForm:name")).getDomProperty("value");
    }

    NotificationRulesPage typeWebhookName(String name) {
        type(By.id("webhookForm:name"), name);
        return this;
    }

    /** Whether the page has this text anywhere, shown or not. */
    boolean holds(String text) {
        return driver.getPageSource().contains(text);
    }

    boolean canTestMail() {
        return has(By.id("actions:test"));
    }
}
