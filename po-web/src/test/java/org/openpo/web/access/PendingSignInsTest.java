package org.openpo.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

import org.junit.jupiter.api.Test;

import org.openpo.ejb.access.oidc.OidcPending;

/** What a session remembers of sign-ins that are under way, and for how long one counts that has succeeded. */
class PendingSignInsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final Map<String, Object> attributes = new HashMap<>();
    private final HttpServletRequest request = request();

    private HttpServletRequest request() {
        HttpSession session = (HttpSession) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {HttpSession.class}, (proxy, method, arguments) -> switch (method.getName()) {
            case "getAttribute" -> attributes.get(arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            default -> throw new UnsupportedOperationException(method.getName());
        });
        return (HttpServletRequest) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {HttpServletRequest.class}, (proxy, method, arguments) -> session);
    }

    private static OidcPending pending(String state) {
        return new OidcPending(URI.create("https://login.example.com/authorize"), state, "nonce", "verifier", URI.create("https://po.example.com/po/sign-in/oidc/callback"), NOW);
    }

    @Test
    void each_comes_back_once_whatever_the_others_do() {
        PendingSignIns.keep(request, pending("a"), "/po/invoices");
        PendingSignIns.keep(request, pending("b"), null);
        assertThat(PendingSignIns.take(request, "a").orElseThrow().from()).isEqualTo("/po/invoices");
        assertThat(PendingSignIns.take(request, "a")).isEmpty();
        assertThat(PendingSignIns.take(request, null)).isEmpty();
        assertThat(PendingSignIns.take(request, "other")).isEmpty();
        assertThat(PendingSignIns.take(request, "b").orElseThrow().pending().state()).isEqualTo("b");
    }

    @Test
    void the_oldest_of_too_many_are_forgotten() {
        for (int i = 0; i < 12; i++) {
            PendingSignIns.keep(request, pending("s" + i), null);
        }
        assertThat(PendingSignIns.take(request, "s1")).isEmpty();
        assertThat(PendingSignIns.take(request, "s2")).isPresent();
        assertThat(PendingSignIns.take(request, "s11")).isPresent();
    }

    @Test
    void a_session_of_the_provider_is_over_after_its_time_and_tells_no_token() {
        ProviderSession session = new ProviderSession("token", NOW);
        assertThat(session.isOverAt(NOW)).isFalse();
        assertThat(session.isOverAt(NOW.plusMillis(1))).isTrue();
        assertThat(session.toString()).doesNotContain("token");
        assertThat(pending("state").toString()).doesNotContain("verifier", "nonce", "state");
    }
}
