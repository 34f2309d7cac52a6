package org.openpo.ejb.inbound.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.openpo.domain.inbound.AwsPull;
import org.openpo.domain.inbound.AwsPullWindow;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What is asked of AWS when credentials or time run out. */
class AwsInvoicingTest {
    private static final AwsPull SETTINGS = new AwsPull(true, "us-east-1", StubInvoicing.ACCOUNT, null, LocalDate.parse("2026-09-01"), 60, 7);
    private static final AwsPullWindow WINDOW = new AwsPullWindow(LocalDate.parse("2026-09-01"), LocalDate.parse("2026-09-23"));

    private final StubInvoicing aws = new StubInvoicing();
    private boolean vanished;

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void without_credentials_nothing_is_asked() {
        vanished = true;
        try (AwsInvoicing invoicing = invoicing()) {
            assertRefused(invoicing::requireCredentials, ErrorCode.AWS_CREDENTIALS_MISSING);
            assertRefused(() -> invoicing.list(WINDOW, (bytes, summaries) -> { }), ErrorCode.AWS_CREDENTIALS_MISSING);
            assertThat(aws.requests()).isEmpty();
        }
    }

    @Test
    void credentials_that_vanish_between_pages_are_missing() {
        aws.issue("A-1", "2026-09-20", "1.00").issue("A-2", "2026-09-20", "2.00").issue("A-3", "2026-09-20", "3.00");
        List<Integer> pages = new ArrayList<>();
        try (AwsInvoicing invoicing = invoicing()) {
            assertRefused(() -> invoicing.list(WINDOW, (bytes, summaries) -> {
                pages.add(summaries.size());
                vanished = true;
            }), ErrorCode.AWS_CREDENTIALS_MISSING);
            assertThat(pages).containsExactly(2);
        }
    }

    @Test
    void a_page_that_takes_too_long_is_not_reached() {
        BusinessRuleException refused = AwsFailures.of(ApiCallTimeoutException.create(300_000));
        assertThat(refused.violations()).extracting(Violation::code).containsExactly(ErrorCode.AWS_UNREACHABLE);
        assertThat(refused.violations().get(0).arguments().toString()).contains("300000");
    }

    private AwsInvoicing invoicing() {
        return new AwsInvoicing(SETTINGS, Optional.of(aws.address()), Duration.ofMillis(1), new AwsCredentialsProvider() {
            @Override
            public AwsCredentials resolveCredentials() {
                if (vanished) {
                    throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
                }
                return AwsBasicCredentials.create("stub-key", "stub-secret");
            }
        });
    }

    private static void assertRefused(ThrowingCallable work, ErrorCode code) {
        assertThatThrownBy(work).isInstanceOfSatisfying(BusinessRuleException.class, e -> assertThat(e.violations()).extracting(Violation::code).containsExactly(code));
    }
}
