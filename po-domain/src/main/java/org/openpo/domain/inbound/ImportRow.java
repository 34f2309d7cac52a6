package org.openpo.domain.inbound;

import java.io.Serializable;
import java.util.Objects;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** A row that an import has taken in. Written in the transaction that takes it in: whoever resumes the job knows that it is done. */
@Entity
@Table(name = "import_row")
@IdClass(ImportRow.Key.class)
public class ImportRow {
    @Id
    @Column(name = "job_id")
    private long jobId;
    @Id
    private long ordinal;
    @Enumerated(EnumType.STRING)
    private RowOutcome outcome;
    @Column(name = "subject_id")
    private long subjectId;

    protected ImportRow() { }

    /**
     * @param ordinal 1-based place among everything the reader delivers of the file
     * @param subjectId id of the invoice or purchase order
     */
    public ImportRow(long jobId, long ordinal, RowOutcome outcome, long subjectId) {
        this.jobId = jobId;
        this.ordinal = ordinal;
        this.outcome = outcome;
        this.subjectId = subjectId;
    }

    /** What identifies a row. */
    public static class Key implements Serializable {
        private static final long serialVersionUID = 1L;
        private long jobId;
        private long ordinal;

        public Key() { }

        public Key(long jobId, long ordinal) {
            this.jobId = jobId;
            this.ordinal = ordinal;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.jobId == jobId && key.ordinal == ordinal;
        }

        @Override
        public int hashCode() {
            return Objects.hash(jobId, ordinal);
        }
    }
}
