package org.openpo.ejb.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.openpo.domain.access.Role;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.SettableClock;

/** Accounts of the sign-in provider on a database. */
class ProviderAccountsTest {
    private static final String ISSUER = "https://login.example.com";

    private final SeContainer container = new SeContainer(new SettableClock("2026-03-01T10:00:00Z"));

    @AfterEach
    void close() {
        container.close();
    }

    private static ProviderPerson person(String subject, String name, String displayName, Role role) {
        return new ProviderPerson(ISSUER, subject, name, displayName, name + "@example.com", "vi", role);
    }

    private ProviderAdmission signIn(ProviderPerson person) {
        return container.with(ProviderAccounts.class, s -> s.signIn(person));
    }

    private AccountView account(String name) {
        return container.with(AccountService.class, AccountService::list).stream().filter(a -> a.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void the_first_sign_in_makes_the_account_and_each_brings_it_up_to_date() throws SQLException {
        AccountIdentity first = signIn(person("s1", "lan", "Lan", Role.VIEWER)).identity();
        assertThat(first.name()).isEqualTo("lan");
        assertThat(first.roles()).containsExactly("VIEWER");
        assertThat(first.language()).isEqualTo("vi");
        AccountIdentity again = signIn(person("s1", "lan", "Lan", Role.VIEWER)).identity();
        assertThat(first.isSameSignIn(again)).isTrue();
        assertThat(events()).containsExactly("system ACCOUNT_CREATED_AT_SIGN_IN lan");
        AccountIdentity promoted = signIn(person("s1", "lan", "Lan Nguyen", Role.MANAGER)).identity();
        assertThat(first.isSameSignIn(promoted)).as("sessions with the old role end").isFalse();
        assertThat(account("lan").role()).isEqualTo(Role.MANAGER);
        assertThat(account("lan").displayName()).isEqualTo("Lan Nguyen");
        assertThat(account("lan").email()).isEqualTo("lan@example.com");
        assertThat(account("lan").issuer()).isEqualTo(ISSUER);
        assertThat(events()).containsExactly("system ACCOUNT_CREATED_AT_SIGN_IN lan", "system ACCOUNT_CHANGED_AT_SIGN_IN lan");
    }

    @Test
    void who_comes_without_a_role_has_no_older_sessions_any_more() throws SQLException {
        AccountIdentity first = signIn(person("s1", "lan", "Lan", Role.ADMIN)).identity();
        container.with(ProviderAccounts.class, s -> {
            s.endSessions(ISSUER, "s1");
            s.endSessions(ISSUER, "nobody");
            return null;
        });
        assertThat(container.with(AccountService.class, s -> s.current("lan")).filter(first::isSameSignIn)).isEmpty();
        assertThat(events()).containsExactly("system ACCOUNT_CREATED_AT_SIGN_IN lan", "system ACCOUNT_CHANGED_AT_SIGN_IN lan");
    }

    @Test
    void who_somebody_is_are_issuer_and_subject_whatever_they_are_called() {
        signIn(person("s1", "lan", "Lan", Role.VIEWER));
        assertThat(signIn(person("s1", "lan.nguyen", "Lan", Role.VIEWER)).identity().name()).as("the account keeps its name").isEqualTo("lan");
        assertThat(signIn(person("s2", "lan", "Another Lan", Role.ADMIN)).refusal()).isEqualTo(SignInRefusal.NAME_TAKEN);
        assertThat(signIn(new ProviderPerson("https://other.example.com", "s1", "LAN", "Lan", null, null, Role.ADMIN)).refusal()).isEqualTo(SignInRefusal.NAME_TAKEN);
        assertThat(account("lan").role()).isEqualTo(Role.VIEWER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna", "ANNA", "system", "System"})
    void a_name_that_somebody_else_has_is_not_taken_over(String name) {
        container.with(AccountService.class, s -> s.create("anna", "Anna", Role.ADMIN, "correct horse battery"));
        assertThat(signIn(person("s1", name, "Anna", Role.ADMIN)).refusal()).isEqualTo(SignInRefusal.NAME_TAKEN);
        boolean localWorks = container.with(AccountService.class, s -> s.verify("anna", "correct horse battery")).isPresent();
        assertThat(localWorks).isTrue();
    }

    @Test
    void it_has_no_password_and_none_can_be_given() {
        signIn(person("s1", "lan", "Lan", Role.ADMIN));
        AccountView account = account("lan");
        for (String password : List.of("", "null", "correct horse battery")) {
            boolean letIn = container.with(AccountService.class, s -> s.verify("lan", password)).isPresent();
            assertThat(letIn).isFalse();
        }
        assertThatThrownBy(() -> container.with(AccountService.class, s -> {
            s.resetPassword(account.id(), account.version(), "correct horse battery");
            return null;
        })).hasMessageContaining("ACCOUNT_WITHOUT_PASSWORD");
        assertThatThrownBy(() -> container.with(AccountService.class, s -> s.change(account.id(), account.version(), "Lan", Role.VIEWER, true))).hasMessageContaining("ACCOUNT_OF_PROVIDER");
        assertThatThrownBy(() -> container.with(AccountService.class, s -> s.change(account.id(), account.version(), "Other", Role.ADMIN, true))).hasMessageContaining("ACCOUNT_OF_PROVIDER");
    }

    @Test
    void switched_off_it_is_refused_and_on_again_it_is_not() {
        AccountIdentity before = signIn(person("s1", "lan", "Lan", Role.ADMIN)).identity();
        AccountView account = account("lan");
        container.with(AccountService.class, s -> s.change(account.id(), account.version(), "Lan", Role.ADMIN, false));
        assertThat(signIn(person("s1", "lan", "Lan", Role.ADMIN)).refusal()).isEqualTo(SignInRefusal.SWITCHED_OFF);
        AccountView off = account("lan");
        container.with(AccountService.class, s -> s.change(off.id(), off.version(), "Lan", Role.ADMIN, true));
        AccountIdentity after = signIn(person("s1", "lan", "Lan", Role.ADMIN)).identity();
        assertThat(before.isSameSignIn(after)).isFalse();
    }

    @Test
    void an_administrator_of_the_provider_is_not_the_one_that_is_left() {
        AccountView anna = container.with(AccountService.class, s -> s.create("anna", "Anna", Role.ADMIN, "correct horse battery"));
        signIn(person("s1", "lan", "Lan", Role.ADMIN));
        assertThatThrownBy(() -> container.with(AccountService.class, s -> s.change(anna.id(), anna.version(), "Anna", Role.ADMIN, false))).hasMessageContaining("LAST_ADMINISTRATOR");
    }

    private List<String> events() throws SQLException {
        List<String> events = new ArrayList<>();
        try (Connection connection = container.dataSource().getConnection(); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select actor, action, object_name from audit_event order by id")) {
            while (rows.next()) {
                events.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3));
            }
        }
        return events;
    }
}
