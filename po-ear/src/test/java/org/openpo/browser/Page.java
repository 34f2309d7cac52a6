package org.openpo.browser;

import java.time.Duration;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Base of all page objects. Every action waits for a state of the browser, never for a time: the document is loaded,
 * PrimeFaces has no request under way and shows no animation.
 */
public abstract class Page {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String IS_QUIET = """
            if (document.readyState !== 'complete') return false;
            if (window.jQuery && (jQuery.active > 0 || jQuery(':animated').length > 0)) return false;
            if (window.PrimeFaces && PrimeFaces.ajax && PrimeFaces.ajax.Queue && !PrimeFaces.ajax.Queue.isEmpty()) return false;
            // Dialogs and their masks come and go by transitions of the stylesheet; a spinner that never ends is no movement to wait for.
            return !document.getAnimations().some(a => a.playState === 'running' && a.effect.getComputedTiming().endTime !== Infinity);
            """;

    protected final ChromeDriver driver;

    protected Page(ChromeDriver driver) {
        this.driver = driver;
        waitUntilQuiet();
    }

    public String title() {
        return driver.getTitle();
    }

    /** The language the page says it is in. */
    public String language() {
        return driver.findElement(By.tagName("html")).getDomAttribute("lang");
    }

    /** The path of the page's address, without the session. */
    public String path() {
        return java.net.URI.create(driver.getCurrentUrl()).getPath().replaceAll(";.*", "");
    }

    public String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    public boolean has(By what) {
        return !driver.findElements(what).isEmpty();
    }

    /** The one visible element; waits for it. */
    protected WebElement find(By what) {
        return until(ExpectedConditions.visibilityOfElementLocated(what));
    }

    protected List<WebElement> all(By what) {
        return driver.findElements(what);
    }

    /** Clicks, and waits until what the click began has ended, be it an ajax request or another page. */
    protected void click(By what) {
        press(what);
        waitUntilQuiet();
    }

    /**
     * Clicks; if a bar that sticks to the edge of the window is in the way, moves the element away from it first, and if the mask of a
     * dialog is still leaving, waits for it, as a person would. What stays covered fails.
     */
    private void press(By what) {
        until(driver -> {
            WebElement element = ExpectedConditions.elementToBeClickable(what).apply(driver);
            if (element == null) {
                return false;
            }
            try {
                element.click();
                return true;
            } catch (ElementClickInterceptedException covered) {
                this.driver.executeScript("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element);
                return false;
            }
        });
    }

    /** Clicks something that leads to another page, and waits until that page is there. */
    protected void leaveBy(By what) {
        WebElement old = driver.findElement(By.tagName("html"));
        press(what);
        until(ExpectedConditions.stalenessOf(old));
        waitUntilQuiet();
    }

    /** Types into an empty or filled field and leaves it, as PrimeFaces listens to the change. */
    protected void type(By field, CharSequence text) {
        WebElement input = find(field);
        input.clear();
        input.sendKeys(text);
        driver.executeScript("arguments[0].dispatchEvent(new Event('change', {bubbles: true}))", input);
        waitUntilQuiet();
    }

    /** Waits for this state, and answers it. */
    protected <T> T until(ExpectedCondition<T> state) {
        return new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
                .ignoring(StaleElementReferenceException.class).until(state);
    }

    protected final void waitUntilQuiet() {
        until(this::isQuiet);
    }

    private Boolean isQuiet(WebDriver ignored) {
        return Boolean.TRUE.equals(driver.executeScript(IS_QUIET));
    }
}
