package org.openpo.ejb.inbound;

import java.io.InputStream;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.inbound.read.FileNames;
import org.openpo.ejb.ledger.TransactionRetry;

/** Makes a job of a file that comes in, by whatever way. Who may hand one in is for the callers to say. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ImportUploads {
    @EJB
    private ImportJobs jobs;
    @EJB
    private ImportFileStore store;
    @EJB
    private ImportRunner runner;

    /**
     * Stores a file and queues it; the import itself runs in the background.
     *
     * @param fileName as the sender calls it; only shown, never used as a path
     * @param content  read to its end in bounded memory, not closed
     * @param preview  whether it is only looked at
     * @return id of the job
     * @throws BusinessRuleException FILE_EMPTY, or FILE_TOO_LARGE with the limit in megabytes; then nothing stays
     */
    public long submit(String fileName, InputStream content, boolean preview, String actor) {
        ImportFiles.Received file = ImportFiles.receive(content, ImportFiles.maxBytes());
        long job;
        try {
            // Once, whatever becomes of the job's transaction: the store has transactions of its own.
            long kept = store.keep(file);
            job = TransactionRetry.run(() -> jobs.create(FileNames.safe(fileName), file.path(), kept, preview, actor));
        } catch (RuntimeException e) {
            ImportFiles.delete(file.path());
            throw e;
        }
        runner.wakeUp();
        return job;
    }
}
