package org.openpo.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.nimbusds.oauth2.sdk.TokenRequest;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.OAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/** The OpenID Connect provider of the shared OpenPO: an independent one, which knows whomever a test names next. What lies are worth is tested in po-ejb. */
public final class SignInProviderStub {
    private static final String ISSUER = "company";
    private static final String CLIENT = "openpo-web";
    private static final HttpClient HTTP = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private static MockOAuth2Server server;
    private static volatile String subject = "nobody";
    private static volatile Map<String, Object> claims = Map.of();

    private SignInProviderStub() { }

    /** Starts it, and says how a server finds it. */
    static synchronized Map<String, String> environment() {
        if (server == null) {
            server = new MockOAuth2Server(new OAuth2Config(false, null, null, false, new OAuth2TokenProvider(), Set.of(new Person())));
            server.start(InetAddress.getLoopbackAddress(), 0);
        }
        return Map.of("OPENPO_OIDC_ISSUER", issuer(), "OPENPO_OIDC_CLIENT_ID", CLIENT, "OPENPO_OIDC_CLIENT_SECRET", "a-secret-that-nobody-logs", "OPENPO_OIDC_LABEL", "Example ID",
                "OPENPO_OIDC_ROLE_VIEWER", "staff", "OPENPO_OIDC_ROLE_MANAGER", "purchasing,leads", "OPENPO_OIDC_ROLE_ADMIN", "it");
    }

    /** The address by which it is known. */
    public static String issuer() {
        return "http://localhost:" + URI.create(server.issuerUrl(ISSUER).toString()).getPort() + "/" + ISSUER;
    }

    /** Whoever signs in from now on is this person. */
    public static void knows(String name, String displayName, String... groups) {
        subject = "subject-of-" + name;
        claims = Map.of("preferred_username", name, "name", displayName, "email", name + "@example.com", "groups", List.of(groups));
    }

    /** What a browser does that is sent there: the address it is sent back to. */
    static URI follow(String address) {
        try {
            HttpResponse<String> answer = HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
            return URI.create(answer.headers().firstValue("Location").orElseThrow(() -> new AssertionError(answer.statusCode() + "\n" + answer.body())));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What its tokens say. */
    private static final class Person implements OAuth2TokenCallback {
        @Override
        public String issuerId() {
            return ISSUER;
        }

        @Override
        public String subject(TokenRequest request) {
            return subject;
        }

        @Override
        public String typeHeader(TokenRequest request) {
            return "JWT";
        }

        @Override
        public List<String> audience(TokenRequest request) {
            return List.of(CLIENT);
        }

        @Override
        public Map<String, Object> addClaims(TokenRequest request) {
            return claims;
        }

        @Override
        public long tokenExpiry() {
            return 300;
        }
    }
}
