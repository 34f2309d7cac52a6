package org.openpo.ejb.access;

import java.time.Instant;

import org.openpo.domain.access.Role;

/** A local account as the administration page shows it. */
public record AccountView(long id, long version, String name, String displayName, Role role, boolean active, Instant lockedUntil) { }
