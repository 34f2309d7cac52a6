package org.openpo.ejb.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.openpo.domain.access.ApiToken;
import org.openpo.domain.access.ApiTokenDraft;
import org.openpo.domain.access.Role;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.SettableClock;

/** Tokens on a database. */
class TokenServiceTest {
    private final SettableClock clock = new SettableClock("2026-03-01T10:00:00Z");
    private final SeContainer container = new SeContainer(clock);

    @AfterEach
    void close() {
        container.close();
    }

    private NewToken made(String name, Role role, Duration life) {
        return container.with(TokenService.class, s -> s.create(new ApiTokenDraft(name, role, clock.instant().plus(life), 600)));
    }

    private TokenAdmission admit(String secret) {
        return container.with(TokenGate.class, g -> g.admit(secret));
    }

    @Test
    void a_token_lets_in_with_its_role_until_it_expires() {
        NewToken made = made("SAP", Role.MANAGER, Duration.ofDays(30));
        assertThat(made.secret()).matches("openpo_[A-Za-z0-9_-]{43}").endsWith(made.token().hint());
        AccountIdentity identity = admit(made.secret()).identity();
        assertThat(identity.name()).isEqualTo("token:SAP");
        assertThat(identity.roles()).isEqualTo(Set.of("MANAGER", "VIEWER"));
        clock.advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(admit(made.secret()).identity()).isNotNull();
        clock.advance(Duration.ofSeconds(1));
        assertThat(admit(made.secret()).identity()).isNull();
        assertThat(container.with(TokenService.class, TokenService::list)).extracting(TokenView::state).containsExactly(ApiToken.State.EXPIRED);
    }

    @Test
    void what_is_no_token_lets_nobody_in() {
        NewToken made = made("SAP", Role.ADMIN, Duration.ofDays(1));
        String secret = made.secret();
        for (String wrong : new String[] {"", "x", secret.substring(1), secret + "x", "openpo_" + "A".repeat(43), secret.toUpperCase(java.util.Locale.ROOT), "A".repeat(100_000)}) {
            assertThat(admit(wrong).identity()).as(wrong).isNull();
        }
        assertThat(admit(secret).identity()).isNotNull();
    }

    @Test
    void the_secret_is_not_in_the_database() throws SQLException {
        NewToken made = made("SAP", Role.VIEWER, Duration.ofDays(1));
        try (Connection connection = container.dataSource().getConnection(); Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("select t.token_hash, e.after_state from api_token t cross join audit_event e where e.action = 'TOKEN_CREATED'")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).hasSize(64).doesNotContain(made.secret());
            assertThat(row.getString(2)).contains("SAP").contains("VIEWER").doesNotContain(made.secret()).doesNotContain(row.getString(1));
        }
    }

    @Test
    void a_revoked_one_is_worth_nothing_until_it_is_renewed_and_its_name_stays_its_own() {
        NewToken made = made("Sap", Role.VIEWER, Duration.ofDays(1));
        TokenView revoked = container.with(TokenService.class, s -> s.revoke(made.token().id()));
        assertThat(revoked.state()).isEqualTo(ApiToken.State.REVOKED);
        assertThat(admit(made.secret()).identity()).isNull();
        clock.advance(Duration.ofMinutes(5));
        assertThat(container.with(TokenService.class, s -> s.revoke(made.token().id())).revokedAt()).as("revoked once").isEqualTo(revoked.revokedAt());
        assertThatThrownBy(() -> made(" SAP", Role.VIEWER, Duration.ofDays(1))).isInstanceOf(BusinessRuleException.class).hasMessageContaining("TOKEN_NAME_TAKEN");
        NewToken renewed = renewed(made, 24);
        assertThat(renewed.token().state()).isEqualTo(ApiToken.State.ACTIVE);
        assertThat(admit(renewed.secret()).identity().name()).isEqualTo("token:Sap");
        assertThat(admit(made.secret()).identity()).isNull();
        assertThat(container.with(TokenService.class, s -> s.current("token:Sap").orElseThrow()).id()).isEqualTo(made.token().id());
        assertThatThrownBy(() -> container.with(TokenService.class, s -> s.revoke(4711))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> container.with(TokenService.class, s -> s.renew(4711, clock.instant().plusSeconds(1), 0))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void a_renewed_one_works_with_both_secrets_as_long_as_they_overlap() {
        NewToken made = made("SAP", Role.MANAGER, Duration.ofDays(10));
        NewToken renewed = renewed(made, 2);
        assertThat(renewed.token().previousUntil()).isEqualTo(clock.instant().plus(Duration.ofHours(2)));
        assertThat(renewed.token().hint()).isNotEqualTo(made.token().hint());
        assertThat(admit(made.secret()).identity()).isEqualTo(admit(renewed.secret()).identity()).isNotNull();
        clock.advance(Duration.ofHours(2));
        assertThat(admit(made.secret()).identity()).isNull();
        assertThat(admit(renewed.secret()).identity()).isNotNull();
        assertThat(renewed(renewed, 0).token().previousUntil()).isNull();
        assertThat(admit(renewed.secret()).identity()).as("it has leaked").isNull();
        for (int hours : new int[] {-1, 169}) {
            assertThatThrownBy(() -> renewed(made, hours)).isInstanceOf(BusinessRuleException.class).hasMessageContaining("overlapHours");
        }
    }

    private NewToken renewed(NewToken token, int overlapHours) {
        return container.with(TokenService.class, s -> s.renew(token.token().id(), clock.instant().plus(Duration.ofDays(90)), overlapHours));
    }

    @Test
    void there_is_an_end_to_how_many_there_can_be() {
        container.with(TokenService.class, s -> java.util.stream.IntStream.range(0, 200).mapToObj(i -> s.create(new ApiTokenDraft("T" + i, Role.VIEWER, clock.instant().plusSeconds(1), 1))).toList());
        assertThatThrownBy(() -> made("one more", Role.VIEWER, Duration.ofDays(1))).isInstanceOf(BusinessRuleException.class).hasMessageContaining("TOKENS_TOO_MANY");
    }

    @Test
    void its_last_use_is_noted_to_the_minute() {
        NewToken made = made("SAP", Role.VIEWER, Duration.ofDays(1));
        assertThat(made.token().lastUsedAt()).isNull();
        Instant first = clock.instant();
        admit(made.secret());
        clock.advance(Duration.ofSeconds(60));
        admit(made.secret());
        assertThat(lastUse(made)).isEqualTo(first);
        clock.advance(Duration.ofSeconds(1));
        admit(made.secret());
        assertThat(lastUse(made)).isEqualTo(clock.instant());
    }

    private Instant lastUse(NewToken made) {
        return container.with(TokenService.class, s -> s.find(made.token().id())).lastUsedAt();
    }

    @Test
    void more_requests_than_it_may_make_have_to_wait() {
        NewToken made = container.with(TokenService.class, s -> s.create(new ApiTokenDraft("SAP", Role.VIEWER, clock.instant().plusSeconds(60), 2)));
        List<Long> waits = container.with(TokenGate.class, g -> Stream.generate(() -> g.admit(made.secret()).waitSeconds()).limit(3).toList());
        assertThat(waits.subList(0, 2)).containsOnly(0L);
        assertThat(waits.get(2)).isBetween(1L, 30L);
    }
}
