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
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.access.ApiToken;
import org.openpo.domain.access.ApiTokenDraft;
import org.openpo.domain.access.TokenCaller;
import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.domain.rule.TextKeys;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.audit.Snapshots;
import org.openpo.ejb.ledger.RepeatsLostTransactions;
import org.openpo.ejb.time.Now;

/** Tokens of the API: which one a secret belongs to, and what administrators do with them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
@Interceptors(RepeatsLostTransactions.class)
public class TokenService {
    /** For so long an old secret lets in beside its successor, unless somebody says otherwise. */
    public static final int OVERLAP_HOURS = 24;
    /** Tokens that are not revoked. */
    private static final int MOST = 200;
    private static final int REVOKED_SHOWN = 100;
    /** A week. */
    private static final int OVERLAP_HOURS_MOST = 168;
    private static final Duration NOTED_AGAIN_AFTER = Duration.ofMinutes(1);

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @EJB
    private AuditTrail audit;
    @Inject
    private Clock clock;

    /** The token that has this secret, or had it until a moment ago, if it lets in. */
    @PermitAll
    public Optional<ActiveToken> active(String secret) {
        if (!Tokens.isWellFormed(secret)) {
            return Optional.empty();
        }
        Instant now = Now.instant(clock);
        String hash = Tokens.hash(secret);
        // Two questions, each by its index.
        return Stream.of("t.hash", "t.previousHash")
                .flatMap(column -> em.createQuery("select t from ApiToken t where " + column + " = :hash", ApiToken.class).setParameter("hash", hash).getResultStream())
                .filter(t -> t.admits(hash, now)).findFirst()
                .map(t -> new ActiveToken(t.id(), t.requestsPerMinute(), t.lastUsedAt() == null || t.lastUsedAt().isBefore(now.minus(NOTED_AGAIN_AFTER)),
                        new AccountIdentity(t.caller(), t.name(), t.role().groups(), null, null, 0)));
    }

    /** To the minute: not every request writes a row. */
    @PermitAll
    public void noteUse(long id) {
        Instant now = Now.instant(clock);
        em.createQuery("update ApiToken t set t.lastUsedAt = :now where t.id = :id and (t.lastUsedAt is null or t.lastUsedAt < :before)")
                .setParameter("now", now).setParameter("id", id).setParameter("before", now.minus(NOTED_AGAIN_AFTER)).executeUpdate();
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

    /**
     * Makes a token.
     *
     * @return with its secret, which nothing tells later
     * @throws BusinessRuleException TOKEN_NAME_TAKEN, also by one that has ended: the audit trail calls what it did by its name
     */
    @RolesAllowed("ADMIN")
    public NewToken create(ApiTokenDraft draft) {
        TokenCaller.requirePerson(actor());
        Instant now = Now.instant(clock);
        BusinessRuleException.throwIfAny(draft.check(now));
        if (!em.createQuery("select t.id from ApiToken t where t.nameKey = :key", Long.class).setParameter("key", TextKeys.of(draft.name())).getResultList().isEmpty()) {
            throw new BusinessRuleException("name", ErrorCode.TOKEN_NAME_TAKEN, draft.name().strip());
        }
        if (em.createQuery("select count(t) from ApiToken t where t.revokedAt is null", Long.class).getSingleResult() >= MOST) {
            throw new BusinessRuleException("", ErrorCode.TOKENS_TOO_MANY, MOST);
        }
        String secret = Tokens.generate();
        ApiToken token = new ApiToken(draft, Tokens.hash(secret), Tokens.hint(secret), actor(), now);
        em.persist(token);
        em.flush();
        audit.record(actor(), AuditAction.TOKEN_CREATED, subject(token), null, Snapshots.of(token), null);
        return new NewToken(view(token), secret);
    }

    /**
     * Gives a token another secret and another end, also one that has expired or was revoked.
     *
     * @param overlapHours for so long the old secret lets in as well: 0, if it has leaked, to {@value #OVERLAP_HOURS_MOST}
     * @return with the new secret, which nothing tells later
     */
    @RolesAllowed("ADMIN")
    public NewToken renew(long id, Instant expiresAt, int overlapHours) {
        TokenCaller.requirePerson(actor());
        Instant now = Now.instant(clock);
        Checks checks = new Checks();
        ApiTokenDraft.checkEnd(checks, expiresAt, now);
        if (overlapHours < 0 || overlapHours > OVERLAP_HOURS_MOST) {
            checks.add("overlapHours", ErrorCode.OUT_OF_RANGE, 0, OVERLAP_HOURS_MOST);
        }
        BusinessRuleException.throwIfAny(checks.violations());
        ApiToken token = lock(id);
        JsonObject before = Snapshots.of(token);
        String secret = Tokens.generate();
        token.renew(Tokens.hash(secret), Tokens.hint(secret), expiresAt, now.plus(Duration.ofHours(overlapHours)), now);
        em.flush();
        audit.record(actor(), AuditAction.TOKEN_RENEWED, subject(token), before, Snapshots.of(token), null);
        return new NewToken(view(token), secret);
    }

    /** Neither of its secrets lets anybody in from the next request on, on every server. One that is revoked already stays as it is. */
    @RolesAllowed("ADMIN")
    public TokenView revoke(long id) {
        TokenCaller.requirePerson(actor());
        ApiToken token = lock(id);
        if (token.revokedAt() == null) {
            token.revoke(actor(), Now.instant(clock));
            em.flush();
            audit.record(actor(), AuditAction.TOKEN_REVOKED, subject(token), Snapshots.of(token), null, null);
        }
        return view(token);
    }

    private ApiToken lock(long id) {
        return found(em.find(ApiToken.class, id, LockModeType.PESSIMISTIC_WRITE), id);
    }

    private ApiToken load(long id) {
        return found(em.find(ApiToken.class, id), id);
    }

    private static ApiToken found(ApiToken token, long id) {
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
                t.previousUntil(), t.lastUsedAt(), t.revokedAt(), t.revokedBy());
    }
}
