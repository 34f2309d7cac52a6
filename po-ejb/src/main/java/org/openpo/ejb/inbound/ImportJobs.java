package org.openpo.ejb.inbound;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.inbound.ImportCounts;
import org.openpo.domain.inbound.ImportFile;
import org.openpo.domain.inbound.ImportJob;
import org.openpo.domain.inbound.ImportPreview;
import org.openpo.domain.inbound.ImportState;
import org.openpo.domain.inbound.RowOutcome;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.inbound.read.ImportFormat;
import org.openpo.ejb.ledger.LostRaceException;
import org.openpo.ejb.time.Now;

/**
 * The records of import jobs. Each step is a transaction of its own, so that others see it at once and nothing undoes it.
 *
 * <p>Whoever works on a job shows its {@link ImportTicket} at every step. A node that was thought dead and is not is stopped there.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ImportJobs {
    /** A node that has given no sign of life for so long is taken for dead; a living one gives one each minute. */
    static final Duration SILENCE = Duration.ofMinutes(3);
    private static final int LONGEST_LIST = 1000;
    private static final Logger LOG = Logger.getLogger(ImportJobs.class.getName());

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private AuditTrail audit;
    @Inject
    private Clock clock;

    /**
     * A new job in the queue.
     *
     * @param received file that becomes the job's working copy
     * @param fileId   the same file in the store
     * @param preview  whether to only say what importing the file would do
     */
    // Joins a transaction that is there: a job, and what its existence says elsewhere, are one.
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public long create(String fileName, Path received, long fileId, boolean preview, String actor) {
        ImportFile file = em.find(ImportFile.class, fileId, LockModeType.PESSIMISTIC_WRITE);
        if (file.isDeleted()) {
            throw new LostRaceException("The file was deleted while it came in again: " + fileId);
        }
        ImportJob job = new ImportJob(fileName, file, earlier(file.sha256()).orElse(null), preview, actor, Now.instant(clock));
        em.persist(job);
        em.flush();
        audit.record(actor, AuditAction.IMPORT_SUBMITTED, subject(job), null,
                JSON.createObjectBuilder().add("fileName", fileName).add("sizeBytes", file.sizeBytes()).add("sha256", file.sha256()).add("preview", preview).build(), null);
        em.flush();
        // Before the commit: a job whose file did not get to its place must not exist.
        ImportFiles.assign(received, job.id());
        return job.id();
    }

    /** The latest import of a file with this content, unless it was refused as a whole. */
    private Optional<Long> earlier(String sha256) {
        return em.createQuery("select j.id from ImportJob j where j.sha256 = :sha256 and j.preview = false "
                + "and (j.state <> org.openpo.domain.inbound.ImportState.FAILED or exists (select r.ordinal from ImportRow r where r.jobId = j.id)) order by j.id desc", Long.class)
                .setParameter("sha256", sha256).setMaxResults(1).getResultStream().findFirst();
    }

    /** A job as others see it, without whether its file is kept. */
    public Optional<ImportJobView> view(long id) {
        return Optional.ofNullable(em.find(ImportJob.class, id)).map(job -> ImportJobView.of(job, false));
    }

    /** Ids of the jobs in the queue, the oldest first. */
    public List<Long> queued() {
        return em.createQuery("select j.id from ImportJob j where j.state = org.openpo.domain.inbound.ImportState.QUEUED order by j.id", Long.class)
                .setMaxResults(LONGEST_LIST).getResultList();
    }

    /** Ids of the jobs that a node needs its working copies for. */
    public List<Long> unfinished() {
        return em.createQuery("select j.id from ImportJob j where j.state in (org.openpo.domain.inbound.ImportState.QUEUED, "
                + "org.openpo.domain.inbound.ImportState.RUNNING) order by j.id", Long.class).getResultList();
    }

    /**
     * Puts jobs back into the queue whose node has stopped in the middle.
     *
     * @param restarted node that has just been started, so that it works on none; or null
     * @return how many
     */
    public int requeueAbandoned(String restarted) {
        List<ImportJob> abandoned = em.createQuery("select j from ImportJob j where j.state = org.openpo.domain.inbound.ImportState.RUNNING "
                        + "and (j.node = :node or j.node is null or j.aliveAt < :silent)", ImportJob.class)
                .setParameter("node", restarted == null ? "" : restarted).setParameter("silent", Now.instant(clock).minus(SILENCE))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultList();
        abandoned.forEach(ImportJob::requeue);
        return abandoned.size();
    }

    /** Takes a queued job for the caller; empty if another one has it, or if nobody is to have it any more. */
    public Optional<ImportTicket> claim(long id, String node) {
        ImportJob job = em.find(ImportJob.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (job == null || job.state() != ImportState.QUEUED) {
            return Optional.empty();
        }
        if (job.fileId() == null) {
            // It was submitted when files were not kept yet.
            job.fail(ErrorCode.FILE_DELETED, List.of(), Now.instant(clock));
            return Optional.empty();
        }
        if (job.isCancelRequested()) {
            job.cancelled(Now.instant(clock));
            return Optional.empty();
        }
        if (job.isStuck()) {
            LOG.log(Level.WARNING, "Import {0} broke off {1} times at the same place and is given up", new Object[] {id, ImportJob.FRUITLESS_ATTEMPTS_MAX});
            job.fail(ErrorCode.IMPORT_STUCK, List.of(ImportJob.FRUITLESS_ATTEMPTS_MAX), Now.instant(clock));
            return Optional.empty();
        }
        job.start(node, Now.instant(clock));
        return Optional.of(ImportTicket.of(job));
    }

    /** Puts a job back into the queue: the attempt broke off, and its file may be why. */
    public void brokenOff(ImportTicket ticket) {
        owned(em, ticket).requeue();
    }

    /** Puts a job back into the queue because of something that its file has no part in: others were in the way, or the surroundings failed. */
    public void heldUp(ImportTicket ticket) {
        owned(em, ticket).heldUp();
    }

    /** A sign of life. */
    public void alive(ImportTicket ticket) {
        held(ticket).alive(Now.instant(clock));
    }

    /** Notes what the file is. */
    public void recognised(ImportTicket ticket, ImportFormat format) {
        held(ticket).recognised(format.name());
    }

    /** Notes by which mapping the file is read. */
    public void mappedBy(ImportTicket ticket, String name, String mapping) {
        held(ticket).mappedBy(name, mapping);
    }

    /**
     * A sign of life while the file is read.
     *
     * @param rows read so far
     * @throws ImportStoppedException if the attempt may not go on
     */
    public void reading(ImportTicket ticket, long rows) {
        ImportJob job = held(ticket);
        ImportCounts c = job.counts();
        job.count(new ImportCounts(Math.max(rows, c.rows()), c.created(), c.unchanged(), c.changed(), c.duplicates(), c.exceptions(), c.errors()));
        job.alive(Now.instant(clock));
    }

    /**
     * The file has been read, its rows are taken in from now on. Rows that an earlier import of the same file took in count as unchanged
     * and are not looked at again: the file says nothing new about them.
     *
     * @param rows       of the whole file
     * @param duplicates rows of the file that repeat another
     * @return ordinals of the rows of which it is known what became of them
     */
    public BitSet takeIn(ImportTicket ticket, long rows, long duplicates) {
        ImportJob job = held(ticket);
        if (job.sameAsId() != null && !ArchiveMappings.readAlike(em.find(ImportJob.class, job.sameAsId()).mapping(), job.mapping())) {
            job.forgetEarlier();
        }
        if (job.isPreview()) {
            return takeInTrial(job, rows, duplicates);
        }
        if (job.sameAsId() != null) {
            em.createNativeQuery("insert into import_row (job_id, ordinal, outcome, subject_id) select ?1, e.ordinal, 'UNCHANGED', e.subject_id from import_row e where e.job_id = ?2 "
                            + "and not exists (select 1 from import_row r where r.job_id = ?3 and r.ordinal = e.ordinal)")
                    .setParameter(1, job.id()).setParameter(2, job.sameAsId()).setParameter(3, job.id()).executeUpdate();
        }
        BitSet known = new BitSet();
        em.createQuery("select r.ordinal from ImportRow r where r.jobId = :job", Long.class).setParameter("job", job.id()).getResultStream().forEach(n -> known.set(n.intValue()));
        em.createQuery("select distinct e.ordinal from ImportError e where e.jobId = :job", Long.class).setParameter("job", job.id()).getResultStream()
                .forEach(n -> known.set(n.intValue()));
        job.count(counted(job.id(), rows, duplicates));
        job.takeIn(Now.instant(clock));
        return known;
    }

    /** A preview begins anew when it is resumed: it has written nothing but what it found wrong. */
    private BitSet takeInTrial(ImportJob job, long rows, long duplicates) {
        deleteFindings(job.id());
        BitSet known = new BitSet();
        if (job.sameAsId() != null) {
            em.createQuery("select r.ordinal from ImportRow r where r.jobId = :job", Long.class).setParameter("job", job.sameAsId()).getResultStream().forEach(n -> known.set(n.intValue()));
        }
        job.count(new ImportCounts(rows, 0, known.cardinality(), 0, duplicates, 0, 0));
        job.takeIn(Now.instant(clock));
        return known;
    }

    private void deleteFindings(long job) {
        em.createQuery("delete from ImportError e where e.jobId = :job").setParameter("job", job).executeUpdate();
        em.createQuery("delete from ImportPreview p where p.jobId = :job").setParameter("job", job).executeUpdate();
    }

    /** Counts rows that were tried out. */
    public void tried(ImportTicket ticket, List<ImportPreviewRow> rows) {
        ImportJob job = held(ticket);
        ImportCounts c = job.counts();
        job.count(new ImportCounts(c.rows(), c.created() + count(rows, RowOutcome.CREATED), c.unchanged() + count(rows, RowOutcome.UNCHANGED),
                c.changed() + count(rows, RowOutcome.CHANGED), c.duplicates(), c.exceptions() + rows.stream().filter(ImportPreviewRow::isException).count(), c.errors()));
        job.alive(Now.instant(clock));
    }

    private static long count(List<ImportPreviewRow> rows, RowOutcome outcome) {
        return rows.stream().filter(row -> row.outcome() == outcome).count();
    }

    /** The preview is done. */
    public void previewed(ImportTicket ticket, List<ImportPreviewRow> first) {
        ImportJob job = held(ticket);
        em.persist(new ImportPreview(job.id(), ImportPreviewRow.write(first)));
        job.previewed(Now.instant(clock));
    }

    /**
     * Imports for good what was a preview.
     *
     * @throws BusinessRuleException NOT_A_PREVIEW if it is none that waits
     */
    public void confirm(long id, String actor) {
        ImportJob job = locked(id);
        if (job.state() != ImportState.PREVIEWED) {
            throw new BusinessRuleException("", ErrorCode.NOT_A_PREVIEW);
        }
        deleteFindings(id);
        job.again(false, earlier(job.sha256()).orElse(null));
        audit.record(actor, AuditAction.IMPORT_CONFIRMED, subject(job), null, null, null);
    }

    /**
     * Reads a file again that was refused as a whole, because there is a mapping for it now.
     *
     * @throws BusinessRuleException NOTHING_TO_MAP if it was not refused
     */
    public void retry(long id, String actor) {
        ImportJob job = locked(id);
        if (job.state() != ImportState.FAILED) {
            throw new BusinessRuleException("", ErrorCode.NOTHING_TO_MAP);
        }
        if (!hasRows(id)) {
            // Else it goes on as it was read before: who goes on tells rows by their place among all.
            job.mappedBy(null, null);
        }
        deleteFindings(id);
        job.again(job.isPreview(), earlier(job.sha256()).filter(other -> other != id).orElse(null));
        audit.record(actor, AuditAction.IMPORT_RETRIED, subject(job), null, null, null);
    }

    /** Whether an attempt has noted what became of a row, so that whoever goes on has to read the file in the same way. */
    public boolean isBegun(long id) {
        return hasRows(id) || !em.createQuery("select e.id from ImportError e where e.jobId = :job", Long.class).setParameter("job", id).setMaxResults(1).getResultList().isEmpty();
    }

    private boolean hasRows(long id) {
        return !em.createQuery("select r.ordinal from ImportRow r where r.jobId = :job", Long.class).setParameter("job", id).setMaxResults(1).getResultList().isEmpty();
    }

    private ImportJob locked(long id) {
        ImportJob job = em.find(ImportJob.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (job == null) {
            throw new NotFoundException("ImportJob", id);
        }
        return job;
    }

    /** The counts as the rows say them, not as they were last reported. */
    private ImportCounts counted(long job, long rows, long duplicates) {
        long[] by = new long[3];
        em.createQuery("select r.outcome, count(r.ordinal) from ImportRow r where r.jobId = :job group by r.outcome", Object[].class).setParameter("job", job)
                .getResultStream().forEach(r -> by[((Enum<?>) r[0]).ordinal()] = (Long) r[1]);
        long errors = em.createQuery("select count(distinct e.ordinal) from ImportError e where e.jobId = :job", Long.class).setParameter("job", job).getSingleResult();
        return new ImportCounts(rows, by[0], by[2], by[1], duplicates, exceptions(job), errors);
    }

    /** How many invoices that the job added or changed no line pays for now. */
    private long exceptions(long job) {
        return em.createQuery("select count(i) from Invoice i where i.state = org.openpo.domain.invoice.InvoiceState.EXCEPTION and i.id in (select r.subjectId from ImportRow r "
                + "where r.jobId = :job and r.outcome <> org.openpo.domain.inbound.RowOutcome.UNCHANGED)", Long.class).setParameter("job", job).getSingleResult();
    }

    /** The file has been worked off. The counts are those of the rows: a credit memo may have found its line after it was counted. */
    public void succeed(ImportTicket ticket) {
        ImportJob job = held(ticket);
        job.count(counted(job.id(), job.counts().rows(), job.counts().duplicates()));
        job.succeed(Now.instant(clock));
    }

    /** The file could not be worked off; the code says why. */
    public void fail(ImportTicket ticket, ErrorCode code, List<Object> arguments) {
        held(ticket).fail(code, arguments, Now.instant(clock));
    }

    /** The attempt has stopped because somebody asked for it. */
    public void stopped(ImportTicket ticket) {
        ImportJob job = em.find(ImportJob.class, ticket.jobId(), LockModeType.PESSIMISTIC_WRITE);
        if (job.attempt() == ticket.attempt() && job.state() == ImportState.RUNNING) {
            if (!job.isPreview()) {
                job.count(counted(job.id(), job.counts().rows(), job.counts().duplicates()));
            }
            job.cancelled(Now.instant(clock));
        }
    }

    /**
     * Stops a job at the next border of a chunk, or at once if nobody works on it.
     *
     * @throws BusinessRuleException IMPORT_ENDED if there is nothing to stop any more
     */
    public void cancel(long id, String actor) {
        ImportJob job = locked(id);
        if (job.state() == ImportState.SUCCEEDED || job.state() == ImportState.FAILED || job.state() == ImportState.CANCELLED) {
            throw new BusinessRuleException("", ErrorCode.IMPORT_ENDED);
        }
        job.cancel(Now.instant(clock));
        audit.record(actor, AuditAction.IMPORT_CANCELLED, subject(job), null, null, null);
    }

    /** The job, locked; the attempt may go on. */
    private ImportJob held(ImportTicket ticket) {
        return held(em, ticket);
    }

    static ImportJob held(EntityManager em, ImportTicket ticket) {
        ImportJob job = owned(em, ticket);
        if (job.isCancelRequested()) {
            throw ImportStoppedException.cancelled(ticket.jobId());
        }
        return job;
    }

    /** The job, locked, if it is this attempt's, whether or not somebody wants it to stop: what was done is noted. */
    static ImportJob owned(EntityManager em, ImportTicket ticket) {
        ImportJob job = em.find(ImportJob.class, ticket.jobId(), LockModeType.PESSIMISTIC_WRITE);
        if (job.state() != ImportState.RUNNING || job.attempt() != ticket.attempt()) {
            throw ImportStoppedException.takenOver(ticket.jobId());
        }
        return job;
    }

    /** @throws ImportStoppedException if the attempt may not go on, as far as can be seen without waiting for anybody */
    static void mayGoOn(EntityManager em, ImportTicket ticket) {
        Object[] now = em.createQuery("select j.state, j.attempt, j.cancelRequested from ImportJob j where j.id = :id", Object[].class).setParameter("id", ticket.jobId()).getSingleResult();
        if (now[0] != ImportState.RUNNING || (Integer) now[1] != ticket.attempt()) {
            throw ImportStoppedException.takenOver(ticket.jobId());
        }
        if ((Boolean) now[2]) {
            throw ImportStoppedException.cancelled(ticket.jobId());
        }
    }

    private static AuditTrail.Subject subject(ImportJob job) {
        return new AuditTrail.Subject("ImportJob", job.id(), job.fileName());
    }
}
