package org.openpo.ejb.inbound;

import java.time.Instant;
import java.util.List;

import org.openpo.domain.inbound.ImportCounts;
import org.openpo.domain.inbound.ImportJob;
import org.openpo.domain.inbound.ImportState;
import org.openpo.domain.rule.ErrorCode;

/**
 * An import job as pages and the API show it.
 *
 * @param format     name of an {@link ImportFormat}, or null until the file has been looked at
 * @param counts     so far; {@code rows} is known as soon as the whole file has been read
 * @param failure    why the whole file was refused, or null
 */
public record ImportJobView(long id, ImportState state, String format, String fileName, long sizeBytes, String sha256, ImportCounts counts,
        ErrorCode failure, List<Object> failureArguments, String submittedBy, Instant submittedAt, Instant startedAt, Instant finishedAt) {

    /** Whether the job still waits or runs. */
    public boolean isUnderWay() {
        return state == ImportState.QUEUED || state == ImportState.RUNNING;
    }

    /** How much of the file has been worked off, 0 to 100; 0 while it is being read. */
    public int percent() {
        if (state == ImportState.SUCCEEDED) {
            return 100;
        }
        long done = counts.created() + counts.unchanged() + counts.changed() + counts.duplicates() + counts.errors();
        return counts.rows() == 0 ? 0 : (int) (done * 100 / counts.rows());
    }

    static ImportJobView of(ImportJob j) {
        return new ImportJobView(j.id(), j.state(), j.format(), j.fileName(), j.sizeBytes(), j.sha256(), j.counts(), j.failure(),
                j.failureArguments(), j.submittedBy(), j.submittedAt(), j.startedAt(), j.finishedAt());
    }
}
