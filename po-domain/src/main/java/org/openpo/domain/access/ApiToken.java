package org.openpo.domain.access;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

import org.openpo.domain.rule.TextKeys;

/** What a program signs in to the API with: a name of its own, one role, an end, and the hash of a secret that is told once. */
@Entity
@Table(name = "api_token")
public class ApiToken {
    /** Whether it lets anybody in. */
    public enum State { ACTIVE, EXPIRED, REVOKED }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "api_token_seq")
    @SequenceGenerator(name = "api_token_seq", sequenceName = "api_token_seq", allocationSize = 50)
    private Long id;
    private String name;
    /** Never free again: what stands in the audit trail under a name is of one token. */
    @Column(name = "name_key", updatable = false)
    private String nameKey;
    @Enumerated(EnumType.STRING)
    private Role role;
    @Column(name = "token_hash")
    private String hash;
    @Column(name = "previous_hash")
    private String previousHash;
    @Column(name = "previous_until")
    private Instant previousUntil;
    private String hint;
    @Column(name = "requests_per_minute")
    private int requestsPerMinute;
    @Column(name = "created_at", updatable = false)
    private Instant createdAt;
    @Column(name = "created_by", updatable = false)
    private String createdBy;
    @Column(name = "expires_at")
    private Instant expiresAt;
    /** Noted in the database, beside what people change. */
    @Column(name = "last_used_at")
    private Instant lastUsedAt;
    @Column(name = "revoked_at")
    private Instant revokedAt;
    @Column(name = "revoked_by")
    private String revokedBy;

    protected ApiToken() { }

    /**
     * @param hash SHA-256 of the whole token, in hexadecimal digits
     * @param hint the token's last characters
     */
    public ApiToken(ApiTokenDraft draft, String hash, String hint, String createdBy, Instant now) {
        this.name = draft.name().strip();
        this.nameKey = TextKeys.of(draft.name());
        this.role = draft.role();
        this.requestsPerMinute = draft.requestsPerMinute();
        this.expiresAt = draft.expiresAt();
        this.hash = hash;
        this.hint = hint;
        this.createdBy = createdBy;
        this.createdAt = now;
    }

    public void revoke(String by, Instant now) {
        previousHash = null;
        previousUntil = null;
        revokedBy = by;
        revokedAt = now;
    }

    /**
     * Gives it another secret and another end, also if it had expired or was revoked.
     *
     * @param previousUntil until when the old secret lets in as well; it does so no longer than it would have, and not at all if it does not now
     */
    public void renew(String newHash, String newHint, Instant newEnd, Instant previousUntil, Instant now) {
        Instant until = previousUntil.isBefore(expiresAt) ? previousUntil : expiresAt;
        boolean overlaps = stateAt(now) == State.ACTIVE && until.isAfter(now);
        this.previousHash = overlaps ? hash : null;
        this.previousUntil = overlaps ? until : null;
        hash = newHash;
        hint = newHint;
        expiresAt = newEnd;
        revokedBy = null;
        revokedAt = null;
    }

    /** Whether the secret with this hash, the one it has or the one before, lets in. */
    public boolean admits(String secretsHash, Instant now) {
        return stateAt(now) == State.ACTIVE && (secretsHash.equals(hash) || secretsHash.equals(previousHash) && now.isBefore(previousUntil));
    }

    public State stateAt(Instant now) {
        return revokedAt != null ? State.REVOKED : now.isBefore(expiresAt) ? State.ACTIVE : State.EXPIRED;
    }

    /** Who does what a program does with it. */
    public String caller() {
        return TokenCaller.of(name);
    }

    public Long id() { return id; }
    public String name() { return name; }
    public Role role() { return role; }
    public String hint() { return hint; }
    public int requestsPerMinute() { return requestsPerMinute; }
    public Instant createdAt() { return createdAt; }
    public String createdBy() { return createdBy; }
    public Instant expiresAt() { return expiresAt; }
    /** To the minute; null if never. */
    public Instant lastUsedAt() { return lastUsedAt; }
    /** Null if no older secret lets in. */
    public Instant previousUntil() { return previousUntil; }
    public Instant revokedAt() { return revokedAt; }
    public String revokedBy() { return revokedBy; }
}
