package org.openpo.web.access;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

import org.openpo.ejb.access.oidc.OidcPending;

/**
 * The sign-ins of one browser that are at the provider, by their state: several tabs may be there at once. They stay in the session, whose id may change meanwhile, and each
 * comes back once: an answer that was made for another browser, or is played again, finds nothing.
 */
final class PendingSignIns implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String ATTRIBUTE = PendingSignIns.class.getName();
    private static final int MOST = 10;

    private final LinkedHashMap<String, PendingSignIn> byState = new LinkedHashMap<>();

    /** @param from the page to go on with, or null */
    record PendingSignIn(OidcPending pending, String from) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    static void keep(HttpServletRequest request, OidcPending pending, String from) {
        HttpSession session = request.getSession(true);
        PendingSignIns kept = session.getAttribute(ATTRIBUTE) instanceof PendingSignIns before ? before : new PendingSignIns();
        kept.add(new PendingSignIn(pending, from));
        session.setAttribute(ATTRIBUTE, kept);
    }

    /** Takes it out. */
    static Optional<PendingSignIn> take(HttpServletRequest request, String state) {
        HttpSession session = request.getSession(false);
        if (session == null || state == null || !(session.getAttribute(ATTRIBUTE) instanceof PendingSignIns kept)) {
            return Optional.empty();
        }
        Optional<PendingSignIn> taken = kept.remove(state);
        session.setAttribute(ATTRIBUTE, kept);
        return taken;
    }

    private synchronized void add(PendingSignIn one) {
        byState.put(one.pending().state(), one);
        while (byState.size() > MOST) {
            byState.remove(byState.keySet().iterator().next());
        }
    }

    private synchronized Optional<PendingSignIn> remove(String state) {
        return Optional.ofNullable(byState.remove(state));
    }

    /** For {@link Map}'s writer, which would otherwise meet another tab's change. */
    private synchronized void writeObject(java.io.ObjectOutputStream out) throws java.io.IOException {
        out.defaultWriteObject();
    }
}
