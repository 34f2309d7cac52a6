package org.openpo.domain.notice;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;

/** What rules of notification may be. */
public final class NoticeRuleChecks {
    public static final int THRESHOLDS_MAX = 10;
    public static final int EXPIRY_DAYS_MAX = 10;
    public static final int QUIET_DATES_MAX = 500;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int THRESHOLD_DECIMALS = 2;
    private static final int DAYS_BEFORE_MOST = 730;
    private static final int DAYS_MOST = 365;
    private static final int LAST_HOUR = 23;

    private NoticeRuleChecks() { }

    public static List<Violation> check(NoticePolicy policy) {
        Checks checks = new Checks();
        thresholds(checks, policy.thresholds());
        expiryDays(checks, policy.expiryDays());
        days(checks, "exceptionDays", policy.exceptionDays(), 0);
        days(checks, "escalationDays", policy.escalationDays(), 1);
        if (policy.quiet().weekdays().size() == 7) {
            checks.add("quietWeekdays", ErrorCode.TOO_MANY, 6);
        }
        if (policy.quiet().dates().size() > QUIET_DATES_MAX) {
            checks.add("quietDates", ErrorCode.TOO_MANY, QUIET_DATES_MAX);
        }
        if (policy.sendHour() < 0 || policy.sendHour() > LAST_HOUR) {
            checks.add("sendHour", ErrorCode.OUT_OF_RANGE, 0, LAST_HOUR);
        }
        return checks.violations();
    }

    /** What one purchase order may have of its own; null is as the installation has it. */
    public static List<Violation> check(List<BigDecimal> thresholds, List<Integer> expiryDays) {
        Checks checks = new Checks();
        if (thresholds != null) {
            thresholds(checks, thresholds);
        }
        if (expiryDays != null) {
            expiryDays(checks, expiryDays);
        }
        return checks.violations();
    }

    private static void thresholds(Checks checks, List<BigDecimal> thresholds) {
        Set<BigDecimal> seen = new HashSet<>();
        if (thresholds.size() > THRESHOLDS_MAX) {
            checks.add("thresholds", ErrorCode.TOO_MANY, THRESHOLDS_MAX);
        }
        for (int i = 0; i < thresholds.size(); i++) {
            String field = "thresholds[" + i + "]";
            BigDecimal threshold = thresholds.get(i);
            if (threshold.signum() < 0 || threshold.compareTo(HUNDRED) > 0) {
                checks.add(field, ErrorCode.OUT_OF_RANGE, 0, HUNDRED);
            } else if (checks.digits(field, threshold, 3, THRESHOLD_DECIMALS) && !seen.add(threshold.stripTrailingZeros())) {
                checks.add(field, ErrorCode.DUPLICATE_VALUE, NoticeRules.plain(threshold));
            }
        }
    }

    private static void expiryDays(Checks checks, List<Integer> expiryDays) {
        Set<Integer> seen = new HashSet<>();
        if (expiryDays.size() > EXPIRY_DAYS_MAX) {
            checks.add("expiryDays", ErrorCode.TOO_MANY, EXPIRY_DAYS_MAX);
        }
        for (int i = 0; i < expiryDays.size(); i++) {
            Integer days = expiryDays.get(i);
            if (days < 0 || days > DAYS_BEFORE_MOST) {
                checks.add("expiryDays[" + i + "]", ErrorCode.OUT_OF_RANGE, 0, DAYS_BEFORE_MOST);
            } else if (!seen.add(days)) {
                checks.add("expiryDays[" + i + "]", ErrorCode.DUPLICATE_VALUE, days);
            }
        }
    }

    private static void days(Checks checks, String field, Integer days, int least) {
        if (days != null && (days < least || days > DAYS_MOST)) {
            checks.add(field, ErrorCode.OUT_OF_RANGE, least, DAYS_MOST);
        }
    }
}
