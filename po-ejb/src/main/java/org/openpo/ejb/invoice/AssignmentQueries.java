package org.openpo.ejb.invoice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;

import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.ledger.AllocatedAmount;
import org.openpo.domain.ledger.LedgerEntry;
import org.openpo.domain.ledger.Split;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.match.FollowingMemos;
import org.openpo.ejb.query.ListQuery;

/** What people look at before they correct where an invoice stands. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class AssignmentQueries {
    private static final int LINES_MAX = 20;
    private static final String COLUMNS = "l.id, p.id, p.purchaseOrderId, l.number, l.description, p.currency, p.amountBasis, l.balanceTracked, l.total, l.billed";
    private static final String OPEN = " from LineItem l join l.purchaseOrder p where p.deletedAt is null and p.suspended = false and l.closed = false "
            + "and (p.idKey like :q escape '!' or lower(p.description) like :q escape '!' or lower(l.description) like :q escape '!' or lower(l.number) like :q escape '!')";
    private static final String FITTING = " and l.startMonth <= :period and l.endMonth >= :period and (p.anySeller = true or :seller member of p.sellerIds)";

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private CorrectionService corrections;
    @EJB
    private FollowingMemos memos;

    /**
     * At most 20 open lines that an invoice can be put on: those of its seller in its billing period first, then the others, each the
     * most recently changed orders first.
     *
     * @param search part of the order's ID or description, or of the line's number or description; blank for any
     */
    @RolesAllowed("MANAGER")
    public List<AssignableLine> lines(long invoiceId, String search) {
        Invoice invoice = invoice(invoiceId);
        String pattern = ListQuery.contains(search == null ? "" : search);
        Map<Long, AssignableLine> found = new LinkedHashMap<>();
        if (invoice.sellerId() != null) {
            add(found, open(FITTING).setParameter("q", pattern).setParameter("period", invoice.billingPeriod()).setParameter("seller", invoice.sellerId()));
        }
        add(found, open("").setParameter("q", pattern));
        return found.values().stream().limit(LINES_MAX).toList();
    }

    private TypedQuery<Object[]> open(String further) {
        return em.createQuery("select " + COLUMNS + OPEN + further + " order by p.updatedAt desc, p.id, l.id", Object[].class).setMaxResults(LINES_MAX);
    }

    private static void add(Map<Long, AssignableLine> found, TypedQuery<Object[]> query) {
        query.getResultStream().map(AssignmentQueries::line).forEach(line -> found.putIfAbsent(line.lineItemId(), line));
    }

    private static AssignableLine line(Object[] r) {
        return new AssignableLine((Long) r[0], (Long) r[1], (String) r[2], (String) r[3], (String) r[4], (String) r[5], (AmountBasis) r[6],
                (Boolean) r[7] ? ((BigDecimal) r[8]).subtract((BigDecimal) r[9]) : null);
    }

    /** @throws NotFoundException if there is no such line */
    @RolesAllowed("MANAGER")
    public AssignableLine line(long lineItemId) {
        return em.createQuery("select " + COLUMNS + " from LineItem l join l.purchaseOrder p where l.id = :id", Object[].class).setParameter("id", lineItemId)
                .getResultStream().findFirst().map(AssignmentQueries::line).orElseThrow(() -> new NotFoundException("LineItem", lineItemId));
    }

    /**
     * What putting an invoice on these lines would do, by the code that does it, its credit memos included. Nothing is written.
     *
     * @throws BusinessRuleException as {@link CorrectionService#assign}
     */
    @RolesAllowed("MANAGER")
    public AssignmentPreview preview(long invoiceId, List<AllocationPart> parts) {
        Split.Outcome outcome = corrections.simulate(invoiceId, parts);
        Map<Long, BigDecimal> given = new LinkedHashMap<>();
        em.createQuery("select a.lineItem.id, sum(a.purchaseOrderAmount) from Allocation a where a.invoice.id = :id group by a.lineItem.id order by a.lineItem.id", Object[].class)
                .setParameter("id", invoiceId).getResultStream().forEach(r -> given.put((Long) r[0], (BigDecimal) r[1]));
        List<LedgerEntry> entries = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            AllocatedAmount amount = outcome.amounts().get(i);
            AssignableLine line = line(parts.get(i).lineItemId());
            given.merge(line.lineItemId(), amount.purchaseOrderAmount().negate(), BigDecimal::add);
            entries.add(new LedgerEntry(line.lineItemId(), amount.covered(), amount.invoiceAmount(), amount.purchaseOrderAmount(), Currency.getInstance(line.currency()),
                    line.basis()));
        }
        memos.moved(invoice(invoiceId), entries, outcome.unallocated()).forEach((line, amount) -> given.merge(line, amount.negate(), BigDecimal::add));
        List<AssignmentPreview.Effect> effects = new ArrayList<>();
        given.forEach((id, back) -> {
            AssignableLine line = line(id);
            boolean chosen = parts.stream().anyMatch(p -> p.lineItemId() == id);
            if (back.signum() != 0 || chosen) {
                effects.add(new AssignmentPreview.Effect(line, line.balance() == null ? null : line.balance().add(back)));
            }
        });
        return new AssignmentPreview(outcome.amounts(), effects, outcome.unallocated());
    }

    private Invoice invoice(long id) {
        Invoice invoice = em.find(Invoice.class, id);
        if (invoice == null) {
            throw new NotFoundException("Invoice", id);
        }
        return invoice;
    }
}
