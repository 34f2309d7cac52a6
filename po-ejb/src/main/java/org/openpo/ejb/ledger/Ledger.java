package org.openpo.ejb.ledger;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.Collection;
import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.ledger.Allocation;
import org.openpo.domain.ledger.AllocationHow;
import org.openpo.domain.ledger.RateSource;
import org.openpo.domain.order.LineItem;
import org.openpo.ejb.time.Now;

/**
 * The only writer of allocations. Rows are added, never changed; the cached sums on line and order move with each row, in the same
 * transaction, under the order's row lock that the caller takes with {@link #lockOrders} first.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Ledger {
    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Inject
    private Clock clock;

    /** Locks the orders' rows until the end of the transaction, always in the order of their ids so that no two callers wait in a circle. */
    public void lockOrders(Collection<Long> purchaseOrderKeys) {
        for (Long key : purchaseOrderKeys.stream().sorted().distinct().toList()) {
            em.createNativeQuery("select id from purchase_order where id = ?1 for update").setParameter(1, key).getResultList();
        }
    }

    /** Locks an invoice's row until the end of the transaction. */
    public void lockInvoice(long invoicePk) {
        em.createNativeQuery("select id from invoice where id = ?1 for update").setParameter(1, invoicePk).getResultList();
    }

    /**
     * Adds an allocation.
     *
     * @param invoiceAmount       signed, invoice currency
     * @param purchaseOrderAmount signed, the order's currency, rounded to its minor unit
     */
    public void post(Invoice invoice, long lineItemId, BigDecimal invoiceAmount, BigDecimal purchaseOrderAmount, BigDecimal rate,
            RateSource rateSource, AllocationHow how, String actor, String reason) {
        LineItem line = em.getReference(LineItem.class, lineItemId);
        write(new Allocation(invoice, line, invoiceAmount, purchaseOrderAmount, rate, rateSource, how, actor, Now.instant(clock), reason));
    }

    /** Takes back every allocation of the invoice that still stands. */
    public void reverseAll(Invoice invoice, String actor, String reason) {
        List<Allocation> standing = standing(invoice.id());
        lockOrders(standing.stream().map(a -> a.lineItem().purchaseOrder().id()).toList());
        standing.forEach(a -> write(a.reversal(actor, Now.instant(clock), reason)));
    }

    /** The invoice's allocations that no reversal has taken back, oldest first. */
    public List<Allocation> standing(long invoicePk) {
        return em.createQuery("select a from Allocation a where a.invoice.id = :invoice and a.reversesId is null "
                        + "and not exists (select r.id from Allocation r where r.reversesId = a.id) order by a.id", Allocation.class)
                .setParameter("invoice", invoicePk).getResultList();
    }

    private void write(Allocation allocation) {
        em.persist(allocation);
        long line = allocation.lineItem().id();
        // In the database and relative, so that a stale copy in memory can never be written back.
        em.createNativeQuery("update line_item set billed = billed + ?1 where id = ?2")
                .setParameter(1, allocation.purchaseOrderAmount()).setParameter(2, line).executeUpdate();
        em.createNativeQuery("update purchase_order set billed = billed + ?1 where id = (select purchase_order_pk from line_item where id = ?2)")
                .setParameter(1, allocation.purchaseOrderAmount()).setParameter(2, line).executeUpdate();
    }
}
