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
    private ImportRunner runner;

    /**
     * Stores an upload and queues it; the import itself runs in the background.
     *
     * @param fileName as the client calls it; only shown, never used as a path
     * @param content  read to its end in bounded memory, not closed
     * @return id of the job
     * @throws BusinessRuleException FILE_EMPTY, or FILE_TOO_LARGE with the limit in megabytes; then nothing stays
     */
    public long submit(String fileName, InputStream content) {
        ImportFiles.Received file = ImportFiles.receive(content, ImportFiles.MAX_BYTES);
        long job;
        try {
            job = jobs.create(ImportFiles.safeName(fileName), file.path(), file.size(), file.sha256(), context.getCallerPrincipal().getName());
        } catch (RuntimeException e) {
            ImportFiles.delete(file.path());
            throw e;
        }
        runner.wakeUp();
        return job;
    }
}
