package org.openpo.ejb.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.openpo.domain.access.Role;

/** The settings of the sign-in provider: what they default to, and the sentence when one is wrong. */
class OidcSettingsTest {
    @TempDir
    private Path directory;

    static Map<String, String> least() {
        return new HashMap<>(Map.of("OPENPO_OIDC_ISSUER", "https://login.example.com/realms/company", "OPENPO_OIDC_CLIENT_ID", "openpo", "OPENPO_OIDC_CLIENT_SECRET", "s3cret",
                "OPENPO_OIDC_ROLE_VIEWER", "staff"));
    }

    private static OidcSettings with(String name, String value) {
        Map<String, String> given = least();
        given.put("OPENPO_OIDC_" + name, value);
        return OidcSettings.from(given).orElseThrow();
    }

    @Test
    void without_settings_there_is_no_provider() {
        assertThat(OidcSettings.from(Map.of())).isEmpty();
    }

    @Test
    void what_is_left_out_has_its_default() {
        OidcSettings settings = OidcSettings.from(least()).orElseThrow();
        assertThat(settings.scopes()).containsExactly("openid", "profile", "email");
        assertThat(settings.claims()).isEqualTo(new OidcSettings.Claims("preferred_username", "name", "email", "locale", "groups"));
        assertThat(settings.roles().of(List.of("others"))).isEmpty();
        assertThat(settings.page()).isEqualTo(OidcSettings.SignInPage.BOTH);
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.session()).isEqualTo(Duration.ofHours(12));
        assertThat(settings.label()).isNull();
        assertThat(settings.toString()).doesNotContain("s3cret");
    }

    @Test
    void groups_are_separated_by_commas_or_where_they_have_some_by_semicolons() {
        assertThat(with("ROLE_MANAGER", " buyers , /finance/po ").roles().of(List.of("/finance/po"))).contains(Role.MANAGER);
        OidcSettings directories = with("ROLE_MANAGER", "CN=Buyers,OU=Groups;CN=Leads,OU=Groups");
        assertThat(directories.roles().of(List.of("CN=Leads,OU=Groups"))).contains(Role.MANAGER);
        assertThat(directories.roles().of(List.of("CN=Leads"))).isEmpty();
        assertThat(with("SCOPES", "openid, email groups").scopes()).containsExactly("openid", "email", "groups");
        assertThat(with("DEFAULT_ROLE", "viewer").roles().of(List.of())).contains(Role.VIEWER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISSUER", "CLIENT_ID", "CLIENT_SECRET"})
    void what_is_missing_is_named(String name) {
        Map<String, String> given = least();
        given.remove("OPENPO_OIDC_" + name);
        assertThatThrownBy(() -> OidcSettings.from(given)).isInstanceOf(IllegalArgumentException.class).hasMessageMatching("OPENPO_OIDC_" + name + " is missing: .+\\.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ISSUER             | http://login.example.com      | OPENPO_OIDC_ISSUER is "http://login.example.com": give an address that begins with https://
        ISSUER             | https://login.example.com/?a  | OPENPO_OIDC_ISSUER is
        ISSUER             | https://a:b@login.example.com | OPENPO_OIDC_ISSUER is
        ISSUER             | login.example.com             | OPENPO_OIDC_ISSUER is
        ISSUER             | not an address                | OPENPO_OIDC_ISSUER is
        DEFAULT_ROLE       | BOSS                          | OPENPO_OIDC_DEFAULT_ROLE is "BOSS": give none, VIEWER, MANAGER, AUDITOR or ADMIN.
        SIGN_IN_PAGE       | none                          | OPENPO_OIDC_SIGN_IN_PAGE is "none": give both, button or skip.
        TIMEOUT            | 0                             | OPENPO_OIDC_TIMEOUT is "0": give a number from 1 to 60.
        TIMEOUT            | ten                           | OPENPO_OIDC_TIMEOUT is "ten": give a number from 1 to 60.
        SESSION_HOURS      | 169                           | OPENPO_OIDC_SESSION_HOURS is "169": give a number from 1 to 168.
        CLIENT_SECRET_FILE | /secret                       | OPENPO_OIDC_CLIENT_SECRET is set beside OPENPO_OIDC_CLIENT_SECRET_FILE: leave one of them out.
        ROLE_MANGER        | buyers                        | OPENPO_OIDC_ROLE_MANGER is no setting of OpenPO
        """)
    void what_is_wrong_is_said_in_a_sentence(String name, String value, String sentence) {
        assertThatThrownBy(() -> with(name, value)).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(sentence).hasMessageEndingWith(".");
    }

    @Test
    void settings_by_which_nobody_could_sign_in_are_wrong() {
        Map<String, String> given = least();
        given.remove("OPENPO_OIDC_ROLE_VIEWER");
        assertThatThrownBy(() -> OidcSettings.from(given)).hasMessageContaining("nobody could sign in").hasMessageContaining("OPENPO_OIDC_DEFAULT_ROLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8180/realms/a", "http://127.0.0.1/", "https://login.example.com/tenant/v2.0", "https://[::1]/"})
    void an_issuer_has_tls_or_is_this_machine(String issuer) {
        assertThat(with("ISSUER", issuer).issuer()).hasToString(issuer);
    }

    @Test
    void the_secret_may_stand_in_a_file() throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), "from-a-file\n");
        Map<String, String> given = least();
        given.remove("OPENPO_OIDC_CLIENT_SECRET");
        given.put("OPENPO_OIDC_CLIENT_SECRET_FILE", file.toString());
        assertThat(OidcSettings.from(given).orElseThrow().clientSecret()).isEqualTo("from-a-file");
        Files.writeString(file, "\n");
        assertThatThrownBy(() -> OidcSettings.from(given)).hasMessageContaining("OPENPO_OIDC_CLIENT_SECRET_FILE names " + file + ", which holds no secret");
        Files.delete(file);
        assertThatThrownBy(() -> OidcSettings.from(given)).hasMessageContaining("which cannot be read (NoSuchFileException)");
    }
}
