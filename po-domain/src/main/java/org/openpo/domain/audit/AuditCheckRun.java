package org.openpo.domain.audit;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** One time that the chain of audit events was verified, and what came of it. Append-only. */
@Entity
@Table(name = "audit_check")
public class AuditCheckRun {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "audit_check_seq")
    @SequenceGenerator(name = "audit_check_seq", sequenceName = "audit_check_seq", allocationSize = 50)
    private Long id;
    @Column(name = "started_at", updatable = false)
    private Instant startedAt;
    @Column(name = "finished_at", updatable = false)
    private Instant finishedAt;
    @Column(updatable = false)
    private String actor;
    @Column(updatable = false)
    private long events;
    @Column(name = "head_number", updatable = false)
    private long headNumber;
    @Column(name = "head_hash", updatable = false)
    private String headHash;
    @Column(updatable = false)
    private long faults;
    @Column(updatable = false)
    private String details;

    protected AuditCheckRun() { }

    /**
     * @param events     how many sealed events were looked at
     * @param headNumber place in the chain of the last of them
     * @param headHash   its hash
     * @param details    the first faults, as JSON
     */
    public AuditCheckRun(Instant startedAt, Instant finishedAt, String actor, long events, long headNumber, String headHash, long faults, String details) {
        this.startedAt = startedAt;
        this.finishedAt = finishedAt;
        this.actor = actor;
        this.events = events;
        this.headNumber = headNumber;
        this.headHash = headHash;
        this.faults = faults;
        this.details = details;
    }

    public Long id() { return id; }
    public Instant startedAt() { return startedAt; }
    public Instant finishedAt() { return finishedAt; }
    public String actor() { return actor; }
    public long events() { return events; }
    public long headNumber() { return headNumber; }
    public String headHash() { return headHash; }
    public long faults() { return faults; }
    public String details() { return details; }
}
