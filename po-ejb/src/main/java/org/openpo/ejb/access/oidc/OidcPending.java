package org.openpo.ejb.access.oidc;

import java.io.Serializable;
import java.net.URI;
import java.time.Instant;

/**
 * A sign-in that has gone to the provider and has not come back. It stays in the session of the browser that began it.
 *
 * @param address     the provider's page that the browser is sent to
 * @param state       by which the way back is recognised
 * @param nonce       what the ID token has to repeat
 * @param verifier    what the code is worth nothing without (PKCE)
 * @param redirectUri where the provider sends the browser back to
 */
public record OidcPending(URI address, String state, String nonce, String verifier, URI redirectUri, Instant since) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Without what makes a code worth something. */
    @Override
    public String toString() {
        return "sign-in of " + since;
    }
}
