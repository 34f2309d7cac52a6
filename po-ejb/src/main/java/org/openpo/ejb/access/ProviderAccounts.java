package org.openpo.ejb.access;

import java.time.Clock;
import java.util.List;
import java.util.Set;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.access.UserAccount;
import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.rule.TextKeys;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.audit.Snapshots;
import org.openpo.ejb.ledger.RepeatsLostTransactions;
import org.openpo.ejb.time.Now;

/** Accounts of people who sign in by a provider: made at the first sign-in, brought up to date at each. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
@Interceptors(RepeatsLostTransactions.class)
public class ProviderAccounts {
    /** Who does it, in the audit trail: not the person, whose groups somebody else keeps. */
    private static final String ACTOR = "system";
    /** What the audit trail calls itself and what belongs to nobody. */
    private static final Set<String> RESERVED = Set.of(TextKeys.of(ACTOR));

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private AuditTrail audit;
    @Inject
    private Clock clock;

    /**
     * The account of somebody for whom the provider vouches. It is found by issuer and subject alone: whoever gets another's name or address at the provider does not get
     * that one's account, and none takes over a local account.
     */
    @PermitAll
    public ProviderAdmission signIn(ProviderPerson person) {
        UserAccount account = bySubject(person.issuer(), person.subject());
        if (account == null) {
            return isTaken(person.name()) ? ProviderAdmission.refused(SignInRefusal.NAME_TAKEN) : new ProviderAdmission(AccountIdentity.of(create(person)), null);
        }
        if (!account.isActive()) {
            return ProviderAdmission.refused(SignInRefusal.SWITCHED_OFF);
        }
        var before = Snapshots.of(account);
        if (account.follow(person.displayName(), person.email(), person.role())) {
            em.flush();
            audit.record(ACTOR, AuditAction.ACCOUNT_CHANGED_AT_SIGN_IN, subject(account), before, Snapshots.of(account), null);
        }
        if (account.language() == null && person.language() != null) {
            account.speak(person.language());
        }
        return new ProviderAdmission(AccountIdentity.of(account), null);
    }

    /** Somebody came who has no role any more: what older sessions still may ends. The account stays as it is, for the day a group gives it a role again. */
    @PermitAll
    public void endSessions(String issuer, String subject) {
        UserAccount account = bySubject(issuer, subject);
        if (account != null && account.isActive()) {
            var before = Snapshots.of(account);
            account.endSessions();
            em.flush();
            audit.record(ACTOR, AuditAction.ACCOUNT_CHANGED_AT_SIGN_IN, subject(account), before, Snapshots.of(account), "No group gives a role: sessions ended.");
        }
    }

    private UserAccount create(ProviderPerson person) {
        UserAccount account = UserAccount.ofProvider(person.issuer(), person.subject(), person.name(), person.displayName(), person.email(), person.role(), Now.instant(clock));
        account.speak(person.language());
        em.persist(account);
        em.flush();
        audit.record(ACTOR, AuditAction.ACCOUNT_CREATED_AT_SIGN_IN, subject(account), null, Snapshots.of(account), null);
        return account;
    }

    private UserAccount bySubject(String issuer, String subject) {
        List<UserAccount> found = em.createQuery("select a from UserAccount a where a.issuer = :issuer and a.subject = :subject", UserAccount.class)
                .setParameter("issuer", issuer).setParameter("subject", subject).getResultList();
        return found.isEmpty() ? null : found.get(0);
    }

    private boolean isTaken(String name) {
        String key = TextKeys.of(name);
        return RESERVED.contains(key)
                || em.createQuery("select count(a) from UserAccount a where a.nameKey = :key", Long.class).setParameter("key", key).getSingleResult() > 0;
    }

    private static AuditTrail.Subject subject(UserAccount account) {
        return new AuditTrail.Subject("UserAccount", account.id(), account.name());
    }
}
