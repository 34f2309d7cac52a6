package org.openpo.ejb.inbound;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.inbound.ImportCounts;
import org.openpo.domain.inbound.ImportError;
import org.openpo.domain.inbound.ImportJob;
import org.openpo.domain.inbound.ImportState;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.inbound.read.ImportFormat;
import org.openpo.ejb.time.Now;

/** The records of import jobs. Each step is a transaction of its own, so that others see it at once and nothing undoes it. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ImportJobs {
    private static final int IDS_PER_QUERY = 500;

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private AuditTrail audit;
    @Inject
    private Clock clock;

    /**
     * A new job in the queue, with its file.
     *
     * @param received file that becomes the job's
     */
    public long create(String fileName, Path received, long size, String sha256, String actor) {
        ImportJob job = new ImportJob(fileName, size, sha256, actor, Now.instant(clock));
        em.persist(job);
        em.flush();
        audit.record(actor, "IMPORT_SUBMITTED", new AuditTrail.Subject("ImportJob", job.id(), fileName), null,
                Json.createObjectBuilder().add("fileName", fileName).add("sizeBytes", size).add("sha256", sha256).build(), null);
        em.flush();
        // Before the commit: a job whose file did not get to its place must not exist.
        ImportFiles.assign(received, job.id());
        return job.id();
    }

    /** Ids of the jobs in a state, the oldest first. */
    public List<Long> inState(ImportState state) {
        return em.createQuery("select j.id from ImportJob j where j.state = :state order by j.id", Long.class).setParameter("state", state).getResultList();
    }

    /** How many of these invoices no line pays for now. */
    public long stillInException(List<Long> invoiceIds) {
        long count = 0;
        for (int from = 0; from < invoiceIds.size(); from += IDS_PER_QUERY) {
            count += em.createQuery("select count(i) from Invoice i where i.id in :ids and i.state = org.openpo.domain.invoice.InvoiceState.EXCEPTION", Long.class)
                    .setParameter("ids", invoiceIds.subList(from, Math.min(from + IDS_PER_QUERY, invoiceIds.size()))).getSingleResult();
        }
        return count;
    }

    /** Back to the queue, after the server stopped in the middle. */
    public void requeue(long id) {
        find(id).requeue();
    }

    /** Takes a queued job for the caller; empty if another one has it. Errors of a run that broke off are forgotten. */
    public Optional<ImportJobView> claim(long id) {
        ImportJob job = em.find(ImportJob.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (job == null || job.state() != ImportState.QUEUED) {
            return Optional.empty();
        }
        em.createQuery("delete from ImportError e where e.jobId = :job").setParameter("job", id).executeUpdate();
        job.start(null, Now.instant(clock));
        job.count(new ImportCounts(0, 0, 0, 0, 0, 0, 0));
        return Optional.of(ImportJobView.of(job));
    }

    /** Notes what the file is. */
    public void recognised(long id, ImportFormat format) {
        find(id).start(format.name(), Now.instant(clock));
    }

    /** Notes how far the job is, and the errors found since the last time. */
    public void progress(long id, ImportCounts counts, List<ImportError> errors) {
        errors.forEach(em::persist);
        find(id).count(counts);
    }

    /** The file has been worked off. */
    public void succeed(long id) {
        find(id).succeed(Now.instant(clock));
    }

    /** The file could not be worked off; the code says why. */
    public void fail(long id, ErrorCode code, List<Object> arguments) {
        find(id).fail(code, arguments, Now.instant(clock));
    }

    private ImportJob find(long id) {
        return em.find(ImportJob.class, id);
    }
}
