package org.openpo.ejb.inbound.aws;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import jakarta.json.JsonArray;

import org.openpo.domain.inbound.AwsPull;
import org.openpo.domain.inbound.AwsPullWindow;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.invoicing.InvoicingClient;
import software.amazon.awssdk.services.invoicing.InvoicingClientBuilder;
import software.amazon.awssdk.services.invoicing.model.ListInvoiceSummariesRequest;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Asks the AWS Invoicing API for the summaries of one account's invoices, page by page. Credentials are what the SDK's default chain
 * finds on the server and are never kept. What goes wrong is said as a {@link BusinessRuleException} with a code {@code AWS_…}.
 */
public final class AwsInvoicing implements AutoCloseable {
    /** Between the first two tries; doubled for each further one, ten times as long when AWS says that it is too much. */
    public static final Duration PAUSE = Duration.ofMillis(200);
    /** A page with all its tries and pauses takes no longer. */
    public static final Duration PAGE_MOST = Duration.ofMinutes(5);
    /** Most summaries in one answer (model, InvoiceSummariesMaxResults). */
    private static final int PAGE_SUMMARIES = 100;
    private static final int TRIES = 6;
    private static final Duration PAUSE_MOST = Duration.ofSeconds(20);
    private static final Duration CONNECT_MOST = Duration.ofSeconds(10);
    private static final Duration SILENCE_MOST = Duration.ofSeconds(20);

    private final String accountId;
    private final AwsCredentialsProvider credentials;
    private final InvoicingClient client;
    private final AnswerAsReceived answers = new AnswerAsReceived();

    /** What is done with the pages. */
    @FunctionalInterface
    public interface Pages {
        /**
         * One answer.
         *
         * @param bytes     as it came over the wire
         * @param summaries what it lists
         */
        void accept(byte[] bytes, JsonArray summaries) throws IOException;
    }

    /**
     * @param settings with nothing missing
     * @param endpoint in place of AWS's own for the region
     * @param pause    {@link #PAUSE}, or less in tests
     */
    public AwsInvoicing(AwsPull settings, Optional<URI> endpoint, Duration pause) {
        this(settings, endpoint, pause, DefaultCredentialsProvider.builder().build());
    }

    /** With credentials from elsewhere than the default chain; closes their provider. */
    AwsInvoicing(AwsPull settings, Optional<URI> endpoint, Duration pause, AwsCredentialsProvider credentials) {
        accountId = settings.accountId();
        this.credentials = credentials;
        StandardRetryStrategy retries = AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(TRIES)
                .backoffStrategy(BackoffStrategy.exponentialDelay(pause, PAUSE_MOST))
                .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(pause.multipliedBy(10), PAUSE_MOST)).build();
        InvoicingClientBuilder builder = InvoicingClient.builder().region(Region.of(settings.region())).credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(CONNECT_MOST).socketTimeout(SILENCE_MOST))
                .overrideConfiguration(o -> {
                    o.retryStrategy(retries).apiCallTimeout(PAGE_MOST).addExecutionInterceptor(answers);
                    if (settings.receiverRole() != null) {
                        o.addExecutionInterceptor(new ReceiverRoleFilter(settings.receiverRole()));
                    }
                });
        endpoint.ifPresent(builder::endpointOverride);
        client = builder.build();
    }

    /**
     * Lists what was issued in a window.
     *
     * @param window that AWS answers at once ({@link AwsPullWindow#pieces})
     * @throws BusinessRuleException if AWS does not answer all of it; pages that came before have been delivered
     * @throws IOException           of {@code pages}
     */
    public void list(AwsPullWindow window, Pages pages) throws IOException {
        Set<String> tokens = new HashSet<>();
        String token = null;
        do {
            String next = ask(window, token);
            pages.accept(answers.bytes(), answers.summaries());
            token = next == null || next.isEmpty() ? null : next;
            if (token != null && !tokens.add(token)) {
                // The same page for ever.
                throw new BusinessRuleException("", ErrorCode.AWS_ANSWER_UNREADABLE);
            }
        } while (token != null);
    }

    private String ask(AwsPullWindow window, String token) {
        ListInvoiceSummariesRequest request = ListInvoiceSummariesRequest.builder().selector(s -> s.resourceType("ACCOUNT_ID").value(accountId))
                .filter(f -> f.timeInterval(t -> t.startDate(window.from().atStartOfDay(ZoneOffset.UTC).toInstant()).endDate(window.until().atStartOfDay(ZoneOffset.UTC).toInstant())))
                .maxResults(PAGE_SUMMARIES).nextToken(token).build();
        answers.forget();
        // They may be gone or have expired since the last page.
        requireCredentials();
        try {
            return client.listInvoiceSummaries(request).nextToken();
        } catch (SdkException | AnswerAsReceived.Unreadable e) {
            throw AwsFailures.of(e);
        }
    }

    /**
     * Sees to it that there are credentials, before anything is asked.
     *
     * @throws BusinessRuleException if there are none, or those for a role were refused
     */
    public void requireCredentials() {
        try {
            credentials.resolveCredentials();
        } catch (SdkException e) {
            throw AwsFailures.ofCredentials(e);
        }
    }

    @Override
    public void close() {
        client.close();
        if (credentials instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
