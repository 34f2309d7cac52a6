package org.openpo.ejb.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.openpo.domain.access.Role;
import org.openpo.ejb.access.ProviderPerson;
import org.openpo.ejb.access.SignInRefusal;

/** What the claims of an ID token say of a person. */
class ProviderClaimsTest {
    private static Map<String, Object> lan() {
        return new HashMap<>(Map.of("sub", "8f1c", "preferred_username", "lan.nguyen", "name", "Lan Nguyen", "email", "lan@example.com", "locale", "vi-VN", "groups", List.of("staff", 7)));
    }

    private static ProviderPerson read(Map<String, Object> claims, String... settings) throws SignInRefusedException {
        Map<String, String> given = OidcSettingsTest.least();
        for (int i = 0; i < settings.length; i += 2) {
            given.put("OPENPO_OIDC_" + settings[i], settings[i + 1]);
        }
        return new ProviderClaims(claims, OidcSettings.from(given).orElseThrow()).person();
    }

    @Test
    void a_person_is_read() throws SignInRefusedException {
        assertThat(read(lan())).isEqualTo(new ProviderPerson("https://login.example.com/realms/company", "8f1c", "lan.nguyen", "Lan Nguyen", "lan@example.com", "vi", Role.VIEWER));
    }

    @Test
    void claims_have_other_names_or_stand_inside_of_others() throws SignInRefusedException {
        Map<String, Object> claims = lan();
        claims.put("realm_access", Map.of("roles", List.of("po-admin")));
        claims.put("https://example.com/name", "LN");
        ProviderPerson person = read(claims, "CLAIM_GROUPS", "realm_access.roles", "ROLE_ADMIN", "po-admin", "CLAIM_DISPLAY_NAME", "https://example.com/name", "CLAIM_NAME", "email");
        assertThat(person.role()).isEqualTo(Role.ADMIN);
        assertThat(person.displayName()).isEqualTo("LN");
        assertThat(person.name()).isEqualTo("lan@example.com");
        claims.put("groups", "staff");
        assertThat(read(claims).role()).as("one group that is no list").isEqualTo(Role.VIEWER);
    }

    @Test
    void what_is_not_told_is_not_made_up() throws SignInRefusedException {
        ProviderPerson person = read(new HashMap<>(Map.of("sub", "s", "preferred_username", "bo", "groups", "staff", "locale", "fr")));
        assertThat(person.displayName()).isEqualTo("bo");
        assertThat(person.email()).isNull();
        assertThat(person.language()).isNull();
        Map<String, Object> long1 = lan();
        long1.put("name", "x".repeat(199) + "\uD83D\uDE00 and more");
        assertThat(read(long1).displayName()).isEqualTo("x".repeat(199));
        long1.put("name", "Lan\r\nNguyen\u0000");
        assertThat(read(long1).displayName()).isEqualTo("Lan Nguyen");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        sub,                '',         NOT_PROVEN
        sub,                300,        NOT_PROVEN
        preferred_username, '',         NO_NAME
        preferred_username, 'token:a',  NO_NAME
        preferred_username, 101,        NO_NAME
        groups,             others,     NO_ROLE
        groups,             '',         NO_ROLE
        groups,             Staff,      NO_ROLE
        """)
    void people_are_refused_for_what_is_wrong_with_a_claim(String claim, String value, SignInRefusal refusal) {
        Map<String, Object> claims = lan();
        claims.put(claim, value.matches("\\d+") ? "x".repeat(Integer.parseInt(value)) : value);
        assertRefused(claims, refusal);
        if (value.isEmpty()) {
            claims.remove(claim);
            assertRefused(claims, refusal);
            claims.put(claim, 17);
            assertRefused(claims, refusal);
        }
    }

    @Test
    void more_groups_than_the_provider_sends_are_said_so() throws SignInRefusedException {
        Map<String, Object> linked = lan();
        linked.remove("groups");
        linked.put("_claim_names", Map.of("groups", "src1"));
        linked.put("_claim_sources", Map.of("src1", Map.of("endpoint", "https://graph.example.com/getMemberObjects")));
        assertRefused(linked, SignInRefusal.GROUPS_NOT_SENT);
        Map<String, Object> some = lan();
        some.remove("groups");
        some.put("hasgroups", true);
        assertRefused(some, SignInRefusal.GROUPS_NOT_SENT);
        assertThatThrownBy(() -> read(linked, "DEFAULT_ROLE", "VIEWER")).as("the role of everybody would be less than the person has").isInstanceOf(SignInRefusedException.class);
        assertThat(read(linked, "DEFAULT_ROLE", "VIEWER", "ROLE_VIEWER", ",").role()).as("no group has a role").isEqualTo(Role.VIEWER);
    }

    private static void assertRefused(Map<String, Object> claims, SignInRefusal refusal) {
        assertThatThrownBy(() -> read(claims)).isInstanceOfSatisfying(SignInRefusedException.class, e -> assertThat(e.refusal()).isEqualTo(refusal));
    }

    @Test
    void a_name_with_what_nobody_sees_is_none() {
        for (String name : new String[] {"an\u200Bna", "an\u0000na", "an\u202Ena", "anna\u2028", "an\uE000na", "an\uD83Dna"}) {
            Map<String, Object> claims = lan();
            claims.put("preferred_username", name);
            assertThatThrownBy(() -> read(claims)).isInstanceOfSatisfying(SignInRefusedException.class, e -> assertThat(e.refusal()).isEqualTo(SignInRefusal.NO_NAME));
        }
    }

    @Test
    void who_has_no_role_is_named_and_what_another_claim_leaves_out_is_no_reason() {
        Map<String, Object> claims = lan();
        claims.remove("groups");
        claims.put("hasgroups", true);
        assertThatThrownBy(() -> read(claims, "CLAIM_GROUPS", "roles")).isInstanceOfSatisfying(SignInRefusedException.class, e -> {
            assertThat(e.refusal()).isEqualTo(SignInRefusal.NO_ROLE);
            assertThat(e.subject()).isEqualTo("8f1c");
            assertThat(e.getMessage()).contains("8f1c");
        });
    }
}
