package org.openpo.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiTokenTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private static ApiTokenDraft draft(String name, Role role, Instant expiresAt, int perMinute) {
        return new ApiTokenDraft(name, role, expiresAt, perMinute);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "SAP, MANAGER, 1, 600, ''", "SAP, MANAGER, 316224000, 1, ''", "SAP, MANAGER, 316224001, 60000, expiresAt EXPIRY_TOO_FAR",
        "SAP, MANAGER, 0, 600, expiresAt EXPIRY_PAST", "SAP, MANAGER, -5, 600, expiresAt EXPIRY_PAST", "SAP, MANAGER, -, 600, expiresAt REQUIRED",
        "' ', VIEWER, 1, 600, name REQUIRED", "-, VIEWER, 1, 600, name REQUIRED", "SAP, -, 1, 600, role REQUIRED",
        "SAP, ADMIN, 1, 0, requestsPerMinute OUT_OF_RANGE", "SAP, ADMIN, 1, 60001, requestsPerMinute OUT_OF_RANGE"})
    void what_may_be_made(String name, Role role, Long seconds, int perMinute, String wrong) {
        Instant end = seconds == null ? null : NOW.plusSeconds(seconds);
        assertThat(draft(name, role, end, perMinute).check(NOW)).extracting(v -> v.field() + " " + v.code()).isEqualTo(wrong.isEmpty() ? java.util.List.of() : java.util.List.of(wrong));
    }

    @Test
    void names_have_their_limits() {
        Instant end = NOW.plusSeconds(1);
        assertThat(draft("x".repeat(90), Role.VIEWER, end, 1).check(NOW)).isEmpty();
        assertThat(draft("x".repeat(91), Role.VIEWER, end, 1).check(NOW)).hasSize(1);
        assertThat(draft("a\nb", Role.VIEWER, end, 1).check(NOW)).hasSize(1);
    }

    @Test
    void it_ends_by_its_date_or_by_being_revoked_and_is_called_as_no_account_can_be() {
        ApiToken token = new ApiToken(draft(" SAP  Connector ", Role.MANAGER, NOW.plus(Duration.ofDays(1)), 10), "hash", "abcd", "ann", NOW);
        assertThat(token.stateAt(NOW)).isEqualTo(ApiToken.State.ACTIVE);
        assertThat(token.stateAt(NOW.plus(Duration.ofDays(1)).minusNanos(1))).isEqualTo(ApiToken.State.ACTIVE);
        assertThat(token.stateAt(NOW.plus(Duration.ofDays(1)))).isEqualTo(ApiToken.State.EXPIRED);
        assertThat(token.caller()).isEqualTo("token:SAP  Connector");
        assertThat(TokenCaller.is(token.caller())).isTrue();
        assertThat(TokenCaller.is("tokens")).isFalse();
        assertThat(TokenCaller.keyOf(token.caller())).isEqualTo("sap connector");
        token.revoke("bob", NOW.plusSeconds(3));
        assertThat(token.stateAt(NOW)).isEqualTo(ApiToken.State.REVOKED);
        assertThat(token.revokedBy()).isEqualTo("bob");
    }

    @Test
    void a_renewed_one_admits_both_secrets_for_a_while_but_the_old_one_no_longer_than_it_would_have() {
        ApiToken token = new ApiToken(draft("SAP", Role.MANAGER, NOW.plusSeconds(100), 10), "first", "abcd", "ann", NOW);
        token.renew("second", "efgh", NOW.plusSeconds(1000), NOW.plusSeconds(50), NOW.plusSeconds(10));
        assertThat(token.admits("first", NOW.plusSeconds(49))).isTrue();
        assertThat(token.admits("first", NOW.plusSeconds(50))).isFalse();
        assertThat(token.admits("second", NOW.plusSeconds(999))).isTrue();
        token.renew("third", "ijkl", NOW.plusSeconds(2000), NOW.plusSeconds(5000), NOW.plusSeconds(20));
        assertThat(token.previousUntil()).isEqualTo(NOW.plusSeconds(1000));
        assertThat(token.admits("first", NOW.plusSeconds(21))).as("two before").isFalse();
        assertThat(token.admits("second", NOW.plusSeconds(999))).isTrue();
        token.renew("leaked", "mnop", NOW.plusSeconds(2000), NOW.plusSeconds(30), NOW.plusSeconds(30));
        assertThat(token.previousUntil()).as("none").isNull();
        assertThat(token.admits("third", NOW.plusSeconds(31))).isFalse();
        token.revoke("bob", NOW.plusSeconds(40));
        assertThat(token.admits("leaked", NOW.plusSeconds(41))).isFalse();
        token.renew("fifth", "qrst", NOW.plusSeconds(3000), NOW.plusSeconds(500), NOW.plusSeconds(60));
        assertThat(token.admits("leaked", NOW.plusSeconds(61))).as("revoked before").isFalse();
        assertThat(token.admits("fifth", NOW.plusSeconds(61))).isTrue();
        assertThat(token.stateAt(NOW.plusSeconds(61))).isEqualTo(ApiToken.State.ACTIVE);
        token.renew("sixth", "uvwx", NOW.plusSeconds(9000), NOW.plusSeconds(8000), NOW.plusSeconds(3000));
        assertThat(token.admits("fifth", NOW.plusSeconds(3001))).as("expired before").isFalse();
    }
}
