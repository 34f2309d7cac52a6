package org.openpo.domain.notice;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.Predicate;

import org.openpo.domain.forecast.Forecast;

/**
 * Which notices a day brings: a pure function of facts, rules, what was told already, and the day. Balances that fall are judged at once, by
 * {@link BalanceWatch}.
 */
public final class NoticePlanner {
    /** When nothing is to come. */
    public static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

    private NoticePlanner() { }

    /**
     * What the planner has to know of a purchase order.
     *
     * @param key             its id
     * @param active          neither suspended nor deleted
     * @param expirationSetOn day on which the expiration got its present month
     * @param committed       total of its tracked lines
     * @param forecast        null if none was made
     */
    public record OrderFacts(long key, boolean active, YearMonth expiration, LocalDate expirationSetOn, BigDecimal committed, Forecast forecast) { }

    /**
     * The notices of a purchase order that are due today.
     *
     * @param told whether a notice with this key was made before
     */
    public static List<DueNotice> due(OrderFacts po, NoticePolicy rules, Predicate<String> told, LocalDate today) {
        List<DueNotice> due = new ArrayList<>();
        if (po.active()) {
            expiry(po, rules, today).ifPresent(due::add);
            runsDry(po, rules, today).ifPresent(due::add);
        }
        due.removeIf(notice -> told.test(notice.key()));
        return List.copyOf(due);
    }

    /** The first day after today on which the calendar alone can make a notice of this purchase order due. */
    public static LocalDate nextDay(OrderFacts po, NoticePolicy rules, LocalDate today) {
        return !po.active() ? NEVER : dates(po, rules).stream().map(d -> tellOn(d, po, rules)).filter(d -> d.isAfter(today)).findFirst().orElse(NEVER);
    }

    /** Days that were missed are made up for by one notice, as long as the purchase order has not expired. */
    private static Optional<DueNotice> expiry(OrderFacts po, NoticePolicy rules, LocalDate today) {
        if (today.isAfter(po.expiration().atEndOfMonth())) {
            return Optional.empty();
        }
        return dates(po, rules).descendingSet().stream().filter(d -> !tellOn(d, po, rules).isAfter(today)).findFirst()
                .map(d -> new DueNotice(NoticeKind.EXPIRY, "expiry/" + po.key() + "/" + po.expiration() + "/" + d));
    }

    /** Once for each total and expiration month: raising one or moving the other makes it another question. */
    private static Optional<DueNotice> runsDry(OrderFacts po, NoticePolicy rules, LocalDate today) {
        boolean dry = rules.runsDry() && po.forecast() != null && !YearMonth.from(today).isAfter(po.expiration()) && po.forecast().runsDryBy(po.expiration());
        return dry ? Optional.of(new DueNotice(NoticeKind.RUNS_DRY, "runs-dry/" + po.key() + "/" + po.expiration() + "/" + po.committed().stripTrailingZeros().toPlainString()))
                : Optional.empty();
    }

    private static NavigableSet<LocalDate> dates(OrderFacts po, NoticePolicy rules) {
        return ExpiryDates.of(po.expiration(), po.expirationSetOn(), rules.awsExpiryRule(), rules.expiryDays());
    }

    /** An expiration that falls on a quiet day is told before it, not after. */
    private static LocalDate tellOn(LocalDate date, OrderFacts po, NoticePolicy rules) {
        return rules.quiet().onOrBefore(date, po.expirationSetOn());
    }

    /**
     * The digest of exceptions, on a day on which some have come to their age that no digest has told yet.
     *
     * @param lastDigest day of the last one, or null
     * @param oldest     days on which the waiting exceptions became exceptions
     */
    public static Optional<DueNotice> exceptionsDigest(NoticePolicy rules, LocalDate lastDigest, List<LocalDate> oldest, LocalDate today) {
        if (rules.exceptionDays() == null || rules.quiet().isQuiet(today) || today.equals(lastDigest)) {
            return Optional.empty();
        }
        boolean anyNew = oldest.stream().map(since -> since.plusDays(rules.exceptionDays())).anyMatch(d -> !d.isAfter(today) && (lastDigest == null || d.isAfter(lastDigest)));
        return anyNew ? Optional.of(new DueNotice(NoticeKind.EXCEPTIONS_DIGEST, "exceptions/" + today)) : Optional.empty();
    }

    /** The weekly digest: on its weekday, or later in the week if that was quiet or missed. One for each week. */
    public static Optional<DueNotice> portfolioDigest(NoticePolicy rules, Predicate<String> told, LocalDate today) {
        DayOfWeek day = rules.portfolioWeekday();
        if (day == null || rules.quiet().isQuiet(today) || today.getDayOfWeek().compareTo(day) < 0) {
            return Optional.empty();
        }
        String key = "portfolio/" + today.get(IsoFields.WEEK_BASED_YEAR) + "-W" + today.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        return told.test(key) ? Optional.empty() : Optional.of(new DueNotice(NoticeKind.PORTFOLIO_DIGEST, key));
    }

    /**
     * Whether a notice about a purchase order is handed on, because nobody has opened the purchase order since.
     *
     * @param caused when the notice came about
     * @param opened when somebody opened the purchase order last, or null
     */
    public static Optional<DueNotice> escalation(NoticePolicy rules, long noticeId, Instant caused, Instant opened, Instant now) {
        boolean due = rules.escalationDays() != null && (opened == null || opened.isBefore(caused))
                && !rules.today(now).isBefore(rules.today(caused).plusDays(rules.escalationDays()));
        return due ? Optional.of(new DueNotice(NoticeKind.ESCALATION, "escalation/" + noticeId)) : Optional.empty();
    }
}
