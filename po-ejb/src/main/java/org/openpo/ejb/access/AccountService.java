package org.openpo.ejb.access;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.access.Role;
import org.openpo.domain.access.TokenCaller;
import org.openpo.domain.access.UserAccount;
import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.domain.rule.StaleVersionException;
import org.openpo.domain.rule.TextKeys;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.audit.Snapshots;
import org.openpo.ejb.ledger.RepeatsLostTransactions;
import org.openpo.ejb.time.Now;

/** Accounts: signing in with a password, and what administrators do with them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
@Interceptors(RepeatsLostTransactions.class)
public class AccountService {
    public static final int PASSWORD_MIN = 12;
    public static final int PASSWORD_MAX = 200;
    private static final int NAME_MAX = 100;
    private static final Set<String> THEMES = Set.of("light", "dark", "system");
    /** Compared with when there is no such account, so that the answer takes as long as for a wrong password. */
    private static final String NOBODY = Passwords.hash(Passwords.generate());

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @EJB
    private AuditTrail audit;
    @EJB
    private VerifiedPasswords verified;
    @Inject
    private Clock clock;

    /**
     * Checks a name and password. Wrong ones are counted; from the sixth in a row on the account is locked for a growing while, in
     * which even the right password is refused.
     *
     * @return empty if the pair is wrong, or the account is inactive, locked or of a sign-in provider: the caller cannot tell which
     */
    @PermitAll
    public Optional<AccountIdentity> verify(String name, String password) {
        boolean readable = name != null && password != null && name.length() <= NAME_MAX && name.indexOf('\0') < 0;
        UserAccount account = readable ? byName(name) : null;
        if (account == null || !account.isLocal() || !account.isActive() || account.isLockedAt(clock.instant())) {
            // As slow as a wrong password, and nothing about a password is remembered while the account is locked.
            Passwords.matches(password == null ? "" : password, NOBODY);
            return Optional.empty();
        }
        if (!verified.matches(password, account.passwordHash())) {
            countWrongPassword(account);
            return Optional.empty();
        }
        if (account.failedAttempts() > 0) {
            em.createNativeQuery("update user_account set failed_attempts = 0, locked_until = null where id = ?1")
                    .setParameter(1, account.id()).executeUpdate();
        }
        return Optional.of(AccountIdentity.of(account));
    }

    /** In the database and beside the version: many tries at once all count, and none makes an administrator's change stale. */
    private void countWrongPassword(UserAccount account) {
        em.createNativeQuery("update user_account set failed_attempts = failed_attempts + 1 where id = ?1").setParameter(1, account.id()).executeUpdate();
        int failed = ((Number) em.createNativeQuery("select failed_attempts from user_account where id = ?1").setParameter(1, account.id()).getSingleResult()).intValue();
        UserAccount.lockAfter(failed).ifPresent(lock -> em
                .createQuery("update UserAccount a set a.lockedUntil = :until where a.id = :id")
                .setParameter("until", Now.instant(clock).plus(lock)).setParameter("id", account.id()).executeUpdate());
    }

    /** The account as it is now, for requests of somebody who signed in earlier; empty if it is gone or inactive. */
    @PermitAll
    public Optional<AccountIdentity> current(String name) {
        UserAccount account = byName(name);
        return account == null || !account.isActive() ? Optional.empty() : Optional.of(AccountIdentity.of(account));
    }

    /** Remembers the language somebody chose for their own account. */
    @RolesAllowed("VIEWER")
    public void speak(String language) {
        UserAccount account = byName(context.getCallerPrincipal().getName());
        if (account != null) {
            account.speak(language);
        }
    }

    /** Remembers whether somebody wants their own pages light, dark, or as the system has it. */
    @RolesAllowed("VIEWER")
    public void show(String theme) {
        UserAccount account = byName(context.getCallerPrincipal().getName());
        if (account != null && THEMES.contains(theme)) {
            account.show(theme);
        }
    }

    /** Names of the active accounts that may resolve exceptions. */
    @RolesAllowed("VIEWER")
    public List<String> resolvers() {
        return em.createQuery("select a.name from UserAccount a where a.active = true and a.role in :roles order by a.nameKey", String.class)
                .setParameter("roles", List.of(Role.MANAGER, Role.ADMIN)).setMaxResults(1000).getResultList();
    }

    @RolesAllowed("ADMIN")
    public List<AccountView> list() {
        return em.createQuery("select a from UserAccount a order by a.nameKey", UserAccount.class).setMaxResults(1000)
                .getResultList().stream().map(AccountService::view).toList();
    }

    @RolesAllowed("ADMIN")
    public AccountView create(String name, String displayName, Role role, String password) {
        TokenCaller.requirePerson(actor());
        Checks checks = new Checks();
        if (checks.requiredText("name", name, NAME_MAX) && (name.indexOf(':') >= 0 || name.codePoints().anyMatch(Character::isISOControl))) {
            // HTTP Basic separates name and password by a colon
            checks.add("name", ErrorCode.INVALID_CHARACTERS);
        }
        checks.optionalText("displayName", displayName, 200);
        checks.required("role", role);
        checkPassword(checks, password);
        BusinessRuleException.throwIfAny(checks.violations());
        if (byName(name) != null) {
            throw new BusinessRuleException("name", ErrorCode.ACCOUNT_NAME_TAKEN, name.strip());
        }
        UserAccount account = new UserAccount(name, displayName == null || displayName.isBlank() ? name : displayName, role,
                Passwords.hash(password), Now.instant(clock));
        em.persist(account);
        em.flush();
        audit.record(actor(), AuditAction.ACCOUNT_CREATED, subject(account), null, Snapshots.of(account), null);
        return view(account);
    }

    /**
     * Changes an account. What a sign-in provider says of somebody is changed there; such accounts can be switched off here.
     *
     * @throws BusinessRuleException LAST_ADMINISTRATOR if no local account could administer OpenPO afterwards: that of a provider would not help on the day the provider is
     *     away or lets nobody in
     */
    @RolesAllowed("ADMIN")
    public AccountView change(long id, long version, String displayName, Role role, boolean active) {
        TokenCaller.requirePerson(actor());
        Checks checks = new Checks();
        checks.requiredText("displayName", displayName, 200);
        checks.required("role", role);
        BusinessRuleException.throwIfAny(checks.violations());
        // All administrators are locked in one order: two of them cannot dismiss each other at the same time.
        List<UserAccount> administrators = em
                .createQuery("select a from UserAccount a where a.role = org.openpo.domain.access.Role.ADMIN and a.issuer is null order by a.id", UserAccount.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultList();
        UserAccount account = byId(id, version);
        requireOwnWords(account, displayName, role);
        boolean othersLeft = administrators.stream().anyMatch(a -> a.isActive() && !a.id().equals(id));
        if (!othersLeft && account.isLocal() && account.role() == Role.ADMIN && (role != Role.ADMIN || !active)) {
            throw new BusinessRuleException("role", ErrorCode.LAST_ADMINISTRATOR, account.name());
        }
        var before = Snapshots.of(account);
        account.change(displayName, role, active);
        em.flush();
        audit.record(actor(), AuditAction.ACCOUNT_CHANGED, subject(account), before, Snapshots.of(account), null);
        return view(account);
    }

    private static void requireOwnWords(UserAccount account, String displayName, Role role) {
        if (account.isLocal()) {
            return;
        }
        Checks checks = new Checks();
        if (role != account.role()) {
            checks.add("role", ErrorCode.ACCOUNT_OF_PROVIDER, account.name());
        }
        if (!displayName.strip().equals(account.displayName())) {
            checks.add("displayName", ErrorCode.ACCOUNT_OF_PROVIDER, account.name());
        }
        BusinessRuleException.throwIfAny(checks.violations());
    }

    /** @throws BusinessRuleException ACCOUNT_WITHOUT_PASSWORD if it is one of a sign-in provider */
    @RolesAllowed("ADMIN")
    public void resetPassword(long id, long version, String password) {
        TokenCaller.requirePerson(actor());
        Checks checks = new Checks();
        checkPassword(checks, password);
        BusinessRuleException.throwIfAny(checks.violations());
        UserAccount account = byId(id, version);
        if (!account.isLocal()) {
            throw new BusinessRuleException("password", ErrorCode.ACCOUNT_WITHOUT_PASSWORD, account.name());
        }
        account.changePassword(Passwords.hash(password));
        audit.record(actor(), AuditAction.ACCOUNT_PASSWORD_RESET, subject(account), null, null, null);
    }

    private static void checkPassword(Checks checks, String password) {
        if (checks.requiredText("password", password, PASSWORD_MAX) && password.length() < PASSWORD_MIN) {
            checks.add("password", ErrorCode.PASSWORD_TOO_SHORT, PASSWORD_MIN);
        }
    }

    private UserAccount byId(long id, long version) {
        UserAccount account = em.find(UserAccount.class, id);
        if (account == null) {
            throw new NotFoundException("UserAccount", id);
        }
        if (account.version() != version) {
            throw new StaleVersionException("", Now.instant(clock));
        }
        return account;
    }

    private UserAccount byName(String name) {
        return em.createQuery("select a from UserAccount a where a.nameKey = :key", UserAccount.class)
                .setParameter("key", TextKeys.of(name)).getResultStream().findFirst().orElse(null);
    }

    private String actor() {
        return context.getCallerPrincipal().getName();
    }

    private static AuditTrail.Subject subject(UserAccount account) {
        return new AuditTrail.Subject("UserAccount", account.id(), account.name());
    }

    private static AccountView view(UserAccount a) {
        return new AccountView(a.id(), a.version(), a.name(), a.displayName(), a.role(), a.isActive(), a.lockedUntil(), a.email(), a.issuer());
    }
}
