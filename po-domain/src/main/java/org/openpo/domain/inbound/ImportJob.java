package org.openpo.domain.inbound;

import java.time.Instant;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import org.openpo.domain.jpa.FlagConverter;
import org.openpo.domain.rule.ErrorCode;

/** One file that was handed in, and what became of its rows. */
@Entity
@Table(name = "import_job")
public class ImportJob {
    /** So many attempts in a row may break off without getting further than one before. */
    public static final int FRUITLESS_ATTEMPTS_MAX = 3;

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
    @Column(name = "file_id")
    private Long fileId;
    @Column(name = "same_as_id")
    private Long sameAsId;
    @Convert(converter = FlagConverter.class)
    private boolean preview;
    @Convert(converter = FlagConverter.class)
    @Column(name = "cancel_requested")
    private boolean cancelRequested;
    private String node;
    private int attempt;
    @Column(name = "alive_at")
    private Instant aliveAt;
    @Column(name = "taking_in_since")
    private Instant takingInSince;
    @Column(name = "worked_off_before")
    private long workedOffBefore;
    @Column(name = "fruitless_attempts")
    private int fruitlessAttempts;
    private long furthest;
    private String mapping;
    @Column(name = "mapping_name")
    private String mappingName;
    @Version
    private long version;

    protected ImportJob() { }

    /** @param sameAs the earlier import of the same file, or null */
    public ImportJob(String fileName, ImportFile file, Long sameAs, boolean preview, String submittedBy, Instant now) {
        this.state = ImportState.QUEUED;
        this.fileName = fileName;
        this.fileId = file.id();
        this.sizeBytes = file.sizeBytes();
        this.sha256 = file.sha256();
        this.sameAsId = sameAs;
        this.preview = preview;
        this.submittedBy = submittedBy;
        this.submittedAt = now;
    }

    /**
     * A node begins to work on it, for the first time or again.
     *
     * @return number of the attempt; what an earlier one still writes is refused
     */
    public int start(String byNode, Instant now) {
        state = ImportState.RUNNING;
        node = byNode;
        attempt++;
        fruitlessAttempts++;
        startedAt = startedAt == null ? now : startedAt;
        aliveAt = now;
        takingInSince = null;
        return attempt;
    }

    public void recognised(String asFormat) {
        format = asFormat;
    }

    /**
     * The file is read by a mapping of its columns.
     *
     * @param asJson as it is now: a job that is resumed reads its file in the same way
     */
    public void mappedBy(String name, String asJson) {
        mappingName = name;
        mapping = asJson;
    }

    /** The earlier import of the same file read it in another way: what it took in says nothing about this one's rows. */
    public void forgetEarlier() {
        sameAsId = null;
    }

    /** The file has been read; rows are taken in from now on. */
    public void takeIn(Instant now) {
        takingInSince = now;
        aliveAt = now;
        workedOffBefore = counts().workedOff();
    }

    /** A sign of life. */
    public void alive(Instant now) {
        aliveAt = now;
    }

    /** Back to the queue: the node stopped in the middle; what was taken in stays and is not taken in again. */
    public void requeue() {
        state = ImportState.QUEUED;
    }

    /** Back to the queue because others were in the way, or the surroundings failed: that says nothing about the file, however often it happens. */
    public void heldUp() {
        requeue();
        fruitlessAttempts = Math.max(0, fruitlessAttempts - 1);
    }

    /** Whether it has broken off at the same place so often that one more attempt would only do harm. */
    public boolean isStuck() {
        return fruitlessAttempts >= FRUITLESS_ATTEMPTS_MAX;
    }

    /** Asks whoever works on it to stop at the next border of a chunk; a job that nobody works on ends at once. */
    public void cancel(Instant now) {
        cancelRequested = true;
        if (state != ImportState.RUNNING) {
            cancelled(now);
        }
    }

    /** It has stopped; what was taken in stays. */
    public void cancelled(Instant now) {
        state = ImportState.CANCELLED;
        finishedAt = now;
    }

    /** The preview is done. */
    public void previewed(Instant now) {
        state = ImportState.PREVIEWED;
        finishedAt = now;
    }

    /**
     * From the beginning: because the file is now understood, or for good after a preview.
     *
     * @param onlyPreview whether it is to be one
     * @param sameAs      the earlier import of the same file, or null
     */
    public void again(boolean onlyPreview, Long sameAs) {
        state = ImportState.QUEUED;
        preview = onlyPreview;
        sameAsId = sameAs;
        cancelRequested = false;
        format = null;
        startedAt = null;
        finishedAt = null;
        failure = null;
        failureArgs = null;
        takingInSince = null;
        fruitlessAttempts = 0;
        furthest = 0;
        count(ImportCounts.NONE);
    }

    /** How far it is. An attempt that gets further than all before it was worth while. */
    public void count(ImportCounts counts) {
        if (counts.workedOff() > furthest) {
            furthest = counts.workedOff();
            fruitlessAttempts = 0;
        }
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
    /** As JSON, or null if the file needs none. */
    public String mapping() { return mapping; }
    public String mappingName() { return mappingName; }
    public Long fileId() { return fileId; }
    public Long sameAsId() { return sameAsId; }
    public boolean isPreview() { return preview; }
    public boolean isCancelRequested() { return cancelRequested; }
    public String node() { return node; }
    public int attempt() { return attempt; }
    public Instant aliveAt() { return aliveAt; }
    public Instant takingInSince() { return takingInSince; }
    public long workedOffBefore() { return workedOffBefore; }
    public Instant submittedAt() { return submittedAt; }
    public Instant startedAt() { return startedAt; }
    public Instant finishedAt() { return finishedAt; }
}
