package org.openpo.domain.inbound;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The first rows of a file with what importing them would do, as JSON. */
@Entity
@Table(name = "import_preview")
public class ImportPreview {
    @Id
    @Column(name = "job_id")
    private long jobId;
    private String content;

    protected ImportPreview() { }

    public ImportPreview(long jobId, String content) {
        this.jobId = jobId;
        this.content = content;
    }

    public String content() { return content; }
}
