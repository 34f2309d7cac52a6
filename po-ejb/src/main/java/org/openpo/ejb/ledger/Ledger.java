package org.openpo.ejb.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Query;

import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.ledger.AllocatedAmount;
import org.openpo.domain.ledger.Allocation;
import org.openpo.domain.ledger.AllocationHow;
import org.openpo.domain.order.LineItem;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.notice.BalanceNotices;
import org.openpo.ejb.query.RowBatch;

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
    private static final int LOCKS_PER_QUERY = 500;
    /**
     * Of an allocation {@code a} in JPQL: no reversal, and not taken back by one. Nearly all reverse nothing, and H2 would begin with those, by
     * the index that keeps each from being reversed twice, were it asked for null alone: each query would read the whole ledger.
     */
    public static final String STANDING = "(a.reversesId is null or a.reversesId = 0) and not exists (select r.id from Allocation r where r.reversesId = a.id)";

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private BalanceNotices notices;

    /** Locks the orders' rows until the end of the transaction, always in the order of their ids so that no two callers wait in a circle. */
    public void lockOrders(Collection<Long> purchaseOrderKeys) {
        lock("purchase_order", purchaseOrderKeys);
    }

    /**
     * Locks those of the orders' rows that nobody has locked, until the end of the transaction. It waits for nobody.
     *
     * @param purchaseOrderKeys at most a page of them
     * @return the keys of the locked ones, ascending
     */
    public List<Long> lockFreeOrders(Collection<Long> purchaseOrderKeys) {
        List<Long> free = new ArrayList<>();
        if (!purchaseOrderKeys.isEmpty()) {
            String keys = purchaseOrderKeys.stream().sorted().distinct().map(String::valueOf).collect(Collectors.joining(", "));
            for (Object id : em.createNativeQuery("select id from purchase_order where id in (" + keys + ") order by id for update skip locked").getResultList()) {
                free.add(((Number) id).longValue());
            }
        }
        return free;
    }

    /** Locks invoices' rows until the end of the transaction, in the order of their ids. */
    public void lockInvoices(Collection<Long> invoicePks) {
        lock("invoice", invoicePks);
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
        lock("credit_lock", locks);
    }

    private void lock(String table, Collection<? extends Number> ids) {
        List<? extends Number> sorted = ids.stream().sorted().distinct().toList();
        for (int from = 0; from < sorted.size(); from += LOCKS_PER_QUERY) {
            List<? extends Number> part = sorted.subList(from, Math.min(from + LOCKS_PER_QUERY, sorted.size()));
            // PostgreSQL locks the rows as they come out of the sort, H2 as it finds them by the sorted list.
            Query query = em.createNativeQuery("select id from " + table + " where id in (" + "?,".repeat(part.size() - 1) + "?) order by id for update");
            for (int i = 0; i < part.size(); i++) {
                query.setParameter(i + 1, part.get(i));
            }
            query.getResultList();
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

    /**
     * Adds allocations that rules have decided for invoices that stand on no line, and moves the sums of each line and order once. The same rows as
     * {@link #post} would write one by one; each line's balance is judged once, so that one arrival of many invoices is told once.
     */
    public void postAll(List<Posting> postings) {
        List<Allocation> allocations = postings.stream().map(p -> new Allocation(p.invoice(), null, p.amount(), p.how(), p.decision())).toList();
        RowBatch.assignIds(em, allocations);
        Map<Long, BigDecimal> byLine = new TreeMap<>();
        Map<Long, BigDecimal> byOrder = new TreeMap<>();
        try (RowBatch rows = new RowBatch(em, "insert into allocation (id, invoice_pk, line_item_id, covered_amount, invoice_amount, purchase_order_amount, rate, rate_source, "
                + "how, actor, allocated_at, reason, correction_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (int i = 0; i < postings.size(); i++) {
                Posting p = postings.get(i);
                Allocation a = allocations.get(i);
                rows.number(a.id()).number(a.invoice().id()).number(p.lineItemId()).number(a.coveredAmount()).number(a.invoiceAmount()).number(a.purchaseOrderAmount())
                        .number(a.rate()).text(a.rateSource()).text(a.how()).text(a.actor()).instant(a.allocatedAt()).text(a.reason()).number(a.correctionId()).add();
                byLine.merge(p.lineItemId(), a.purchaseOrderAmount(), BigDecimal::add);
                byOrder.merge(p.purchaseOrderKey(), a.purchaseOrderAmount(), BigDecimal::add);
            }
            rows.write();
        }
        move("line_item", byLine);
        move("purchase_order", byOrder);
        notices.linesMoved(byLine.keySet());
    }

    private void move(String table, Map<Long, BigDecimal> amounts) {
        try (RowBatch rows = new RowBatch(em, "update " + table + " set billed = billed + ? where id = ?")) {
            amounts.forEach((id, amount) -> rows.number(amount).number(id).add());
            rows.write();
        }
    }

    /** An allocation to be added by {@link #postAll}. */
    public record Posting(Invoice invoice, long lineItemId, long purchaseOrderKey, AllocatedAmount amount, AllocationHow how, Allocation.Decision decision) { }

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
