package org.openpo.ejb.match;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;

import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.ledger.Allocation;
import org.openpo.domain.order.MonthRange;
import org.openpo.domain.order.PurchaseOrder;
import org.openpo.ejb.ledger.Ledger;

/**
 * The invoices that may be matched again for one purchase order, and what of them stands. The what-if and the rematch itself ask the
 * same questions here, so that they speak of the same invoices in the same order.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Rematchable {
    private static final String PLACES = "select i.issueDate, i.invoiceKey, i.id from Invoice i where i.state in :states";
    private static final String BEYOND = " and (i.issueDate > :date or (i.issueDate = :date and (i.invoiceKey > :key or (i.invoiceKey = :key and i.id > :id))))";
    private static final String MATCHING_ORDER = " order by i.issueDate, i.invoiceKey, i.id";

    @PersistenceContext(unitName = "po")
    private EntityManager em;

    /**
     * Whose invoices, of which months.
     *
     * @param anySeller every known seller; {@code sellerIds} is then empty
     */
    public record Reach(boolean anySeller, Set<Long> sellerIds, MonthRange window) { }

    /** Where in the order of issue date, invoice ID and id a list goes on. */
    public record Place(LocalDate issueDate, String invoiceKey, long id) { }

    /**
     * Invoices of the sellers with a billing period in the window: those in exception, with ALL also those that stand on lines. Invoices of
     * a seller nobody knew when they came are among them. In the order in which invoices are matched.
     *
     * @param after null for the first
     */
    public List<Place> list(Reach reach, RematchScope scope, Place after, int max) {
        String sellers = reach.anySeller() || reach.sellerIds().isEmpty() ? "" : " and (i.sellerId in :sellers or i.sellerId is null)";
        TypedQuery<Object[]> query = places(scope == RematchScope.ALL ? Set.of(InvoiceState.EXCEPTION, InvoiceState.MATCHED) : Set.of(InvoiceState.EXCEPTION),
                " and i.kind = :kind and i.billingPeriod >= :from and i.billingPeriod <= :to" + sellers, after)
                .setParameter("kind", InvoiceKind.INVOICE).setParameter("from", reach.window().from()).setParameter("to", reach.window().to());
        if (!sellers.isEmpty()) {
            query.setParameter("sellers", reach.sellerIds());
        }
        return read(query, max);
    }

    /**
     * Invoices in exception, but those that a person took off their lines. In the order in which invoices are matched.
     *
     * @param after null for the first
     */
    public List<Place> exceptions(Place after, int max) {
        return read(places(Set.of(InvoiceState.EXCEPTION), " and i.unmatchedByPerson = false", after), max);
    }

    private TypedQuery<Object[]> places(Set<InvoiceState> states, String conditions, Place after) {
        TypedQuery<Object[]> query = em.createQuery(PLACES + conditions + (after == null ? "" : BEYOND) + MATCHING_ORDER, Object[].class).setParameter("states", states);
        return after == null ? query : query.setParameter("date", after.issueDate()).setParameter("key", after.invoiceKey()).setParameter("id", after.id());
    }

    private static List<Place> read(TypedQuery<Object[]> query, int max) {
        return query.setMaxResults(max).getResultStream().map(r -> new Place((LocalDate) r[0], (String) r[1], (Long) r[2])).toList();
    }

    /** How many invoices in exception the sellers have outside the window. */
    public long exceptionsOutside(Reach reach) {
        if (!reach.anySeller() && reach.sellerIds().isEmpty()) {
            return 0;
        }
        String sellers = reach.anySeller() ? "i.sellerId is not null" : "i.sellerId in :sellers";
        TypedQuery<Long> query = em.createQuery("select count(i) from Invoice i where i.kind = :kind and i.state = :exception and " + sellers
                + " and (i.billingPeriod < :from or i.billingPeriod > :to)", Long.class)
                .setParameter("kind", InvoiceKind.INVOICE).setParameter("exception", InvoiceState.EXCEPTION)
                .setParameter("from", reach.window().from()).setParameter("to", reach.window().to());
        if (!reach.anySeller()) {
            query.setParameter("sellers", reach.sellerIds());
        }
        return query.getSingleResult();
    }

    /** How many invoices that stand on an order have a billing period outside its months, or outside the months of their line, as they are drafted. */
    public long standingOutside(PurchaseOrder po) {
        String standing = " from Allocation a join a.invoice i join a.lineItem l where l.purchaseOrder.id = :po and " + Ledger.STANDING;
        // The months first: they are few, however many invoices there are.
        Set<YearMonth> months = em.createQuery("select distinct l.id, i.billingPeriod" + standing, Object[].class).setParameter("po", po.id()).getResultStream()
                .filter(row -> isOutside(po, row)).map(row -> (YearMonth) row[1]).collect(Collectors.toSet());
        return months.isEmpty() ? 0 : em.createQuery("select distinct l.id, i.billingPeriod, i.id" + standing + " and i.billingPeriod in :months", Object[].class)
                .setParameter("po", po.id()).setParameter("months", months).getResultStream().filter(row -> isOutside(po, row)).map(row -> row[2]).distinct().count();
    }

    private static boolean isOutside(PurchaseOrder po, Object[] lineAndMonth) {
        YearMonth month = (YearMonth) lineAndMonth[1];
        return !po.window().contains(month) || !po.lineItem((Long) lineAndMonth[0]).window().contains(month);
    }

    /** Whether a rule may move the invoice: it waits, and not because a person took it off its lines, or rules put it where it stands. */
    public static boolean isMovable(Invoice invoice, List<Allocation> standing, RematchScope scope) {
        if (invoice.kind() != InvoiceKind.INVOICE || invoice.isDoubtful()) {
            return false;
        }
        return switch (invoice.state()) {
            case EXCEPTION -> !invoice.isUnmatchedByPerson();
            case MATCHED -> scope == RematchScope.ALL && standing.stream().noneMatch(Allocation::isByPerson);
            case PARTLY_MATCHED, EXCLUDED, VOID -> false;
        };
    }

    /** The standing allocations of these invoices, with their lines and orders. */
    public List<Allocation> standing(Collection<Long> invoicePks) {
        return invoicePks.isEmpty() ? List.of() : em.createQuery("select a from Allocation a join fetch a.invoice join fetch a.lineItem l join fetch l.purchaseOrder "
                        + "where a.invoice.id in :ids and " + Ledger.STANDING + " order by a.id", Allocation.class).setParameter("ids", invoicePks).getResultList();
    }

    /** The credit memos for these invoices that wait for them or have followed them, in matching order. */
    public List<Invoice> creditMemos(Collection<Invoice> originals) {
        Set<String> keys = originals.stream().map(i -> Invoice.keyOf(i.invoiceId())).collect(Collectors.toSet());
        return keys.isEmpty() ? new ArrayList<>() : em.createQuery("select i from Invoice i where i.kind = :kind and i.originalInvoiceKey in :keys and i.state in :states "
                        + "order by i.issueDate, i.invoiceKey, i.id", Invoice.class)
                .setParameter("kind", InvoiceKind.CREDIT_MEMO).setParameter("keys", keys)
                .setParameter("states", Set.of(InvoiceState.EXCEPTION, InvoiceState.MATCHED, InvoiceState.PARTLY_MATCHED))
                .getResultStream().filter(memo -> !memo.isDoubtful() && !memo.isUnmatchedByPerson()).toList();
    }

    /**
     * The invoices with these ids, in no order, only to be looked at; their charges are read for all of them at once. (EclipseLink cannot
     * compare charges that were read like this with what was read, so they must not be there when a flush looks for changes.)
     */
    public List<Invoice> invoices(Collection<Long> ids) {
        return ids.isEmpty() ? List.of() : em.createQuery("select i from Invoice i where i.id in :ids", Invoice.class).setParameter("ids", ids)
                .setHint("eclipselink.batch", "i.charges").setHint("eclipselink.read-only", "true").getResultList();
    }
}
