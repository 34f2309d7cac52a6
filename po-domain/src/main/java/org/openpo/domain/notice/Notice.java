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

/** Something that people are to be told: a row of the outbox, written in the transaction in which it happened, once for each key. */
@Entity
@Table(name = "notice")
public class Notice {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "notice_seq")
    @SequenceGenerator(name = "notice_seq", sequenceName = "notice_seq", allocationSize = 50)
    private Long id;
    @Column(name = "notice_key")
    private String key;
    @Enumerated(EnumType.STRING)
    private NoticeKind kind;
    @Column(name = "purchase_order_pk")
    private Long purchaseOrderKey;
    @Column(name = "line_item_id")
    private Long lineItemId;
    @Column(name = "escalates_id")
    private Long escalatesId;
    @Column(name = "caused_at")
    private Instant causedAt;
    @Column(name = "send_from")
    private Instant sendFrom;
    /** JSON: what was known when it happened, and, once it is addressed, all that its texts say. */
    private String facts;
    @Column(name = "addressed_at")
    private Instant addressedAt;

    protected Notice() { }

    /**
     * @param about    null for digests
     * @param sendFrom not before this instant
     * @param facts    JSON
     */
    public Notice(DueNotice due, About about, Instant causedAt, Instant sendFrom, String facts) {
        this.key = due.key();
        this.kind = due.kind();
        this.purchaseOrderKey = about.purchaseOrderKey();
        this.lineItemId = about.lineItemId();
        this.escalatesId = about.escalatesId();
        this.causedAt = causedAt;
        this.sendFrom = sendFrom;
        this.facts = facts;
    }

    /** What a notice is about; each may be null. */
    public record About(Long purchaseOrderKey, Long lineItemId, Long escalatesId) {
        public static final About EVERYTHING = new About(null, null, null);

        public static About order(long purchaseOrderKey) {
            return new About(purchaseOrderKey, null, null);
        }
    }

    /** Its recipients have their deliveries; what the texts say stands from now on. */
    public void addressed(String allFacts, Instant now) {
        facts = allFacts;
        addressedAt = now;
    }

    public Long id() { return id; }
    public String key() { return key; }
    public NoticeKind kind() { return kind; }
    public Long purchaseOrderKey() { return purchaseOrderKey; }
    public Long lineItemId() { return lineItemId; }
    public Long escalatesId() { return escalatesId; }
    public Instant causedAt() { return causedAt; }
    public Instant sendFrom() { return sendFrom; }
    public String facts() { return facts; }
    public Instant addressedAt() { return addressedAt; }
}
