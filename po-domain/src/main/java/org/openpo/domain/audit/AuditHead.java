package org.openpo.domain.audit;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Where the chain of audit events ends. There is one; whoever lengthens the chain locks it. */
@Entity
@Table(name = "audit_head")
public class AuditHead {
    public static final long ID = 1;

    @Id
    private long id;
    private long number;
    private String hash;
    @Column(name = "sealed_until")
    private Instant sealedUntil;
    @Column(name = "nightly_at")
    private Instant nightlyAt;

    protected AuditHead() { }

    /**
     * Lengthens the chain.
     *
     * @param lastNumber of the last seal
     * @param lastHash   its hash
     */
    public void moveTo(long lastNumber, String lastHash) {
        number = lastNumber;
        hash = lastHash;
    }

    /** Nothing older waits for its seal, but for what a transaction that still runs has noted. */
    public void sealedUntil(Instant when) {
        sealedUntil = when;
    }

    /** A node begins the check of the night. */
    public void nightlyAt(Instant when) {
        nightlyAt = when;
    }

    public long number() { return number; }
    public String hash() { return hash; }
    /** Null before the first time. */
    public Instant sealedUntil() { return sealedUntil; }
    /** Null before the first time. */
    public Instant nightlyAt() { return nightlyAt; }
}
