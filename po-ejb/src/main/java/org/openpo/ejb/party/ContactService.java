package org.openpo.ejb.party;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
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
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.PurchaseOrderRules;
import org.openpo.domain.party.Contact;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.domain.rule.StaleVersionException;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.audit.Snapshots;
import org.openpo.ejb.ledger.RepeatsLostTransactions;
import org.openpo.ejb.time.Now;

/** Commands on the directory of contacts, which purchase orders share. Replacing a leaver is a change of purchase orders and stands there. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
@Interceptors(RepeatsLostTransactions.class)
public class ContactService {
    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @EJB
    private AuditTrail audit;
    @Inject
    private Clock clock;

    @RolesAllowed("ADMIN")
    public ContactView create(ContactDraft draft, boolean defaultContact) {
        BusinessRuleException.throwIfAny(PurchaseOrderRules.checkContact(draft));
        refuseTaken(draft.email(), null);
        Contact contact = new Contact(draft);
        contact.setDefaultContact(defaultContact);
        return ContactView.of(add(contact, actor()));
    }

    /** Changes what is said of a contact; who is switched off hears about nothing and is offered for no purchase order. */
    @RolesAllowed("ADMIN")
    public ContactView change(long id, long version, ContactDraft draft, boolean active, boolean defaultContact) {
        BusinessRuleException.throwIfAny(PurchaseOrderRules.checkContact(draft));
        Contact contact = load(id, version);
        refuseTaken(draft.email(), id);
        return changed(contact, AuditAction.CONTACT_CHANGED, null, () -> {
            contact.change(draft);
            if (active != contact.isActive()) {
                contact.setActive(active);
            }
            contact.setDefaultContact(defaultContact);
        });
    }

    /**
     * Marks an address that no mail reaches, or takes the mark away.
     *
     * @param reason what the mail server or a colleague said; may be null
     */
    @RolesAllowed("ADMIN")
    public ContactView markUndeliverable(long id, long version, boolean undeliverable, String reason) {
        Checks.requireFitting(reason);
        Contact contact = load(id, version);
        return changed(contact, undeliverable ? AuditAction.CONTACT_UNDELIVERABLE : AuditAction.CONTACT_DELIVERABLE, reason, () -> {
            if (undeliverable) {
                contact.doesNotDeliver(reason, Now.instant(clock));
            } else {
                contact.delivers();
            }
        });
    }

    /**
     * Notes that the mail server refused a contact's address for good; for the sender of mails, within its transaction. Nothing happens if the
     * contact has another address by now, or is gone.
     *
     * @param answer the mail server's; cut to what is kept
     */
    @PermitAll
    public void bounced(long id, String email, String answer, String actor) {
        Contact contact = em.find(Contact.class, id);
        if (contact != null && Contact.keyOf(contact.email()).equals(Contact.keyOf(email)) && contact.undeliverableSince() == null) {
            JsonObject before = Snapshots.of(contact);
            contact.doesNotDeliver(answer == null || answer.length() <= Checks.REASON_MAX ? answer : answer.substring(0, Checks.REASON_MAX), Now.instant(clock));
            em.flush();
            audit.record(actor, AuditAction.CONTACT_UNDELIVERABLE, subject(contact), before, Snapshots.of(contact), contact.undeliverableReason());
        }
    }

    /** @throws BusinessRuleException CONTACT_IN_USE while purchase orders name the contact */
    @RolesAllowed("ADMIN")
    public void delete(long id, long version) {
        Contact contact = load(id, version);
        long orders = em.createQuery("select count(p) from PurchaseOrder p join p.contacts c where c.id = :id and p.deletedAt is null", Long.class)
                .setParameter("id", id).getSingleResult();
        if (orders > 0) {
            throw new BusinessRuleException("", ErrorCode.CONTACT_IN_USE, contact.name(), orders);
        }
        record(AuditAction.CONTACT_DELETED, contact, Snapshots.of(contact), null, null);
        // A deleted order's versions keep the name; nobody writes to its contacts any more.
        em.createNativeQuery("delete from purchase_order_contact where contact_id = ?1").setParameter(1, id).executeUpdate();
        em.createNativeQuery("update contact set replaced_by = null where replaced_by = ?1").setParameter(1, id).executeUpdate();
        em.remove(contact);
        em.flush();
    }

    /**
     * The directory's contacts for a purchase order's drafts, in their order. An address that the directory lacks is added to it;
     * one that it has is taken as the directory knows it, and who has left stands for who took over.
     */
    @PermitAll
    public List<Contact> resolve(List<ContactDraft> drafts, String actor) {
        Map<String, Contact> known = byEmail(drafts);
        Set<Contact> contacts = new LinkedHashSet<>();
        for (ContactDraft draft : drafts) {
            Contact contact = known.get(Contact.keyOf(draft.email()));
            if (contact == null) {
                contact = add(new Contact(draft), actor);
            } else if (!contact.isActive() && contact.replacedBy() != null) {
                contact = em.find(Contact.class, contact.replacedBy());
            }
            contacts.add(contact);
        }
        return new ArrayList<>(contacts);
    }

    /** Of these contacts those that the directory has, as they would stand on a purchase order, by {@link Contact#keyOf}: for one who was switched off the successor. */
    @PermitAll
    public Map<String, ContactDraft> known(List<ContactDraft> drafts) {
        Map<String, ContactDraft> known = new HashMap<>();
        byEmail(drafts).forEach((key, contact) -> {
            Contact stands = !contact.isActive() && contact.replacedBy() != null ? em.find(Contact.class, contact.replacedBy()) : contact;
            known.put(key, new ContactDraft(stands.name(), stands.email(), stands.phone(), stands.language()));
        });
        return known;
    }

    /** A violation {@code contacts[i].email} for each address that the directory lacks: only administrators add to it. */
    @PermitAll
    public List<Violation> unknown(List<ContactDraft> drafts) {
        Map<String, Contact> known = byEmail(drafts);
        List<Violation> unknown = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            String email = drafts.get(i).email();
            if (email != null && !email.isBlank() && !known.containsKey(Contact.keyOf(email))) {
                unknown.add(Violation.of("contacts[" + i + "].email", ErrorCode.CONTACT_UNKNOWN, email.strip()));
            }
        }
        return unknown;
    }

    private Map<String, Contact> byEmail(List<ContactDraft> drafts) {
        Map<String, Contact> known = new HashMap<>();
        List<String> keys = drafts.stream().map(ContactDraft::email).filter(email -> email != null && !email.isBlank()).map(Contact::keyOf).distinct().toList();
        KeyParts.of(keys).flatMap(part -> em.createQuery("select c from Contact c where c.emailKey in :keys", Contact.class).setParameter("keys", part).getResultStream())
                .forEach(c -> known.put(Contact.keyOf(c.email()), c));
        return known;
    }

    private Contact add(Contact contact, String actor) {
        em.persist(contact);
        em.flush();
        audit.record(actor, AuditAction.CONTACT_CREATED, subject(contact), null, Snapshots.of(contact), null);
        return contact;
    }

    private void refuseTaken(String email, Long exceptId) {
        Optional<Contact> owner = em.createQuery("select c from Contact c where c.emailKey = :key", Contact.class)
                .setParameter("key", Contact.keyOf(email)).getResultStream().findFirst().filter(c -> !c.id().equals(exceptId));
        if (owner.isPresent()) {
            throw new BusinessRuleException("email", ErrorCode.EMAIL_TAKEN, email, owner.get().name());
        }
    }

    private Contact load(long id, long version) {
        Contact contact = em.find(Contact.class, id);
        if (contact == null) {
            throw new NotFoundException("Contact", id);
        }
        if (contact.version() != version) {
            throw new StaleVersionException("", Now.instant(clock));
        }
        return contact;
    }

    /** What was saved as it was leaves no trace. */
    private ContactView changed(Contact contact, AuditAction action, String reason, Runnable change) {
        JsonObject before = Snapshots.of(contact);
        change.run();
        em.flush();
        JsonObject after = Snapshots.of(contact);
        if (!after.equals(before)) {
            record(action, contact, before, after, reason);
        }
        return ContactView.of(contact);
    }

    private void record(AuditAction action, Contact contact, JsonObject before, JsonObject after, String reason) {
        audit.record(actor(), action, subject(contact), before, after, reason == null || reason.isBlank() ? null : reason.strip());
    }

    private static AuditTrail.Subject subject(Contact contact) {
        return new AuditTrail.Subject("Contact", contact.id(), contact.name());
    }

    private String actor() {
        return context.getCallerPrincipal().getName();
    }
}
