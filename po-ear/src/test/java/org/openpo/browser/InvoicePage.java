package org.openpo.browser;

import java.util.List;

import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** One invoice with the reasons for its match. */
final class InvoicePage extends Page {
    private static final By MATCH_AGAIN = By.id("actions:matchAgain");

    InvoicePage(ChromeDriver driver) {
        super(driver);
        find(By.cssSelector(".op-inv-top"));
    }

    String invoiceId() {
        return find(By.tagName("h1")).getText();
    }

    String state() {
        return find(By.cssSelector(".op-pagehead .ui-tag-value")).getText();
    }

    String chargedTo() {
        return find(By.cssSelector(".op-charged-card")).getText();
    }

    /** What to do about an exception. */
    String wayOut() {
        return find(By.cssSelector(".op-ways")).getText();
    }

    /** Each candidate in one line: rank, purchase order and line, result, reason. */
    List<String> candidates() {
        return all(By.cssSelector(".op-why tbody tr")).stream().map(row -> row.getText().replace('\n', ' ').strip()).toList();
    }

    /** The ledger's rows. */
    List<String> history() {
        return all(By.cssSelector(".op-invledger tbody tr")).stream().map(WebElement::getText).toList();
    }

    /** What people decided, each in one line: when, what, why, who. */
    List<String> corrections() {
        return all(By.cssSelector(".op-corrections tbody tr")).stream().map(row -> row.getText().replace('\n', ' ')).toList();
    }

    /** The dialogs by which people correct where the invoice stands. */
    CorrectionDialogs correct() {
        return new CorrectionDialogs(driver);
    }

    boolean canBeCorrected() {
        return has(By.id("actions")) || has(By.id("assignForm")) || has(By.id("decideForm"));
    }

    boolean canBeMatchedAgain() {
        return has(MATCH_AGAIN);
    }

    InvoicePage matchAgain() {
        leaveBy(MATCH_AGAIN);
        return new InvoicePage(driver);
    }

    String banner() {
        return find(By.cssSelector("#notes .op-msg")).getText();
    }
}
