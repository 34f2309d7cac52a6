package org.openpo.domain.inbound;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import org.openpo.domain.rule.TextKeys;

/** How a sender's CSV is read, by a name; files with the same header are read by it. */
@Entity
@Table(name = "import_mapping")
public class ImportMapping {
    public static final int NAME_MAX = 100;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "import_mapping_seq")
    @SequenceGenerator(name = "import_mapping_seq", sequenceName = "import_mapping_seq", allocationSize = 50)
    private Long id;
    private String name;
    @Column(name = "name_key")
    private String nameKey;
    private String fingerprint;
    private String header;
    private String mapping;
    @Column(name = "changed_at")
    private Instant changedAt;
    @Column(name = "changed_by")
    private String changedBy;
    @Version
    private long version;

    protected ImportMapping() { }

    /** @param fingerprint SHA-256 of the header's names, lower-case hexadecimal */
    public ImportMapping(String fingerprint) {
        this.fingerprint = fingerprint;
    }

    /** One name is equal to another without regard to case and outer spaces. */
    public static String keyOf(String name) {
        return TextKeys.of(name);
    }

    /**
     * @param newHeader  names of the columns as a JSON array
     * @param newMapping as JSON
     */
    public void change(String newName, String newHeader, String newMapping, String actor, Instant now) {
        name = newName.strip();
        nameKey = keyOf(newName);
        header = newHeader;
        mapping = newMapping;
        changedBy = actor;
        changedAt = now;
    }

    public Long id() { return id; }
    public String name() { return name; }
    public String header() { return header; }
    public String mapping() { return mapping; }
    public Instant changedAt() { return changedAt; }
    public String changedBy() { return changedBy; }
}
