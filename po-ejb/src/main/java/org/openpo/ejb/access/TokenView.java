package org.openpo.ejb.access;

import java.io.Serializable;
import java.time.Instant;

import org.openpo.domain.access.ApiToken;
import org.openpo.domain.access.Role;

/**
 * A token as the administration shows it: everything but the token.
 *
 * @param caller     what whoever signs in with it is called
 * @param hint       its last characters
 * @param previousUntil until when the secret that it had before lets in as well; null if it does not
 * @param lastUsedAt to the minute; null if never
 */
public record TokenView(long id, String name, String caller, Role role, String hint, int requestsPerMinute, ApiToken.State state, Instant createdAt, String createdBy,
        Instant expiresAt, Instant previousUntil, Instant lastUsedAt, Instant revokedAt, String revokedBy) implements Serializable {
    private static final long serialVersionUID = 1L;
}
