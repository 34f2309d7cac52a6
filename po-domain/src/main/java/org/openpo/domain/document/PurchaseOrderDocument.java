package org.openpo.domain.document;

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

/**
 * A document of a purchase order. It is none of the purchase order's own facts: adding and removing one does not move when that was updated, which is a
 * tie-breaker of matching. The content stands in {@link DocumentPart}s.
 */
@Entity
@Table(name = "purchase_order_document")
public class PurchaseOrderDocument {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "purchase_order_document_seq")
    @SequenceGenerator(name = "purchase_order_document_seq", sequenceName = "purchase_order_document_seq", allocationSize = 50)
    private Long id;
    @Column(name = "purchase_order_pk", updatable = false)
    private long purchaseOrderKey;
    @Column(name = "content_id", updatable = false)
    private long contentId;
    @Column(updatable = false)
    private String name;
    @Enumerated(EnumType.STRING)
    @Column(name = "document_type", updatable = false)
    private DocumentType type;
    @Column(name = "size_bytes", updatable = false)
    private long sizeBytes;
    @Column(updatable = false)
    private String sha256;
    @Column(name = "added_at", updatable = false)
    private Instant addedAt;
    @Column(name = "added_by", updatable = false)
    private String addedBy;

    protected PurchaseOrderDocument() { }

    /**
     * @param name   safe to show and to save under
     * @param sha256 lower-case hexadecimal
     */
    public PurchaseOrderDocument(long purchaseOrderKey, DocumentContent content, String name, DocumentType type, long sizeBytes, String sha256, String actor, Instant now) {
        this.purchaseOrderKey = purchaseOrderKey;
        this.contentId = content.id();
        this.name = name;
        this.type = type;
        this.sizeBytes = sizeBytes;
        this.sha256 = sha256;
        this.addedAt = now;
        this.addedBy = actor;
    }

    public Long id() { return id; }
    public long purchaseOrderKey() { return purchaseOrderKey; }
    public long contentId() { return contentId; }
    public String name() { return name; }
    public DocumentType type() { return type; }
    public long sizeBytes() { return sizeBytes; }
    public String sha256() { return sha256; }
    public Instant addedAt() { return addedAt; }
    public String addedBy() { return addedBy; }
}
