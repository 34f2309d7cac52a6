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

    boolean canTestMail() {
        return has(By.id("actions:test"));
    }
}
