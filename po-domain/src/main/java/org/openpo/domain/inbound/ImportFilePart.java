package org.openpo.domain.inbound;

import java.io.Serializable;
import java.util.Objects;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** A piece of an {@link ImportFile}, deflated. */
@Entity
@Table(name = "import_file_part")
@IdClass(ImportFilePart.Key.class)
public class ImportFilePart {
    @Id
    @Column(name = "file_id")
    private long fileId;
    @Id
    @Column(name = "part_number")
    private int number;
    private byte[] content;

    protected ImportFilePart() { }

    /** @param number 0-based */
    public ImportFilePart(long fileId, int number, byte[] deflated) {
        this.fileId = fileId;
        this.number = number;
        this.content = deflated.clone();
    }

    public byte[] deflated() {
        return content.clone();
    }

    /** What identifies a part. */
    public static class Key implements Serializable {
        private static final long serialVersionUID = 1L;
        private long fileId;
        private int number;

        public Key() { }

        public Key(long fileId, int number) {
            this.fileId = fileId;
            this.number = number;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.fileId == fileId && key.number == number;
        }

        @Override
        public int hashCode() {
            return Objects.hash(fileId, number);
        }
    }
}
