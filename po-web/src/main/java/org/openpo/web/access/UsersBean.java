package org.openpo.web.access;

import java.io.Serializable;
import java.net.URI;
import java.util.List;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.access.Role;
import org.openpo.ejb.access.AccountService;
import org.openpo.ejb.access.AccountView;
import org.openpo.ejb.access.Passwords;
import org.openpo.web.faces.Notes;

/** Accounts: who there is, adding one, changing role or state, giving a new password. */
@Named("users")
@ViewScoped
public class UsersBean implements Serializable {
    private static final long serialVersionUID = 1L;

    @EJB
    private AccountService accounts;
    @Inject
    private Notes notes;
    @Inject
    private UserBean user;

    private transient List<AccountView> all;
    private long id;
    private long version;
    private String name;
    private String displayName;
    private Role role;
    private boolean active;
    private String issuer;
    private String password;

    public List<AccountView> getAll() {
        if (all == null) {
            all = accounts.list();
        }
        return all;
    }

    public Role[] getRoles() {
        return Role.values();
    }

    /** The person's own account: others give it a new role or switch it off. */
    public boolean isOwn(AccountView account) {
        return account.name().equals(user.getName());
    }

    public void startAdding() {
        name = null;
        displayName = null;
        role = Role.VIEWER;
        password = Passwords.generate();
    }

    public void add() {
        AccountView added = accounts.create(name, displayName, role, password);
        all = null;
        notes.done("users.added", added.name(), role);
    }

    public void startChanging(AccountView account) {
        take(account);
    }

    public void change() {
        accounts.change(id, version, displayName, role, active);
        all = null;
        notes.done("users.changed", name);
    }

    public void startPassword(AccountView account) {
        take(account);
        password = Passwords.generate();
    }

    public void changePassword() {
        accounts.resetPassword(id, version, password);
        all = null;
        notes.done("users.passwordChanged", name);
    }

    private void take(AccountView account) {
        id = account.id();
        version = account.version();
        name = account.name();
        displayName = account.displayName();
        role = account.role();
        active = account.active();
        issuer = account.issuer();
    }

    /** Whether the account in the dialog has a password here; one of the sign-in provider has what the provider says. */
    public boolean isLocal() {
        return issuer == null;
    }

    /** The sign-in provider of the account in the dialog, as people call it. */
    public String getProvider() {
        return provider(issuer);
    }

    /** A sign-in provider by the name of its machine. */
    public String provider(String address) {
        return address == null ? null : URI.create(address).getAuthority();
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getDisplayName() {
        return displayName;
    }

    public void setDisplayName(String displayName) {
        this.displayName = displayName;
    }

    public Role getRole() {
        return role;
    }

    public void setRole(Role role) {
        this.role = role;
    }

    public boolean isActive() {
        return active;
    }

    public void setActive(boolean active) {
        this.active = active;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }
}
