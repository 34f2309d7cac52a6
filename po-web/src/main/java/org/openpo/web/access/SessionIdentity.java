package org.openpo.web.access;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

import org.openpo.ejb.access.AccountIdentity;

/** The identity kept in the HTTP session between sign-in and sign-out. */
final class SessionIdentity {
    private static final String ATTRIBUTE = AccountIdentity.class.getName();

    private SessionIdentity() { }

    static Optional<AccountIdentity> of(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? Optional.empty() : Optional.ofNullable((AccountIdentity) session.getAttribute(ATTRIBUTE));
    }

    static void keep(HttpServletRequest request, AccountIdentity identity) {
        request.getSession().setAttribute(ATTRIBUTE, identity);
    }
}
