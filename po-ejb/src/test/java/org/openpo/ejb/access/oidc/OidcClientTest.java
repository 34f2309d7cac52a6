package org.openpo.ejb.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.util.URLUtils;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.openpo.domain.access.Role;
import org.openpo.ejb.SettableClock;
import org.openpo.ejb.access.SignInRefusal;

/** What of a provider's answers is believed, against one that lies in every way. */
class OidcClientTest {
    private static final URI BACK = URI.create("https://po.example.com/po/sign-in/oidc/callback");
    private static final String SECRET = "a-secret-of-the-client-with-32-bytes-or-more";

    private final StubProvider provider = new StubProvider();
    private final SettableClock clock = new SettableClock(Clock.systemUTC().instant().toString());
    private final OidcClient client = client();

    @AfterEach
    void close() {
        provider.close();
    }

    private OidcClient client() {
        Map<String, String> given = OidcSettingsTest.least();
        given.put("OPENPO_OIDC_ISSUER", provider.issuer());
        given.put("OPENPO_OIDC_CLIENT_SECRET", SECRET);
        given.put("OPENPO_OIDC_TIMEOUT", "2");
        return new OidcClient(OidcSettings.from(given).orElseThrow(), clock);
    }

    private OidcPending start() throws SignInRefusedException {
        return client.start(BACK, "vi", false);
    }

    private JWTClaimsSet.Builder claims(OidcPending pending) {
        Instant now = Clock.systemUTC().instant();
        return new JWTClaimsSet.Builder().issuer(provider.issuer()).subject("s1").audience("openpo").issueTime(Date.from(now)).expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", pending.nonce()).claim("preferred_username", "lan").claim("groups", List.of("staff"));
    }

    private static String signed(JWTClaimsSet claims, RSAKey key) {
        return signed(claims, key, null);
    }

    private static String signed(JWTClaimsSet claims, RSAKey key, String type) {
        try {
            SignedJWT jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).type(type == null ? null : new JOSEObjectType(type)).build(), claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void sends(String idToken) {
        provider.token = "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":60,\"id_token\":\"" + idToken + "\"}";
    }

    private static Map<String, String[]> back(OidcPending pending, String... more) {
        Map<String, String[]> parameters = new HashMap<>(Map.of("code", new String[] {"c0de"}, "state", new String[] {pending.state()}));
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], new String[] {more[i + 1]});
        }
        return parameters;
    }

    private void assertRefused(OidcPending pending, Map<String, String[]> parameters, SignInRefusal refusal) {
        assertThatThrownBy(() -> client.finish(pending, parameters)).isInstanceOfSatisfying(SignInRefusedException.class, e -> {
            assertThat(e.refusal()).as(e.getMessage()).isEqualTo(refusal);
            assertThat(e.getMessage()).doesNotContain(SECRET, pending.verifier(), pending.nonce());
        });
    }

    @Test
    void somebody_signs_in() throws SignInRefusedException {
        OidcPending pending = start();
        Map<String, List<String>> asked = URLUtils.parseParameters(pending.address().getRawQuery());
        assertThat(asked).containsEntry("response_type", List.of("code")).containsEntry("scope", List.of("openid profile email")).containsEntry("client_id", List.of("openpo"))
                .containsEntry("redirect_uri", List.of(BACK.toString())).containsEntry("code_challenge_method", List.of("S256")).containsEntry("ui_locales", List.of("vi"))
                .containsEntry("state", List.of(pending.state())).containsEntry("nonce", List.of(pending.nonce())).doesNotContainKey("prompt");
        assertThat(pending.address().toString()).doesNotContain(pending.verifier());
        sends(signed(claims(pending).build(), provider.key));
        OidcSignIn signedIn = client.finish(pending, back(pending));
        assertThat(signedIn.person().subject()).isEqualTo("s1");
        assertThat(signedIn.person().role()).isEqualTo(Role.VIEWER);
        assertThat(signedIn.until()).isEqualTo(clock.instant().plus(Duration.ofHours(12)));
        Map<String, List<String>> sent = URLUtils.parseParameters(provider.tokenRequests.get(0));
        assertThat(sent).containsEntry("code_verifier", List.of(pending.verifier())).containsEntry("code", List.of("c0de")).containsEntry("redirect_uri", List.of(BACK.toString()))
                .doesNotContainKey("client_secret");
        assertThat(provider.authorizations.get(0)).isEqualTo("Basic " + Base64.getEncoder().encodeToString(("openpo:" + SECRET).getBytes(StandardCharsets.UTF_8)));
        assertThat(client.start(BACK, "en", true).address().getQuery()).contains("prompt=login");
        OidcPending other = start();
        assertThat(List.of(other.state(), other.nonce(), other.verifier())).as("never twice").doesNotContain(pending.state(), pending.nonce(), pending.verifier());
    }

    @Test
    void the_provider_may_want_the_secret_in_the_body() throws SignInRefusedException {
        provider.configuration = json -> json.replace("\"response_types_supported\"", "\"token_endpoint_auth_methods_supported\":[\"client_secret_post\"],\"response_types_supported\"");
        OidcPending pending = start();
        sends(signed(claims(pending).build(), provider.key));
        client.finish(pending, back(pending));
        assertThat(provider.authorizations).containsExactly("null");
        assertThat(URLUtils.parseParameters(provider.tokenRequests.get(0))).containsEntry("client_secret", List.of(SECRET));
    }

    private interface Lie {
        String token(OidcClientTest test, OidcPending pending) throws JOSEException;
    }

    private static Arguments lie(String name, SignInRefusal refusal, Lie lie) {
        return Arguments.of(name, refusal, lie);
    }

    private static Arguments claim(String name, SignInRefusal refusal, java.util.function.UnaryOperator<JWTClaimsSet.Builder> change) {
        return lie(name, refusal, (test, pending) -> signed(change.apply(test.claims(pending)).build(), test.provider.key));
    }

    static Stream<Arguments> lies() {
        Instant now = Clock.systemUTC().instant();
        return Stream.of(
                lie("not signed", SignInRefusal.NOT_PROVEN, (test, pending) -> new PlainJWT(test.claims(pending).build()).serialize()),
                lie("signed with the client's secret", SignInRefusal.NOT_PROVEN, (test, pending) -> mac(test.claims(pending).build(), SECRET.getBytes(StandardCharsets.UTF_8))),
                lie("signed with the public key as if it were a secret", SignInRefusal.NOT_PROVEN,
                        (test, pending) -> mac(test.claims(pending).build(), test.provider.key.toRSAPublicKey().getEncoded())),
                lie("signed with another key of the same name", SignInRefusal.NOT_PROVEN, (test, pending) -> signed(test.claims(pending).build(), StubProvider.newKey("first"))),
                lie("signed with a key that nobody knows", SignInRefusal.NOT_PROVEN, (test, pending) -> signed(test.claims(pending).build(), StubProvider.newKey("unknown"))),
                lie("an access token", SignInRefusal.NOT_PROVEN, (test, pending) -> signed(test.claims(pending).build(), test.provider.key, "at+jwt")),
                lie("changed after signing", SignInRefusal.NOT_PROVEN, (test, pending) -> {
                    String[] mine = signed(test.claims(pending).build(), test.provider.key).split("\\.");
                    String[] other = signed(test.claims(pending).subject("s2").build(), test.provider.key).split("\\.");
                    return mine[0] + "." + other[1] + "." + mine[2];
                }),
                claim("of another sign-in", SignInRefusal.NOT_PROVEN, c -> c.claim("nonce", "other")),
                claim("of no sign-in", SignInRefusal.NOT_PROVEN, c -> c.claim("nonce", null)),
                claim("of another provider", SignInRefusal.NOT_PROVEN, c -> c.issuer("https://evil.example.com")),
                claim("for another client", SignInRefusal.NOT_PROVEN, c -> c.audience("other")),
                claim("for nobody", SignInRefusal.NOT_PROVEN, c -> c.audience((String) null)),
                claim("for several, and nobody is named who asked", SignInRefusal.NOT_PROVEN, c -> c.audience(List.of("openpo", "other"))),
                claim("asked for by another client", SignInRefusal.NOT_PROVEN, c -> c.audience(List.of("openpo", "other")).claim("azp", "other")),
                claim("asked for by another client, for this one", SignInRefusal.NOT_PROVEN, c -> c.claim("azp", "other")),
                claim("of nobody", SignInRefusal.NOT_PROVEN, c -> c.subject(null)),
                claim("without an end", SignInRefusal.NOT_PROVEN, c -> c.expirationTime(null)),
                claim("without a beginning", SignInRefusal.NOT_PROVEN, c -> c.issueTime(null)),
                claim("ended", SignInRefusal.CLOCKS_DIFFER, c -> c.expirationTime(Date.from(now.minusSeconds(90)))),
                claim("from the future", SignInRefusal.CLOCKS_DIFFER, c -> c.issueTime(Date.from(now.plusSeconds(120)))));
    }

    private static String mac(JWTClaimsSet claims, byte[] secret) throws JOSEException {
        SignedJWT jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(), claims);
        jwt.sign(new MACSigner(secret));
        return jwt.serialize();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void a_token_that_proves_nothing_lets_nobody_in(String name, SignInRefusal refusal, Lie lie) throws SignInRefusedException, JOSEException {
        OidcPending pending = start();
        sends(lie.token(this, pending));
        assertRefused(pending, back(pending), refusal);
    }

    @Test
    void clocks_may_be_a_minute_apart() throws SignInRefusedException {
        OidcPending pending = start();
        Instant now = Clock.systemUTC().instant();
        sends(signed(claims(pending).issueTime(Date.from(now.plusSeconds(40))).build(), provider.key));
        assertThat(client.finish(pending, back(pending)).person().name()).isEqualTo("lan");
        sends(signed(claims(pending).expirationTime(Date.from(now.minusSeconds(40))).build(), provider.key));
        assertThat(client.finish(pending, back(pending)).person().name()).isEqualTo("lan");
    }

    @Test
    void a_key_that_the_provider_has_changed_is_known_at_once() throws SignInRefusedException {
        for (String id : List.of("first", "second", "third", "fourth")) {
            provider.key = StubProvider.newKey(id);
            OidcPending pending = start();
            sends(signed(claims(pending).build(), provider.key));
            assertThat(client.finish(pending, back(pending)).person().name()).isEqualTo("lan");
        }
        assertThat(provider.asked).containsEntry("/keys", 4).containsEntry("/.well-known/openid-configuration", 1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        access_denied,           CANCELLED
        temporarily_unavailable, UNREACHABLE
        server_error,            UNREACHABLE
        invalid_scope,           MISFIT
        """)
    void what_the_provider_refuses_is_told_apart(String error, SignInRefusal refusal) throws SignInRefusedException {
        OidcPending pending = start();
        Map<String, String[]> answer = back(pending, "error", error, "error_description", "because\r\n2026 INFO forged");
        answer.remove("code");
        assertThatThrownBy(() -> client.finish(pending, answer)).hasMessageStartingWith("The provider says " + error + ": because").message().doesNotContain("\n", "\r");
        assertThatThrownBy(() -> client.finish(pending, answer)).isInstanceOfSatisfying(SignInRefusedException.class, e -> assertThat(e.refusal()).isEqualTo(refusal));
    }

    @ParameterizedTest
    @CsvSource({"400, invalid_grant, STALE", "401, invalid_client, MISFIT", "500, server_error, UNREACHABLE", "503, '', UNREACHABLE", "302, '', MISFIT", "200, '', MISFIT"})
    void a_token_that_is_refused_is_told_apart(int status, String error, SignInRefusal refusal) throws SignInRefusedException {
        OidcPending pending = start();
        provider.tokenStatus = status;
        provider.token = error.isEmpty() ? "<html>" : "{\"error\":\"" + error + "\"}";
        assertRefused(pending, back(pending), refusal);
    }

    @Test
    void an_answer_without_an_id_token_is_refused() throws SignInRefusedException {
        OidcPending pending = start();
        provider.token = "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":60}";
        assertRefused(pending, back(pending), SignInRefusal.MISFIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "state", "iss", "error"})
    void an_answer_with_a_blank_in_it_is_refused(String name) throws SignInRefusedException {
        OidcPending pending = start();
        for (String blank : new String[] {"", " "}) {
            assertThatThrownBy(() -> client.finish(pending, back(pending, name, blank))).isInstanceOf(SignInRefusedException.class);
        }
    }

    @Test
    void an_answer_that_is_not_to_this_sign_in_is_refused() throws SignInRefusedException {
        OidcPending pending = start();
        sends(signed(claims(pending).build(), provider.key));
        assertRefused(pending, back(pending, "state", "other"), SignInRefusal.STALE);
        assertRefused(pending, back(pending, "iss", "https://evil.example.com"), SignInRefusal.NOT_PROVEN);
        Map<String, String[]> twice = back(pending);
        twice.put("code", new String[] {"c0de", "other"});
        assertRefused(pending, twice, SignInRefusal.MISFIT);
        Map<String, String[]> none = back(pending);
        none.remove("code");
        assertRefused(pending, none, SignInRefusal.MISFIT);
        assertThat(provider.tokenRequests).as("no code was spent").isEmpty();
        assertThat(client.finish(pending, back(pending, "iss", provider.issuer())).person().name()).isEqualTo("lan");
        clock.advance(Duration.ofMinutes(15).plusSeconds(1));
        assertRefused(pending, back(pending), SignInRefusal.STALE);
    }

    @Test
    void a_provider_that_promises_to_name_itself_has_to() throws SignInRefusedException {
        provider.configuration = json -> json.replace("\"response_types_supported\"", "\"authorization_response_iss_parameter_supported\":true,\"response_types_supported\"");
        OidcPending pending = start();
        sends(signed(claims(pending).build(), provider.key));
        assertRefused(pending, back(pending), SignInRefusal.NOT_PROVEN);
        assertThat(client.finish(pending, back(pending, "iss", provider.issuer())).person().name()).isEqualTo("lan");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "issuer":"http://localhost      | "issuer":"http://127.0.0.1     | MISFIT      | set OPENPO_OIDC_ISSUER to exactly that
        "token_endpoint":"http://localhost | "token_endpoint":"http://evil.example.com | MISFIT | without https
        "jwks_uri":"http://localhost    | "jwks_uri":"http://evil.example.com | MISFIT | without https
        "issuer"                        | "nobody"                       | MISFIT      | check OPENPO_OIDC_ISSUER
        """)
    void a_provider_that_is_not_the_one_of_the_settings_is_refused(String from, String to, SignInRefusal refusal, String sentence) {
        provider.configuration = json -> json.replace(from, to);
        assertThatThrownBy(this::start).hasMessageContaining(sentence).isInstanceOfSatisfying(SignInRefusedException.class, e -> assertThat(e.refusal()).isEqualTo(refusal));
    }

    @Test
    void an_answer_without_end_is_cut() {
        provider.configuration = json -> json + " ".repeat(600_000);
        assertThatThrownBy(this::start).hasMessageContaining("larger than").isInstanceOfSatisfying(SignInRefusedException.class, e -> assertThat(e.refusal()).isEqualTo(SignInRefusal.UNREACHABLE));
    }

    @Test
    void a_provider_that_is_down_is_said_so_and_what_it_said_before_still_counts() throws SignInRefusedException {
        start();
        provider.close();
        clock.advance(Duration.ofHours(2));
        OidcPending pending = start();
        assertRefused(pending, back(pending), SignInRefusal.UNREACHABLE);
        assertThatThrownBy(() -> client().start(BACK, "en", false)).isInstanceOfSatisfying(SignInRefusedException.class, e -> assertThat(e.refusal()).isEqualTo(SignInRefusal.UNREACHABLE));
    }

    @Test
    void the_session_at_the_provider_is_ended_where_it_can_be() throws SignInRefusedException {
        OidcPending pending = start();
        String idToken = signed(claims(pending).build(), provider.key);
        URI out = URI.create("https://po.example.com/po/sign-in/oidc/out");
        URI end = client.end(idToken, out).orElseThrow();
        assertThat(end.toString()).startsWith(provider.issuer() + "/end?");
        assertThat(URLUtils.parseParameters(end.getRawQuery())).containsEntry("id_token_hint", List.of(idToken)).containsEntry("post_logout_redirect_uri", List.of(out.toString()))
                .containsEntry("client_id", List.of("openpo"));
        String large = signed(claims(pending).claim("groups", List.of("x".repeat(6000))).build(), provider.key);
        assertThat(URLUtils.parseParameters(client.end(large, out).orElseThrow().getRawQuery())).doesNotContainKey("id_token_hint");
        provider.configuration = json -> json.replace("end_session_endpoint", "no_such_endpoint");
        assertThat(client().end(idToken, out)).isEmpty();
    }
}
