package org.openpo.ejb.inbound;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.openpo.domain.inbound.ImportCounts;
import org.openpo.domain.inbound.ImportJob;
import org.openpo.domain.inbound.ImportState;
import org.openpo.domain.rule.ErrorCode;

/**
 * An import job as pages and the API show it.
 *
 * @param format      name of an {@link ImportFormat}, or null until the file has been looked at
 * @param counts      so far; {@code rows} is final as soon as the whole file has been read
 * @param failure     why the whole file was refused, or null
 * @param fileId      in the store, or null if the file came before files were kept
 * @param fileKept    whether the original file can still be fetched
 * @param sameAsId    the earlier import of the same file, or null
 * @param cancelling  somebody has asked it to stop
 * @param mappingName by which the columns were read, or null
 * @param pace        how fast rows are taken in, or null while the file is read and after the end
 */
public record ImportJobView(long id, ImportState state, String format, String fileName, long sizeBytes, String sha256, ImportCounts counts,
        ErrorCode failure, List<Object> failureArguments, String submittedBy, Instant submittedAt, Instant startedAt, Instant finishedAt,
        Long fileId, boolean fileKept, Long sameAsId, boolean preview, boolean cancelling, String mappingName, Pace pace) {

    private static final Set<ErrorCode> MAPPABLE = EnumSet.of(ErrorCode.FILE_NOT_RECOGNISED, ErrorCode.COLUMN_UNKNOWN, ErrorCode.COLUMN_MISSING, ErrorCode.COLUMN_REPEATED,
            ErrorCode.REQUIRED);

    /**
     * How fast it goes.
     *
     * @param rowsPerSecond    since this attempt began
     * @param remainingSeconds until the end if it goes on like this, or null as long as nothing can be said
     */
    public record Pace(long rowsPerSecond, Long remainingSeconds) {
        static Pace of(long rows, long workedOff, long before, Duration elapsed) {
            long done = workedOff - before;
            long millis = elapsed.toMillis();
            if (done <= 0 || millis <= 0) {
                return new Pace(0, null);
            }
            return new Pace(Math.round(done * 1000d / millis), Math.round(Math.ceil((rows - workedOff) * (millis / 1000d) / done)));
        }
    }

    /** Whether the job still waits or runs. */
    public boolean isUnderWay() {
        return state == ImportState.QUEUED || state == ImportState.RUNNING;
    }

    /** Whether the file may be a table whose columns nobody has told us how to read. */
    public boolean isMappable() {
        return state == ImportState.FAILED && fileKept && MAPPABLE.contains(failure);
    }

    /** Whether the file is still being read, so that nobody knows how many rows there are. */
    public boolean isReading() {
        return state == ImportState.RUNNING && pace == null;
    }

    /** How much of the file has been worked off, 0 to 100; 0 while it is being read. */
    public int percent() {
        if (state == ImportState.SUCCEEDED || state == ImportState.PREVIEWED) {
            return 100;
        }
        return counts.rows() == 0 || isReading() ? 0 : (int) (counts.workedOff() * 100 / counts.rows());
    }

    static ImportJobView of(ImportJob j, boolean fileKept) {
        Pace pace = j.state() == ImportState.RUNNING && j.takingInSince() != null
                ? Pace.of(j.counts().rows(), j.counts().workedOff(), j.workedOffBefore(), Duration.between(j.takingInSince(), j.aliveAt())) : null;
        return new ImportJobView(j.id(), j.state(), j.format(), j.fileName(), j.sizeBytes(), j.sha256(), j.counts(), j.failure(),
                j.failureArguments(), j.submittedBy(), j.submittedAt(), j.startedAt(), j.finishedAt(), j.fileId(), fileKept, j.sameAsId(), j.isPreview(),
                j.isCancelRequested(), j.mappingName(), pace);
    }
}
