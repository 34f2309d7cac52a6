package org.openpo.ejb.order;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.annotation.Resource;
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

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.PurchaseOrder;
import org.openpo.domain.order.PurchaseOrderRules;
import org.openpo.domain.party.Contact;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.audit.Snapshots;
import org.openpo.ejb.ledger.Ledger;
import org.openpo.ejb.ledger.RepeatsLostTransactions;
import org.openpo.ejb.notice.NoticeRuleService;
import org.openpo.ejb.party.ContactService;
import org.openpo.ejb.party.ContactView;
import org.openpo.ejb.time.Now;

/**
 * Puts one contact in the place of another on every purchase order, in one transaction: all of them or none. Each order is changed as if a person
 * had edited it: updatedAt moves, a version is kept, the audit log says it.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
@Interceptors(RepeatsLostTransactions.class)
public class ContactReplacement {
    static final AuditAction ACTION = AuditAction.CONTACT_REPLACED;
    private static final long MICROSECOND = 1000;
    private static final int CHUNK = 50;

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @EJB
    private AuditTrail audit;
    @EJB
    private Ledger ledger;
    @EJB
    private ContactService contacts;
    @EJB
    private NoticeRuleService choices;
    @EJB
    private PurchaseOrderVersions versions;
    @Inject
    private Clock clock;

    /**
     * What was done.
     *
     * @param purchaseOrders how many were changed
     */
    public record Result(ContactView replaced, ContactView successor, int purchaseOrders) { }

    /**
     * Replaces a contact by the one with an e-mail address, who is added to the directory if it does not have the address.
     *
     * @param successor the name may be missing if the directory has the address
     */
    @RolesAllowed("ADMIN")
    public Result replace(long id, ContactDraft successor, boolean switchOff, String reason) {
        boolean known = successor.email() != null && contacts.unknown(List.of(successor)).isEmpty();
        if (!known) {
            BusinessRuleException.throwIfAny(PurchaseOrderRules.checkContact(successor));
        }
        return replace(id, contacts.resolve(List.of(successor), actor()).get(0).id(), switchOff, reason);
    }

    /**
     * Replaces a contact. The successor also takes its place on new purchase orders; whatever names the address of one who was switched off means
     * the successor from then on.
     *
     * @param switchOff whether the one who is replaced hears about nothing any more
     * @param reason    may be null
     * @throws BusinessRuleException CONTACT_REPLACES_ITSELF, or CONTACT_SWITCHED_OFF if the successor is
     */
    @RolesAllowed("ADMIN")
    public Result replace(long id, long successorId, boolean switchOff, String reason) {
        Checks.requireFitting(reason);
        if (id == successorId) {
            throw new BusinessRuleException("contactId", ErrorCode.CONTACT_REPLACES_ITSELF);
        }
        // In the order of their ids, so that two people who replace each other do not wait in a circle.
        Contact first = lock(Math.min(id, successorId));
        Contact second = lock(Math.max(id, successorId));
        Contact leaving = id < successorId ? first : second;
        Contact successor = id < successorId ? second : first;
        if (!successor.isActive()) {
            throw new BusinessRuleException("contactId", ErrorCode.CONTACT_SWITCHED_OFF, successor.name());
        }
        int orders = replaceOnOrders(id, successorId, reason);
        leaving = em.find(Contact.class, id);
        successor = em.find(Contact.class, successorId);
        JsonObject before = Snapshots.of(leaving);
        JsonObject successorBefore = Snapshots.of(successor);
        choices.replace(id, successorId);
        leaving.handOverTo(successor, switchOff);
        for (Contact earlier : em.createQuery("select c from Contact c where c.replacedBy = :id", Contact.class).setParameter("id", id).getResultList()) {
            earlier.handOverTo(successor, true);
        }
        em.flush();
        audit.record(actor(), ACTION, subject(leaving), before, Snapshots.of(leaving), cleaned(reason));
        JsonObject successorAfter = Snapshots.of(successor);
        if (!successorAfter.equals(successorBefore)) {
            audit.record(actor(), AuditAction.CONTACT_CHANGED, subject(successor), successorBefore, successorAfter, cleaned(reason));
        }
        return new Result(ContactView.of(leaving), ContactView.of(successor), orders);
    }

    private int replaceOnOrders(long leavingId, long successorId, String reason) {
        ledger.lockOrders(orders(leavingId));
        // Read again under the locks, because somebody may have taken the contact off in between. In the order of their last change: the one that
        // was changed last stays the one that was changed last, because matching decides ties by it.
        List<Long> ids = orders(leavingId);
        Instant now = Now.instant(clock);
        for (int from = 0; from < ids.size(); from += CHUNK) {
            List<Long> part = ids.subList(from, Math.min(from + CHUNK, ids.size()));
            Contact leaving = em.find(Contact.class, leavingId);
            Contact successor = em.find(Contact.class, successorId);
            Map<Long, PurchaseOrder> orders = em.createQuery("select p from PurchaseOrder p where p.id in :ids", PurchaseOrder.class).setParameter("ids", part)
                    .setHint("eclipselink.batch.type", "IN").setHint("eclipselink.batch", "p.contacts").setHint("eclipselink.batch", "p.lineItems")
                    .setHint("eclipselink.batch", "p.lineItems.chargeAccounts").setHint("eclipselink.batch", "p.sellerIds").setHint("eclipselink.batch", "p.taxRegistrationNumbers")
                    .setHint("eclipselink.batch", "p.invoiceUnits").setHint("eclipselink.batch", "p.tags")
                    .getResultStream().collect(Collectors.toMap(PurchaseOrder::id, Function.identity()));
            PurchaseOrderVersions.Many kept = versions.many(orders.values());
            for (int i = 0; i < part.size(); i++) {
                PurchaseOrder po = orders.get(part.get(i));
                JsonObject before = Snapshots.of(po);
                kept.keepFirst(po);
                po.replaceContact(leaving, successor, actor(), now.plusNanos(MICROSECOND * (from + i)));
                kept.keep(po, ACTION, reason);
                audit.record(actor(), ACTION, new AuditTrail.Subject("PurchaseOrder", po.id(), po.purchaseOrderId()), before, Snapshots.of(po), cleaned(reason));
            }
            // Thousands of orders do not stay in memory, nor are they looked through again with every write.
            em.flush();
            em.clear();
        }
        return ids.size();
    }

    private List<Long> orders(long contactId) {
        return em.createQuery("select p.id from PurchaseOrder p join p.contacts c where c.id = :contact and p.deletedAt is null order by p.updatedAt, p.id", Long.class)
                .setParameter("contact", contactId).getResultList();
    }

    private Contact lock(long id) {
        Contact contact = em.find(Contact.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (contact == null) {
            throw new NotFoundException("Contact", id);
        }
        return contact;
    }

    private static AuditTrail.Subject subject(Contact contact) {
        return new AuditTrail.Subject("Contact", contact.id(), contact.name());
    }

    private static String cleaned(String reason) {
        return reason == null || reason.isBlank() ? null : reason.strip();
    }

    private String actor() {
        return context.getCallerPrincipal().getName();
    }
}
