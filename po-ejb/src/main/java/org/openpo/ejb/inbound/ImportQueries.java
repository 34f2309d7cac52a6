package org.openpo.ejb.inbound;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.inbound.ImportError;
import org.openpo.domain.inbound.ImportJob;
import org.openpo.domain.inbound.ImportPreview;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.audit.AuditReads;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.inbound.read.ColumnMapping;
import org.openpo.ejb.query.Cursor;
import org.openpo.ejb.query.ListQuery;
import org.openpo.ejb.query.Page;
import org.openpo.ejb.query.Slice;

/** Reads of import jobs: records out, never entities. */
@Stateless
@RolesAllowed("VIEWER")
public class ImportQueries {
    private static final String NEWEST = "newest";
    private static final String ROW = "row";

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private ImportFileStore store;
    @EJB
    private AuditReads reads;

    /** @throws NotFoundException if there is none */
    public ImportJobView job(long id) {
        return views(List.of(find(id))).get(0);
    }

    /** With one more query for all of them: which files are still here. */
    private List<ImportJobView> views(List<ImportJob> jobs) {
        Set<Long> files = jobs.stream().map(ImportJob::fileId).filter(Objects::nonNull).collect(Collectors.toSet());
        Set<Long> kept = files.isEmpty() ? Set.of() : em.createQuery("select f.id from ImportFile f where f.id in :ids and f.deletedAt is null", Long.class)
                .setParameter("ids", files).getResultStream().collect(Collectors.toSet());
        return jobs.stream().map(job -> ImportJobView.of(job, kept.contains(job.fileId()))).toList();
    }

    /**
     * The first rows of a file with what importing them would do; empty unless the job is a preview that is done.
     *
     * @throws NotFoundException if there is no such job
     */
    public List<ImportPreviewRow> preview(long id) {
        find(id);
        ImportPreview preview = em.find(ImportPreview.class, id);
        return preview == null ? List.of() : ImportPreviewRow.read(preview.content());
    }

    /** How the columns of a job's file are read; those of an archive's files are not told. */
    public ColumnMapping mapping(long id) {
        String mapping = find(id).mapping();
        return mapping == null || ArchiveMappings.isNote(ImportMappings.object(mapping)) ? ColumnMapping.NONE : ColumnMapping.of(ImportMappings.object(mapping));
    }

    /**
     * Writes the file of a job as it came in.
     *
     * @throws NotFoundException if there is no such job, or its file has been deleted
     */
    @RolesAllowed({"AUDITOR", "ADMIN"})
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void writeFile(ImportJobView job, OutputStream out) throws IOException {
        long file = fileOf(job);
        reads.note(AuditAction.IMPORT_FILE_READ, new AuditTrail.Subject("ImportJob", job.id(), job.fileName()), null);
        store.write(file, out);
    }

    private long fileOf(ImportJobView job) {
        if (!job.fileKept()) {
            throw new NotFoundException("ImportFile", job.id());
        }
        return job.fileId();
    }

    /**
     * Jobs, the newest first.
     *
     * @param first 0-based number of the first row
     */
    public Page<ImportJobView> page(int first, int max) {
        ListQuery query = new ListQuery("ImportJob j");
        return new Page<>(views(query.list(em, ImportJob.class, "j", "j.id desc", first, max)), query.count(em, "j"));
    }

    /**
     * Jobs that follow a cursor, the newest first.
     *
     * @param cursor from the part before, or null for the first
     */
    public Slice<ImportJobView> slice(String cursor, int limit) {
        ListQuery query = new ListQuery("ImportJob j");
        Optional<Cursor> after = Cursor.decode(cursor, NEWEST);
        after.ifPresent(c -> query.where("j.id < :after", "after", c.id()));
        List<ImportJobView> found = views(query.list(em, ImportJob.class, "j", "j.id desc", 0, limit + 1));
        boolean more = found.size() > limit;
        return new Slice<>(more ? found.subList(0, limit) : found, more ? new Cursor(NEWEST, "", found.get(limit - 1).id()).encode() : null);
    }

    /**
     * Refused rows of a job in the file's order.
     *
     * @param first 0-based number of the first one
     * @throws NotFoundException if there is no such job
     */
    public Page<ImportErrorView> errors(long jobId, int first, int max) {
        ListQuery query = ofJob(jobId);
        return new Page<>(query.list(em, ImportError.class, "e", "e.rowNumber, e.id", first, max).stream().map(ImportErrorView::of).toList(),
                query.count(em, "e"));
    }

    /**
     * Refused rows of a job that follow a cursor, in the file's order.
     *
     * @param cursor from the part before, or null for the first
     * @throws NotFoundException if there is no such job
     */
    public Slice<ImportErrorView> errors(long jobId, String cursor, int limit) {
        ListQuery query = ofJob(jobId);
        Optional<Cursor> after = Cursor.decode(cursor, ROW);
        after.ifPresent(c -> query.where("(e.rowNumber > :afterRow or (e.rowNumber = :afterRow and e.id > :afterId))", "afterRow", c.value(Long::valueOf))
                .bind("afterId", c.id()));
        List<ImportErrorView> found = query.list(em, ImportError.class, "e", "e.rowNumber, e.id", 0, limit + 1).stream().map(ImportErrorView::of).toList();
        boolean more = found.size() > limit;
        ImportErrorView last = more ? found.get(limit - 1) : null;
        return new Slice<>(more ? found.subList(0, limit) : found, more ? new Cursor(ROW, String.valueOf(last.row()), last.id()).encode() : null);
    }

    private ListQuery ofJob(long jobId) {
        find(jobId);
        return new ListQuery("ImportError e").where("e.jobId = :job", "job", jobId);
    }

    private ImportJob find(long id) {
        ImportJob job = em.find(ImportJob.class, id);
        if (job == null) {
            throw new NotFoundException("ImportJob", id);
        }
        return job;
    }
}
