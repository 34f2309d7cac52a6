package org.openpo.ejb.match;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
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
    private static final int IDS_PER_QUERY = 500;
    private static final String LINES = "select l.id, p.id, p.purchaseOrderId, l.number, p.suspended, l.closed, p.anySeller, p.currency, p.amountBasis, "
            + "p.effectiveMonth, p.expirationMonth, l.startMonth, l.endMonth, l.type, l.balanceTracked, l.total, l.billed, l.overspendPolicy, p.updatedAt, p.version ";
    private static final String FROM = "from LineItem l join l.purchaseOrder p where p.deletedAt is null and ";
    // Not "member of": EclipseLink would join the sellers, and orders for any seller have none to join.
    private static final String COVERS_SELLER = "(p.anySeller = true or exists (select o.id from PurchaseOrder o join o.sellerIds s where o.id = p.id and s = :seller))";
    private static final String IN_WINDOW = "p.effectiveMonth <= :period and p.expirationMonth >= :period and l.startMonth <= :period and l.endMonth >= :period";
    private static final String LATEST_FIRST = " order by p.updatedAt desc, l.id";

    @PersistenceContext(unitName = "po")
    private EntityManager em;

    /** A list of lines that an invoice asks for, told by what is asked: invoices with equal ones get the same lines. */
    record Look(Kind kind, Object of) {
        enum Kind { OF_NAMED_ORDER, IN_WINDOW, NEAR_IN_WINDOW, NEAR_OUTSIDE_WINDOW, NEAR_OF_OTHER_SELLERS }

        /** What finds everything that may pay. */
        static Look eligible(InvoiceFacts invoice) {
            return invoice.isPinned() ? new Look(Kind.OF_NAMED_ORDER, PurchaseOrderIds.normalizedKey(invoice.purchaseOrderReference())) : inMonth(Kind.IN_WINDOW, invoice);
        }

        /** What finds what almost may, the nearest first. */
        static List<Look> near(InvoiceFacts invoice) {
            Look outside = inMonth(Kind.NEAR_OUTSIDE_WINDOW, invoice);
            Look others = new Look(Kind.NEAR_OF_OTHER_SELLERS, invoice.sellerId());
            return invoice.isPinned() ? List.of(inMonth(Kind.NEAR_IN_WINDOW, invoice), outside, others) : List.of(outside, others);
        }

        private static Look inMonth(Kind kind, InvoiceFacts invoice) {
            return new Look(kind, List.of(invoice.sellerId(), invoice.billingPeriod()));
        }
    }

    /** All lines of orders of the invoice's seller whose windows contain its billing period; for a pinned invoice all lines of the order it names. */
    public List<CandidateLine> eligible(InvoiceFacts invoice) {
        return candidates(rows(LINES, Look.eligible(invoice), invoice)).stream().map(CandidatePool.Entry::line).toList();
    }

    /** Lines that are not {@link #eligible}: those of the seller first, the most recently changed orders first. */
    public List<CandidateLine> nearMisses(InvoiceFacts invoice, Collection<CandidateLine> eligible) {
        List<CandidateLine> misses = new ArrayList<>();
        for (Look look : Look.near(invoice)) {
            if (misses.size() < NEAR_MISSES) {
                candidates(rows(LINES, look, invoice)).forEach(entry -> misses.add(entry.line()));
            }
        }
        Set<Long> known = eligible.stream().map(CandidateLine::lineItemId).collect(Collectors.toSet());
        return misses.stream().filter(c -> known.add(c.lineItemId())).limit(NEAR_MISSES).toList();
    }

    /** For each of the invoices, what {@link #eligible}, {@link #nearMisses} and {@link #referenced} say; what they have in common is read once. */
    public CandidatePool pool(Collection<InvoiceFacts> invoices) {
        Map<Look, List<Long>> lists = named(invoices);
        for (InvoiceFacts invoice : invoices) {
            lists.computeIfAbsent(Look.eligible(invoice), look -> ids(look, invoice));
            int misses = 0;
            for (Look look : Look.near(invoice)) {
                if (misses < NEAR_MISSES) {
                    misses += lists.computeIfAbsent(look, l -> ids(l, invoice)).size();
                }
            }
        }
        List<Long> ids = lists.values().stream().flatMap(List::stream).distinct().toList();
        List<CandidatePool.Entry> entries = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += IDS_PER_QUERY) {
            entries.addAll(candidates(lines(LINES, "l.id in :ids").setParameter("ids", ids.subList(from, Math.min(from + IDS_PER_QUERY, ids.size()))).getResultList()));
        }
        return new CandidatePool(lists, entries, referenced(invoices), NEAR_MISSES);
    }

    /** The lists of all orders that are named. */
    private Map<Look, List<Long>> named(Collection<InvoiceFacts> invoices) {
        Map<Look, List<Long>> lists = new HashMap<>();
        invoices.stream().filter(InvoiceFacts::isPinned).forEach(invoice -> lists.put(Look.eligible(invoice), new ArrayList<>()));
        if (!lists.isEmpty()) {
            em.createQuery("select p.idKey, l.id from LineItem l join l.purchaseOrder p where p.deletedAt is null and p.idKey in :keys", Object[].class)
                    .setParameter("keys", lists.keySet().stream().map(Look::of).toList()).getResultStream()
                    .forEach(r -> lists.get(new Look(Look.Kind.OF_NAMED_ORDER, r[0])).add((Long) r[1]));
        }
        return lists;
    }

    private List<Long> ids(Look look, InvoiceFacts invoice) {
        // Two columns, because the answer to one is no array.
        return rows("select l.id, l.id ", look, invoice).stream().map(r -> (Long) r[0]).toList();
    }

    /** The orders that these invoices name and that are there, by the key of their ID. */
    private Map<String, ReferencedPurchaseOrder> referenced(Collection<InvoiceFacts> invoices) {
        Set<String> keys = invoices.stream().filter(InvoiceFacts::isPinned).map(i -> PurchaseOrderIds.normalizedKey(i.purchaseOrderReference())).collect(Collectors.toSet());
        if (keys.isEmpty()) {
            return Map.of();
        }
        List<Object[]> rows = em.createQuery("select p.id, p.purchaseOrderId, p.suspended, p.anySeller, p.idKey from PurchaseOrder p where p.deletedAt is null and p.idKey in :keys", Object[].class)
                .setParameter("keys", keys).getResultList();
        Map<Long, Set<Long>> sellers = rows.isEmpty() ? Map.of() : sets("PurchaseOrder", "sellerIds", rows.stream().map(r -> (Long) r[0]).collect(Collectors.toSet()));
        return rows.stream().collect(Collectors.toMap(r -> (String) r[4],
                r -> new ReferencedPurchaseOrder((Long) r[0], (String) r[1], (Boolean) r[2], (Boolean) r[3], sellers.getOrDefault((Long) r[0], Set.of()))));
    }

    /** The order an invoice names, if there is one; deleted ones are not. */
    public Optional<ReferencedPurchaseOrder> referenced(InvoiceFacts invoice) {
        return referenced(List.of(invoice)).values().stream().findFirst();
    }

    private List<Object[]> rows(String columns, Look look, InvoiceFacts invoice) {
        return switch (look.kind()) {
            case OF_NAMED_ORDER -> lines(columns, "p.idKey = :key").setParameter("key", look.of()).getResultList();
            case IN_WINDOW -> ofMonth(columns, COVERS_SELLER + " and " + IN_WINDOW, invoice).getResultList();
            case NEAR_IN_WINDOW -> ofMonth(columns, COVERS_SELLER + " and " + IN_WINDOW + LATEST_FIRST, invoice).setMaxResults(NEAR_MISSES).getResultList();
            case NEAR_OUTSIDE_WINDOW -> ofMonth(columns, COVERS_SELLER + " and not (" + IN_WINDOW + ")" + LATEST_FIRST, invoice).setMaxResults(NEAR_MISSES).getResultList();
            case NEAR_OF_OTHER_SELLERS -> ofSeller(columns, "not " + COVERS_SELLER + LATEST_FIRST, invoice).setMaxResults(NEAR_MISSES).getResultList();
        };
    }

    private TypedQuery<Object[]> lines(String columns, String condition) {
        return em.createQuery(columns + FROM + condition, Object[].class);
    }

    private TypedQuery<Object[]> ofSeller(String columns, String condition, InvoiceFacts invoice) {
        return lines(columns, condition).setParameter("seller", invoice.sellerId());
    }

    private TypedQuery<Object[]> ofMonth(String columns, String condition, InvoiceFacts invoice) {
        return ofSeller(columns, condition, invoice).setParameter("period", invoice.billingPeriod());
    }

    private List<CandidatePool.Entry> candidates(List<Object[]> rows) {
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
            return new CandidatePool.Entry((Long) r[19], (BigDecimal) r[15], new CandidateLine(line, order, (String) r[2], (String) r[3], (Boolean) r[4], (Boolean) r[5], (Boolean) r[6],
                    sellers.getOrDefault(order, Set.of()), Currency.getInstance((String) r[7]), (AmountBasis) r[8],
                    taxRegistrations.getOrDefault(order, Set.of()), units.getOrDefault(order, Set.of()),
                    new MonthRange((YearMonth) r[9], (YearMonth) r[10]), new MonthRange((YearMonth) r[11], (YearMonth) r[12]), (LineItemType) r[13],
                    accounts.getOrDefault(line, Set.of()), (Boolean) r[14], ((BigDecimal) r[15]).subtract((BigDecimal) r[16]),
                    (OverspendPolicy) r[17], (Instant) r[18]));
        }).toList();
    }

    /** What moves without a change of the order: the sums billed on the lines of these orders, by line, and the orders' versions, as they are now. */
    public Figures figures(Collection<Long> orders) {
        Figures figures = new Figures(new HashMap<>(), new HashMap<>());
        List<Long> all = List.copyOf(orders);
        for (int from = 0; from < all.size(); from += IDS_PER_QUERY) {
            em.createQuery("select l.id, l.billed, p.id, p.version from LineItem l join l.purchaseOrder p where p.id in :ids", Object[].class)
                    .setParameter("ids", all.subList(from, Math.min(from + IDS_PER_QUERY, all.size()))).getResultStream().forEach(r -> {
                        figures.billed().put((Long) r[0], (BigDecimal) r[1]);
                        figures.versions().put((Long) r[2], (Long) r[3]);
                    });
        }
        return figures;
    }

    /** See {@link #figures}. */
    public record Figures(Map<Long, BigDecimal> billed, Map<Long, Long> versions) { }

    /** The values of an element collection, by the id of the entity that has them. */
    private <T> Map<Long, Set<T>> sets(String entity, String attribute, Set<Long> ids) {
        @SuppressWarnings("unchecked")
        Map<Long, Set<T>> sets = em.createQuery("select e.id, v from " + entity + " e join e." + attribute + " v where e.id in :ids", Object[].class)
                .setParameter("ids", ids).getResultStream()
                .collect(Collectors.groupingBy(r -> (Long) r[0], Collectors.mapping(r -> (T) r[1], Collectors.toSet())));
        return sets;
    }
}
