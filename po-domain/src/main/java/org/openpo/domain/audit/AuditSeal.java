package org.openpo.domain.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The place of an audit event in the chain, and its hash there. Append-only. */
@Entity
@Table(name = "audit_seal")
public class AuditSeal {
    @Id
    private long number;
    @Column(name = "event_id", updatable = false)
    private long eventId;
    @Column(updatable = false)
    private String hash;

    protected AuditSeal() { }

    /**
     * @param number place in the chain, from 1, without gaps
     * @param hash   {@link AuditChain#hash}
     */
    public AuditSeal(long number, long eventId, String hash) {
        this.number = number;
        this.eventId = eventId;
        this.hash = hash;
    }

    public long number() { return number; }
    public long eventId() { return eventId; }
    public String hash() { return hash; }
}
