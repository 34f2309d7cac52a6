package org.openpo.domain.ledger;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** One time that the kept figures were held to the ledger, and what came of it. Append-only. */
@Entity
@Table(name = "ledger_check")
public class LedgerCheckRun {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "ledger_check_seq")
    @SequenceGenerator(name = "ledger_check_seq", sequenceName = "ledger_check_seq", allocationSize = 50)
    private Long id;
    @Column(name = "started_at", updatable = false)
    private Instant startedAt;
    @Column(name = "finished_at", updatable = false)
    private Instant finishedAt;
    @Column(updatable = false)
    private String actor;
    @Column(updatable = false)
    private long allocations;
    @Column(name = "line_items", updatable = false)
    private long lineItems;
    @Column(name = "purchase_orders", updatable = false)
    private long purchaseOrders;
    @Column(updatable = false)
    private long invoices;
    @Column(updatable = false)
    private long differences;
    @Column(updatable = false)
    private String details;

    protected LedgerCheckRun() { }

    /** How many rows were looked at. */
    public record Rows(long allocations, long lineItems, long purchaseOrders, long invoices) { }

    /** @param details the first differences, as JSON */
    public LedgerCheckRun(Instant startedAt, Instant finishedAt, String actor, Rows rows, long differences, String details) {
        this.startedAt = startedAt;
        this.finishedAt = finishedAt;
        this.actor = actor;
        this.allocations = rows.allocations();
        this.lineItems = rows.lineItems();
        this.purchaseOrders = rows.purchaseOrders();
        this.invoices = rows.invoices();
        this.differences = differences;
        this.details = details;
    }

    public Long id() { return id; }
    public Instant startedAt() { return startedAt; }
    public Instant finishedAt() { return finishedAt; }
    public String actor() { return actor; }
    public Rows rows() { return new Rows(allocations, lineItems, purchaseOrders, invoices); }
    public long differences() { return differences; }
    public String details() { return details; }
}
