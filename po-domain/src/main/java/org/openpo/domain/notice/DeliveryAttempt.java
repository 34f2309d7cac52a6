package org.openpo.domain.notice;

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

/** One try to deliver: who tried when, and what the server answered. Rows are only ever added. */
@Entity
@Table(name = "delivery_attempt")
public class DeliveryAttempt {
    private static final int ANSWER_MAX = 1000;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "delivery_attempt_seq")
    @SequenceGenerator(name = "delivery_attempt_seq", sequenceName = "delivery_attempt_seq", allocationSize = 50)
    private Long id;
    @Column(name = "delivery_id")
    private long deliveryId;
    private Instant at;
    private String node;
    @Enumerated(EnumType.STRING)
    private Outcome outcome;
    private String answer;

    /** What became of a try. */
    public enum Outcome {
        /** Accepted by the server. */
        ACCEPTED,
        /** Failed for now. */
        POSTPONED,
        /** Refused, or failed for the last time. */
        GIVEN_UP,
        /** No mail server is configured. */
        KEPT,
        /** A person asked to send it again. */
        SENT_AGAIN
    }

    protected DeliveryAttempt() { }

    public DeliveryAttempt(long deliveryId, Instant at, String node, Outcome outcome, String answer) {
        this.deliveryId = deliveryId;
        this.at = at;
        this.node = node;
        this.outcome = outcome;
        this.answer = answer == null || answer.length() <= ANSWER_MAX ? answer : answer.substring(0, ANSWER_MAX - 1) + "…";
    }

    public Instant at() { return at; }
    public String node() { return node; }
    public Outcome outcome() { return outcome; }
    public String answer() { return answer; }
}
