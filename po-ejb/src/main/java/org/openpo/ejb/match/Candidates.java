package org.openpo.ejb.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

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
import org.openpo.domain.order.LineItem;
import org.openpo.domain.order.PurchaseOrder;
import org.openpo.domain.order.PurchaseOrderIds;

/** Finds the line items that may pay for an invoice, fresh from the database. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Candidates {
    /** So many lines that cannot match are looked at as well, to tell people how close they came. */
    private static final int NEAR_MISSES = 100;
    private static final String LINES = "select l from LineItem l join fetch l.purchaseOrder p where p.deletedAt is null and ";
    private static final String COVERS_SELLER = "(p.anySeller = true or :seller member of p.sellerIds)";
    private static final String IN_WINDOW = "p.effectiveMonth <= :period and p.expirationMonth >= :period and l.startMonth <= :period and l.endMonth >= :period";

    @PersistenceContext(unitName = "po")
    private EntityManager em;

    /** All lines of orders of the invoice's seller whose windows contain its billing period; for a pinned invoice all lines of the order it names. */
    public List<CandidateLine> eligible(InvoiceFacts invoice) {
        if (invoice.isPinned()) {
            return candidates(em.createQuery(LINES + "p.idKey = :key", LineItem.class)
                    .setParameter("key", PurchaseOrderIds.normalizedKey(invoice.purchaseOrderReference())));
        }
        return candidates(em.createQuery(LINES + COVERS_SELLER + " and " + IN_WINDOW, LineItem.class)
                .setParameter("seller", invoice.sellerId()).setParameter("period", invoice.billingPeriod()));
    }

    /** Lines that are not {@link #eligible}: those of the seller first, the most recently changed orders first. */
    public List<CandidateLine> nearMisses(InvoiceFacts invoice, Collection<CandidateLine> eligible) {
        List<CandidateLine> misses = new ArrayList<>(candidates(em
                .createQuery(LINES + COVERS_SELLER + " and not (" + IN_WINDOW + ") order by p.updatedAt desc, l.id", LineItem.class)
                .setParameter("seller", invoice.sellerId()).setParameter("period", invoice.billingPeriod()).setMaxResults(NEAR_MISSES)));
        if (misses.size() < NEAR_MISSES) {
            misses.addAll(candidates(em.createQuery(LINES + "not " + COVERS_SELLER + " order by p.updatedAt desc, l.id", LineItem.class)
                    .setParameter("seller", invoice.sellerId()).setMaxResults(NEAR_MISSES - misses.size())));
        }
        if (invoice.isPinned()) {
            misses.addAll(candidates(em.createQuery(LINES + COVERS_SELLER + " and " + IN_WINDOW + " order by p.updatedAt desc, l.id", LineItem.class)
                    .setParameter("seller", invoice.sellerId()).setParameter("period", invoice.billingPeriod()).setMaxResults(NEAR_MISSES)));
        }
        var known = eligible.stream().map(CandidateLine::lineItemId).collect(java.util.stream.Collectors.toSet());
        return misses.stream().filter(c -> known.add(c.lineItemId())).limit(NEAR_MISSES).toList();
    }

    /** The order an invoice names, if there is one; deleted ones are not. */
    public Optional<ReferencedPurchaseOrder> referenced(InvoiceFacts invoice) {
        if (!invoice.isPinned()) {
            return Optional.empty();
        }
        return em.createQuery("select p from PurchaseOrder p where p.deletedAt is null and p.idKey = :key", PurchaseOrder.class)
                .setParameter("key", PurchaseOrderIds.normalizedKey(invoice.purchaseOrderReference()))
                .setHint("eclipselink.refresh", true).getResultStream().findFirst()
                .map(p -> new ReferencedPurchaseOrder(p.id(), p.purchaseOrderId(), p.isSuspended(), p.isAnySeller(), p.sellerIds()));
    }

    private static List<CandidateLine> candidates(TypedQuery<LineItem> query) {
        // Refreshed, because the caller has just locked the rows and must see what the one before it wrote.
        return query.setHint("eclipselink.refresh", true)
                .setHint("eclipselink.batch", "l.chargeAccounts").setHint("eclipselink.batch", "l.purchaseOrder.sellerIds")
                .setHint("eclipselink.batch", "l.purchaseOrder.taxRegistrationNumbers").setHint("eclipselink.batch", "l.purchaseOrder.invoiceUnits")
                .getResultList().stream().map(Candidates::candidate).toList();
    }

    private static CandidateLine candidate(LineItem l) {
        PurchaseOrder p = l.purchaseOrder();
        return new CandidateLine(l.id(), p.id(), p.purchaseOrderId(), l.number(), p.isSuspended(), l.isClosed(), p.isAnySeller(), p.sellerIds(),
                p.currency(), p.amountBasis(), p.taxRegistrationNumbers(), p.invoiceUnits(), p.window(), l.window(), l.type(), l.chargeAccounts(),
                l.isBalanceTracked(), l.balance(), l.overspendPolicy(), p.updatedAt());
    }
}
