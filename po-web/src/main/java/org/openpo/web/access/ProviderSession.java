package org.openpo.web.access;

import java.io.Serializable;
import java.time.Instant;

/**
 * How a session began that began at the sign-in provider.
 *
 * @param idToken to end the session there as well; it opens nothing
 * @param until   when the person has to come by the provider again, who may have taken groups away
 */
record ProviderSession(String idToken, Instant until) implements Serializable {
    private static final long serialVersionUID = 1L;

    boolean isOverAt(Instant now) {
        return now.isAfter(until);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "until " + until;
    }
}
