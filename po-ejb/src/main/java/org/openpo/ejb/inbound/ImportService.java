package org.openpo.ejb.inbound;

import java.io.InputStream;
import java.nio.file.Path;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.inbound.read.CsvPreview;
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
    private ImportUploads uploads;
    @EJB
    private ImportJobs jobs;
    @EJB
    private ImportFileStore store;
    @EJB
    private ImportRunner runner;

    /** How many megabytes a file may have. */
    @PermitAll
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
        return submit(fileName, content, false);
    }

    /**
     * The same, or only a preview: what importing the file would do, with nothing written.
     *
     * @param preview whether it waits in state PREVIEWED for {@link #confirm} or {@link #cancel}
     */
    public long submit(String fileName, InputStream content, boolean preview) {
        return uploads.submit(fileName, content, preview, actor());
    }

    /**
     * Imports for good what was a preview.
     *
     * @throws BusinessRuleException NOT_A_PREVIEW
     */
    public void confirm(long id) {
        TransactionRetry.run(() -> {
            jobs.confirm(id, actor());
            return null;
        });
        runner.wakeUp();
    }

    /**
     * Reads a file again that was refused as a whole, now that there is a mapping for it.
     *
     * @throws BusinessRuleException NOTHING_TO_MAP
     */
    public void retry(long id) {
        TransactionRetry.run(() -> {
            jobs.retry(id, actor());
            return null;
        });
        runner.wakeUp();
    }

    /**
     * What the file of a job looks like, to map its columns.
     *
     * @param rows how many to show at most
     * @throws BusinessRuleException if it is no table, or its file has been deleted (FILE_DELETED)
     */
    public CsvPreview table(ImportJobView job, int rows) {
        if (!job.fileKept()) {
            throw new BusinessRuleException("", ErrorCode.FILE_DELETED);
        }
        Path copy = ImportFiles.copy(out -> store.write(job.fileId(), out));
        try {
            return CsvPreview.of(copy, rows);
        } finally {
            ImportFiles.delete(copy);
        }
    }

    private String actor() {
        return context.getCallerPrincipal().getName();
    }

    /**
     * Stops an import. One that runs stops after the rows it is at; what was taken in stays.
     *
     * @throws BusinessRuleException IMPORT_ENDED
     */
    public void cancel(long id) {
        TransactionRetry.run(() -> {
            jobs.cancel(id, actor());
            return null;
        });
    }
}
