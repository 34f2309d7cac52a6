package org.openpo.domain.audit;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** Who changed what, when, why and from which request; written in the changing transaction, never updated. */
@Entity
@Table(name = "audit_event")
public class AuditEvent {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "audit_event_seq")
    @SequenceGenerator(name = "audit_event_seq", sequenceName = "audit_event_seq", allocationSize = 50)
    private Long id;
    @Column(updatable = false)
    private Instant at;
    @Column(updatable = false)
    private String actor;
    @Column(updatable = false)
    private String action;
    @Column(name = "object_type", updatable = false)
    private String objectType;
    @Column(name = "object_id", updatable = false)
    private String objectId;
    @Column(name = "object_name", updatable = false)
    private String objectName;
    @Column(name = "before_state", updatable = false)
    private String beforeState;
    @Column(name = "after_state", updatable = false)
    private String afterState;
    @Column(updatable = false)
    private String reason;
    @Column(name = "request_id", updatable = false)
    private String requestId;

    protected AuditEvent() { }

    /**
     * @param objectName  what people call the object, for example the purchase order ID
     * @param beforeState JSON, or null if the object is new
     * @param afterState  JSON, or null if the object is gone
     */
    public AuditEvent(Instant at, String actor, String action, String objectType, String objectId, String objectName,
            String beforeState, String afterState, String reason, String requestId) {
        this.at = at;
        this.actor = actor;
        this.action = action;
        this.objectType = objectType;
        this.objectId = objectId;
        this.objectName = objectName;
        this.beforeState = beforeState;
        this.afterState = afterState;
        this.reason = reason;
        this.requestId = requestId;
    }

    public Long id() { return id; }
    public Instant at() { return at; }
    public String actor() { return actor; }
    public String action() { return action; }
    public String objectType() { return objectType; }
    public String objectId() { return objectId; }
    public String objectName() { return objectName; }
    public String beforeState() { return beforeState; }
    public String afterState() { return afterState; }
    public String reason() { return reason; }
    public String requestId() { return requestId; }
}
