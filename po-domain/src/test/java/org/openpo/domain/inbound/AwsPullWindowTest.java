package org.openpo.domain.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;

/** Which days a pull asks for, and by which settings. */
class AwsPullWindowTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-09-22");

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "2026-07-01, -,          -,          2026-07-01",
        "2026-07-01, 2026-07-01, 2026-09-20, 2026-09-13",
        "2026-09-18, 2026-07-01, 2026-09-20, 2026-09-18",
        "2026-06-01, 2026-07-01, 2026-09-20, 2026-06-01",
        "2026-09-22, -,          -,          2026-09-22"})
    void a_pull_begins_at_the_start_or_before_what_is_complete(LocalDate start, LocalDate completeFrom, LocalDate completeUntil, LocalDate from) {
        assertThat(AwsPullWindow.next(settings(start), completeFrom, completeUntil, TODAY)).isEqualTo(new AwsPullWindow(from, TODAY.plusDays(1)));
    }

    @Property
    void pieces_are_short_and_make_up_the_window_without_gap_and_overlap(@ForAll @IntRange(max = 8000) int start, @ForAll @IntRange(min = 1, max = 3000) int days) {
        AwsPullWindow window = new AwsPullWindow(LocalDate.of(2005, 1, 1).plusDays(start), LocalDate.of(2005, 1, 1).plusDays(start + days));
        LocalDate reached = window.from();
        for (AwsPullWindow piece : window.pieces()) {
            assertThat(piece.from()).isEqualTo(reached);
            assertThat(ChronoUnit.DAYS.between(piece.from(), piece.until())).isBetween(1L, 28L);
            reached = piece.until();
        }
        assertThat(reached).isEqualTo(window.until());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "us-east-1,    123456789012,  -,     2026-07-01, 60,    7,  -",
        "us-gov-west-1,' 123456789012 ',-,   2005-01-01, 15,    1,  -",
        "cn-north-1,   123456789012,  BUYER, 2025-06-01, 10080, 90, -",
        "nowhere,      123456789012,  -,     2026-07-01, 60,    7,  region AWS_REGION_WRONG",
        "US-EAST-1,    123456789012,  -,     2026-07-01, 60,    7,  region AWS_REGION_WRONG",
        "evil.com/a-1, 123456789012,  -,     2026-07-01, 60,    7,  region AWS_REGION_WRONG",
        "-,            123456789012,  -,     2026-07-01, 60,    7,  region REQUIRED",
        "us-east-1,    12345678901,   -,     2026-07-01, 60,    7,  accountId AWS_ACCOUNT_ID_WRONG",
        "us-east-1,    1234-5678-9012,-,     2026-07-01, 60,    7,  accountId AWS_ACCOUNT_ID_WRONG",
        "us-east-1,    -,             -,     2026-07-01, 60,    7,  accountId REQUIRED",
        "us-east-1,    123456789012,  -,     -,          60,    7,  startDate REQUIRED",
        "us-east-1,    123456789012,  -,     2026-09-23, 60,    7,  startDate AWS_START_DATE_WRONG",
        "us-east-1,    123456789012,  -,     2004-12-31, 60,    7,  startDate AWS_START_DATE_WRONG",
        "us-east-1,    123456789012,  BUYER, 2025-05-31, 60,    7,  startDate AWS_START_DATE_WRONG",
        "us-east-1,    123456789012,  -,     2026-07-01, 14,    7,  intervalMinutes OUT_OF_RANGE",
        "us-east-1,    123456789012,  -,     2026-07-01, 10081, 7,  intervalMinutes OUT_OF_RANGE",
        "us-east-1,    123456789012,  -,     2026-07-01, 60,    0,  overlapDays OUT_OF_RANGE",
        "us-east-1,    123456789012,  -,     2026-07-01, 60,    91, overlapDays OUT_OF_RANGE"})
    void settings_that_cannot_be_pulled_by_say_what_is_wrong(String region, String account, AwsReceiverRole role, LocalDate start, int interval, int overlap, String wrong) {
        List<String> said = new AwsPull(true, region, account, role, start, interval, overlap).check(true, TODAY).stream().map(v -> v.field() + " " + v.code()).toList();
        assertThat(said).isEqualTo(wrong == null ? List.of() : List.of(wrong));
    }

    @Test
    void what_is_switched_off_may_be_unfinished() {
        assertThat(AwsPull.DEFAULT.check(false, TODAY)).isEmpty();
        assertThat(AwsPull.DEFAULT.check(true, TODAY)).containsExactly(Violation.of("accountId", ErrorCode.REQUIRED), Violation.of("startDate", ErrorCode.REQUIRED));
    }

    private static AwsPull settings(LocalDate start) {
        return new AwsPull(true, "us-east-1", "123456789012", null, start, 60, 7);
    }
}
