package org.openpo.ejb.access;

import java.time.Instant;

import org.openpo.domain.access.Role;

/**
 * An account as the administration page shows it.
 *
 * @param email  null if nobody has told it
 * @param issuer the sign-in provider that the account comes from; null for a local one
 */
public record AccountView(long id, long version, String name, String displayName, Role role, boolean active, Instant lockedUntil, String email, String issuer) {
    public boolean isLocal() {
        return issuer == null;
    }
}
