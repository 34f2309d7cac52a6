package org.openpo.ejb.order;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.LineItem;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.NaturalOrder;
import org.openpo.domain.order.PurchaseOrder;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderIds;
import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.domain.party.Contact;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.party.ContactView;
import org.openpo.ejb.party.SellerService;
import org.openpo.ejb.query.Cursor;
import org.openpo.ejb.query.ListQuery;
import org.openpo.ejb.query.Page;
import org.openpo.ejb.query.Slice;
import org.openpo.ejb.time.Now;

/** Reads of purchase orders: records out, never entities; filters, sorts and pages in the database. */
@Stateless
@RolesAllowed("VIEWER")
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class PurchaseOrderQueries {
    private static final String ROW = "p.id, p.purchaseOrderId, p.description, p.anySeller, p.currency, p.effectiveMonth, p.expirationMonth, "
            + "p.suspended, p.committed, p.billed, p.lineItemCount, p.updatedAt, p.version";
    /** Nothing has this id: an unknown name finds nothing. */
    private static final Long NOBODY = 0L;
    private static final int NAMED_SELLERS = 100;
    private static final int DELETED_MAX = 500;
    private static final String TRACKED_LINES = "exists (select l.id from LineItem l where l.purchaseOrder = p and l.balanceTracked = true";

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private SellerService sellers;
    @Inject
    private Clock clock;

    /**
     * One page of a list.
     *
     * @param first 0-based number of the first row
     * @param max   rows on the page, 1 to 500
     */
    public Page<PurchaseOrderRow> page(PurchaseOrderFilter filter, PurchaseOrderSort sort, boolean descending, int first, int max) {
        ListQuery query = filtered(filter);
        long total = query.count(em, "p");
        return new Page<>(rows(query, sort, descending, first, max), total);
    }

    /**
     * The part of a list that follows a cursor.
     *
     * @param cursor from the part before, or null for the first
     * @param limit  1 to 500
     */
    public Slice<PurchaseOrderRow> slice(PurchaseOrderFilter filter, PurchaseOrderSort sort, boolean descending, String cursor, int limit) {
        ListQuery query = filtered(filter);
        String name = (descending ? "-" : "") + sort.field();
        Cursor.decode(cursor, name).ifPresent(after -> query.after(sort.expression(), "p", descending, after.value(sort::parse), after.id()));
        List<PurchaseOrderRow> found = rows(query, sort, descending, 0, limit + 1);
        boolean more = found.size() > limit;
        List<PurchaseOrderRow> part = more ? found.subList(0, limit) : found;
        return new Slice<>(part, more ? new Cursor(name, sort.textOf(part.get(limit - 1)), part.get(limit - 1).id()).encode() : null);
    }

    /** How two ways of typing a purchase order ID meet; the keys of {@link #idsByPurchaseOrderId}. */
    public static String keyOf(String purchaseOrderId) {
        return PurchaseOrderIds.normalizedKey(purchaseOrderId);
    }

    /** Internal ids of those of these purchase orders that are here, by {@link #keyOf}; deleted ones are not. */
    public Map<String, Long> idsByPurchaseOrderId(Collection<String> purchaseOrderIds) {
        List<String> keys = purchaseOrderIds.stream().map(PurchaseOrderQueries::keyOf).distinct().toList();
        return keys.isEmpty() ? Map.of() : em.createQuery("select p.idKey, p.id from PurchaseOrder p where p.idKey in :keys and p.deletedAt is null", Object[].class)
                .setParameter("keys", keys).getResultStream().collect(Collectors.toMap(r -> (String) r[0], r -> (Long) r[1]));
    }

    /**
     * Purchase orders as drafts, in the order of the ids; those that were deleted meanwhile are left out. Reads as many rows for many orders as for one.
     *
     * @param ids at most 500
     */
    public List<PurchaseOrderDraft> drafts(List<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<Long, List<String>> names = sellerNames(ids);
        Map<Long, List<String>> registrations = texts("select p.id, t from PurchaseOrder p join p.taxRegistrationNumbers t where p.id in :ids order by t", ids);
        Map<Long, List<String>> units = texts("select p.id, u from PurchaseOrder p join p.invoiceUnits u where p.id in :ids order by u", ids);
        Map<Long, List<LineItemDraft>> lines = lines(ids);
        Map<Long, Map<String, String>> tags = new HashMap<>();
        rows("select p.id, key(t), value(t) from PurchaseOrder p join p.tags t where p.id in :ids", ids)
                .forEach(r -> tags.computeIfAbsent((Long) r[0], id -> new HashMap<>()).put((String) r[1], (String) r[2]));
        Map<Long, List<ContactDraft>> contacts = new HashMap<>();
        rows("select p.id, c.name, c.email, c.phone, c.language, index(c) from PurchaseOrder p join p.contacts c where p.id in :ids order by index(c)", ids)
                .forEach(r -> contacts.computeIfAbsent((Long) r[0], id -> new ArrayList<>()).add(new ContactDraft((String) r[1], (String) r[2], (String) r[3], (String) r[4])));
        Map<Long, PurchaseOrderDraft> drafts = new HashMap<>();
        rows("select p.id, p.purchaseOrderId, p.description, p.anySeller, p.billTo, p.shipTo, p.paymentTerms, p.currency, p.effectiveMonth, p.expirationMonth, p.amountBasis "
                + "from PurchaseOrder p where p.id in :ids and p.deletedAt is null", ids).forEach(r -> drafts.put((Long) r[0], new PurchaseOrderDraft((String) r[1], (String) r[2], (Boolean) r[3],
                names.get(r[0]), registrations.get(r[0]), units.get(r[0]), (String) r[4], (String) r[5], (String) r[6], (String) r[7], (YearMonth) r[8], (YearMonth) r[9],
                (AmountBasis) r[10], contacts.get(r[0]), tags.get(r[0]), lines.get(r[0]))));
        return ids.stream().map(drafts::get).filter(Objects::nonNull).toList();
    }

    private Map<Long, List<LineItemDraft>> lines(List<Long> ids) {
        Map<Long, List<String>> accounts = texts("select l.id, a from LineItem l join l.chargeAccounts a where l.purchaseOrder.id in :ids order by a", ids);
        // With their purchase orders: each would be read by a statement of its own.
        return em.createQuery("select l from LineItem l join fetch l.purchaseOrder where l.purchaseOrder.id in :ids", LineItem.class).setParameter("ids", ids).getResultStream()
                .sorted(Comparator.comparing(LineItem::number, NaturalOrder.INSTANCE))
                .collect(Collectors.groupingBy(l -> l.purchaseOrder().id(), Collectors.mapping(l -> draft(l, accounts.get(l.id())), Collectors.toList())));
    }

    private static LineItemDraft draft(LineItem l, List<String> accounts) {
        return new LineItemDraft(l.id(), l.number(), l.description(), l.type(), l.window().from(), l.window().to(), l.isBalanceTracked(), l.unitPrice(), l.quantity(), l.tax(),
                l.overspendPolicy(), accounts);
    }

    private Map<Long, List<String>> texts(String query, List<Long> ids) {
        return rows(query, ids).collect(Collectors.groupingBy(r -> (Long) r[0], Collectors.mapping(r -> (String) r[1], Collectors.toList())));
    }

    private Stream<Object[]> rows(String query, List<Long> ids) {
        return em.createQuery(query, Object[].class).setParameter("ids", ids).getResultStream();
    }

    private List<PurchaseOrderRow> rows(ListQuery query, PurchaseOrderSort sort, boolean descending, int first, int max) {
        String direction = descending ? " desc" : "";
        List<Object[]> found = query.list(em, Object[].class, ROW, sort.expression() + direction + ", p.id" + direction, first, max);
        List<Long> ids = found.stream().map(r -> (Long) r[0]).toList();
        Map<Long, List<String>> names = sellerNames(ids);
        Set<Long> tracked = ids.isEmpty() ? Set.of()
                : new HashSet<>(em.createQuery("select distinct l.purchaseOrder.id from LineItem l where l.balanceTracked = true and l.purchaseOrder.id in :ids", Long.class)
                        .setParameter("ids", ids).getResultList());
        YearMonth month = Now.month(clock);
        return found.stream().map(r -> {
            Long id = (Long) r[0];
            return new PurchaseOrderRow(id, (String) r[1], (String) r[2], (Boolean) r[3], names.getOrDefault(id, List.of()), (String) r[4],
                    (YearMonth) r[5], (YearMonth) r[6], PurchaseOrderStatus.derive((Boolean) r[7], (YearMonth) r[6], month),
                    ((YearMonth) r[5]).isAfter(month), (BigDecimal) r[8], (BigDecimal) r[9], tracked.contains(id), (Integer) r[10],
                    (java.time.Instant) r[11], (Long) r[12]);
        }).toList();
    }

    private Map<Long, List<String>> sellerNames(List<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return em.createQuery("select p.id, s.name from PurchaseOrder p join p.sellerIds sid, Seller s where s.id = sid and p.id in :ids order by s.name", Object[].class)
                .setParameter("ids", ids).getResultStream()
                .collect(Collectors.groupingBy(r -> (Long) r[0], Collectors.mapping(r -> (String) r[1], Collectors.toList())));
    }

    private ListQuery filtered(PurchaseOrderFilter f) {
        ListQuery query = new ListQuery("PurchaseOrder p").where("p.deletedAt is null");
        if (f.ids() != null && f.ids().isEmpty()) {
            query.where("p.id = :nobody", "nobody", NOBODY);
        } else if (f.ids() != null) {
            query.where("p.id in :ids", "ids", f.ids());
        }
        if (given(f.search())) {
            String pattern = ListQuery.contains(f.search());
            List<Long> named = sellersLike(pattern);
            String ofSellers = named.isEmpty() ? "" : " or exists (select o.id from PurchaseOrder o join o.sellerIds sid where o.id = p.id and sid in :named)";
            query.where("(p.idKey like :q escape '!' or lower(p.description) like :q escape '!'" + ofSellers + ")", "q", pattern);
            if (!named.isEmpty()) {
                query.bind("named", named);
            }
        }
        if (given(f.purchaseOrderId())) {
            query.where("p.idKey = :idKey", "idKey", PurchaseOrderIds.normalizedKey(f.purchaseOrderId()));
        }
        if (given(f.seller())) {
            query.where(":seller member of p.sellerIds", "seller", sellers.find(f.seller(), null).map(s -> s.id()).orElse(NOBODY));
        }
        if (given(f.currency())) {
            query.where("p.currency = :currency", "currency", f.currency());
        }
        if (given(f.tagKey())) {
            String value = given(f.tagValue()) ? " and value(t) = :tagValue" : "";
            query.where("exists (select o.id from PurchaseOrder o join o.tags t where o = p and key(t) = :tagKey" + value + ")", "tagKey", f.tagKey());
            if (!value.isEmpty()) {
                query.bind("tagValue", f.tagValue());
            }
        }
        if (f.expiresFrom() != null) {
            query.where("p.expirationMonth >= :expiresFrom", "expiresFrom", f.expiresFrom());
        }
        if (f.expiresTo() != null) {
            query.where("p.expirationMonth <= :expiresTo", "expiresTo", f.expiresTo());
        }
        if (!f.statuses().isEmpty() && f.statuses().size() < PurchaseOrderStatus.values().length) {
            query.where("(" + new TreeSet<>(f.statuses()).stream().map(PurchaseOrderQueries::statusCondition).collect(Collectors.joining(" or ")) + ")",
                    "month", Now.month(clock));
        }
        if (given(f.contact())) {
            query.where("exists (select o.id from PurchaseOrder o join o.contacts c where o = p and c.emailKey = :contact)", "contact", Contact.keyOf(f.contact()));
        }
        if (f.condition() != null) {
            condition(query, f.condition());
        }
        return query;
    }

    private List<Long> sellersLike(String pattern) {
        return em.createQuery("select distinct s.id from Seller s join s.names n where key(n) like :q escape '!'", Long.class)
                .setParameter("q", pattern).setMaxResults(NAMED_SELLERS).getResultList();
    }

    private static String statusCondition(PurchaseOrderStatus status) {
        return "(p.suspended = " + status.isSuspended() + " and p.expirationMonth " + (status.isExpired() ? "<" : ">=") + " :month)";
    }

    private void condition(ListQuery query, PurchaseOrderFilter.Condition condition) {
        YearMonth month = Now.month(clock);
        query.where("p.suspended = false and p.expirationMonth >= :thisMonth", "thisMonth", month);
        switch (condition) {
            case EXPIRING_SOON -> query.where("p.expirationMonth <= :soon", "soon", month.plusMonths(1));
            case LOW_BALANCE -> query.where(TRACKED_LINES + " and l.closed = false and (l.total - l.billed) * :four <= l.total and l.billed > 0)", "four", new BigDecimal(4));
            case WITHOUT_LINES -> query.where("p.lineItemCount = 0");
        }
    }

    private static boolean given(String text) {
        return text != null && !text.isBlank();
    }

    /** Totals of the active purchase orders, by currency code. */
    public List<CurrencyTotals> totals() {
        return em.createQuery("select p.currency, count(p), sum(p.committed), sum(p.billed) from PurchaseOrder p "
                        + "where p.deletedAt is null and p.suspended = false and p.expirationMonth >= :month group by p.currency order by p.currency", Object[].class)
                .setParameter("month", Now.month(clock)).getResultStream()
                .map(r -> new CurrencyTotals((String) r[0], (Long) r[1], (BigDecimal) r[2], (BigDecimal) r[3])).toList();
    }

    public Attention attention() {
        long all = filtered(PurchaseOrderFilter.all()).count(em, "p");
        long active = count(new PurchaseOrderFilter(null, null, Set.of(PurchaseOrderStatus.ACTIVE), null, null, null, null, null, null, null));
        long exceptions = em.createQuery("select count(i) from Invoice i where i.state = org.openpo.domain.invoice.InvoiceState.EXCEPTION", Long.class).getSingleResult();
        return new Attention(active, all - active, count(PurchaseOrderFilter.Condition.EXPIRING_SOON), count(PurchaseOrderFilter.Condition.LOW_BALANCE),
                count(PurchaseOrderFilter.Condition.WITHOUT_LINES), exceptions);
    }

    private long count(PurchaseOrderFilter.Condition condition) {
        return count(new PurchaseOrderFilter(null, null, null, null, null, null, null, null, null, condition));
    }

    private long count(PurchaseOrderFilter filter) {
        return filtered(filter).count(em, "p");
    }

    /** @throws NotFoundException if there is none, or it was deleted */
    public PurchaseOrderDetails details(long id) {
        PurchaseOrder po = em.find(PurchaseOrder.class, id);
        if (po == null || po.isDeleted()) {
            throw new NotFoundException("PurchaseOrder", id);
        }
        Set<Long> allocated = Set.copyOf(em.createQuery("select distinct a.lineItem.id from Allocation a where a.lineItem.purchaseOrder.id = :id", Long.class)
                .setParameter("id", id).getResultList());
        Object[] counts = invoiceCounts(po);
        YearMonth month = Now.month(clock);
        PurchaseOrderStatus status = po.statusAt(month);
        List<String> names = new ArrayList<>(sellers.names(po.sellerIds()).values());
        names.sort(null);
        return new PurchaseOrderDetails(po.id(), po.version(), po.purchaseOrderId(), po.description(), po.isAnySeller(), names,
                po.taxRegistrationNumbers().stream().sorted().toList(), po.invoiceUnits().stream().sorted().toList(), po.billTo(), po.shipTo(),
                po.paymentTerms(), po.currency().getCurrencyCode(), po.window().from(), po.window().to(), status, po.window().from().isAfter(month),
                Arrays.stream(PurchaseOrderStatus.values()).filter(status::mayBecome).toList(), po.amountBasis(), po.committed(), po.billed(),
                po.contacts().stream().map(ContactView::of).toList(), po.tags(),
                po.lineItems().stream().map(l -> LineItemView.of(l, allocated.contains(l.id()))).toList(),
                (Long) counts[0], (Long) counts[1], po.createdAt(), po.createdBy(), po.updatedAt(), po.updatedBy());
    }

    private Object[] invoiceCounts(PurchaseOrder po) {
        // An invoice counts while something of it is left on the order after all reversals.
        List<Object[]> live = em.createQuery("select i.id, i.billingPeriod, a.lineItem.id from Allocation a join a.invoice i where a.lineItem.purchaseOrder.id = :id "
                        + "group by i.id, i.billingPeriod, a.lineItem.id having sum(a.purchaseOrderAmount) <> 0", Object[].class)
                .setParameter("id", po.id()).getResultList();
        long count = live.stream().map(r -> r[0]).distinct().count();
        long outside = live.stream().filter(r -> !po.window().contains((YearMonth) r[1]) || !po.lineItem((Long) r[2]).window().contains((YearMonth) r[1]))
                .map(r -> r[0]).distinct().count();
        return new Object[] {count, outside};
    }

    /** Deleted purchase orders, the latest first, up to {@value #DELETED_MAX}. */
    @RolesAllowed("ADMIN")
    public List<DeletedPurchaseOrder> deleted() {
        Map<Long, Long> invoices = em.createQuery("select a.lineItem.purchaseOrder.id, count(distinct a.invoice) from Allocation a "
                        + "where a.lineItem.purchaseOrder.deletedAt is not null group by a.lineItem.purchaseOrder.id", Object[].class)
                .getResultStream().collect(Collectors.toMap(r -> (Long) r[0], r -> (Long) r[1]));
        return em.createQuery("select p from PurchaseOrder p where p.deletedAt is not null order by p.deletedAt desc, p.id desc", PurchaseOrder.class)
                .setMaxResults(DELETED_MAX).getResultStream()
                .map(p -> new DeletedPurchaseOrder(p.id(), p.purchaseOrderId(), p.description(), p.deletedAt(), p.deletedBy(), invoices.getOrDefault(p.id(), 0L), p.isIdFree()))
                .toList();
    }
}
