package org.openpo.ejb.access;

import org.openpo.domain.access.Role;

/**
 * Somebody for whom the sign-in provider vouches.
 *
 * @param issuer   the provider
 * @param subject  who it is there, for ever
 * @param name     what the account is called if it is made now
 * @param email    null if it is not told
 * @param language {@code en}, {@code vi} or null if it is not told
 * @param role     by the person's groups
 */
public record ProviderPerson(String issuer, String subject, String name, String displayName, String email, String language, Role role) { }
