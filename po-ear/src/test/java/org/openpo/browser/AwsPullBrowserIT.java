package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.openpo.it.AwsInvoicingStub;

/** Pulls from the AWS Invoicing API by their page, in English. */
class AwsPullBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inEnglish();

    @Test
    void settings_are_entered_and_a_pull_leads_to_its_import() {
        AwsPullPage page = AwsPullPage.open(browser);
        page.enter("accountId", "12").save();
        assertThat(page.problem("accountId")).contains("An AWS account ID has 12 digits.");
        page.enter("accountId", "123456789012").enterDate("startDate", LocalDate.now(ZoneOffset.UTC).minusDays(5).toString()).save();
        assertThat(page.message()).contains("The settings are saved.");
        AwsInvoicingStub.lists("AWS-PULL-WEB");
        assertThat(page.pullNow().result()).contains("1 invoice listed by AWS.");
        assertThat(page.text()).contains("Next pull", "Switched off");
        assertThat(page.toImport().text()).contains("aws-invoicing-123456789012-");
    }
}
