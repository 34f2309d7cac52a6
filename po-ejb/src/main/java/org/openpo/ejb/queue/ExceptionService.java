package org.openpo.ejb.queue;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.interceptor.Interceptors;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.domain.rule.TextKeys;
import org.openpo.ejb.access.AccountService;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.audit.Snapshots;
import org.openpo.ejb.ledger.Ledger;
import org.openpo.ejb.ledger.RepeatsLostTransactions;
import org.openpo.ejb.match.InvoiceDoubts;

/** What people do to an exception without deciding yet where its amount goes. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
@Interceptors(RepeatsLostTransactions.class)
@RolesAllowed("MANAGER")
public class ExceptionService {
    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @EJB
    private Ledger ledger;
    @EJB
    private AccountService accounts;
    @EJB
    private InvoiceDoubts doubts;
    @EJB
    private AuditTrail audit;

    /**
     * Says who takes care of an exception.
     *
     * @param assignee account name of an active manager or administrator, or null for nobody
     * @throws BusinessRuleException NOT_AN_EXCEPTION; ACCOUNT_UNKNOWN if nobody of that name may resolve exceptions
     */
    public void assign(long invoiceId, String assignee) {
        Invoice invoice = exception(invoiceId);
        String account = assignee == null || assignee.isBlank() ? null : accounts.resolvers().stream()
                .filter(name -> TextKeys.of(name).equals(TextKeys.of(assignee))).findFirst()
                .orElseThrow(() -> new BusinessRuleException("assignee", ErrorCode.ACCOUNT_UNKNOWN, assignee.strip()));
        JsonObject before = Snapshots.of(invoice);
        invoice.assignTo(account);
        record(AuditAction.INVOICE_ASSIGNED, invoice, before, null);
    }

    /**
     * Notes that a person has looked at a doubt and found the invoice right: DUPLICATE or AMOUNT_INCONSISTENT. The next matching lets it pass.
     *
     * @throws BusinessRuleException NOT_AN_EXCEPTION; SURELY_DUPLICATE if the seller has an invoice of this ID already
     */
    public void accept(long invoiceId, ExceptionCode doubt, String reason) {
        Checks.requireFitting(reason);
        Invoice invoice = exception(invoiceId);
        if (doubt == ExceptionCode.DUPLICATE) {
            doubts.twin(invoice).filter(InvoiceDoubts.Twin::certain).ifPresent(twin -> {
                throw new BusinessRuleException("", ErrorCode.SURELY_DUPLICATE, twin.invoiceId());
            });
        }
        JsonObject before = Snapshots.of(invoice);
        invoice.accept(doubt);
        record(AuditAction.INVOICE_DOUBT_SETTLED, invoice, before, reason);
    }

    private Invoice exception(long invoiceId) {
        Invoice invoice = em.find(Invoice.class, invoiceId);
        if (invoice == null) {
            throw new NotFoundException("Invoice", invoiceId);
        }
        ledger.lockInvoice(invoiceId);
        em.refresh(invoice);
        if (invoice.state() != InvoiceState.EXCEPTION) {
            throw new BusinessRuleException("", ErrorCode.NOT_AN_EXCEPTION, invoice.invoiceId());
        }
        return invoice;
    }

    private void record(AuditAction action, Invoice invoice, JsonObject before, String reason) {
        em.flush();
        audit.record(context.getCallerPrincipal().getName(), action, new AuditTrail.Subject("Invoice", invoice.id(), invoice.invoiceId()),
                before, Snapshots.of(invoice), reason);
    }
}
