package org.openpo.browser;

import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

/** The accounts with their dialogs. */
final class UsersPage extends Page {
    UsersPage(ChromeDriver driver) {
        super(driver);
        find(By.id("list:accounts"));
    }

    String row(String name) {
        return find(By.xpath(rowOf(name))).getText();
    }

    /** Opens the dialog that changes an account, and reads it. */
    String edit(String name) {
        click(By.xpath(rowOf(name) + "//button[1]"));
        return find(By.id("changeForm")).getText();
    }

    private static String rowOf(String name) {
        return "//tr[.//b[normalize-space(.)='" + name + "']]";
    }
}
