package org.openpo.web.access;

import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.openpo.ejb.access.AccountIdentity;

/** The person at the page, as {@code #{user}}. What it says only hides controls; the services decide. */
@Named("user")
@RequestScoped
public class UserBean {
    private final HttpServletRequest request;

    protected UserBean() {
        this(null);
    }

    @Inject
    public UserBean(HttpServletRequest request) {
        this.request = request;
    }

    public boolean isSignedIn() {
        return identity().isPresent();
    }

    public String getName() {
        return identity().map(AccountIdentity::name).orElse("");
    }

    public String getDisplayName() {
        return identity().map(AccountIdentity::displayName).filter(name -> !name.isBlank()).orElse(getName());
    }

    /** First letters of the first and the last word of the name, for the round badge in the top bar. */
    public String getInitials() {
        String[] words = getDisplayName().strip().split("[\\s.@_-]+");
        String first = firstLetter(words[0]);
        return words.length == 1 ? first : first + firstLetter(words[words.length - 1]);
    }

    /** The role that says most about the person, a key of {@code enum.Role}. */
    public String getMainRole() {
        return isAdmin() ? "ADMIN" : isManager() ? "MANAGER" : has("AUDITOR") ? "AUDITOR" : "VIEWER";
    }

    public boolean isAdmin() {
        return has("ADMIN");
    }

    /** May create, edit, delete, import, match. */
    public boolean isManager() {
        return has("MANAGER");
    }

    public boolean isAuditor() {
        return has("AUDITOR");
    }

    private boolean has(String role) {
        return identity().map(identity -> identity.roles().contains(role)).orElse(false);
    }

    private Optional<AccountIdentity> identity() {
        return SessionIdentity.of(request);
    }

    private static String firstLetter(String word) {
        return word.isEmpty() ? "" : word.substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(java.util.Locale.ROOT);
    }
}
