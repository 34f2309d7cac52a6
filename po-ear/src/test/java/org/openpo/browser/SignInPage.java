package org.openpo.browser;

import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

import org.openpo.it.Api;
import org.openpo.it.OpenPoServer;

/** The sign-in page. */
public final class SignInPage extends Page {
    private static final String VIETNAMESE = "quan-tri";
    private static final String VIETNAMESE_PASSWORD = "a-password-for-tests";
    private static boolean vietnameseIsThere;
    private static final By NAME = By.id("signInForm:name");
    private static final By PASSWORD = By.id("signInForm:password");
    private static final By SUBMIT = By.id("signInForm:submit");
    private static final By PROVIDER = By.id("provider");
    private static final By ACCOUNT = By.id("op-account-button");

    public SignInPage(ChromeDriver driver) {
        super(driver);
        find(NAME);
    }

    /**
     * Opens a page that asks for signing in, signs in as an administrator, and is then on that page. In Vietnamese it is another account
     * than in English: the language is kept with the account, and tests change it.
     */
    public static void asAdministrator(BrowserSession browser, String path) {
        browser.open(path);
        if (browser.isVietnamese()) {
            new SignInPage(browser.driver()).signIn(vietnameseAdministrator(), VIETNAMESE_PASSWORD);
        } else {
            new SignInPage(browser.driver()).signIn(OpenPoServer.ADMIN, OpenPoServer.ADMIN_PASSWORD);
        }
    }

    /** The same as a new person of this name with this role. */
    static void asSomebody(BrowserSession browser, String name, String role, String path) {
        Api.asAdmin().post("users", "{\"name\":\"" + name + "\",\"role\":\"" + role + "\",\"password\":\"" + VIETNAMESE_PASSWORD + "\"}").expect(201);
        browser.open(path);
        new SignInPage(browser.driver()).signIn(name, VIETNAMESE_PASSWORD);
    }

    private static synchronized String vietnameseAdministrator() {
        if (!vietnameseIsThere) {
            Api.asAdmin().post("users", "{\"name\":\"" + VIETNAMESE + "\",\"role\":\"ADMIN\",\"password\":\"" + VIETNAMESE_PASSWORD + "\"}").expect(201);
            vietnameseIsThere = true;
        }
        return VIETNAMESE;
    }

    public void signIn(String name, String password) {
        type(NAME, name);
        type(PASSWORD, password);
        leaveBy(SUBMIT);
    }

    /** What stands on the button that leads to the sign-in provider. */
    public String provider() {
        return find(PROVIDER).getText();
    }

    /** By the provider's button; whoever the provider knows is signed in, or not. */
    public void signInAtProvider() {
        leaveBy(PROVIDER);
    }

    /** Who is signed in, as the top bar says. */
    public String account() {
        return find(ACCOUNT).getDomAttribute("aria-label");
    }

    public void signOut() {
        click(ACCOUNT);
        leaveBy(By.id("tools:signOut"));
    }

    public String message() {
        return find(By.cssSelector("#signInForm .op-msg")).getText();
    }

    /** What somebody reads who came back from the provider and was not let in. */
    public String refusal() {
        return find(By.cssSelector("main.op-error-main")).getText();
    }
}
