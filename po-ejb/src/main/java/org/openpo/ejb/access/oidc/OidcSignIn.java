package org.openpo.ejb.access.oidc;

import java.time.Instant;

import org.openpo.ejb.access.ProviderPerson;

/**
 * A sign-in by the provider that has succeeded.
 *
 * @param idToken what proved it, to end the session there with; it opens nothing
 * @param until   when the person has to come by the provider again
 */
public record OidcSignIn(ProviderPerson person, String idToken, Instant until) {
    /** Without the token. */
    @Override
    public String toString() {
        return person.toString();
    }
}
