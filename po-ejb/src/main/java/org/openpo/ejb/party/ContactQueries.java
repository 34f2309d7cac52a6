package org.openpo.ejb.party;

import java.time.Clock;
import java.time.YearMonth;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.domain.party.Contact;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.query.Cursor;
import org.openpo.ejb.query.ListQuery;
import org.openpo.ejb.query.Page;
import org.openpo.ejb.query.Slice;
import org.openpo.ejb.time.Now;

/** Reads of the directory of contacts: filters, sorts and pages in the database. */
@Stateless
@RolesAllowed("VIEWER")
public class ContactQueries {
    private static final String ON_ORDERS = "select count(p) from PurchaseOrder p join p.contacts pc where pc = c and p.deletedAt is null";
    private static final int DEFAULTS_MAX = 20;

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Inject
    private Clock clock;

    /**
     * One page of the directory.
     *
     * @param first 0-based number of the first row
     * @param max   rows on the page, 1 to 500
     */
    public Page<ContactRow> page(ContactFilter filter, ContactSort sort, boolean descending, int first, int max) {
        return new Page<>(rows(ordered(filtered(filter), sort, descending, first, max)), filtered(filter).count(em, "c"));
    }

    /**
     * The part of a list that follows a cursor.
     *
     * @param sort   by one that is not of {@link ContactSort#ofSlices}, contacts that move meanwhile may be missed
     * @param cursor from the part before, or null for the first
     * @param limit  1 to 500
     */
    public Slice<ContactRow> slice(ContactFilter filter, ContactSort sort, boolean descending, String cursor, int limit) {
        ListQuery query = filtered(filter);
        String name = (descending ? "-" : "") + sort.field();
        String beyond = descending ? " < " : " > ";
        Optional<Cursor> after = Cursor.decode(cursor, name);
        // Made small by the database on both sides: Java and a database do not agree on every letter.
        String value = sort == ContactSort.NAME ? "lower(:afterValue)" : ":afterValue";
        String place = sort == ContactSort.PURCHASE_ORDERS ? "(" + ON_ORDERS + ")" : sort.expression();
        after.ifPresent(a -> query.where("(" + place + beyond + value + " or (" + place + " = " + value + " and c.id" + beyond + ":afterId))",
                "afterValue", a.value(sort::parse)).bind("afterId", a.id()));
        List<Contact> found = ordered(query, sort, descending, 0, limit + 1);
        boolean more = found.size() > limit;
        List<ContactRow> part = rows(more ? found.subList(0, limit) : found);
        return new Slice<>(part, more ? new Cursor(name, sort.textOf(part.get(limit - 1)), part.get(limit - 1).contact().id()).encode() : null);
    }

    private List<Contact> ordered(ListQuery query, ContactSort sort, boolean descending, int first, int max) {
        String direction = descending ? " desc" : "";
        String select = sort == ContactSort.PURCHASE_ORDERS ? "c, (" + ON_ORDERS + ") as orders" : "c, c.id";
        return query.list(em, Object[].class, select, sort.expression() + direction + ", c.id" + direction, first, max).stream().map(row -> (Contact) row[0]).toList();
    }

    /** How many contacts each condition finds, with the filter's other parts. */
    public Map<ContactFilter.Condition, Long> counts(ContactFilter filter) {
        Map<ContactFilter.Condition, Long> counts = new EnumMap<>(ContactFilter.Condition.class);
        for (ContactFilter.Condition condition : ContactFilter.Condition.values()) {
            counts.put(condition, filtered(filter.with(condition)).count(em, "c"));
        }
        return counts;
    }

    public long count(ContactFilter filter) {
        return filtered(filter).count(em, "c");
    }

    /** @throws NotFoundException if there is none */
    public ContactRow find(long id) {
        Contact contact = em.find(Contact.class, id);
        if (contact == null) {
            throw new NotFoundException("Contact", id);
        }
        return rows(List.of(contact)).get(0);
    }

    /** The active contacts that new purchase orders begin with, by name; not more than an order may have. */
    public List<ContactView> defaults() {
        return em.createQuery("select c from Contact c where c.defaultContact = true and c.active = true order by lower(c.name), c.id", Contact.class)
                .setMaxResults(DEFAULTS_MAX).getResultStream().map(ContactView::of).toList();
    }

    /** The contacts with these addresses, as the directory knows them. */
    public List<ContactView> withEmails(Collection<String> emails) {
        List<String> keys = emails.stream().filter(Objects::nonNull).map(Contact::keyOf).distinct().toList();
        return keys.isEmpty() ? List.of() : em.createQuery("select c from Contact c where c.emailKey in :keys", Contact.class)
                .setParameter("keys", keys).getResultStream().map(ContactView::of).toList();
    }

    /**
     * The purchase orders a contact is on, by purchase order ID; deleted ones are left out.
     *
     * @param first 0-based number of the first row
     * @param max   rows on the page, 1 to 500
     */
    public Page<ContactUse> uses(long contactId, int first, int max) {
        ListQuery query = new ListQuery("PurchaseOrder p join p.contacts c").where("p.deletedAt is null").where("c.id = :contact", "contact", contactId);
        YearMonth month = Now.month(clock);
        List<ContactUse> found = query.list(em, Object[].class, "p.id, p.purchaseOrderId, p.description, p.suspended, p.expirationMonth", "p.idKey, p.id", first, max).stream()
                .map(r -> new ContactUse((Long) r[0], (String) r[1], (String) r[2], PurchaseOrderStatus.derive((Boolean) r[3], (YearMonth) r[4], month))).toList();
        return new Page<>(found, query.count(em, "p"));
    }

    /** The same in parts, for API clients. */
    public Slice<ContactUse> uses(long contactId, String cursor, int limit) {
        ListQuery query = new ListQuery("PurchaseOrder p join p.contacts c").where("p.deletedAt is null").where("c.id = :contact", "contact", contactId);
        Cursor.decode(cursor, "id").ifPresent(after -> query.where("p.id > :after", "after", after.id()));
        YearMonth month = Now.month(clock);
        List<ContactUse> found = query.list(em, Object[].class, "p.id, p.purchaseOrderId, p.description, p.suspended, p.expirationMonth", "p.id", 0, limit + 1).stream()
                .map(r -> new ContactUse((Long) r[0], (String) r[1], (String) r[2], PurchaseOrderStatus.derive((Boolean) r[3], (YearMonth) r[4], month))).toList();
        boolean more = found.size() > limit;
        return new Slice<>(more ? found.subList(0, limit) : found, more ? new Cursor("id", "", found.get(limit - 1).id()).encode() : null);
    }

    private List<ContactRow> rows(List<Contact> contacts) {
        List<Long> ids = contacts.stream().map(Contact::id).toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<Long, Long> orders = em.createQuery("select c.id, count(p) from PurchaseOrder p join p.contacts c where c.id in :ids and p.deletedAt is null group by c.id", Object[].class)
                .setParameter("ids", ids).getResultStream().collect(Collectors.toMap(r -> (Long) r[0], r -> (Long) r[1]));
        List<Long> successors = contacts.stream().map(Contact::replacedBy).filter(Objects::nonNull).distinct().toList();
        Map<Long, String> names = successors.isEmpty() ? Map.of()
                : em.createQuery("select c.id, c.name from Contact c where c.id in :ids", Object[].class).setParameter("ids", successors)
                        .getResultStream().collect(Collectors.toMap(r -> (Long) r[0], r -> (String) r[1]));
        return contacts.stream().map(c -> new ContactRow(ContactView.of(c), orders.getOrDefault(c.id(), 0L),
                c.replacedBy() == null ? null : names.get(c.replacedBy()))).toList();
    }

    private static ListQuery filtered(ContactFilter f) {
        ListQuery query = new ListQuery("Contact c");
        if (f.search() != null && !f.search().isBlank()) {
            query.where("(lower(c.name) like :q escape '!' or c.emailKey like :q escape '!' or c.phone like :q escape '!')", "q", ListQuery.contains(f.search()));
        }
        if (f.email() != null && !f.email().isBlank()) {
            query.where("c.emailKey = :email", "email", Contact.keyOf(f.email()));
        }
        if (f.language() != null) {
            query.where("c.language = :language", "language", f.language());
        }
        if (f.condition() != null) {
            query.where(switch (f.condition()) {
                case ACTIVE -> "c.active = true";
                case SWITCHED_OFF -> "c.active = false";
                case DEFAULT -> "c.defaultContact = true";
                case UNDELIVERABLE -> "c.undeliverableSince is not null";
                case UNUSED -> "not exists (select p.id from PurchaseOrder p join p.contacts pc where pc = c and p.deletedAt is null)";
            });
        }
        return query;
    }
}
