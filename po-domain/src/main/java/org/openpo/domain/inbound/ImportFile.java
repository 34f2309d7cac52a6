package org.openpo.domain.inbound;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** A file as it was handed in. Its content stands in {@link ImportFilePart}s until it is deleted. */
@Entity
@Table(name = "import_file")
public class ImportFile {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "import_file_seq")
    @SequenceGenerator(name = "import_file_seq", sequenceName = "import_file_seq", allocationSize = 50)
    private Long id;
    @Column(name = "size_bytes")
    private long sizeBytes;
    private String sha256;
    @Column(name = "stored_at")
    private Instant storedAt;
    @Column(name = "deleted_at")
    private Instant deletedAt;

    protected ImportFile() { }

    /** @param sha256 lower-case hexadecimal */
    public ImportFile(long sizeBytes, String sha256, Instant now) {
        this.sizeBytes = sizeBytes;
        this.sha256 = sha256;
        this.storedAt = now;
    }

    /** The content is gone; that there was a file, and which one, stays. */
    public void contentDeleted(Instant now) {
        deletedAt = now;
    }

    public Long id() { return id; }
    public long sizeBytes() { return sizeBytes; }
    public String sha256() { return sha256; }
    public Instant storedAt() { return storedAt; }
    public boolean isDeleted() { return deletedAt != null; }
}
