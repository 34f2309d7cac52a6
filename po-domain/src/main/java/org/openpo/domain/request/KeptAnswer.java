package org.openpo.domain.request;

import java.time.Duration;
import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/**
 * What a request with an {@code Idempotency-Key} was answered (spec §9). The first request takes the key; while {@link #status} is null
 * it is being worked on. One key per person, for a day.
 */
@Entity
@Table(name = "kept_answer")
public class KeptAnswer {
    /** How long an answer is kept. */
    public static final Duration KEPT = Duration.ofHours(24);
    /** A request that has not been answered by then never will: its server stopped in the middle. */
    public static final Duration LONGEST_WORK = Duration.ofMinutes(10);

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "kept_answer_seq")
    @SequenceGenerator(name = "kept_answer_seq", sequenceName = "kept_answer_seq", allocationSize = 50)
    private Long id;
    @Column(updatable = false)
    private String actor;
    @Column(name = "idempotency_key", updatable = false)
    private String idempotencyKey;
    @Column(name = "request_hash")
    private String requestHash;
    private Integer status;
    private String location;
    private String etag;
    private String body;
    @Column(name = "created_at")
    private Instant createdAt;

    protected KeptAnswer() { }

    /** @param requestHash SHA-256 over method, address and body, hexadecimal */
    public KeptAnswer(String actor, String idempotencyKey, String requestHash, Instant now) {
        this.actor = actor;
        this.idempotencyKey = idempotencyKey;
        begin(requestHash, now);
    }

    /** The key is taken by a new request: the old one is forgotten. */
    public final void begin(String newRequestHash, Instant now) {
        requestHash = newRequestHash;
        status = null;
        location = null;
        etag = null;
        body = null;
        createdAt = now;
    }

    public void answered(int newStatus, String newLocation, String newEtag, String newBody) {
        status = newStatus;
        location = newLocation;
        etag = newEtag;
        body = newBody;
    }

    /** Whether the key may be taken by another request: kept long enough, or never answered. */
    public boolean isOverAt(Instant now) {
        return !now.isBefore(createdAt.plus(status == null ? LONGEST_WORK : KEPT));
    }

    public Long id() { return id; }
    public String requestHash() { return requestHash; }
    /** Null while the request is being worked on. */
    public Integer status() { return status; }
    public String location() { return location; }
    public String etag() { return etag; }
    public String body() { return body; }
}
