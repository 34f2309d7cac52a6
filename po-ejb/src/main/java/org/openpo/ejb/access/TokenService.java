package org.openpo.ejb.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.access.ApiToken;
import org.openpo.domain.access.ApiTokenDraft;
import org.openpo.domain.access.TokenCaller;
import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.domain.rule.TextKeys;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.audit.Snapshots;
import org.openpo.ejb.ledger.RepeatsLostTransactions;
import org.openpo.ejb.time.Now;

/** Tokens of the API: letting programs in, and what administrators do with them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
@Interceptors(RepeatsLostTransactions.class)
public class TokenService {
    /** Tokens that are not revoked. */
    private static final int MOST = 200;
    private static final int REVOKED_SHOWN = 100;
    private static final Duration NOTED_AGAIN_AFTER = Duration.ofMinutes(1);

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @EJB
    private AuditTrail audit;
    @EJB
    private TokenPaces paces;
    @Inject
    private Clock clock;

    /** Who a request with this token comes from, counting it. Unknown, expired and revoked ones look alike to the caller. */
    @PermitAll
    public TokenAdmission admit(String secret) {
        if (!Tokens.isWellFormed(secret)) {
            return TokenAdmission.REFUSED;
        }
        Instant now = Now.instant(clock);
        Optional<ApiToken> found = em.createQuery("select t from ApiToken t where t.hash = :hash", ApiToken.class).setParameter("hash", Tokens.hash(secret)).getResultStream()
                .findFirst().filter(t -> t.stateAt(now) == ApiToken.State.ACTIVE);
        if (found.isEmpty()) {
            return TokenAdmission.REFUSED;
        }
        ApiToken token = found.get();
        long wait = paces.take(token.id(), token.requestsPerMinute());
        if (wait == 0) {
            noteUse(token, now);
        }
        return new TokenAdmission(new AccountIdentity(token.caller(), token.name(), token.role().groups(), null, null, 0), wait);
    }

    /** To the minute: not every request writes a row. */
    private void noteUse(ApiToken token, Instant now) {
        Instant before = now.minus(NOTED_AGAIN_AFTER);
        if (token.lastUsedAt() == null || token.lastUsedAt().isBefore(before)) {
            em.createQuery("update ApiToken t set t.lastUsedAt = :now where t.id = :id and (t.lastUsedAt is null or t.lastUsedAt < :before)")
                    .setParameter("now", now).setParameter("id", token.id()).setParameter("before", before).executeUpdate();
        }
    }

    /** The token that a request came with. @param caller as the request's principal is called */
    @RolesAllowed("VIEWER")
    public Optional<TokenView> current(String caller) {
        return em.createQuery("select t from ApiToken t where t.nameKey = :key", ApiToken.class).setParameter("key", TokenCaller.keyOf(caller)).getResultStream().findFirst().map(this::view);
    }

    /** Those that are not revoked by name, then the last revoked ones. */
    @RolesAllowed("ADMIN")
    public List<TokenView> list() {
        Stream<ApiToken> open = em.createQuery("select t from ApiToken t where t.revokedAt is null order by t.nameKey", ApiToken.class).setMaxResults(MOST).getResultStream();
        Stream<ApiToken> revoked = em.createQuery("select t from ApiToken t where t.revokedAt is not null order by t.revokedAt desc, t.id desc", ApiToken.class)
                .setMaxResults(REVOKED_SHOWN).getResultStream();
        return Stream.concat(open, revoked).map(this::view).toList();
    }

    @RolesAllowed("ADMIN")
    public TokenView find(long id) {
        return view(load(id));
    }

    /** @return with the token itself, which nothing tells later */
    @RolesAllowed("ADMIN")
    public NewToken create(ApiTokenDraft draft) {
        Instant now = Now.instant(clock);
        BusinessRuleException.throwIfAny(draft.check(now));
        if (!em.createQuery("select t.id from ApiToken t where t.nameKey = :key", Long.class).setParameter("key", TextKeys.of(draft.name())).getResultList().isEmpty()) {
            throw new BusinessRuleException("name", ErrorCode.TOKEN_NAME_TAKEN, draft.name().strip());
        }
        if (em.createQuery("select count(t) from ApiToken t where t.revokedAt is null", Long.class).getSingleResult() >= MOST) {
            throw new BusinessRuleException("", ErrorCode.TOO_MANY, MOST);
        }
        String secret = Tokens.generate();
        ApiToken token = new ApiToken(draft, Tokens.hash(secret), secret.substring(secret.length() - Tokens.HINT), actor(), now);
        em.persist(token);
        em.flush();
        audit.record(actor(), AuditAction.TOKEN_CREATED, subject(token), null, Snapshots.of(token), null);
        return new NewToken(view(token), secret);
    }

    /** It lets nobody in from the next request on, on every server. One that is revoked already stays as it is. */
    @RolesAllowed("ADMIN")
    public TokenView revoke(long id) {
        ApiToken token = load(id);
        if (token.revokedAt() == null) {
            token.revoke(actor(), Now.instant(clock));
            em.flush();
            audit.record(actor(), AuditAction.TOKEN_REVOKED, subject(token), Snapshots.of(token), null, null);
        }
        return view(token);
    }

    private ApiToken load(long id) {
        ApiToken token = em.find(ApiToken.class, id);
        if (token == null) {
            throw new NotFoundException("ApiToken", id);
        }
        return token;
    }

    private String actor() {
        return context.getCallerPrincipal().getName();
    }

    private static AuditTrail.Subject subject(ApiToken token) {
        return new AuditTrail.Subject("ApiToken", token.id(), token.name());
    }

    private TokenView view(ApiToken t) {
        return new TokenView(t.id(), t.name(), t.caller(), t.role(), t.hint(), t.requestsPerMinute(), t.stateAt(Now.instant(clock)), t.createdAt(), t.createdBy(), t.expiresAt(),
                t.lastUsedAt(), t.revokedAt(), t.revokedBy());
    }
}
