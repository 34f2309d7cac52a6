package org.openpo.ejb.inbound;

import java.io.InputStream;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.ledger.TransactionRetry;
import org.openpo.ejb.startup.Settings;

/** Takes files of invoices in. What becomes of a file is read with {@link ImportQueries}. */
@Stateless
@RolesAllowed("MANAGER")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ImportService {
    @Resource
    private SessionContext context;
    @EJB
    private ImportJobs jobs;
    @EJB
    private ImportFileStore store;
    @EJB
    private ImportRunner runner;

    /** How many megabytes a file may have. */
    public int maxMegabytes() {
        return Settings.uploadMaxMegabytes();
    }

    /**
     * Stores an upload and queues it; the import itself runs in the background.
     *
     * @param fileName as the client calls it; only shown, never used as a path
     * @param content  read to its end in bounded memory, not closed
     * @return id of the job
     * @throws BusinessRuleException FILE_EMPTY, or FILE_TOO_LARGE with the limit in megabytes; then nothing stays
     */
    public long submit(String fileName, InputStream content) {
        ImportFiles.Received file = ImportFiles.receive(content, ImportFiles.maxBytes());
        String actor = context.getCallerPrincipal().getName();
        long job;
        try {
            job = TransactionRetry.run(() -> jobs.create(ImportFiles.safeName(fileName), file.path(), store.keep(file), false, actor));
        } catch (RuntimeException e) {
            ImportFiles.delete(file.path());
            throw e;
        }
        runner.wakeUp();
        return job;
    }

    /**
     * Stops an import. One that runs stops after the rows it is at; what was taken in stays.
     *
     * @throws BusinessRuleException IMPORT_ENDED
     */
    public void cancel(long id) {
        TransactionRetry.run(() -> {
            jobs.cancel(id, context.getCallerPrincipal().getName());
            return null;
        });
    }
}
