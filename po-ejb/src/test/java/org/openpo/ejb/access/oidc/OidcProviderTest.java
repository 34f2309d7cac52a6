package org.openpo.ejb.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the start says of the settings. */
class OidcProviderTest {
    private final Logger log = Logger.getLogger(OidcProvider.class.getName());
    private final List<String> said = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            said.add(line.getLevel() + " " + new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() { }

        @Override
        public void close() { }
    };

    @BeforeEach
    void listen() {
        log.addHandler(handler);
        log.setLevel(Level.ALL);
    }

    @AfterEach
    void stop() {
        log.removeHandler(handler);
        OidcSettingsTest.least().keySet().forEach(System::clearProperty);
        System.clearProperty("OPENPO_BASE_URL");
        System.clearProperty("OPENPO_OIDC_DEFAULT_ROLE");
    }

    private static OidcProvider started(Map<String, String> settings) {
        settings.forEach(System::setProperty);
        OidcProvider provider = new OidcProvider();
        provider.read();
        return provider;
    }

    @Test
    void without_settings_it_says_nothing_and_offers_nothing() {
        assertThat(started(Map.of()).offer()).isEmpty();
        assertThat(said).isEmpty();
    }

    @Test
    void right_ones_are_offered_and_the_secret_is_not_logged() {
        System.setProperty("OPENPO_BASE_URL", "https://po.example.com/po/");
        assertThat(started(OidcSettingsTest.least()).offer()).contains(new OidcOffer(null, false, false));
        assertThat(said).containsExactly("INFO Sign-in by OpenID Connect at https://login.example.com/realms/company as openpo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"po.example.com/po/", "ftp://po.example.com/po/", "https:///po/", "https://po example.com/", "https://po.example.com/po/?a=b", "/po/", "https://:8443/po/", "http://host:abc/po/",
            "https://host:99999/po/", "https://host:0/po/", "https://me@host/po/"})
    void an_address_that_nobody_can_come_back_to_is_said(String address) {
        System.setProperty("OPENPO_BASE_URL", address);
        assertThat(started(OidcSettingsTest.least()).offer()).isEmpty();
        assertThat(said).containsExactly("SEVERE OPENPO-SETTING: Nobody can sign in by OpenID Connect, local accounts can. OPENPO_BASE_URL is \"" + address
                + "\": give the address people reach OpenPO by, for example https://openpo.example.com/po/.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://po_intranet.example:8443/po/", "http://[::1]:8080/po/", "https://bücher.example/po/", "https://host:65535/"})
    void addresses_that_people_have_are_taken(String address) {
        System.setProperty("OPENPO_BASE_URL", address);
        assertThat(started(OidcSettingsTest.least()).offer()).isPresent();
    }

    @Test
    void what_works_but_hardly_is_meant_is_warned_of() {
        Map<String, String> settings = OidcSettingsTest.least();
        settings.put("OPENPO_OIDC_DEFAULT_ROLE", "ADMIN");
        assertThat(started(settings).offer()).isPresent();
        assertThat(said.subList(1, said.size())).hasSize(2).allMatch(line -> line.startsWith("WARNING OPENPO_"));
    }

    @Test
    void a_wrong_one_is_said_in_a_sentence_and_takes_nothing_but_the_button_away() {
        Map<String, String> settings = OidcSettingsTest.least();
        settings.remove("OPENPO_OIDC_CLIENT_SECRET");
        OidcProvider provider = started(settings);
        assertThat(said).containsExactly("SEVERE OPENPO-SETTING: Nobody can sign in by OpenID Connect, local accounts can. OPENPO_OIDC_CLIENT_SECRET is missing: give the client's secret, or its file in "
                + "OPENPO_OIDC_CLIENT_SECRET_FILE.");
        assertThat(provider.offer()).isEmpty();
        assertThat(provider.end("token", URI.create("https://po.example.com/"))).isEmpty();
        assertThatThrownBy(() -> provider.start(URI.create("https://po.example.com/"), "en", false)).isInstanceOf(SignInRefusedException.class);
    }
}
