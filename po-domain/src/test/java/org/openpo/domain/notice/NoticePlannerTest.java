package org.openpo.domain.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.openpo.domain.forecast.Forecast;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class NoticePlannerTest {
    private static final BigDecimal TOTAL = new BigDecimal("1200.00");
    private static final QuietDays WEEKENDS = new QuietDays(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), Set.of());

    @ParameterizedTest(name = "expiration {0} set on {1}: {2}")
    @CsvSource(textBlock = """
            # over three months: two months before
            2026-12, 2026-01-15, '2026-10-31'
            2026-12, 2026-09-30, '2026-10-31'
            2027-02, 2026-11-27, '2026-12-31'
            # exactly three months, and one day less and more
            2026-05, 2026-02-28, '2026-03-31'
            2026-04, 2026-01-30, '2026-03-31'
            2026-04, 2026-01-29, '2026-02-28'
            2026-05, 2026-02-27, '2026-03-31'
            # one to three months: one month before
            2026-12, 2026-10-15, '2026-11-30'
            2026-12, 2026-11-30, '2026-11-30'
            # exactly one month before the end of February, in a common and in a leap year
            2026-02, 2026-01-28, '2026-01-31'
            2026-02, 2026-01-31, '2026-01-31'
            2028-02, 2028-01-29, '2028-01-31'
            2028-02, 2028-01-31, '2028-01-31'
            # under one month: one week before and on the day
            2026-02, 2026-02-01, '2026-02-21 2026-02-28'
            2028-02, 2028-02-01, '2028-02-22 2028-02-29'
            2026-12, 2026-12-01, '2026-12-24 2026-12-31'
            2026-12, 2026-12-24, '2026-12-24 2026-12-31'
            # who sets it within the last week knows; the day itself is told
            2026-12, 2026-12-25, '2026-12-31'
            2026-12, 2026-12-31, '2026-12-31'
            # set when it is over
            2026-12, 2027-01-01, ''
            # both sides of three months and of one, where months end on other days
            2028-05, 2028-02-29, '2028-03-31'
            2027-11, 2027-08-29, '2027-09-30'
            2027-11, 2027-08-30, '2027-10-31'
            2027-11, 2027-08-31, '2027-10-31'
            2027-04, 2027-03-30, '2027-03-31'
            2027-04, 2027-03-31, '2027-03-31'
            2027-04, 2027-04-01, '2027-04-23 2027-04-30'
            2027-03, 2027-02-28, '2027-02-28'
            2028-03, 2028-02-29, '2028-02-29'
            # the turn of a year
            2027-01, 2026-06-30, '2026-11-30'
            2027-01, 2026-12-15, '2026-12-31'
            """)
    void the_aws_rule_goes_by_the_distance_on_the_day_the_expiration_was_set(YearMonth expiration, LocalDate setOn, String expected) {
        assertThat(text(ExpiryDates.of(expiration, setOn, true, List.of()))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            '90 30 0', '2026-10-02 2026-12-01 2026-12-31'
            '61',      '2026-10-31'
            '400',     ''
            """)
    void own_rules_count_days(String days, String expected) {
        assertThat(text(ExpiryDates.of(YearMonth.of(2026, 12), LocalDate.of(2026, 1, 1), false, Arrays.stream(days.split(" ")).map(Integer::valueOf).toList())))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
            # expiration 2026-12 set on 2026-01-15, AWS rule and 30 days before
            2026-10-30, ''
            2026-10-31, 'expiry/1/2026-12/2026-10-31'
            2026-11-30, 'expiry/1/2026-12/2026-10-31'
            2026-12-01, 'expiry/1/2026-12/2026-12-01'
            2026-12-31, 'expiry/1/2026-12/2026-12-01'
            2027-01-01, ''
            """)
    void a_missed_day_is_made_up_for_until_the_expiration(LocalDate today, String expected) {
        assertThat(keys(NoticePlanner.due(order("2026-12", "2026-01-15", null), rules(List.of(30), QuietDays.NONE), key -> false, today))).isEqualTo(expected);
    }

    @Test
    void each_day_of_a_year_tells_each_thing_once() {
        NoticePolicy rules = rules(List.of(30, 7, 0), WEEKENDS);
        Set<String> told = new HashSet<>();
        NoticePlanner.OrderFacts po = order("2026-12", "2026-01-15", dry("100 100 100 150 150", "2026-06"));
        StringBuilder log = new StringBuilder();
        for (LocalDate day = LocalDate.of(2026, 6, 1); day.isBefore(LocalDate.of(2027, 2, 1)); day = day.plusDays(1)) {
            for (DueNotice notice : NoticePlanner.due(po, rules, told::contains, day)) {
                assertThat(told.add(notice.key())).isTrue();
                log.append(day).append(' ').append(notice.kind()).append('\n');
            }
        }
        assertThat(log.toString()).isEqualTo("""
                2026-06-01 RUNS_DRY
                2026-10-30 EXPIRY
                2026-12-01 EXPIRY
                2026-12-24 EXPIRY
                2026-12-31 EXPIRY
                """);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # Saturday 31 October is told on Friday; whoever sets it on that Saturday is told on it
            2026-12, 2026-01-15, 2026-10-30, 1
            2026-12, 2026-01-15, 2026-10-29, 0
            2026-02, 2026-02-28, 2026-02-28, 1
            """)
    void quiet_days_bring_the_expiry_forward(String expiration, String setOn, LocalDate today, int notices) {
        assertThat(NoticePlanner.due(order(expiration, setOn, null), rules(List.of(), WEEKENDS), key -> false, today)).hasSize(notices);
    }

    @Test
    void the_next_day_to_look_is_the_next_day_on_which_something_is_due() {
        NoticePlanner.OrderFacts po = order("2026-12", "2026-01-15", null);
        NoticePolicy rules = rules(List.of(30), WEEKENDS);
        assertThat(NoticePlanner.nextDay(po, rules, LocalDate.of(2026, 6, 1))).isEqualTo("2026-10-30");
        assertThat(NoticePlanner.nextDay(po, rules, LocalDate.of(2026, 10, 30))).isEqualTo("2026-12-01");
        assertThat(NoticePlanner.nextDay(po, rules, LocalDate.of(2026, 12, 1))).isEqualTo(NoticePlanner.NEVER);
    }

    @Property(tries = 300)
    void a_sweep_on_the_next_days_only_tells_what_a_sweep_on_all_days_tells(@ForAll @IntRange(min = 1, max = 12) int month, @ForAll @IntRange(min = 1, max = 28) int day,
            @ForAll @IntRange(max = 14) int ahead, @ForAll java.util.List<@IntRange(max = 120) Integer> before, @ForAll boolean quiet) {
        LocalDate setOn = LocalDate.of(2027, month, day);
        NoticePlanner.OrderFacts po = order(YearMonth.from(setOn).plusMonths(ahead).toString(), setOn.toString(), null);
        NoticePolicy rules = rules(before, quiet ? WEEKENDS : QuietDays.NONE);
        Set<String> daily = new HashSet<>();
        for (LocalDate d = setOn; !d.isAfter(po.expiration().atEndOfMonth()); d = d.plusDays(1)) {
            NoticePlanner.due(po, rules, daily::contains, d).forEach(n -> daily.add(n.key()));
        }
        Set<String> planned = new HashSet<>();
        for (LocalDate d = setOn; d.isBefore(NoticePlanner.NEVER); d = NoticePlanner.nextDay(po, rules, d)) {
            NoticePlanner.due(po, rules, planned::contains, d).forEach(n -> planned.add(n.key()));
        }
        assertThat(planned).isEqualTo(daily);
    }

    @Test
    void the_forecast_is_told_once_and_again_when_the_total_or_the_expiration_is_another() {
        NoticePolicy rules = rules(List.of(), QuietDays.NONE);
        LocalDate today = LocalDate.of(2026, 6, 1);
        Forecast dry = dry("100 100 100 150 150", "2026-06");
        assertThat(keys(NoticePlanner.due(order("2026-12", "2026-01-15", dry), rules, key -> false, today))).isEqualTo("runs-dry/1/2026-12/1200");
        assertThat(NoticePlanner.due(order("2026-12", "2026-01-15", dry), rules, "runs-dry/1/2026-12/1200"::equals, today)).isEmpty();
        assertThat(keys(NoticePlanner.due(order("2027-01", "2026-06-01", dry), rules, "runs-dry/1/2026-12/1200"::equals, today))).isEqualTo("runs-dry/1/2027-01/1200");
        assertThat(NoticePlanner.due(order("2026-09", "2026-06-01", dry), rules, key -> false, today)).as("it lasts until then").isEmpty();
    }

    @Test
    void nothing_is_told_of_a_purchase_order_that_is_suspended() {
        NoticePlanner.OrderFacts suspended = new NoticePlanner.OrderFacts(1, false, YearMonth.of(2026, 12), LocalDate.of(2026, 1, 15), TOTAL, dry("100 100 100 150 150", "2026-06"));
        assertThat(NoticePlanner.due(suspended, rules(List.of(), QuietDays.NONE), key -> false, LocalDate.of(2026, 10, 31))).isEmpty();
        assertThat(NoticePlanner.nextDay(suspended, rules(List.of(), QuietDays.NONE), LocalDate.of(2026, 1, 1))).isEqualTo(NoticePlanner.NEVER);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # the same instant is another day elsewhere
            UTC,                 2026-10-31T00:30:00Z, 2026-10-31
            Asia/Ho_Chi_Minh,    2026-10-30T17:00:00Z, 2026-10-31
            Asia/Ho_Chi_Minh,    2026-10-30T16:59:59Z, 2026-10-30
            America/Los_Angeles, 2026-10-31T06:59:59Z, 2026-10-30
            America/Los_Angeles, 2026-10-31T07:00:00Z, 2026-10-31
            # the hour that does not exist, and the one that exists twice
            Europe/Berlin,       2026-03-29T01:30:00Z, 2026-03-29
            Europe/Berlin,       2026-10-24T22:00:00Z, 2026-10-25
            """)
    void a_day_begins_where_the_rules_say(String zone, Instant now, LocalDate today) {
        assertThat(inZone(zone, QuietDays.NONE).today(now)).isEqualTo(today);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            UTC,              2026-09-25T23:59:59Z, 2026-09-25T23:59:59Z
            UTC,              2026-09-26T00:00:00Z, 2026-09-28T07:00:00Z
            UTC,              2026-09-27T12:00:00Z, 2026-09-28T07:00:00Z
            UTC,              2026-09-28T00:00:00Z, 2026-09-28T00:00:00Z
            Asia/Ho_Chi_Minh, 2026-09-25T17:00:00Z, 2026-09-28T00:00:00Z
            """)
    void what_happens_on_a_quiet_day_is_sent_on_the_next_that_is_none(String zone, Instant happened, Instant from) {
        assertThat(inZone(zone, WEEKENDS).mayBeSentFrom(happened)).isEqualTo(from);
    }

    @Test
    void days_that_are_all_quiet_are_as_if_none_were() {
        QuietDays all = new QuietDays(Set.of(DayOfWeek.values()), Set.of());
        Instant now = Instant.parse("2026-09-25T12:00:00Z");
        assertThat(inZone("UTC", all).mayBeSentFrom(now)).isEqualTo(now);
        assertThat(NoticePlanner.due(order("2026-12", "2026-01-15", null), rules(List.of(), all), key -> false, LocalDate.of(2026, 10, 31))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # days of age, last digest, exceptions since, today, is one due
            3, ,           '2026-09-20', 2026-09-22, false
            3, ,           '2026-09-20', 2026-09-23, true
            3, ,           '2026-09-20', 2026-09-30, true
            3, 2026-09-23, '2026-09-20', 2026-09-24, false
            3, 2026-09-23, '2026-09-20 2026-09-21', 2026-09-24, true
            3, 2026-09-23, '2026-09-20', 2026-09-23, false
            0, ,           '2026-09-22', 2026-09-22, true
            # on Saturday nobody is written to; on Monday it has come to age since the last one
            3, 2026-09-23, '2026-09-23', 2026-09-26, false
            3, 2026-09-23, '2026-09-23', 2026-09-28, true
            3, ,           '',           2026-09-28, false
            """)
    void exceptions_are_told_when_some_have_come_to_their_age(Integer age, LocalDate last, String since, LocalDate today, boolean due) {
        NoticePolicy d = NoticePolicy.DEFAULT;
        NoticePolicy rules = new NoticePolicy(d.thresholds(), true, List.of(), true, age, null, null, WEEKENDS, ZoneOffset.UTC, 7);
        List<LocalDate> days = since.isEmpty() ? List.of() : Arrays.stream(since.split(" ")).map(LocalDate::parse).toList();
        assertThat(NoticePlanner.exceptionsDigest(rules, last, days, today)).isEqualTo(due ? java.util.Optional.of(new DueNotice(NoticeKind.EXCEPTIONS_DIGEST, "exceptions/" + today)) : java.util.Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            WEDNESDAY, 2026-12-29, ''
            WEDNESDAY, 2026-12-30, 'portfolio/2026-W53'
            WEDNESDAY, 2027-01-01, 'portfolio/2026-W53'
            # the week's Saturday and Sunday are quiet; the new week begins on Monday
            SATURDAY,  2027-01-02, ''
            MONDAY,    2027-01-04, 'portfolio/2027-W1'
            """)
    void the_weekly_digest_has_one_key_a_week(DayOfWeek weekday, LocalDate today, String expected) {
        NoticePolicy d = NoticePolicy.DEFAULT;
        NoticePolicy rules = new NoticePolicy(d.thresholds(), true, List.of(), true, null, weekday, null, WEEKENDS, ZoneOffset.UTC, 7);
        assertThat(NoticePlanner.portfolioDigest(rules, key -> false, today).map(DueNotice::key).orElse("")).isEqualTo(expected);
        assertThat(NoticePlanner.portfolioDigest(rules, key -> true, today)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2, ,                     2026-09-23T23:59:59Z, false
            2, ,                     2026-09-24T00:00:00Z, true
            2, 2026-09-22T07:59:59Z, 2026-09-24T00:00:00Z, true
            2, 2026-09-22T08:00:00Z, 2026-09-24T00:00:00Z, false
            2, 2026-09-23T12:00:00Z, 2026-09-30T00:00:00Z, false
            , ,                      2026-12-31T00:00:00Z, false
            """)
    void a_notice_is_handed_on_when_nobody_looked(Integer days, Instant opened, Instant now, boolean due) {
        NoticePolicy d = NoticePolicy.DEFAULT;
        NoticePolicy rules = new NoticePolicy(d.thresholds(), true, List.of(), true, null, null, days, QuietDays.NONE, ZoneOffset.UTC, 7);
        assertThat(NoticePlanner.escalation(rules, 5, Instant.parse("2026-09-22T08:00:00Z"), opened, now).isPresent()).isEqualTo(due);
    }

    private static NoticePlanner.OrderFacts order(String expiration, String setOn, Forecast forecast) {
        return new NoticePlanner.OrderFacts(1, true, YearMonth.parse(expiration), LocalDate.parse(setOn), TOTAL, forecast);
    }

    private static Forecast dry(String billed, String current) {
        TreeMap<YearMonth, BigDecimal> months = new TreeMap<>();
        String[] amounts = billed.split(" ");
        BigDecimal used = BigDecimal.ZERO;
        for (int i = 0; i < amounts.length; i++) {
            months.put(YearMonth.of(2026, 1).plusMonths(i), new BigDecimal(amounts[i]));
            used = used.add(new BigDecimal(amounts[i]));
        }
        return Forecast.of(TOTAL.subtract(used), months, YearMonth.parse(current));
    }

    private static NoticePolicy rules(List<Integer> expiryDays, QuietDays quiet) {
        return new NoticePolicy(NoticePolicy.DEFAULT.thresholds(), true, expiryDays, true, 3, DayOfWeek.MONDAY, null, quiet, ZoneOffset.UTC, 7);
    }

    private static NoticePolicy inZone(String zone, QuietDays quiet) {
        return new NoticePolicy(NoticePolicy.DEFAULT.thresholds(), true, List.of(), true, 3, DayOfWeek.MONDAY, null, quiet, ZoneId.of(zone), 7);
    }

    private static String keys(List<DueNotice> notices) {
        return notices.stream().map(DueNotice::key).collect(Collectors.joining(" "));
    }

    private static String text(java.util.Collection<LocalDate> dates) {
        return dates.stream().map(LocalDate::toString).collect(Collectors.joining(" "));
    }
}
