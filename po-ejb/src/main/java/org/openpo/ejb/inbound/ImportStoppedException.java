package org.openpo.ejb.inbound;

import jakarta.ejb.ApplicationException;

/** The attempt at a job may not go on: somebody cancelled it, or another node has taken it over. */
@ApplicationException(rollback = true)
final class ImportStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean cancelled;

    private ImportStoppedException(long jobId, boolean cancelled) {
        super("Import " + jobId + (cancelled ? " was cancelled" : " is no longer this attempt's"));
        this.cancelled = cancelled;
    }

    static ImportStoppedException cancelled(long jobId) {
        return new ImportStoppedException(jobId, true);
    }

    static ImportStoppedException takenOver(long jobId) {
        return new ImportStoppedException(jobId, false);
    }

    boolean isCancelled() {
        return cancelled;
    }
}
