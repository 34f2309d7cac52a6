package org.openpo.ejb.order;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.order.LineItem;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.PurchaseOrder;
import org.openpo.domain.order.PurchaseOrderDiff;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderIds;
import org.openpo.domain.order.PurchaseOrderRules;
import org.openpo.domain.order.PurchaseOrderState;
import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.domain.rule.StaleVersionException;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.audit.Snapshots;
import org.openpo.ejb.ledger.RepeatsLostTransactions;
import org.openpo.ejb.ledger.TransactionRetry;
import org.openpo.ejb.party.ContactService;
import org.openpo.ejb.party.SellerService;
import org.openpo.ejb.time.Now;

/**
 * Commands on purchase orders. Each locks the order's row first, so that it and a matching on the same order come one after the
 * other, checks the version the caller has read, and writes its audit event in the same transaction.
 */
@Stateless
@DeclareRoles("ADMIN")
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
@Interceptors(RepeatsLostTransactions.class)
public class PurchaseOrderService {
    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @EJB
    private AuditTrail audit;
    @EJB
    private PurchaseOrderVersions versions;
    @EJB
    private SellerService sellers;
    @EJB
    private ContactService contacts;
    @Inject
    private Clock clock;

    /**
     * Everything that is wrong with a draft, without saving it.
     *
     * @param id          of the order that is edited, or null for a new one
     * @param detailsOnly leave the line items out: the first of the two steps
     */
    @RolesAllowed("MANAGER")
    public List<Violation> check(PurchaseOrderDraft draft, Long id, boolean detailsOnly) {
        List<Violation> problems = new ArrayList<>(detailsOnly ? PurchaseOrderRules.checkDetails(draft) : PurchaseOrderRules.check(draft));
        if (!draft.anySeller() && draft.sellers().size() <= PurchaseOrderRules.SELLERS_MAX) {
            checkTypes(draft, id, sellers.resolve(draft.sellers(), problems), detailsOnly, problems);
        }
        if (id == null) {
            checkIdIsFree(draft, problems);
        }
        if (draft.contacts().size() <= PurchaseOrderRules.CONTACTS_MAX && !context.isCallerInRole("ADMIN")) {
            problems.addAll(contacts.unknown(draft.contacts()));
        }
        return problems;
    }

    /** @return the new order's id */
    @RolesAllowed("MANAGER")
    public long create(PurchaseOrderDraft draft) {
        return create(draft, null);
    }

    /** @param reason kept with the first version, or null; @return the new order's id */
    @RolesAllowed("MANAGER")
    public long create(PurchaseOrderDraft draft, String reason) {
        return create(draft, reason, null);
    }

    /** @param rolledOverFrom the order that this one continues, or null */
    @RolesAllowed("MANAGER")
    public long create(PurchaseOrderDraft draft, String reason, Long rolledOverFrom) {
        Checks.requireFitting(reason);
        BusinessRuleException.throwIfAny(check(draft, null, false));
        PurchaseOrder po = new PurchaseOrder(draft, sellerIds(draft), contacts.resolve(draft.contacts(), actor()), actor(), Now.instant(clock));
        if (rolledOverFrom != null) {
            po.continues(rolledOverFrom);
        }
        em.persist(po);
        try {
            em.flush();
        } catch (PersistenceException e) {
            // Somebody else took the ID between the check and here.
            throw TransactionRetry.isUniqueViolation(e)
                    ? new BusinessRuleException("purchaseOrderId", ErrorCode.PURCHASE_ORDER_ID_TAKEN, po.purchaseOrderId()) : e;
        }
        note(po, AuditAction.PURCHASE_ORDER_CREATED, null, reason);
        return po.id();
    }

    /**
     * Replaces everything but the ID. Lines are recognised by id, else by number.
     *
     * @param version as read, or null for whatever is there; @throws StaleVersionException if it is no longer the current one
     */
    @RolesAllowed("MANAGER")
    public void replace(long id, Long version, PurchaseOrderDraft draft) {
        replace(id, version, draft, null);
    }

    /** The same with a reason, which may be null. */
    @RolesAllowed("MANAGER")
    public void replace(long id, Long version, PurchaseOrderDraft draft, String reason) {
        Checks.requireFitting(reason);
        PurchaseOrder po = lock(id, version);
        amend(po, draft, AuditAction.PURCHASE_ORDER_CHANGED, reason);
    }

    /**
     * What {@link #replace} would change, without saving it.
     *
     * @throws BusinessRuleException with everything for which it would be refused
     */
    @RolesAllowed("MANAGER")
    public List<PurchaseOrderDiff.Change> changes(long id, PurchaseOrderDraft draft) {
        BusinessRuleException.throwIfAny(check(draft, id, false));
        PurchaseOrder po = detached(id);
        PurchaseOrderState before = po.state(sellers.names(po.sellerIds())::get);
        amendDetached(po, draft);
        PurchaseOrderState after = po.state(sellers.names(po.sellerIds())::get);
        return PurchaseOrderDiff.between(before, new PurchaseOrderState(after.draft().withContacts(draft.contacts()), after.suspended(), after.closedLines(), after.deleted()));
    }

    /** The order, read whole and then taken out of the persistence context: nothing done to it can reach the database. */
    @RolesAllowed("MANAGER")
    public PurchaseOrder detached(long id) {
        PurchaseOrder po = em.find(PurchaseOrder.class, id);
        if (po == null || po.isDeleted()) {
            throw new NotFoundException("PurchaseOrder", id);
        }
        // Reads what is loaded only when asked for.
        Snapshots.of(po);
        em.detach(po);
        return po;
    }

    /** Changes a {@link #detached} order as {@link #replace} would. Its contacts stay: they take no part in matching. */
    @RolesAllowed("MANAGER")
    public void amendDetached(PurchaseOrder po, PurchaseOrderDraft draft) {
        Set<Long> allocated = linesWithAllocations(po);
        po.makeRoomForNumbers(draft, allocated);
        po.amend(draft, sellerIds(draft), po.contacts(), allocated);
    }

    private Set<Long> linesWithAllocations(PurchaseOrder po) {
        return new HashSet<>(em.createQuery("select distinct a.lineItem.id from Allocation a where a.lineItem.purchaseOrder.id = :id", Long.class)
                .setParameter("id", po.id()).getResultList());
    }

    /** Suspends, resumes: see reference §5 for what is allowed from where. */
    @RolesAllowed("ADMIN")
    public void changeStatus(long id, Long version, PurchaseOrderStatus target, String reason) {
        if (target == null) {
            throw new BusinessRuleException("status", ErrorCode.REQUIRED);
        }
        Checks.requireFitting(reason);
        PurchaseOrder po = lock(id, version);
        JsonObject before = Snapshots.of(po);
        po.changeStatus(target, Now.month(clock), actor(), Now.instant(clock));
        em.flush();
        note(po, AuditAction.PURCHASE_ORDER_STATUS_CHANGED, before, reason);
    }

    /** Takes the order out of every list. Its invoices keep their links, and its ID stays taken (reference D10). */
    @RolesAllowed("MANAGER")
    public void delete(long id, Long version, String reason) {
        Checks.requireFitting(reason);
        PurchaseOrder po = lock(id, version);
        JsonObject before = Snapshots.of(po);
        po.delete(actor(), Now.instant(clock));
        versions.keep(po, AuditAction.PURCHASE_ORDER_DELETED, reason);
        audit.record(actor(), AuditAction.PURCHASE_ORDER_DELETED, subject(po), before, null, reason);
    }

    /** @return the new line's id */
    @RolesAllowed("MANAGER")
    public long addLineItem(long id, Long version, LineItemDraft line) {
        PurchaseOrder po = lock(id, version);
        List<LineItemDraft> lines = new ArrayList<>(draftOf(po).lineItems());
        lines.add(withId(line, null));
        amendLines(po, lines, line, lines.size() - 1, AuditAction.LINE_ITEM_ADDED);
        return po.lineItems().stream().filter(l -> l.numberKey().equals(LineItem.keyOf(line.number()))).findFirst().orElseThrow().id();
    }

    @RolesAllowed("MANAGER")
    public void changeLineItem(long id, Long version, long lineItemId, LineItemDraft line) {
        PurchaseOrder po = lock(id, version);
        List<LineItemDraft> lines = new ArrayList<>(draftOf(po).lineItems());
        int index = indexOf(lines, lineItemId);
        lines.set(index, withId(line, lineItemId));
        amendLines(po, lines, line, index, AuditAction.LINE_ITEM_CHANGED);
    }

    /** @throws BusinessRuleException LINE_HAS_ALLOCATIONS if invoices were allocated to it: close it instead */
    @RolesAllowed("MANAGER")
    public void deleteLineItem(long id, Long version, long lineItemId) {
        PurchaseOrder po = lock(id, version);
        List<LineItemDraft> lines = new ArrayList<>(draftOf(po).lineItems());
        lines.remove(indexOf(lines, lineItemId));
        amend(po, draftOf(po).withLineItems(lines), AuditAction.LINE_ITEM_DELETED, null);
    }

    /** Closes a line, so that it matches nothing, or reopens it. */
    @RolesAllowed("MANAGER")
    public void closeLineItem(long id, Long version, long lineItemId, boolean close, String reason) {
        requireReason(reason);
        PurchaseOrder po = lock(id, version);
        LineItem line = po.lineItem(lineItemId);
        if (line == null) {
            throw new NotFoundException("LineItem", lineItemId);
        }
        JsonObject before = Snapshots.of(po);
        if (close) {
            po.closeLine(line, reason, actor(), Now.instant(clock));
        } else {
            po.reopenLine(line, actor(), Now.instant(clock));
        }
        note(po, close ? AuditAction.LINE_ITEM_CLOSED : AuditAction.LINE_ITEM_REOPENED, before, reason);
    }

    /**
     * Brings back an older version: its fields, its lines, and which of them are closed. The status stays, because it is changed by
     * administrators only. What came of it is a new version; nothing of the history is lost.
     *
     * @param number of the version
     * @param reason required
     * @throws BusinessRuleException if the version can no longer stand, for example because a line that it lacks has invoices
     */
    @RolesAllowed("MANAGER")
    public void restore(long id, Long version, int number, String reason) {
        requireReason(reason);
        PurchaseOrder po = lock(id, version);
        em.flush();
        PurchaseOrderState wanted = versions.version(id, number).state();
        // Lines that were removed since have lost their ids; they come back as new ones.
        PurchaseOrderDraft draft = wanted.draft().withLineItems(wanted.draft().lineItems().stream()
                .map(l -> l.id() != null && po.lineItem(l.id()) == null ? withId(l, null) : l).toList());
        JsonObject before = Snapshots.of(po);
        boolean changed = take(po, draft);
        for (LineItem line : po.lineItems()) {
            String closedFor = wanted.closedLines().get(line.number());
            if (closedFor != null && !line.isClosed()) {
                po.closeLine(line, closedFor, actor(), Now.instant(clock));
                changed = true;
            } else if (closedFor == null && line.isClosed()) {
                po.reopenLine(line, actor(), Now.instant(clock));
                changed = true;
            }
        }
        if (changed) {
            em.flush();
            note(po, AuditAction.PURCHASE_ORDER_RESTORED, before, reason);
        }
    }

    /**
     * Lets another purchase order take the ID of a deleted one. The deleted one keeps its invoices and its name.
     *
     * @throws BusinessRuleException NOT_DELETED if it is still there
     */
    @RolesAllowed("ADMIN")
    public void freeId(long id, String reason) {
        Checks.requireFitting(reason);
        PurchaseOrder po = em.find(PurchaseOrder.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (po == null) {
            throw new NotFoundException("PurchaseOrder", id);
        }
        if (po.isDeleted() && po.isIdFree()) {
            return;
        }
        po.freeId();
        em.flush();
        audit.record(actor(), AuditAction.PURCHASE_ORDER_ID_FREED, subject(po), null, null, reason);
    }

    private void amendLines(PurchaseOrder po, List<LineItemDraft> lines, LineItemDraft changed, int index, AuditAction action) {
        PurchaseOrderDraft draft = draftOf(po).withLineItems(lines);
        // The caller speaks of one line: its violations carry plain field names.
        String prefix = "lineItems[" + index + "].";
        List<Violation> problems = check(draft, po.id(), false).stream()
                .map(v -> v.field().startsWith(prefix) ? new Violation(v.field().substring(prefix.length()), v.code(), v.arguments()) : v).toList();
        if (changed.number() != null && lines.stream().anyMatch(l -> l != lines.get(index) && LineItem.keyOf(l.number()).equals(LineItem.keyOf(changed.number())))) {
            problems = new ArrayList<>(problems.stream().filter(v -> v.code() != ErrorCode.LINE_NUMBER_TAKEN).toList());
            problems.add(Violation.of("number", ErrorCode.LINE_NUMBER_TAKEN, changed.number().strip()));
        }
        BusinessRuleException.throwIfAny(problems);
        amend(po, draft, action, null);
    }

    private void amend(PurchaseOrder po, PurchaseOrderDraft draft, AuditAction action, String reason) {
        JsonObject before = Snapshots.of(po);
        if (take(po, draft)) {
            note(po, action, before, reason);
        }
    }

    /** @return whether it is a change: an order saved as it was keeps its place in matching's ties */
    private boolean take(PurchaseOrder po, PurchaseOrderDraft draft) {
        BusinessRuleException.throwIfAny(check(draft, po.id(), false));
        JsonObject before = Snapshots.of(po);
        Set<Long> sellerIds = sellerIds(draft);
        var people = contacts.resolve(draft.contacts(), actor());
        Set<Long> allocated = linesWithAllocations(po);
        // Numbers are unique in the database: lines that go or change theirs make room before others take the numbers.
        po.makeRoomForNumbers(draft, allocated);
        em.flush();
        po.amend(draft, sellerIds, people, allocated);
        if (Snapshots.of(po).equals(before)) {
            return false;
        }
        po.changed(actor(), Now.instant(clock));
        em.flush();
        return true;
    }

    private void note(PurchaseOrder po, AuditAction action, JsonObject before, String reason) {
        versions.keep(po, action, reason);
        audit.record(actor(), action, subject(po), before, Snapshots.of(po), reason);
    }

    private PurchaseOrder lock(long id, Long version) {
        PurchaseOrder po = em.find(PurchaseOrder.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (po == null || po.isDeleted()) {
            throw new NotFoundException("PurchaseOrder", id);
        }
        if (version != null && po.version() != version) {
            throw new StaleVersionException(po.updatedBy(), po.updatedAt());
        }
        versions.keepFirst(po);
        return po;
    }

    /** A line of a type that none of the sellers issues would never match; a line that has the type already may keep it. */
    private void checkTypes(PurchaseOrderDraft draft, Long id, Set<Long> sellerIds, boolean detailsOnly, List<Violation> problems) {
        if (detailsOnly || sellerIds.size() < draft.sellers().size() || draft.lineItems().isEmpty()) {
            return;
        }
        Set<LineItemType> issued = sellers.issuedTypes(sellerIds);
        for (int i = 0; i < draft.lineItems().size(); i++) {
            LineItemDraft line = draft.lineItems().get(i);
            if (line.type() != null && !issued.contains(line.type()) && !hasType(id, line)) {
                problems.add(Violation.of("lineItems[" + i + "].type", ErrorCode.LINE_TYPE_NOT_ISSUED, line.type(), String.join(", ", draft.sellers())));
            }
        }
    }

    private boolean hasType(Long id, LineItemDraft draft) {
        LineItem line = id == null || draft.id() == null ? null : em.find(LineItem.class, draft.id());
        return line != null && line.purchaseOrder().id().equals(id) && line.type() == draft.type();
    }

    private void checkIdIsFree(PurchaseOrderDraft draft, List<Violation> problems) {
        if (draft.purchaseOrderId() == null || draft.purchaseOrderId().isBlank()) {
            return;
        }
        em.createQuery("select p.purchaseOrderId, p.deletedAt from PurchaseOrder p where p.idKey = :key", Object[].class)
                .setParameter("key", PurchaseOrderIds.normalizedKey(draft.purchaseOrderId())).getResultStream().findFirst()
                .ifPresent(found -> problems.add(Violation.of("purchaseOrderId",
                        found[1] == null ? ErrorCode.PURCHASE_ORDER_ID_TAKEN : ErrorCode.PURCHASE_ORDER_ID_TAKEN_BY_DELETED, found[0])));
    }

    private Set<Long> sellerIds(PurchaseOrderDraft draft) {
        return draft.anySeller() ? Set.of() : sellers.resolve(draft.sellers(), new ArrayList<>());
    }

    private PurchaseOrderDraft draftOf(PurchaseOrder po) {
        return po.toDraft(sellers.names(po.sellerIds())::get);
    }

    private static int indexOf(List<LineItemDraft> lines, long lineItemId) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).id() == lineItemId) {
                return i;
            }
        }
        throw new NotFoundException("LineItem", lineItemId);
    }

    private static LineItemDraft withId(LineItemDraft l, Long id) {
        return new LineItemDraft(id, l.number(), l.description(), l.type(), l.startMonth(), l.endMonth(), l.balanceTracking(), l.unitPrice(),
                l.quantity(), l.tax(), l.overspendPolicy(), l.chargeAccounts());
    }

    private static void requireReason(String reason) {
        if (reason == null || reason.isBlank()) {
            throw new BusinessRuleException("reason", ErrorCode.REASON_REQUIRED);
        }
        Checks.requireFitting(reason);
    }

    private static AuditTrail.Subject subject(PurchaseOrder po) {
        return new AuditTrail.Subject("PurchaseOrder", po.id(), po.purchaseOrderId());
    }

    private String actor() {
        return context.getCallerPrincipal().getName();
    }
}
