package org.openpo.ejb.party;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.PurchaseOrderRules;
import org.openpo.domain.party.Contact;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.domain.rule.StaleVersionException;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.audit.Snapshots;
import org.openpo.ejb.ledger.RepeatsLostTransactions;
import org.openpo.ejb.query.Cursor;
import org.openpo.ejb.query.ListQuery;
import org.openpo.ejb.query.Slice;
import org.openpo.ejb.time.Now;

/** The directory of contacts, shared by purchase orders. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
@Interceptors(RepeatsLostTransactions.class)
public class ContactService {
    private static final String SORT = "email";

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @EJB
    private AuditTrail audit;
    @Inject
    private Clock clock;

    /**
     * Contacts by e-mail address.
     *
     * @param search finds part of a name or address; null finds all
     * @param limit  1 to 200
     */
    @RolesAllowed("VIEWER")
    public Slice<ContactView> list(String search, String cursor, int limit) {
        ListQuery query = new ListQuery("Contact c");
        if (search != null && !search.isBlank()) {
            query.where("(lower(c.name) like :q escape '!' or c.emailKey like :q escape '!')", "q", ListQuery.contains(search));
        }
        Optional<Cursor> after = Cursor.decode(cursor, SORT);
        after.ifPresent(a -> query.where("c.emailKey > :after", "after", a.value()));
        List<Contact> found = query.list(em, Contact.class, "c", "c.emailKey", 0, limit + 1);
        boolean more = found.size() > limit;
        List<Contact> part = more ? found.subList(0, limit) : found;
        return new Slice<>(part.stream().map(ContactView::of).toList(),
                more ? new Cursor(SORT, Contact.keyOf(part.get(limit - 1).email()), 0).encode() : null);
    }

    @RolesAllowed("VIEWER")
    public ContactView find(long id) {
        return ContactView.of(load(id));
    }

    @RolesAllowed("ADMIN")
    public ContactView create(ContactDraft draft) {
        BusinessRuleException.throwIfAny(PurchaseOrderRules.checkContact(draft));
        refuseTaken(draft.email(), null);
        return ContactView.of(add(draft, context.getCallerPrincipal().getName()));
    }

    @RolesAllowed("ADMIN")
    public ContactView change(long id, long version, ContactDraft draft, boolean active) {
        BusinessRuleException.throwIfAny(PurchaseOrderRules.checkContact(draft));
        Contact contact = load(id, version);
        refuseTaken(draft.email(), id);
        var before = Snapshots.of(contact);
        contact.change(draft);
        contact.setActive(active);
        em.flush();
        record("CONTACT_CHANGED", contact, before, Snapshots.of(contact));
        return ContactView.of(contact);
    }

    /** @throws BusinessRuleException CONTACT_IN_USE while purchase orders name the contact */
    @RolesAllowed("ADMIN")
    public void delete(long id, long version) {
        Contact contact = load(id, version);
        long orders = em.createQuery("select count(p) from PurchaseOrder p join p.contacts c where c.id = :id", Long.class)
                .setParameter("id", id).getSingleResult();
        if (orders > 0) {
            throw new BusinessRuleException("", ErrorCode.CONTACT_IN_USE, contact.name(), orders);
        }
        record("CONTACT_DELETED", contact, Snapshots.of(contact), null);
        em.remove(contact);
    }

    /**
     * The directory's contacts for a purchase order's drafts, in their order. An address that the directory lacks is added to it;
     * one that it has is taken as the directory knows it.
     */
    @PermitAll
    public List<Contact> resolve(List<ContactDraft> drafts, String actor) {
        List<Contact> contacts = new ArrayList<>();
        for (ContactDraft draft : drafts) {
            contacts.add(byEmail(draft.email()).orElseGet(() -> add(draft, actor)));
        }
        return contacts;
    }

    private Contact add(ContactDraft draft, String actor) {
        Contact contact = new Contact(draft);
        em.persist(contact);
        em.flush();
        audit.record(actor, "CONTACT_CREATED", subject(contact), null, Snapshots.of(contact), null);
        return contact;
    }

    private void refuseTaken(String email, Long exceptId) {
        Optional<Contact> owner = byEmail(email).filter(c -> !c.id().equals(exceptId));
        if (owner.isPresent()) {
            throw new BusinessRuleException("email", ErrorCode.EMAIL_TAKEN, email, owner.get().name());
        }
    }

    private Optional<Contact> byEmail(String email) {
        return em.createQuery("select c from Contact c where c.emailKey = :key", Contact.class)
                .setParameter("key", Contact.keyOf(email)).getResultStream().findFirst();
    }

    private Contact load(long id) {
        Contact contact = em.find(Contact.class, id);
        if (contact == null) {
            throw new NotFoundException("Contact", id);
        }
        return contact;
    }

    private Contact load(long id, long version) {
        Contact contact = load(id);
        if (contact.version() != version) {
            throw new StaleVersionException("", Now.instant(clock));
        }
        return contact;
    }

    private void record(String action, Contact contact, jakarta.json.JsonObject before, jakarta.json.JsonObject after) {
        audit.record(context.getCallerPrincipal().getName(), action, subject(contact), before, after, null);
    }

    private static AuditTrail.Subject subject(Contact contact) {
        return new AuditTrail.Subject("Contact", contact.id(), contact.name());
    }
}
