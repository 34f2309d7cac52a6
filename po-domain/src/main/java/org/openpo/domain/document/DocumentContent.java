package org.openpo.domain.document;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** What {@link DocumentPart}s belong to. It is here before the document that names it, so that a large upload is no long transaction. */
@Entity
@Table(name = "document_content")
public class DocumentContent {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "document_content_seq")
    @SequenceGenerator(name = "document_content_seq", sequenceName = "document_content_seq", allocationSize = 50)
    private Long id;
    @Column(name = "stored_at", updatable = false)
    private Instant storedAt;

    protected DocumentContent() { }

    public DocumentContent(Instant now) {
        this.storedAt = now;
    }

    public Long id() { return id; }
}
