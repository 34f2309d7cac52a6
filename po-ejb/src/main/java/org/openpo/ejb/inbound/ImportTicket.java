package org.openpo.ejb.inbound;

import org.openpo.domain.inbound.ImportJob;

/**
 * The right to work on a job: good as long as no other attempt has begun.
 *
 * @param fileId  of the file as it came in
 * @param actor   who handed it in, and is named by what it writes
 * @param preview whether nothing may be written
 * @param mapping by which the columns are read, as JSON; null until that is known, and for files that need none
 */
public record ImportTicket(long jobId, int attempt, long fileId, String actor, boolean preview, String mapping) {
    static ImportTicket of(ImportJob job) {
        return new ImportTicket(job.id(), job.attempt(), job.fileId(), job.submittedBy(), job.isPreview(), job.mapping());
    }
}
