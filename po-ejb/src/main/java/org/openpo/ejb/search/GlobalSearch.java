package org.openpo.ejb.search;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;

import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.order.PurchaseOrderIds;
import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.domain.rule.TextKeys;
import org.openpo.ejb.query.ListQuery;
import org.openpo.ejb.search.SearchResults.FoundContact;
import org.openpo.ejb.search.SearchResults.FoundInvoice;
import org.openpo.ejb.search.SearchResults.FoundPurchaseOrder;
import org.openpo.ejb.search.SearchResults.FoundSeller;
import org.openpo.ejb.time.Now;

/**
 * One search over purchase orders, invoices, sellers and contacts, quick enough to follow the typing: of what there are thousands of
 * (purchase orders, sellers, contacts) it looks through all, of what there are millions of only through a part. Of invoices it looks at the whole ID among all, and for a part of it among the latest {@value #LATEST_INVOICES} or so that
 * arrived; the list of invoices searches all of them.
 */
@Stateless
@RolesAllowed("VIEWER")
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class GlobalSearch {
    /** Of each kind. */
    public static final int MOST = 5;
    /** A single letter is in nearly everything. */
    public static final int SHORTEST = 2;
    public static final int LONGEST = 200;
    static final int LATEST_INVOICES = 50_000;
    private static final String BEGINNING = "begin";
    private static final String PART = "part";

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Inject
    private Clock clock;

    /** @param text what was typed; shorter than {@value #SHORTEST} characters it finds nothing */
    public SearchResults find(String text) {
        String wanted = text == null ? "" : text.strip();
        if (wanted.codePointCount(0, wanted.length()) < SHORTEST || wanted.length() > LONGEST) {
            return SearchResults.none();
        }
        return new SearchResults(purchaseOrders(wanted), invoices(wanted), sellers(wanted), contacts(wanted));
    }

    private List<FoundPurchaseOrder> purchaseOrders(String text) {
        YearMonth month = Now.month(clock);
        String select = "select p.id, p.purchaseOrderId, p.description, p.suspended, p.expirationMonth from PurchaseOrder p where p.deletedAt is null and ";
        Function<Object[], FoundPurchaseOrder> row = r -> new FoundPurchaseOrder((Long) r[0], (String) r[1], (String) r[2],
                PurchaseOrderStatus.derive((Boolean) r[3], (YearMonth) r[4], month));
        String key = ListQuery.literal(PurchaseOrderIds.normalizedKey(text));
        Found<FoundPurchaseOrder> found = new Found<>(FoundPurchaseOrder::id);
        found.add(query(select + "p.idKey like :begin escape '!' order by p.idKey").setParameter(BEGINNING, key + "%"), row);
        found.add(query(select + "(p.idKey like :part escape '!' or lower(p.description) like :words escape '!') order by p.updatedAt desc, p.id desc")
                .setParameter(PART, "%" + key + "%").setParameter("words", ListQuery.contains(text)), row);
        return found.all();
    }

    private List<FoundInvoice> invoices(String text) {
        String select = "select i.id, i.invoiceId, i.sellerName, i.issueDate, i.gross, i.currency, i.state from Invoice i where ";
        Function<Object[], FoundInvoice> row = r -> new FoundInvoice((Long) r[0], (String) r[1], (String) r[2], (LocalDate) r[3], (BigDecimal) r[4],
                (String) r[5], (InvoiceState) r[6]);
        String key = Invoice.keyOf(text);
        Long newest = em.createQuery("select max(i.id) from Invoice i", Long.class).getSingleResult();
        Found<FoundInvoice> found = new Found<>(FoundInvoice::id);
        found.add(query(select + "i.invoiceKey = :key order by i.id desc").setParameter("key", key), row);
        if (newest != null) {
            String latest = "i.id > :after and ";
            long after = newest - LATEST_INVOICES;
            found.add(query(select + latest + "i.invoiceKey like :begin escape '!' order by i.id desc").setParameter("after", after).setParameter(BEGINNING, ListQuery.literal(key) + "%"), row);
            found.add(query(select + latest + "(i.invoiceKey like :part escape '!' or lower(i.purchaseOrderReference) like :words escape '!') order by i.id desc")
                    .setParameter("after", after).setParameter(PART, "%" + ListQuery.literal(key) + "%").setParameter("words", ListQuery.contains(text)), row);
        }
        return found.all();
    }

    private List<FoundSeller> sellers(String text) {
        String key = TextKeys.of(text);
        String select = "select distinct s.id, s.name from Seller s join s.names n where key(n) like :part escape '!' order by s.name";
        Function<Object[], FoundSeller> row = r -> new FoundSeller((Long) r[0], (String) r[1], null);
        Found<FoundSeller> found = new Found<>(FoundSeller::id);
        found.add(query(select).setParameter(PART, ListQuery.literal(key) + "%"), row);
        found.add(query(select).setParameter(PART, "%" + ListQuery.literal(key) + "%"), row);
        return found.all().stream().map(seller -> TextKeys.of(seller.name()).contains(key) ? seller : new FoundSeller(seller.id(), seller.name(), alias(seller.id(), key))).toList();
    }

    /** The first of its aliases that has the text. */
    private String alias(long sellerId, String key) {
        return em.createQuery("select value(n) from Seller s join s.names n where s.id = :id and key(n) like :part escape '!' order by key(n)", String.class)
                .setParameter("id", sellerId).setParameter(PART, "%" + ListQuery.literal(key) + "%").setMaxResults(1).getResultStream().findFirst().orElse(null);
    }

    private List<FoundContact> contacts(String text) {
        String select = "select c.id, c.name, c.email from Contact c where c.active = true and (lower(c.name) like :part escape '!' or c.emailKey like :part escape '!') order by c.name, c.id";
        Function<Object[], FoundContact> row = r -> new FoundContact((Long) r[0], (String) r[1], (String) r[2]);
        String part = ListQuery.contains(text);
        Found<FoundContact> found = new Found<>(FoundContact::id);
        found.add(query(select).setParameter(PART, part.substring(1)), row);
        found.add(query(select).setParameter(PART, part), row);
        return found.all();
    }

    private TypedQuery<Object[]> query(String jpql) {
        return em.createQuery(jpql, Object[].class);
    }

    /** Rows of several queries, the earlier ones first, none twice, {@link #MOST} together: a query after the last place is not asked. */
    private static final class Found<T> {
        private final Map<Long, T> byId = new LinkedHashMap<>();
        private final Function<T, Long> id;

        Found(Function<T, Long> id) {
            this.id = id;
        }

        void add(TypedQuery<Object[]> query, Function<Object[], T> row) {
            if (byId.size() < MOST) {
                // As many as could be here already, and the free places: none is missed because of one that was found before.
                query.setMaxResults(2 * MOST).getResultStream().map(row).forEach(each -> {
                    if (byId.size() < MOST) {
                        byId.putIfAbsent(id.apply(each), each);
                    }
                });
            }
        }

        List<T> all() {
            return List.copyOf(byId.values());
        }
    }
}
