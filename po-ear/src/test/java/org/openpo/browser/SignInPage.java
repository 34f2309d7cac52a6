package org.openpo.browser;

import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

import org.openpo.it.OpenPoServer;

/** The sign-in page. */
public final class SignInPage extends Page {
    private static final By NAME = By.id("signInForm:name");
    private static final By PASSWORD = By.id("signInForm:password");
    private static final By SUBMIT = By.id("signInForm:submit");

    public SignInPage(ChromeDriver driver) {
        super(driver);
        find(NAME);
    }

    /** Opens a page that asks for signing in, signs in as the administrator, and is then on that page. */
    public static void asAdministrator(BrowserSession browser, String path) {
        browser.open(path);
        new SignInPage(browser.driver()).signIn(OpenPoServer.ADMIN, OpenPoServer.ADMIN_PASSWORD);
    }

    public void signIn(String name, String password) {
        type(NAME, name);
        type(PASSWORD, password);
        leaveBy(SUBMIT);
    }
}
