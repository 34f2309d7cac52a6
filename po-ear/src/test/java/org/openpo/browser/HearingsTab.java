package org.openpo.browser;

import java.util.List;

import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;

/** The tab of a purchase order that says what its contacts hear and what comes next. */
final class HearingsTab extends Page {
    HearingsTab(ChromeDriver driver) {
        super(driver);
        find(By.id("noticesForm"));
    }

    static HearingsTab open(BrowserSession browser, String order) {
        browser.open("purchase-orders/details?id=" + order + "&tab=contacts");
        return new HearingsTab(browser.driver());
    }

    private static By box(String label) {
        return By.cssSelector("input[type=checkbox][aria-label='" + label + "']");
    }

    boolean hears(String label) {
        return find(box(label)).isSelected();
    }

    boolean mayChoose(String label) {
        return find(box(label)).isEnabled();
    }

    /** Turns one event of a contact on or off, and waits until it is saved. */
    void toggle(String label) {
        click(box(label));
        until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(".ui-growl-item")));
    }

    /** What will be told: what, to whom, when. */
    List<String> upcoming() {
        return all(By.cssSelector("#noticesForm\\:next .op-rulelist li")).stream().map(li -> li.getText().replace('\n', ' ')).toList();
    }

    String rules() {
        return find(By.cssSelector("#noticesForm\\:next .op-cardhead p")).getText();
    }

    void ownThresholds(String text) {
        click(By.id("noticesForm:editRules"));
        click(By.id("noticeRulesForm:ownThresholds"));
        type(By.id("noticeRulesForm:thresholds"), text);
        click(By.id("noticeRulesForm:saveRules"));
    }

    String problem() {
        return find(By.id("noticeRulesForm:thresholdsMessage")).getText();
    }

    NotificationsPage sent() {
        leaveBy(By.cssSelector("#noticesForm\\:next .op-rulefoot a"));
        return new NotificationsPage(driver);
    }

    List<String> tags() {
        return all(By.cssSelector(".op-hearings .ui-tag-value")).stream().map(WebElement::getText).toList();
    }
}
