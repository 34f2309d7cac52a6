package org.openpo.domain.order;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** A purchase order as one saved change left it. Rows are only ever added. */
@Entity
@Table(name = "purchase_order_version")
public class PurchaseOrderVersion {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "purchase_order_version_seq")
    @SequenceGenerator(name = "purchase_order_version_seq", sequenceName = "purchase_order_version_seq", allocationSize = 50)
    private Long id;
    @Column(name = "purchase_order_pk", updatable = false)
    private long purchaseOrderKey;
    @Column(name = "version_number", updatable = false)
    private int number;
    @Column(updatable = false)
    private Instant at;
    @Column(updatable = false)
    private String actor;
    @Column(updatable = false)
    private String action;
    @Column(updatable = false)
    private String reason;
    @Column(updatable = false)
    private String state;

    protected PurchaseOrderVersion() { }

    /**
     * @param number 1 for the first, without gaps
     * @param action the audit trail's name of what was done
     * @param reason null if none was given
     * @param state  the order afterwards, as JSON
     */
    public PurchaseOrderVersion(long purchaseOrderKey, int number, Instant at, String actor, String action, String reason, String state) {
        this.purchaseOrderKey = purchaseOrderKey;
        this.number = number;
        this.at = at;
        this.actor = actor;
        this.action = action;
        this.reason = reason;
        this.state = state;
    }

    public Long id() { return id; }
    public long purchaseOrderKey() { return purchaseOrderKey; }
    public int number() { return number; }
    public Instant at() { return at; }
    public String actor() { return actor; }
    public String action() { return action; }
    public String reason() { return reason; }
    public String state() { return state; }
}
