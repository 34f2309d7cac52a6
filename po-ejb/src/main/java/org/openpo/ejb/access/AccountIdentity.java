package org.openpo.ejb.access;

import java.util.Set;

/**
 * Who somebody is, as far as a request needs to know.
 *
 * @param roles    the account's role and all it includes
 * @param language {@code en}, {@code vi} or null for the browser's
 */
public record AccountIdentity(String name, String displayName, Set<String> roles, String language) {
    public AccountIdentity {
        roles = Set.copyOf(roles);
    }
}
