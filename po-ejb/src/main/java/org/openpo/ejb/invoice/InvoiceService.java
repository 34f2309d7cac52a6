package org.openpo.ejb.invoice;

import java.time.LocalDate;
import java.util.List;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;

import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.ledger.TransactionRetry;

/** Commands on invoices. Runs without a transaction of its own: each invoice, or each piece of many, has its own, repeated if it loses against another one. */
@Stateless
@RolesAllowed("MANAGER")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class InvoiceService {
    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @EJB
    private InvoiceIntake intake;
    @EJB
    private BulkIntake bulk;
    @EJB
    private RematchChunk chunk;

    /**
     * Takes an invoice in and matches it.
     *
     * @throws BusinessRuleException with all violations of the draft
     */
    public IntakeResult register(InvoiceDraft draft, InvoiceSource source) {
        String actor = actor();
        return TransactionRetry.run(() -> intake.take(draft, source, null, actor));
    }

    /**
     * Takes invoices in and matches them, in the order in which they are given. One that is refused does not stop the others.
     *
     * @return one answer for each, in the same order
     */
    public List<BulkIntake.Answer> registerAll(List<InvoiceDraft> drafts, InvoiceSource source) {
        return bulk.take(drafts.stream().map(Arrival::due).toList(), source, null, actor());
    }

    /** Matches one invoice again that is in exception, also one that a person took off its line. */
    public IntakeResult rematch(long invoiceId) {
        String actor = actor();
        return TransactionRetry.run(() -> intake.rematch(invoiceId, actor));
    }

    /** Matches all invoices in exception again but those a person took off their lines, in matching order (issue date, invoice ID). One that cannot be matched now does not stop the others. */
    public RematchResult rematchExceptions() {
        String actor = actor();
        long tried = 0;
        long matched = 0;
        List<Object[]> part = exceptionsAfter(LocalDate.MIN, "", 0);
        while (!part.isEmpty()) {
            tried += part.size();
            matched += RematchRun.of(part.stream().map(row -> (Long) row[0]).toList(), piece -> chunk.rematch(piece, actor),
                    id -> intake.rematchByRule(id, actor).outcome() == IntakeResult.Outcome.CHANGED, false).stream().filter(now -> now).count();
            Object[] last = part.get(part.size() - 1);
            part = exceptionsAfter((LocalDate) last[1], (String) last[2], (Long) last[0]);
        }
        return new RematchResult(tried, matched);
    }

    private List<Object[]> exceptionsAfter(LocalDate date, String key, long id) {
        String after = date.equals(LocalDate.MIN) ? "" : " and (i.issueDate > :date or (i.issueDate = :date and (i.invoiceKey > :key or (i.invoiceKey = :key and i.id > :id))))";
        TypedQuery<Object[]> query = em.createQuery("select i.id, i.issueDate, i.invoiceKey from Invoice i where i.state = org.openpo.domain.invoice.InvoiceState.EXCEPTION and i.unmatchedByPerson = false"
                + after + " order by i.issueDate, i.invoiceKey, i.id", Object[].class).setMaxResults(RematchRun.CHUNK);
        if (!after.isEmpty()) {
            query.setParameter("date", date).setParameter("key", key).setParameter("id", id);
        }
        return query.getResultList();
    }

    private String actor() {
        return context.getCallerPrincipal().getName();
    }

    /**
     * Outcome of {@link #rematchExceptions}.
     *
     * @param tried   invoices in exception that were looked at
     * @param matched of these, how many have a line item now
     */
    public record RematchResult(long tried, long matched) { }
}
