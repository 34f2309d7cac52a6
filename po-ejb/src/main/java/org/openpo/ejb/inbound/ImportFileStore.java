package org.openpo.ejb.inbound;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.inbound.ImportFile;
import org.openpo.domain.inbound.ImportFilePart;
import org.openpo.domain.inbound.ImportState;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.ledger.NewTransaction;
import org.openpo.ejb.time.Now;

/**
 * The files of imports as they came in, in the database (docs/adr/0013): every node reaches them and the database's backup holds them.
 * Written and read in pieces, a few of them in a transaction, so that a large file needs little memory and no long transaction.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class ImportFileStore {
    private static final Set<ImportState> DONE = Set.of(ImportState.SUCCEEDED, ImportState.FAILED, ImportState.CANCELLED);
    private static final String STILL_WANTED = "select j.id from ImportJob j where j.fileId = f.id and (j.submittedAt >= :before or j.state not in :done)";
    private static final String DELETE_PARTS = "delete from ImportFilePart p where p.fileId = :file";

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private NewTransaction transaction;
    @Inject
    private Clock clock;

    /**
     * Keeps a file that was received. One with the same content that is here already is not stored twice.
     *
     * @return its id; a file that no job names is deleted after a day ({@link #deleteOrphans})
     */
    public long keep(ImportFiles.Received received) {
        Optional<Long> same = transaction.run(() -> complete(received.sha256(), received.size()));
        if (same.isPresent()) {
            return same.get();
        }
        long id = transaction.run(() -> {
            ImportFile file = new ImportFile(received.size(), received.sha256(), Now.instant(clock));
            em.persist(file);
            return file.id();
        });
        FilePieces.of(received.path(), pieces -> transaction.run(() -> {
            pieces.forEach(piece -> em.persist(new ImportFilePart(id, piece.number(), piece.deflated())));
            em.flush();
            return null;
        }));
        return id;
    }

    /** A file with this content that some job names, so that it is whole. */
    private Optional<Long> complete(String sha256, long size) {
        return em.createQuery("select f.id from ImportFile f where f.sha256 = :sha256 and f.sizeBytes = :size and f.deletedAt is null "
                        + "and exists (select j.id from ImportJob j where j.fileId = f.id) order by f.id desc", Long.class)
                .setParameter("sha256", sha256).setParameter("size", size).setMaxResults(1).getResultStream().findFirst();
    }

    /** Whether the content is still here. */
    public boolean isHere(long fileId) {
        return transaction.run(() -> {
            ImportFile file = em.find(ImportFile.class, fileId);
            return file != null && !file.isDeleted();
        });
    }

    /**
     * Writes the content, piece by piece, as it came in.
     *
     * @throws BusinessRuleException FILE_DELETED if it is no longer here, or was deleted meanwhile
     * @throws IOException           if it cannot be written, or is not whole
     */
    public void write(long fileId, OutputStream out) throws IOException {
        long written = 0;
        for (int number = 0; ; number++) {
            ImportFilePart.Key key = new ImportFilePart.Key(fileId, number);
            Optional<byte[]> part = transaction.run(() -> Optional.ofNullable(em.find(ImportFilePart.class, key)).map(ImportFilePart::deflated));
            if (part.isEmpty()) {
                refuseUnlessWhole(fileId, written);
                return;
            }
            written += FilePieces.write(part.get(), out);
        }
    }

    /** A missing part looks like the end, and half a file like a whole one. */
    private void refuseUnlessWhole(long fileId, long written) throws IOException {
        Optional<ImportFile> file = transaction.run(() -> Optional.ofNullable(em.find(ImportFile.class, fileId)));
        if (file.isPresent() && file.get().sizeBytes() == written) {
            return;
        }
        if (file.isEmpty() || file.get().isDeleted()) {
            throw new BusinessRuleException("", ErrorCode.FILE_DELETED);
        }
        throw new IOException("Of the " + file.get().sizeBytes() + " bytes of the stored file " + fileId + " only " + written + " are there");
    }

    /**
     * Deletes the content of files whose last import was handed in before a moment and has ended. That there was a file, and its checksum, stay.
     *
     * @return how many
     */
    public int deleteContentOf(Instant submittedBefore) {
        List<Long> old = transaction.run(() -> em.createQuery("select f.id from ImportFile f where f.deletedAt is null and exists (select j.id from ImportJob j where j.fileId = f.id) "
                + "and not exists (" + STILL_WANTED + ")", Long.class).setParameter("before", submittedBefore).setParameter("done", DONE).getResultList());
        old.forEach(id -> transaction.run(() -> {
            ImportFile file = em.find(ImportFile.class, id, LockModeType.PESSIMISTIC_WRITE);
            boolean wanted = !em.createQuery(STILL_WANTED.replace("j.fileId = f.id", "j.fileId = :file"), Long.class).setParameter("file", id)
                    .setParameter("before", submittedBefore).setParameter("done", DONE).setMaxResults(1).getResultList().isEmpty();
            if (!wanted && !file.isDeleted()) {
                em.createQuery(DELETE_PARTS).setParameter("file", id).executeUpdate();
                file.contentDeleted(Now.instant(clock));
            }
            return null;
        }));
        return old.size();
    }

    /** Deletes what uploads left that broke off before there was a job. */
    public void deleteOrphans(Instant storedBefore) {
        transaction.run(() -> em.createQuery("select f.id from ImportFile f where f.storedAt < :before and not exists (select j.id from ImportJob j where j.fileId = f.id)", Long.class)
                .setParameter("before", storedBefore).getResultList()).forEach(id -> transaction.run(() -> {
                    em.createQuery(DELETE_PARTS).setParameter("file", id).executeUpdate();
                    return em.createQuery("delete from ImportFile f where f.id = :file").setParameter("file", id).executeUpdate();
                }));
    }
}
