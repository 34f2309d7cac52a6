package org.openpo.ejb.ledger;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;

import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.ledger.AllocatedAmount;
import org.openpo.domain.ledger.Allocation;
import org.openpo.domain.ledger.AllocationHow;
import org.openpo.domain.order.LineItem;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.notice.BalanceNotices;

/**
 * The only writer of allocations. Rows are added, never changed; the cached sums on line and order move with each row, in the same
 * transaction, under the order's row lock that the caller takes with {@link #lockOrders} first.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Ledger {
    /** Number of locks for {@link #lockCredits}: rows of their table. */
    public static final int CREDIT_LOCKS = 512;
    /** Of an allocation a: no reversal, and not taken back by one. */
    private static final String STANDING = "a.reversesId is null and not exists (select r.id from Allocation r where r.reversesId = a.id)";

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private BalanceNotices notices;

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
     * Locks what an invoice and its credit memos look for each other under, before any other lock; see {@link Invoice#creditLock}. Without it
     * two that arrive in the same instant would not see each other.
     *
     * @param locks 0 to {@link #CREDIT_LOCKS} - 1
     */
    public void lockCredits(Collection<Integer> locks) {
        for (Integer lock : locks.stream().sorted().distinct().toList()) {
            em.createNativeQuery("select id from credit_lock where id = ?1 for update").setParameter(1, lock).getResultList();
        }
    }

    /**
     * Locks the orders of every line that these invoices stand on, and further ones.
     *
     * @return the orders' keys
     */
    public Set<Long> lockOrdersOf(Collection<Long> invoicePks, Collection<Long> furtherPurchaseOrderKeys) {
        Set<Long> keys = new HashSet<>(furtherPurchaseOrderKeys);
        if (!invoicePks.isEmpty()) {
            keys.addAll(em.createQuery("select distinct a.lineItem.purchaseOrder.id from Allocation a where a.invoice.id in :ids and " + STANDING, Long.class)
                    .setParameter("ids", invoicePks).getResultList());
        }
        lockOrders(keys);
        return keys;
    }

    /** Adds an allocation. */
    public void post(Invoice invoice, long lineItemId, AllocatedAmount amount, AllocationHow how, Allocation.Decision decision) {
        write(new Allocation(invoice, em.getReference(LineItem.class, lineItemId), amount, how, decision));
    }

    /** Takes back every allocation of the invoice that still stands. */
    public void reverseAll(Invoice invoice, Allocation.Decision decision) {
        List<Allocation> standing = standing(invoice.id());
        lockOrders(standing.stream().map(a -> a.lineItem().purchaseOrder().id()).toList());
        standing.forEach(a -> write(a.reversal(decision)));
    }

    /** The invoice's allocations that no reversal has taken back, oldest first. */
    public List<Allocation> standing(long invoicePk) {
        return em.createQuery("select a from Allocation a where a.invoice.id = :invoice and " + STANDING + " order by a.id", Allocation.class)
                .setParameter("invoice", invoicePk).getResultList();
    }

    private void write(Allocation allocation) {
        em.persist(allocation);
        long line = allocation.lineItem().id();
        try {
            move(allocation, line);
        } catch (PersistenceException e) {
            throw TransactionRetry.isTooLarge(e) ? new BusinessRuleException("", ErrorCode.AMOUNT_TOO_LARGE) : e;
        }
    }

    private void move(Allocation allocation, long line) {
        // In the database and relative, so that a stale copy in memory can never be written back.
        em.createNativeQuery("update line_item set billed = billed + ?1 where id = ?2")
                .setParameter(1, allocation.purchaseOrderAmount()).setParameter(2, line).executeUpdate();
        em.createNativeQuery("update purchase_order set billed = billed + ?1 where id = (select purchase_order_pk from line_item where id = ?2)")
                .setParameter(1, allocation.purchaseOrderAmount()).setParameter(2, line).executeUpdate();
        notices.lineMoved(line);
    }
}
