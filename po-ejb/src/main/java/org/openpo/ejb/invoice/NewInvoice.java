package org.openpo.ejb.invoice;

import java.time.Clock;
import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.audit.Snapshots;
import org.openpo.ejb.ledger.Ledger;
import org.openpo.ejb.ledger.LostRaceException;
import org.openpo.ejb.ledger.TransactionRetry;
import org.openpo.ejb.match.MatchingService;
import org.openpo.ejb.time.Now;

/** Writes one invoice that was not here before, and matches it, in the caller's transaction. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class NewInvoice {
    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private MatchingService matching;
    @EJB
    private Ledger ledger;
    @EJB
    private AuditTrail audit;
    @Inject
    private Clock clock;

    /** @throws LostRaceException if another transaction has just written this invoice */
    public IntakeResult create(Invoice invoice, Standing standing, String actor) {
        ledger.lockCredits(List.of(creditLock(invoice)));
        em.persist(invoice);
        try {
            em.flush();
        } catch (PersistenceException e) {
            throw TransactionRetry.isUniqueViolation(e) ? new LostRaceException(e) : e;
        }
        settle(invoice, standing, actor);
        em.flush();
        audit.record(actor, AuditAction.INVOICE_CREATED, subject(invoice), null, Snapshots.of(invoice), null);
        return new IntakeResult(invoice.id(), IntakeResult.Outcome.CREATED, invoice.state());
    }

    /** Gives an invoice, new or with new content, the state that it has by rule. */
    public void settle(Invoice invoice, Standing standing, String actor) {
        switch (standing) {
            case DUE -> matching.match(invoice, actor);
            case PAYMENT_RECEIPT -> invoice.settle(InvoiceState.EXCLUDED, standing.reason(), Now.instant(clock));
            case CANCELLED -> invoice.settle(InvoiceState.VOID, standing.reason(), Now.instant(clock));
        }
    }

    static int creditLock(Invoice invoice) {
        return creditLock(invoice.kind(), invoice.invoiceId(), invoice.originalInvoiceId());
    }

    static int creditLock(InvoiceKind kind, String invoiceId, String originalInvoiceId) {
        return Invoice.creditLock(kind, invoiceId, originalInvoiceId, Ledger.CREDIT_LOCKS);
    }

    static AuditTrail.Subject subject(Invoice invoice) {
        return new AuditTrail.Subject("Invoice", invoice.id(), invoice.invoiceId());
    }
}
