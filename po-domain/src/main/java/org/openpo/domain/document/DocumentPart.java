package org.openpo.domain.document;

import java.io.Serializable;
import java.util.Objects;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** A piece of an {@link DocumentContent}, deflated. */
@Entity
@Table(name = "document_part")
@IdClass(DocumentPart.Key.class)
public class DocumentPart {
    @Id
    @Column(name = "content_id")
    private long contentId;
    @Id
    @Column(name = "part_number")
    private int number;
    private byte[] content;

    protected DocumentPart() { }

    /** @param number 0-based */
    public DocumentPart(long contentId, int number, byte[] deflated) {
        this.contentId = contentId;
        this.number = number;
        this.content = deflated.clone();
    }

    public byte[] deflated() {
        return content.clone();
    }

    /** What identifies a part. */
    public static class Key implements Serializable {
        private static final long serialVersionUID = 1L;
        private long contentId;
        private int number;

        public Key() { }

        public Key(long contentId, int number) {
            this.contentId = contentId;
            this.number = number;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.contentId == contentId && key.number == number;
        }

        @Override
        public int hashCode() {
            return Objects.hash(contentId, number);
        }
    }
}
