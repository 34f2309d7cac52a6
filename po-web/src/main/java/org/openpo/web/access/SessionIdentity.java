package org.openpo.web.access;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

import org.openpo.ejb.access.AccountIdentity;

/** The identity kept in the HTTP session between sign-in and sign-out. */
final class SessionIdentity {
    private static final String ATTRIBUTE = AccountIdentity.class.getName();
    private static final String PROVIDER = ProviderSession.class.getName();

    private SessionIdentity() { }

    static Optional<AccountIdentity> of(HttpServletRequest request) {
        return attribute(request, ATTRIBUTE, AccountIdentity.class);
    }

    /** Empty if the session did not begin at the sign-in provider. */
    static Optional<ProviderSession> provider(HttpServletRequest request) {
        return attribute(request, PROVIDER, ProviderSession.class);
    }

    static void keep(HttpServletRequest request, AccountIdentity identity) {
        request.getSession().setAttribute(ATTRIBUTE, identity);
    }

    /**
     * Begins the session of somebody who has just signed in. What another account has left in it does not go on.
     *
     * @param provider null for a local account
     */
    static void begin(HttpServletRequest request, AccountIdentity identity, ProviderSession provider) {
        if (of(request).filter(before -> !before.name().equals(identity.name())).isPresent()) {
            request.getSession().invalidate();
        }
        HttpSession session = request.getSession(true);
        // A session id that someone planted before sign-in is worth nothing after it.
        request.changeSessionId();
        session.setAttribute(ATTRIBUTE, identity);
        session.setAttribute(PROVIDER, provider);
    }

    private static <T> Optional<T> attribute(HttpServletRequest request, String name, Class<T> type) {
        HttpSession session = request.getSession(false);
        return session == null ? Optional.empty() : Optional.ofNullable(type.cast(session.getAttribute(name)));
    }
}
