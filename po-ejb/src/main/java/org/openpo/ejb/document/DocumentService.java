package org.openpo.ejb.document;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.document.DocumentContent;
import org.openpo.domain.document.DocumentType;
import org.openpo.domain.document.PurchaseOrderDocument;
import org.openpo.domain.order.PurchaseOrder;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.audit.AuditReads;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.inbound.ImportFiles;
import org.openpo.ejb.inbound.read.DocumentFile;
import org.openpo.ejb.inbound.read.FileNames;
import org.openpo.ejb.ledger.NewTransaction;
import org.openpo.ejb.ledger.TransactionRetry;
import org.openpo.ejb.startup.Settings;
import org.openpo.ejb.time.Now;

/**
 * Documents of purchase orders. Adding, removing and each fetching is an audit event. The purchase order is locked for its number of documents and never
 * written: when it was updated decides ties of matching.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DocumentService {
    private static final String TYPE = "Document";

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @EJB
    private NewTransaction transaction;
    @EJB
    private DocumentStore store;
    @EJB
    private AuditTrail audit;
    @EJB
    private AuditReads reads;
    @Inject
    private Clock clock;

    /** What came of an upload: a new document, or the one that is here already with the same content. */
    public record Added(DocumentView document, boolean alreadyHere) { }

    private record Fetched(long contentId, long sizeBytes, AuditTrail.Subject subject, JsonObject state) { }

    @PermitAll
    public DocumentLimits limits() {
        return new DocumentLimits(Settings.documentMaxMegabytes(), Settings.documentsMax(), List.copyOf(Settings.documentTypes()));
    }

    /**
     * The documents of a purchase order, the latest first.
     *
     * @throws NotFoundException if there is no such purchase order, or it has been deleted: its documents stay in the database, like all that was its own
     */
    @RolesAllowed("VIEWER")
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<DocumentView> list(long purchaseOrderKey) {
        order(purchaseOrderKey, LockModeType.NONE);
        return em.createQuery("select d from PurchaseOrderDocument d where d.purchaseOrderKey = :po order by d.addedAt desc, d.id desc", PurchaseOrderDocument.class)
                .setParameter("po", purchaseOrderKey).getResultStream().map(DocumentView::of).toList();
    }

    @RolesAllowed("VIEWER")
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public long count(long purchaseOrderKey) {
        return em.createQuery("select count(d) from PurchaseOrderDocument d where d.purchaseOrderKey = :po", Long.class).setParameter("po", purchaseOrderKey).getSingleResult();
    }

    /** @throws NotFoundException if the purchase order, or a document of it, is not there */
    @RolesAllowed("VIEWER")
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public DocumentView document(long purchaseOrderKey, long id) {
        order(purchaseOrderKey, LockModeType.NONE);
        return DocumentView.of(find(purchaseOrderKey, id));
    }

    /**
     * Notes that the caller fetches a document, and writes it in bounded memory.
     *
     * @throws NotFoundException before anything is written
     */
    @RolesAllowed("VIEWER")
    public void write(DocumentView document, OutputStream out) throws IOException {
        Fetched found = transaction.run(() -> {
            PurchaseOrder po = order(document.purchaseOrderKey(), LockModeType.NONE);
            PurchaseOrderDocument kept = find(po.id(), document.id());
            return new Fetched(kept.contentId(), kept.sizeBytes(), subject(kept), state(kept, po));
        });
        reads.noteDocument(found.subject(), found.state());
        store.write(found.contentId(), found.sizeBytes(), out);
    }

    /**
     * Takes a document in. The same content again is not stored twice.
     *
     * @param fileName as the client calls it
     * @param content  read to its end in bounded memory, not closed
     * @throws BusinessRuleException FILE_EMPTY, DOCUMENT_TOO_LARGE, DOCUMENT_TYPE_REFUSED, DOCUMENTS_TOO_MANY; then nothing stays
     */
    @RolesAllowed("MANAGER")
    public Added add(long purchaseOrderKey, String fileName, InputStream content) {
        transaction.run(() -> order(purchaseOrderKey, LockModeType.NONE));
        ImportFiles.Received file = receive(content);
        try {
            Optional<DocumentView> same = transaction.run(() -> withContent(purchaseOrderKey, file.sha256()));
            if (same.isPresent()) {
                return new Added(same.get(), true);
            }
            DocumentType type = type(file);
            String name = FileNames.portable(fileName, type);
            // Before the content is stored, so that what will be refused is not written; it is asked again under the lock.
            transaction.run(() -> {
                refuseIfFull(purchaseOrderKey);
                return null;
            });
            return attach(purchaseOrderKey, store.keep(file.path()), name, type, file);
        } finally {
            ImportFiles.delete(file.path());
        }
    }

    private ImportFiles.Received receive(InputStream content) {
        try {
            return ImportFiles.receive(content, limits().bytes());
        } catch (BusinessRuleException refused) {
            // An import is told to split the file; a document cannot be.
            throw refused.violations().get(0).code() == ErrorCode.FILE_TOO_LARGE ? new BusinessRuleException("file", ErrorCode.DOCUMENT_TOO_LARGE, limits().megabytes()) : refused;
        }
    }

    private DocumentType type(ImportFiles.Received file) {
        Set<DocumentType> allowed = Settings.documentTypes();
        return DocumentFile.type(file.path()).filter(allowed::contains).orElseThrow(() -> new BusinessRuleException("file", ErrorCode.DOCUMENT_TYPE_REFUSED,
                allowed.stream().map(DocumentType::name).collect(Collectors.joining(", "))));
    }

    /** A content that no document comes to name is deleted at once; if the server ends in between, the cleaning does it. */
    private Added attach(long purchaseOrderKey, long kept, String name, DocumentType type, ImportFiles.Received file) {
        boolean named = false;
        try {
            Added added = TransactionRetry.run(() -> transaction.run(() -> name(purchaseOrderKey, kept, name, type, file)));
            named = !added.alreadyHere();
            return added;
        } finally {
            if (!named) {
                store.forget(kept);
            }
        }
    }

    private Added name(long purchaseOrderKey, long contentId, String name, DocumentType type, ImportFiles.Received file) {
        PurchaseOrder po = order(purchaseOrderKey, LockModeType.PESSIMISTIC_WRITE);
        Optional<DocumentView> same = withContent(purchaseOrderKey, file.sha256());
        if (same.isPresent()) {
            return new Added(same.get(), true);
        }
        refuseIfFull(purchaseOrderKey);
        PurchaseOrderDocument document = new PurchaseOrderDocument(purchaseOrderKey, em.find(DocumentContent.class, contentId), name, type, file.size(), file.sha256(), actor(),
                Now.instant(clock));
        em.persist(document);
        em.flush();
        audit.record(actor(), AuditAction.DOCUMENT_ADDED, subject(document), null, state(document, po), null);
        return new Added(DocumentView.of(document), false);
    }

    private Optional<DocumentView> withContent(long purchaseOrderKey, String sha256) {
        return em.createQuery("select d from PurchaseOrderDocument d where d.purchaseOrderKey = :po and d.sha256 = :sha256", PurchaseOrderDocument.class)
                .setParameter("po", purchaseOrderKey).setParameter("sha256", sha256).getResultStream().findFirst().map(DocumentView::of);
    }

    private void refuseIfFull(long purchaseOrderKey) {
        int most = Settings.documentsMax();
        if (count(purchaseOrderKey) >= most) {
            throw new BusinessRuleException("file", ErrorCode.DOCUMENTS_TOO_MANY, most);
        }
    }

    /**
     * Removes a document and its content. The audit trail keeps what it was called and its SHA-256.
     *
     * @param reason may be null
     */
    @RolesAllowed("MANAGER")
    public void remove(long purchaseOrderKey, long id, String reason) {
        Checks.requireFitting(reason);
        TransactionRetry.run(() -> transaction.run(() -> {
            PurchaseOrder po = order(purchaseOrderKey, LockModeType.PESSIMISTIC_WRITE);
            PurchaseOrderDocument document = find(purchaseOrderKey, id);
            em.remove(document);
            em.flush();
            store.delete(document.contentId());
            audit.record(actor(), AuditAction.DOCUMENT_REMOVED, subject(document), state(document, po), null, reason);
            return null;
        }));
    }

    private PurchaseOrder order(long key, LockModeType lock) {
        PurchaseOrder po = em.find(PurchaseOrder.class, key, lock);
        if (po == null || po.isDeleted()) {
            throw new NotFoundException("PurchaseOrder", key);
        }
        return po;
    }

    private PurchaseOrderDocument find(long purchaseOrderKey, long id) {
        PurchaseOrderDocument document = em.find(PurchaseOrderDocument.class, id);
        if (document == null || document.purchaseOrderKey() != purchaseOrderKey) {
            throw new NotFoundException(TYPE, id);
        }
        return document;
    }

    private static AuditTrail.Subject subject(PurchaseOrderDocument d) {
        return new AuditTrail.Subject(TYPE, d.id(), d.name());
    }

    private static JsonObject state(PurchaseOrderDocument d, PurchaseOrder po) {
        return JSON.createObjectBuilder().add("purchaseOrderKey", po.id()).add("purchaseOrderId", po.purchaseOrderId()).add("name", d.name()).add("type", d.type().name()).add("sizeBytes", d.sizeBytes())
                .add("sha256", d.sha256()).build();
    }

    private String actor() {
        return context.getCallerPrincipal().getName();
    }
}
