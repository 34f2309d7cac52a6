package org.openpo.ejb.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openpo.ejb.inbound.aws.StubInvoicing.brokenOff;
import static org.openpo.ejb.inbound.aws.StubInvoicing.error;
import static org.openpo.ejb.inbound.aws.StubInvoicing.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.openpo.domain.inbound.AwsPull;
import org.openpo.domain.inbound.AwsReceiverRole;
import org.openpo.domain.inbound.ImportState;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.StaleVersionException;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.SettableClock;
import org.openpo.ejb.inbound.aws.StubInvoicing;
import org.openpo.ejb.invoice.InvoiceFilter;
import org.openpo.ejb.invoice.InvoiceQueries;
import org.openpo.ejb.invoice.InvoiceSort;

/** Pulls from an AWS Invoicing API that answers, and one that does not, until the invoices are here. */
class AwsPullTest {
    private static final AwsPull SETTINGS = new AwsPull(true, "us-east-1", StubInvoicing.ACCOUNT, null, LocalDate.parse("2026-07-01"), 60, 7);
    private static final Map<String, String> PROPERTIES = Map.of("aws.accessKeyId", "stub-key", "aws.secretAccessKey", "stub-secret", "aws.disableEc2Metadata", "true");

    private final SettableClock clock = new SettableClock("2026-09-22T08:00:00Z");
    private final SeContainer container = new SeContainer(clock);
    private final StubInvoicing aws = new StubInvoicing();
    @TempDir
    private Path data;

    @BeforeEach
    void server() {
        System.setProperty("OPENPO_DATA_DIR", data.toString());
        System.setProperty("OPENPO_AWS_INVOICING_ENDPOINT", aws.address().toString());
        PROPERTIES.forEach(System::setProperty);
    }

    @AfterEach
    void close() {
        System.clearProperty("OPENPO_DATA_DIR");
        System.clearProperty("OPENPO_AWS_INVOICING_ENDPOINT");
        PROPERTIES.keySet().forEach(System::clearProperty);
        aws.close();
        container.close();
    }

    @Test
    void everything_since_the_start_comes_in_pages_and_becomes_one_import_that_keeps_them_as_they_came() {
        aws.issue("A-0", "2026-06-30", "9.00").issue("A-1", "2026-07-01", "1.00").issue("A-2", "2026-08-03", "2.00").issue("A-3", "2026-08-03", "3.00").issue("A-4", "2026-08-04", "4.00")
                .issue("A-5", "2026-09-22", "5.00");
        AwsPullView view = activate(SETTINGS);
        assertThat(view.last().failure()).isNull();
        assertThat(view.last().summaries()).isEqualTo(5);
        assertThat(view.last().isByTimer()).isTrue();
        assertThat(view.last().from()).isEqualTo("2026-07-01");
        assertThat(view.last().to()).isEqualTo("2026-09-22");
        assertThat(view.nextAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(60)));
        assertThat(view.underWay()).isFalse();
        assertThat(amounts()).containsExactly("A-1 1.0000", "A-2 2.0000", "A-3 3.0000", "A-4 4.0000", "A-5 5.0000");
        assertThat(aws.requests()).extracting(r -> r.containsKey("NextToken")).as("28 days each, one of them in two pages").containsExactly(false, false, true, false);

        ImportJobView job = job(view.last().importId());
        assertThat(job.format()).isEqualTo("AWS_INVOICE_SUMMARIES");
        assertThat(job.counts().created()).isEqualTo(5);
        assertThat(job.submittedBy()).isEqualTo(AwsPullRunner.ACTOR);
        assertThat(job.fileName()).isEqualTo("aws-invoicing-123456789012-20260922T080000Z.json");
        assertThat(file(job)).contains("\"Request\":{\"At\":\"2026-09-22T08:00:00Z\"", "\"MemberOfTomorrow\":\"kept\"", "\"NextToken\":\"token-2-");
        assertThat(leftFiles()).isEmpty();
    }

    @Test
    void later_pulls_ask_for_what_may_be_new_and_take_in_only_that() {
        aws.issue("A-1", "2026-07-01", "1.00").issue("A-2", "2026-09-20", "2.00");
        activate(SETTINGS);
        assertThat(pull().last().importId()).as("not due yet").isNotNull();
        int asked = aws.requests().size();

        clock.advance(Duration.ofHours(1));
        AwsPullView same = pull();
        assertThat(same.last().summaries()).isEqualTo(1);
        assertThat(same.last().from()).as("the last complete pull, seven days before").isEqualTo("2026-09-15");
        assertThat(aws.requests()).hasSize(asked + 1);

        clock.advance(Duration.ofHours(1));
        assertThat(pull().last().importId()).as("nothing new is no import").isNull();
        aws.reissue("A-2", "2026-09-20", "2.50");
        aws.issue("A-3", "2026-09-23", "3.00");
        clock.advance(Duration.ofDays(1));
        AwsPullView changed = pull();
        assertThat(job(changed.last().importId()).counts()).satisfies(c -> assertThat(List.of(c.created(), c.changed(), c.unchanged())).containsExactly(1L, 1L, 0L));
        assertThat(amounts()).containsExactly("A-1 1.0000", "A-2 2.5000", "A-3 3.0000");

        aws.reissue("A-2", "2026-09-20", "2.00");
        clock.advance(Duration.ofHours(1));
        assertThat(job(pull().last().importId()).counts().changed()).as("what it was once may come again").isEqualTo(1);
        assertThat(amounts()).contains("A-2 2.0000");
    }

    @Test
    void an_import_that_was_not_taken_in_is_pulled_again() {
        activate(SETTINGS);
        clock.advance(Duration.ofDays(20));
        aws.issue("A-1", "2026-10-01", "1.00");
        AwsPullView first = pull();
        assertThat(first.last().from()).isEqualTo("2026-09-15");
        becomes("RUNNING", first);
        clock.advance(Duration.ofHours(1));
        int asked = aws.requests().size();
        pull();
        assertThat(aws.requests()).as("it is not known yet whether it is taken in").hasSize(asked);
        becomes("CANCELLED", first);
        clock.advance(Duration.ofHours(1));
        AwsPullView again = pull();
        assertThat(again.last().from()).isEqualTo("2026-09-15");
        assertThat(again.last().importId()).as("although AWS says the same").isNotNull().isNotEqualTo(first.last().importId());
    }

    private void becomes(String state, AwsPullView pulled) {
        container.update("update import_job set state = '" + state + "'" + (state.equals("FAILED") ? ", failure = 'TOO_MANY_ROWS', failure_args = '10'" : "") + " where id = " + pulled.last().importId());
    }

    @Test
    void an_import_that_fails_each_time_is_a_failure_of_the_pull_and_comes_less_and_less_often() {
        aws.issue("A-1", "2026-09-20", "1.00");
        AwsPullView view = activate(starting("2026-09-01", 360));
        for (int minutes : List.of(720, 1440, 1440)) {
            becomes("FAILED", view);
            assertThat(view().last().failure()).isEqualTo(ErrorCode.TOO_MANY_ROWS);
            assertThat(view().last().failureArguments()).containsExactly("10");
            assertThat(view().last().importId()).isEqualTo(view.last().importId());
            clock.advance(Duration.between(clock.instant(), view.nextAt()));
            view = pull();
            assertThat(view.last().failure()).isNull();
            assertThat(view.nextAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(minutes)));
        }
        clock.advance(Duration.ofDays(1));
        assertThat(pull().nextAt()).as("the last one was taken in").isEqualTo(clock.instant().plus(Duration.ofHours(6)));
    }

    @Test
    void what_is_asked_for_while_a_pull_is_under_way_is_done_after_it() {
        container.with(AwsPulls.class, run(p -> p.change(starting("2026-09-01", 60), null, "tester")));
        AwsPullTicket underWay = claim("node").orElseThrow();
        container.with(AwsPulls.class, run(p -> p.change(starting("2026-08-01", 60), null, "tester")));
        container.with(AwsPulls.class, run(p -> p.request("tester")));
        container.with(AwsPulls.class, run(p -> p.nothingNew(underWay, 0, "x")));
        assertThat(view().underWay()).as("asked for").isTrue();
        assertThat(view().nextAt()).as("an earlier start is pulled at once").isEqualTo(clock.instant());
        AwsPullTicket asked = claim("node").orElseThrow();
        assertThat(asked.actor()).isEqualTo("tester");
        assertThat(asked.window().from()).isEqualTo("2026-08-01");
        container.with(AwsPulls.class, run(p -> p.nothingNew(asked, 0, "x")));
        assertThat(claim("node")).as("both are done").isEmpty();
    }

    @Test
    void settings_that_are_emptied_while_a_pull_is_asked_for_drop_it() {
        AwsPull off = new AwsPull(false, "us-east-1", StubInvoicing.ACCOUNT, null, SETTINGS.startDate(), 60, 7);
        container.with(AwsPulls.class, run(p -> p.change(off, null, "tester")));
        container.with(AwsPulls.class, run(p -> p.request("tester")));
        container.with(AwsPulls.class, run(p -> p.change(AwsPull.DEFAULT, null, "tester")));
        assertThat(view().underWay()).isFalse();
        container.update("update aws_pull_state set requested_by = 'tester'");
        assertThat(pull().underWay()).as("left by an older version").isFalse();
        assertThat(aws.requests()).isEmpty();
    }

    @Test
    void what_passes_is_tried_again_also_when_the_timer_is_off_until_somebody_saves_that() {
        aws.issue("A-1", "2026-09-20", "1.00");
        AwsPull off = new AwsPull(false, "us-east-1", StubInvoicing.ACCOUNT, null, LocalDate.parse("2026-09-01"), 60, 7);
        container.with(AwsPulls.class, run(p -> p.change(off, null, "tester")));
        for (int tries = 0; tries < 6; tries++) {
            aws.fail(error(400, "ThrottlingException", "Rate exceeded"));
        }
        container.with(AwsPulls.class, run(p -> p.request("tester")));
        AwsPullView failed = pull();
        assertThat(failed.last().failure()).isEqualTo(ErrorCode.AWS_THROTTLED);
        assertThat(failed.nextAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(5)));
        container.with(AwsPulls.class, run(p -> p.change(off, null, "tester")));
        assertThat(view().nextAt()).isNull();
        aws.mend();
        container.with(AwsPulls.class, run(p -> p.request("tester")));
        assertThat(pull().nextAt()).isNull();
        assertThat(amounts()).hasSize(1);
    }

    @Test
    void throttling_is_waited_for() {
        aws.issue("A-1", "2026-09-20", "1.00").fail(error(400, "ThrottlingException", "Rate exceeded"), text(429, "{}"), error(500, "InternalServerException", "try again"));
        assertThat(activate(SETTINGS).last().failure()).isNull();
        assertThat(amounts()).hasSize(1);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(error(400, "AccessDeniedException", "User is not authorized to perform: invoicing:ListInvoiceSummaries"), ErrorCode.AWS_DENIED, 60),
                Arguments.of(error(403, "SomethingNew", "no"), ErrorCode.AWS_DENIED, 60),
                Arguments.of(error(400, "ExpiredTokenException", "The security token included in the request is expired"), ErrorCode.AWS_CREDENTIALS_EXPIRED, 60),
                Arguments.of(error(400, "UnrecognizedClientException", "The security token included in the request is invalid."), ErrorCode.AWS_CREDENTIALS_REFUSED, 60),
                Arguments.of(error(400, "ValidationException", "Start date is too early."), ErrorCode.AWS_REFUSED, 60),
                Arguments.of(error(400, "ThrottlingException", "Rate exceeded"), ErrorCode.AWS_THROTTLED, 5),
                Arguments.of(error(500, "InternalServerException", "oops"), ErrorCode.AWS_OUT_OF_ORDER, 5),
                Arguments.of(text(200, "<html>Sign in to the proxy</html>"), ErrorCode.AWS_ANSWER_UNREADABLE, 5),
                Arguments.of(text(200, "{\"InvoiceSummaries\":{}}"), ErrorCode.AWS_ANSWER_UNREADABLE, 5),
                Arguments.of(text(200, "{\"InvoiceSummaries\":[],\"NextToken\":\"same\"}"), ErrorCode.AWS_ANSWER_UNREADABLE, 5),
                Arguments.of(brokenOff(), ErrorCode.AWS_UNREACHABLE, 5));
    }

    /** The first page has come when it happens: nothing of it is taken in, and the next pull brings all. */
    @ParameterizedTest
    @MethodSource("failures")
    void what_goes_wrong_in_the_middle_leaves_nothing_half_done_and_says_what_it_was(StubInvoicing.Fault fault, ErrorCode code, int minutes) {
        aws.issue("A-1", "2026-09-20", "1.00").issue("A-2", "2026-09-20", "2.00").issue("A-3", "2026-09-20", "3.00");
        AwsPull settings = starting("2026-09-01", 60);
        aws.fail(aws.none());
        for (int tries = 0; tries < 6; tries++) {
            aws.fail(fault);
        }
        AwsPullView failed = activate(settings);
        assertThat(failed.last().failure()).isEqualTo(code);
        assertThat(failed.last().summaries()).isBetween(2, 3);
        assertThat(failed.last().importId()).isNull();
        assertThat(failed.nextAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(minutes)));
        assertThat(amounts()).isEmpty();
        assertThat(container.with(ImportQueries.class, q -> q.page(0, 10)).total()).isZero();
        assertThat(leftFiles()).isEmpty();

        aws.mend();
        clock.advance(Duration.ofHours(1));
        assertThat(pull().last().failure()).isNull();
        assertThat(amounts()).containsExactly("A-1 1.0000", "A-2 2.0000", "A-3 3.0000");
    }

    @Test
    void a_server_that_is_not_there_is_tried_again_less_and_less_often() {
        aws.close();
        AwsPullView view = activate(starting("2026-09-01", 60));
        assertThat(view.last().failure()).isEqualTo(ErrorCode.AWS_UNREACHABLE);
        assertThat(view.last().failureArguments()).isNotEmpty();
        for (int minutes : List.of(10, 20, 40, 60, 60)) {
            clock.advance(Duration.between(clock.instant(), view.nextAt()));
            view = pull();
            assertThat(view.nextAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(minutes)));
        }
    }

    @Test
    void the_receivers_role_is_asked_for_and_signed() {
        aws.issue("A-1", "2026-09-20", "1.00");
        assertThat(activate(new AwsPull(true, "us-east-1", StubInvoicing.ACCOUNT, AwsReceiverRole.RESELLER, LocalDate.parse("2026-09-01"), 60, 7)).last().failure()).isNull();
        assertThat(aws.requests()).extracting(r -> r.getJsonObject("Filter").getString("ReceiverRole")).containsExactly("RESELLER");
        assertThat(amounts()).hasSize(1);
    }

    @Test
    void one_node_pulls_and_one_that_has_stopped_is_replaced() {
        aws.issue("A-1", "2026-09-20", "1.00");
        container.with(AwsPulls.class, run(p -> p.change(SETTINGS, null, "tester")));
        AwsPullTicket stopped = claim("stopped").orElseThrow();
        assertThat(claim("other")).isEmpty();
        clock.advance(AwsPulls.SILENCE.minusSeconds(1));
        assertThat((boolean) container.with(AwsPulls.class, p -> p.alive(stopped))).isTrue();
        clock.advance(AwsPulls.SILENCE.minusSeconds(1));
        assertThat(claim("other")).as("a page was a sign of life").isEmpty();
        clock.advance(Duration.ofSeconds(2));
        assertThat(pull().last().failure()).isNull();
        assertThat((boolean) container.with(AwsPulls.class, p -> p.alive(stopped))).isFalse();
        container.with(AwsPulls.class, run(p -> p.failed(stopped, 0, Violation.of("", ErrorCode.AWS_PULL_FAILED))));
        assertThat(view().last().failure()).as("it has nothing to say any more").isNull();
        assertThat(amounts()).hasSize(1);
    }

    @Test
    void other_settings_throw_away_what_is_under_way_and_begin_anew() {
        activate(SETTINGS);
        clock.advance(Duration.ofHours(2));
        AwsPullTicket underWay = claim("node").orElseThrow();
        assertThat(underWay.window().from()).isEqualTo("2026-09-15");
        AwsPull other = new AwsPull(true, "us-east-1", "999999999999", null, SETTINGS.startDate(), 60, 7);
        container.with(AwsPulls.class, run(p -> p.change(other, null, "tester")));
        assertThat((boolean) container.with(AwsPulls.class, p -> p.alive(underWay))).isFalse();
        assertThat(claim("node").orElseThrow().window().from()).isEqualTo("2026-07-01");
    }

    @Test
    void somebody_asks_for_it_now_although_it_is_off() {
        aws.issue("A-1", "2026-09-20", "1.00");
        assertThatThrownBy(() -> container.with(AwsPulls.class, run(p -> p.request("tester")))).isInstanceOfSatisfying(BusinessRuleException.class,
                e -> assertThat(e.violations()).containsExactly(Violation.of("accountId", ErrorCode.REQUIRED), Violation.of("startDate", ErrorCode.REQUIRED)));
        container.with(AwsPulls.class, run(p -> p.change(new AwsPull(false, "us-east-1", StubInvoicing.ACCOUNT, null, SETTINGS.startDate(), 60, 7), null, "tester")));
        assertThat(pull().last()).as("nobody has asked, and it is off").isNull();
        container.with(AwsPulls.class, run(p -> p.request("tester")));
        assertThat(view().underWay()).isTrue();
        AwsPullView done = pull();
        assertThat(done.underWay()).isFalse();
        assertThat(done.last().by()).isEqualTo("tester");
        assertThat(done.nextAt()).isNull();
        assertThat(job(done.last().importId()).state()).isEqualTo(ImportState.SUCCEEDED);
    }

    @Test
    void settings_that_somebody_else_has_changed_are_not_overwritten() {
        AwsPullView before = view();
        assertThat(before.settings()).isEqualTo(AwsPull.DEFAULT);
        activate(SETTINGS);
        assertThatThrownBy(() -> container.with(AwsPulls.class, run(p -> p.change(starting("2026-08-01", 60), before.version(), "tester")))).isInstanceOf(StaleVersionException.class);
    }

    private static AwsPull starting(String day, int interval) {
        return new AwsPull(true, "us-east-1", StubInvoicing.ACCOUNT, null, LocalDate.parse(day), interval, 7);
    }

    private AwsPullView activate(AwsPull settings) {
        container.with(AwsPulls.class, run(p -> p.change(settings, null, "tester")));
        return pull();
    }

    /** As the timer does it. */
    private AwsPullView pull() {
        container.with(AwsPullRunner.class, run(r -> r.pullIfDue(Duration.ofMillis(1))));
        return view();
    }

    private AwsPullView view() {
        return container.with(AwsPulls.class, AwsPulls::view);
    }

    private Optional<AwsPullTicket> claim(String node) {
        return container.with(AwsPulls.class, p -> p.claim(node));
    }

    private static <B> java.util.function.Function<B, Void> run(Consumer<B> work) {
        return bean -> {
            work.accept(bean);
            return null;
        };
    }

    private ImportJobView job(long id) {
        return container.with(ImportQueries.class, q -> q.job(id));
    }

    private String file(ImportJobView job) {
        return container.with(ImportQueries.class, q -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                q.writeFile(job, out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out.toString(StandardCharsets.UTF_8);
        });
    }

    private List<String> amounts() {
        return container.with(InvoiceQueries.class, q -> q.page(InvoiceFilter.all(), InvoiceSort.INVOICE_ID, false, 0, 20)).items().stream()
                .map(i -> i.invoiceId() + " " + i.gross().toPlainString()).toList();
    }

    private List<String> leftFiles() {
        try (Stream<Path> files = Files.list(data.resolve("imports"))) {
            return files.map(f -> f.getFileName().toString()).filter(name -> !name.equals("node")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
