package org.openpo.domain.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;

/**
 * A token as somebody wants it.
 *
 * @param requestsPerMinute how many requests it may make in a minute on one server
 */
public record ApiTokenDraft(String name, Role role, Instant expiresAt, int requestsPerMinute) {
    public static final int REQUESTS_PER_MINUTE = 600;
    public static final int REQUESTS_PER_MINUTE_MAX = 60_000;
    /** For so long, unless somebody says otherwise. */
    public static final Duration LIFE = Duration.ofDays(90);
    /** Ten years: beyond that somebody has made a typing error. */
    public static final int DAYS_MAX = 3660;
    private static final int NAME_MAX = 90;

    /** @return what is wrong with it; empty if it can be made */
    public List<Violation> check(Instant now) {
        Checks checks = new Checks();
        if (checks.requiredText("name", name, NAME_MAX) && name.codePoints().anyMatch(Character::isISOControl)) {
            checks.add("name", ErrorCode.INVALID_CHARACTERS);
        }
        checks.required("role", role);
        checkEnd(checks, expiresAt, now);
        if (requestsPerMinute < 1 || requestsPerMinute > REQUESTS_PER_MINUTE_MAX) {
            checks.add("requestsPerMinute", ErrorCode.OUT_OF_RANGE, 1, REQUESTS_PER_MINUTE_MAX);
        }
        return checks.violations();
    }

    /** Of a new token or a new secret. */
    public static void checkEnd(Checks checks, Instant expiresAt, Instant now) {
        if (checks.required("expiresAt", expiresAt)) {
            if (!expiresAt.isAfter(now)) {
                checks.add("expiresAt", ErrorCode.EXPIRY_PAST);
            } else if (expiresAt.isAfter(now.plus(Duration.ofDays(DAYS_MAX)))) {
                checks.add("expiresAt", ErrorCode.EXPIRY_TOO_FAR, DAYS_MAX);
            }
        }
    }
}
