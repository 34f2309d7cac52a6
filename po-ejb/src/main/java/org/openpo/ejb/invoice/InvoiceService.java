package org.openpo.ejb.invoice;

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

import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.ledger.TransactionRetry;

/** Commands on invoices. Runs without a transaction of its own: each invoice has its own, repeated if it loses against another one. */
@Stateless
@RolesAllowed("MANAGER")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class InvoiceService {
    /** Exceptions that one call matches again; callers repeat while some are left. */
    private static final int REMATCH_MAX = 5000;

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @EJB
    private InvoiceIntake intake;

    /**
     * Takes an invoice in and matches it.
     *
     * @throws BusinessRuleException with all violations of the draft
     */
    public IntakeResult register(InvoiceDraft draft, InvoiceSource source) {
        String actor = actor();
        return TransactionRetry.run(() -> intake.take(draft, source, null, actor));
    }

    /** Matches one invoice again that is in exception. */
    public IntakeResult rematch(long invoiceId) {
        String actor = actor();
        return TransactionRetry.run(() -> intake.rematch(invoiceId, actor));
    }

    /** Matches the invoices in exception again, in matching order (issue date, invoice ID), at most 5,000 of them. */
    public RematchResult rematchExceptions() {
        String actor = actor();
        List<Long> ids = em.createQuery("select i.id from Invoice i where i.state = org.openpo.domain.invoice.InvoiceState.EXCEPTION order by i.issueDate, i.invoiceKey", Long.class)
                .setMaxResults(REMATCH_MAX).getResultList();
        long matched = ids.stream().filter(id -> TransactionRetry.run(() -> intake.rematch(id, actor)).outcome() == IntakeResult.Outcome.CHANGED).count();
        return new RematchResult(ids.size(), matched);
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
