package org.openpo.ejb.order;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.interceptor.Interceptors;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.notice.NoticeKind;
import org.openpo.domain.order.PurchaseOrder;
import org.openpo.domain.order.PurchaseOrderCopy;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderIds;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.ledger.RepeatsLostTransactions;
import org.openpo.ejb.notice.ContactChoice;
import org.openpo.ejb.notice.NoticeRuleService;
import org.openpo.ejb.notice.OrderNoticeRulesView;

/** Purchase orders written after others: duplicates, and those that continue another one in its next months. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
@Interceptors(RepeatsLostTransactions.class)
public class PurchaseOrderCopies {
    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @EJB
    private AuditTrail audit;
    @EJB
    private PurchaseOrderQueries queries;
    @EJB
    private PurchaseOrderService orders;
    @EJB
    private NoticeRuleService rules;

    /** Why one is written after another. */
    public enum Kind { DUPLICATE, ROLL_OVER }

    /** What the copy would be; nothing is saved. */
    @RolesAllowed("MANAGER")
    public PurchaseOrderCopy propose(long originalKey, Kind kind) {
        PurchaseOrderDetails original = queries.details(originalKey);
        Set<String> closed = original.lineItems().stream().filter(LineItemView::closed).map(LineItemView::number).collect(Collectors.toSet());
        return kind == Kind.DUPLICATE ? PurchaseOrderCopy.duplicate(original.toDraft(), closed) : PurchaseOrderCopy.rollOver(original.toDraft(), closed, this::isTaken);
    }

    private boolean isTaken(String id) {
        return em.createQuery("select count(p) from PurchaseOrder p where p.idKey = :key", Long.class).setParameter("key", PurchaseOrderIds.normalizedKey(id)).getSingleResult() > 0;
    }

    /**
     * Saves a copy as a person has left it, with the original's own rules of notification and what its contacts hear. A roll-over is noted with both; when the
     * original was updated does not move.
     *
     * @return the new order's id
     * @throws BusinessRuleException as {@link PurchaseOrderService#create}
     */
    @RolesAllowed("MANAGER")
    public long create(PurchaseOrderDraft draft, long originalKey, Kind kind) {
        PurchaseOrder original = em.find(PurchaseOrder.class, originalKey);
        if (original == null) {
            throw new NotFoundException("PurchaseOrder", originalKey);
        }
        long key = orders.create(draft, null, kind == Kind.ROLL_OVER ? originalKey : null);
        // Whoever deleted the original while the form was open did not mean the form.
        if (!original.isDeleted()) {
            copyRules(originalKey, key);
        }
        if (kind == Kind.ROLL_OVER) {
            String id = em.find(PurchaseOrder.class, key).purchaseOrderId();
            note(originalKey, original.purchaseOrderId(), "rolledOverTo", id);
            note(key, id, "rolledOverFrom", original.purchaseOrderId());
        }
        return key;
    }

    private void copyRules(long from, long to) {
        OrderNoticeRulesView own = rules.rulesOf(from);
        Set<Long> contacts = rules.choices(to).stream().map(ContactChoice::contactId).collect(Collectors.toSet());
        List<NoticeRuleService.Choice> choices = rules.choices(from).stream().filter(c -> contacts.contains(c.contactId()))
                .filter(c -> c.escalation() || !c.events().equals(NoticeKind.OF_PURCHASE_ORDER))
                .map(c -> new NoticeRuleService.Choice(c.contactId(), c.events(), c.escalation())).toList();
        if (own.thresholds() != null || own.expiryDays() != null) {
            rules.changeFor(to, own.thresholds(), own.expiryDays(), choices);
        } else {
            choices.forEach(c -> rules.choose(to, c.contactId(), c.events(), c.escalation()));
        }
    }

    private void note(long key, String id, String what, String other) {
        JsonObject link = JSON.createObjectBuilder().add(what, other).build();
        audit.record(context.getCallerPrincipal().getName(), AuditAction.PURCHASE_ORDER_ROLLED_OVER, new AuditTrail.Subject("PurchaseOrder", key, id), null, link, null);
    }

    /** @throws NotFoundException if there is no such purchase order */
    @RolesAllowed("VIEWER")
    public RollOverLinks links(long key) {
        PurchaseOrder po = em.find(PurchaseOrder.class, key);
        if (po == null || po.isDeleted()) {
            throw new NotFoundException("PurchaseOrder", key);
        }
        PurchaseOrder from = po.rolledOverFrom() == null ? null : em.find(PurchaseOrder.class, po.rolledOverFrom());
        List<RollOverLinks.Link> to = em.createQuery("select p from PurchaseOrder p where p.rolledOverFrom = :po and p.deletedAt is null order by p.createdAt, p.id", PurchaseOrder.class)
                .setParameter("po", key).getResultStream().map(p -> link(p, p)).toList();
        return new RollOverLinks(from == null ? null : link(from, po), to);
    }

    private static RollOverLinks.Link link(PurchaseOrder other, PurchaseOrder later) {
        return new RollOverLinks.Link(other.id(), other.purchaseOrderId(), other.isDeleted(), later.createdAt(), later.createdBy());
    }
}
