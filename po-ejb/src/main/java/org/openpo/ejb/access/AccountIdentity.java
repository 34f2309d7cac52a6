package org.openpo.ejb.access;

import java.io.Serializable;
import java.util.Set;

import org.openpo.domain.access.UserAccount;

/**
 * Who somebody is, as far as a request needs to know.
 *
 * @param roles     the account's role and all it includes
 * @param language  {@code en}, {@code vi} or null for the browser's
 * @param theme     {@code light}, {@code dark}, {@code system} or null for the browser's
 * @param signInKey counts what ends open sessions: a new password, another role, the account switched off
 */
public record AccountIdentity(String name, String displayName, Set<String> roles, String language, String theme, long signInKey) implements Serializable {
    private static final long serialVersionUID = 1L;

    public AccountIdentity {
        roles = Set.copyOf(roles);
    }

    static AccountIdentity of(UserAccount account) {
        return new AccountIdentity(account.name(), account.displayName(), account.role().groups(), account.language(), account.theme(), account.signInKey());
    }

    /** Whether a session that began as this identity goes on as that one. */
    public boolean isSameSignIn(AccountIdentity now) {
        return signInKey == now.signInKey;
    }
}
