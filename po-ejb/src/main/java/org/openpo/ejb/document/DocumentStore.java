package org.openpo.ejb.document;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;

import org.openpo.domain.document.DocumentContent;
import org.openpo.domain.document.DocumentPart;
import org.openpo.ejb.inbound.FilePieces;
import org.openpo.ejb.ledger.NewTransaction;
import org.openpo.ejb.time.Now;

/** The contents of documents in the database, as imports keep their files (docs/adr/0013): every node reaches them, and the database's backup holds them. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class DocumentStore {
    private static final String UNUSED = "from DocumentContent c where c.storedAt < :before and not exists (select d.id from PurchaseOrderDocument d where d.contentId = c.id)";
    private static final Logger LOG = Logger.getLogger(DocumentStore.class.getName());

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private NewTransaction transaction;
    @Inject
    private Clock clock;

    /** @return id of the content, which the cleaning deletes once it is a day old unless a document names it */
    public long keep(Path file) {
        long id = transaction.run(() -> {
            DocumentContent content = new DocumentContent(Now.instant(clock));
            em.persist(content);
            return content.id();
        });
        FilePieces.of(file, pieces -> transaction.run(() -> {
            pieces.forEach(piece -> em.persist(new DocumentPart(id, piece.number(), piece.deflated())));
            em.flush();
            return null;
        }));
        return id;
    }

    /**
     * Writes a content, piece by piece.
     *
     * @throws IOException if it cannot be written, or is not whole: a missing part looks like the end, and half a file like a whole one
     */
    public void write(long contentId, long sizeBytes, OutputStream out) throws IOException {
        long written = 0;
        for (int number = 0; written < sizeBytes; number++) {
            DocumentPart.Key key = new DocumentPart.Key(contentId, number);
            Optional<byte[]> part = transaction.run(() -> Optional.ofNullable(em.find(DocumentPart.class, key)).map(DocumentPart::deflated));
            if (part.isEmpty()) {
                throw new IOException("Of the " + sizeBytes + " bytes of the stored document content " + contentId + " only " + written + " are there");
            }
            written += FilePieces.write(part.get(), out);
        }
    }

    /** In the transaction that removes the document. */
    public void delete(long contentId) {
        em.createQuery("delete from DocumentPart p where p.contentId = :id").setParameter("id", contentId).executeUpdate();
        em.createQuery("delete from DocumentContent c where c.id = :id").setParameter("id", contentId).executeUpdate();
    }

    /** Deletes a content that no document names, in transactions of its own. If that fails, the cleaning does it. */
    public void forget(long contentId) {
        try {
            transaction.run(() -> {
                if (em.createQuery("select count(d) from PurchaseOrderDocument d where d.contentId = :id", Long.class).setParameter("id", contentId).getSingleResult() == 0) {
                    delete(contentId);
                }
                return null;
            });
        } catch (EJBException | PersistenceException failed) {
            LOG.log(Level.WARNING, "The content " + contentId + " of an upload that became no document could not be deleted; it is tried again in a night to come", failed);
        }
    }

    /** Deletes what uploads left that broke off before there was a document. One that cannot be deleted does not keep the others. */
    public void deleteOrphans(Instant storedBefore) {
        transaction.run(() -> em.createQuery("select c.id " + UNUSED, Long.class).setParameter("before", storedBefore).getResultList()).forEach(this::forget);
    }
}
