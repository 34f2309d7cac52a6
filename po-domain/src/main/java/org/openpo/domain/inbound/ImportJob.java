package org.openpo.domain.inbound;

import java.time.Instant;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import org.openpo.domain.rule.ErrorCode;

/** One file that was handed in, and what became of its rows. */
@Entity
@Table(name = "import_job")
public class ImportJob {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "import_job_seq")
    @SequenceGenerator(name = "import_job_seq", sequenceName = "import_job_seq", allocationSize = 50)
    private Long id;
    @Enumerated(EnumType.STRING)
    private ImportState state;
    private String format;
    @Column(name = "file_name")
    private String fileName;
    @Column(name = "size_bytes")
    private long sizeBytes;
    private String sha256;
    @Column(name = "row_count")
    private long rowCount;
    private long created;
    private long unchanged;
    private long changed;
    private long duplicates;
    private long exceptions;
    private long errors;
    private String failure;
    @Column(name = "failure_args")
    private String failureArgs;
    @Column(name = "submitted_by")
    private String submittedBy;
    @Column(name = "submitted_at")
    private Instant submittedAt;
    @Column(name = "started_at")
    private Instant startedAt;
    @Column(name = "finished_at")
    private Instant finishedAt;
    @Version
    private long version;

    protected ImportJob() { }

    public ImportJob(String fileName, long sizeBytes, String sha256, String submittedBy, Instant now) {
        this.state = ImportState.QUEUED;
        this.fileName = fileName;
        this.sizeBytes = sizeBytes;
        this.sha256 = sha256;
        this.submittedBy = submittedBy;
        this.submittedAt = now;
    }

    public void start(String recognisedFormat, Instant now) {
        state = ImportState.RUNNING;
        format = recognisedFormat;
        startedAt = now;
    }

    /** Back to the queue: the server stopped in the middle; what was taken in stays and counts as unchanged next time. */
    public void requeue() {
        state = ImportState.QUEUED;
    }

    public void count(ImportCounts counts) {
        rowCount = counts.rows();
        created = counts.created();
        unchanged = counts.unchanged();
        changed = counts.changed();
        duplicates = counts.duplicates();
        exceptions = counts.exceptions();
        errors = counts.errors();
    }

    public void succeed(Instant now) {
        state = ImportState.SUCCEEDED;
        finishedAt = now;
    }

    /** The whole file could not be read; the code says why. */
    public void fail(ErrorCode code, List<Object> arguments, Instant now) {
        state = ImportState.FAILED;
        failure = code.name();
        failureArgs = ImportError.join(arguments);
        finishedAt = now;
    }

    public Long id() { return id; }
    public ImportState state() { return state; }
    public String format() { return format; }
    public String fileName() { return fileName; }
    public long sizeBytes() { return sizeBytes; }
    public String sha256() { return sha256; }
    public ImportCounts counts() { return new ImportCounts(rowCount, created, unchanged, changed, duplicates, exceptions, errors); }
    public ErrorCode failure() { return failure == null ? null : ErrorCode.valueOf(failure); }
    public List<Object> failureArguments() { return ImportError.split(failureArgs); }
    public String submittedBy() { return submittedBy; }
    public Instant submittedAt() { return submittedAt; }
    public Instant startedAt() { return startedAt; }
    public Instant finishedAt() { return finishedAt; }
}
