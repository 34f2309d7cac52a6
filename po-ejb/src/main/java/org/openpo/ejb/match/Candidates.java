package org.openpo.ejb.match;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;

import org.openpo.domain.match.CandidateLine;
import org.openpo.domain.match.InvoiceFacts;
import org.openpo.domain.match.ReferencedPurchaseOrder;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.MonthRange;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderIds;

/**
 * Finds the line items that may pay for an invoice. Reads columns, not entities: the caller looks before and after it has locked
 * orders, and the second look must show what others wrote in between, not a copy from the first.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Candidates {
    /** So many lines that cannot match are looked at as well, to tell people how close they came. */
    private static final int NEAR_MISSES = 100;
    private static final String LINES = "select l.id, p.id, p.purchaseOrderId, l.number, p.suspended, l.closed, p.anySeller, p.currency, p.amountBasis, "
            + "p.effectiveMonth, p.expirationMonth, l.startMonth, l.endMonth, l.type, l.balanceTracked, l.total, l.billed, l.overspendPolicy, p.updatedAt "
            + "from LineItem l join l.purchaseOrder p where p.deletedAt is null and ";
    // Not "member of": EclipseLink would join the sellers, and orders for any seller have none to join.
    private static final String COVERS_SELLER = "(p.anySeller = true or exists (select o.id from PurchaseOrder o join o.sellerIds s where o.id = p.id and s = :seller))";
    private static final String IN_WINDOW = "p.effectiveMonth <= :period and p.expirationMonth >= :period and l.startMonth <= :period and l.endMonth >= :period";
    private static final String LATEST_FIRST = " order by p.updatedAt desc, l.id";

    @PersistenceContext(unitName = "po")
    private EntityManager em;

    /** All lines of orders of the invoice's seller whose windows contain its billing period; for a pinned invoice all lines of the order it names. */
    public List<CandidateLine> eligible(InvoiceFacts invoice) {
        if (invoice.isPinned()) {
            return candidates(lines("p.idKey = :key").setParameter("key", PurchaseOrderIds.normalizedKey(invoice.purchaseOrderReference())));
        }
        return candidates(ofSeller(COVERS_SELLER + " and " + IN_WINDOW, invoice).setParameter("period", invoice.billingPeriod()));
    }

    /** Lines that are not {@link #eligible}: those of the seller first, the most recently changed orders first. */
    public List<CandidateLine> nearMisses(InvoiceFacts invoice, Collection<CandidateLine> eligible) {
        List<CandidateLine> misses = new ArrayList<>();
        if (invoice.isPinned()) {
            misses.addAll(nearest(ofSeller(COVERS_SELLER + " and " + IN_WINDOW + LATEST_FIRST, invoice).setParameter("period", invoice.billingPeriod())));
        }
        if (misses.size() < NEAR_MISSES) {
            misses.addAll(nearest(ofSeller(COVERS_SELLER + " and not (" + IN_WINDOW + ")" + LATEST_FIRST, invoice).setParameter("period", invoice.billingPeriod())));
        }
        if (misses.size() < NEAR_MISSES) {
            misses.addAll(nearest(ofSeller("not " + COVERS_SELLER + LATEST_FIRST, invoice)));
        }
        Set<Long> known = eligible.stream().map(CandidateLine::lineItemId).collect(Collectors.toSet());
        return misses.stream().filter(c -> known.add(c.lineItemId())).limit(NEAR_MISSES).toList();
    }

    /** The order an invoice names, if there is one; deleted ones are not. */
    public Optional<ReferencedPurchaseOrder> referenced(InvoiceFacts invoice) {
        if (!invoice.isPinned()) {
            return Optional.empty();
        }
        return em.createQuery("select p.id, p.purchaseOrderId, p.suspended, p.anySeller from PurchaseOrder p where p.deletedAt is null and p.idKey = :key", Object[].class)
                .setParameter("key", PurchaseOrderIds.normalizedKey(invoice.purchaseOrderReference())).getResultStream().findFirst()
                .map(r -> new ReferencedPurchaseOrder((Long) r[0], (String) r[1], (Boolean) r[2], (Boolean) r[3],
                        this.<Long>sets("PurchaseOrder", "sellerIds", Set.of((Long) r[0])).getOrDefault((Long) r[0], Set.of())));
    }

    private TypedQuery<Object[]> lines(String condition) {
        return em.createQuery(LINES + condition, Object[].class);
    }

    private TypedQuery<Object[]> ofSeller(String condition, InvoiceFacts invoice) {
        return lines(condition).setParameter("seller", invoice.sellerId());
    }

    private List<CandidateLine> nearest(TypedQuery<Object[]> query) {
        return candidates(query.setMaxResults(NEAR_MISSES));
    }

    private List<CandidateLine> candidates(TypedQuery<Object[]> query) {
        List<Object[]> rows = query.getResultList();
        if (rows.isEmpty()) {
            return List.of();
        }
        Set<Long> orders = rows.stream().map(r -> (Long) r[1]).collect(Collectors.toSet());
        Map<Long, Set<Long>> sellers = sets("PurchaseOrder", "sellerIds", orders);
        Map<Long, Set<String>> taxRegistrations = sets("PurchaseOrder", "taxRegistrationNumbers", orders);
        Map<Long, Set<String>> units = sets("PurchaseOrder", "invoiceUnits", orders);
        Map<Long, Set<String>> accounts = sets("LineItem", "chargeAccounts", rows.stream().map(r -> (Long) r[0]).collect(Collectors.toSet()));
        return rows.stream().map(r -> {
            Long line = (Long) r[0];
            Long order = (Long) r[1];
            return new CandidateLine(line, order, (String) r[2], (String) r[3], (Boolean) r[4], (Boolean) r[5], (Boolean) r[6],
                    sellers.getOrDefault(order, Set.of()), Currency.getInstance((String) r[7]), (AmountBasis) r[8],
                    taxRegistrations.getOrDefault(order, Set.of()), units.getOrDefault(order, Set.of()),
                    new MonthRange((YearMonth) r[9], (YearMonth) r[10]), new MonthRange((YearMonth) r[11], (YearMonth) r[12]), (LineItemType) r[13],
                    accounts.getOrDefault(line, Set.of()), (Boolean) r[14], ((BigDecimal) r[15]).subtract((BigDecimal) r[16]),
                    (OverspendPolicy) r[17], (Instant) r[18]);
        }).toList();
    }

    /** The values of an element collection, by the id of the entity that has them. */
    private <T> Map<Long, Set<T>> sets(String entity, String attribute, Set<Long> ids) {
        @SuppressWarnings("unchecked")
        Map<Long, Set<T>> sets = em.createQuery("select e.id, v from " + entity + " e join e." + attribute + " v where e.id in :ids", Object[].class)
                .setParameter("ids", ids).getResultStream()
                .collect(Collectors.groupingBy(r -> (Long) r[0], Collectors.mapping(r -> (T) r[1], Collectors.toSet())));
        return sets;
    }
}
