package org.openpo.ejb.invoice;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceRules;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.ledger.Allocation;
import org.openpo.domain.match.InvoiceFacts;
import org.openpo.domain.party.Seller;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.audit.Snapshots;
import org.openpo.ejb.ledger.Ledger;
import org.openpo.ejb.ledger.LostRaceException;
import org.openpo.ejb.match.InvoiceDoubts;
import org.openpo.ejb.match.MatchingService;
import org.openpo.ejb.match.Rematchable;
import org.openpo.ejb.match.Rematching;
import org.openpo.ejb.match.RematchScope;
import org.openpo.ejb.party.SellerService;
import org.openpo.ejb.time.Now;

/** Takes one invoice in and matches it, in one transaction of its own. Called by {@link InvoiceService} and by imports. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class InvoiceIntake {
    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private SellerService sellers;
    @EJB
    private NewInvoice newInvoice;
    @EJB
    private InvoiceDoubts doubts;
    @EJB
    private MatchingService matching;
    @EJB
    private Rematchable rematchable;
    @EJB
    private Rematching rematching;
    @EJB
    private Ledger ledger;
    @EJB
    private AuditTrail audit;
    @Inject
    private Clock clock;

    /** Takes in an invoice that is due. */
    public IntakeResult take(InvoiceDraft draft, InvoiceSource source, Long importJobId, String actor) {
        return take(draft, Standing.DUE, source, importJobId, actor);
    }

    /**
     * The same within the caller's transaction, for callers that write something together with the invoice.
     *
     * @throws BusinessRuleException with all violations of the draft; the caller's transaction is rolled back
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public IntakeResult takeWithin(InvoiceDraft raw, Standing standing, InvoiceSource source, Long importJobId, String actor) {
        return take(raw, standing, source, importJobId, actor);
    }

    /** @throws BusinessRuleException with all violations of the draft */
    public IntakeResult take(InvoiceDraft raw, Standing standing, InvoiceSource source, Long importJobId, String actor) {
        InvoiceDraft draft = InvoiceRules.complete(raw);
        BusinessRuleException.throwIfAny(InvoiceRules.check(draft));
        Optional<Seller> seller = sellers.find(draft.seller(), draft.sellerTaxId());
        Long sellerId = seller.map(Seller::id).orElse(null);
        String sellerName = seller.map(Seller::name).orElse(draft.seller().strip());
        Optional<Invoice> known = find(Invoice.sellerKeyOf(sellerId, sellerName), Invoice.keyOf(draft.invoiceId()))
                // It may have come before anybody knew the seller.
                .or(() -> find(Invoice.sellerKeyOf(null, draft.seller()), Invoice.keyOf(draft.invoiceId())));
        if (known.isEmpty()) {
            return newInvoice.create(new Invoice(draft, sellerId, sellerName, source, importJobId, actor, Now.instant(clock)), standing, actor);
        }
        Invoice invoice = known.get();
        Standing before = Standing.of(invoice.stateReason());
        boolean sellerNew = invoice.sellerId() == null && sellerId != null;
        // Only some sources can say that an invoice was cancelled; one that cannot does not bring it back.
        boolean cancelledBefore = source != InvoiceSource.FILE && before == Standing.CANCELLED && standing == Standing.DUE && invoice.fingerprint().equals(Invoice.fingerprintOf(draft));
        boolean receiptOfKnown = standing == Standing.PAYMENT_RECEIPT && before != Standing.PAYMENT_RECEIPT;
        if (receiptOfKnown || cancelledBefore || standing == before && !sellerNew && invoice.fingerprint().equals(Invoice.fingerprintOf(draft))) {
            return new IntakeResult(invoice.id(), IntakeResult.Outcome.UNCHANGED, invoice.state());
        }
        return revise(invoice, draft, standing, actor);
    }

    private void recogniseSeller(Invoice invoice) {
        // A second invoice of the seller with this ID cannot be; matching makes it an exception.
        if (invoice.sellerId() == null && doubts.namesake(invoice).isEmpty()) {
            sellers.find(invoice.sellerName(), invoice.sellerTaxId()).ifPresent(s -> invoice.recognise(s.id(), s.name()));
        }
    }

    private IntakeResult revise(Invoice invoice, InvoiceDraft draft, Standing standing, String actor) {
        lock(invoice, NewInvoice.creditLock(draft.kind(), draft.invoiceId(), draft.originalInvoiceId()));
        JsonObject before = Snapshots.of(invoice);
        undoRuleAllocations(invoice, actor);
        matching.detachCreditMemos(invoice, actor);
        recogniseSeller(invoice);
        invoice.revise(draft, Now.instant(clock));
        boolean settledByPerson = (invoice.state() == InvoiceState.EXCLUDED || invoice.state() == InvoiceState.VOID)
                && Standing.of(invoice.stateReason()) == Standing.DUE;
        if (standing != Standing.DUE || !settledByPerson && !invoice.isUnmatchedByPerson()) {
            newInvoice.settle(invoice, standing, actor);
        }
        em.flush();
        audit.record(actor, AuditAction.INVOICE_CHANGED, NewInvoice.subject(invoice), before, Snapshots.of(invoice), null);
        return new IntakeResult(invoice.id(), IntakeResult.Outcome.CHANGED, invoice.state());
    }

    /** Matches an invoice again that is in exception, also one that a person took off its lines; others are left as they are. */
    public IntakeResult rematch(long invoiceId, String actor) {
        return rematch(invoiceId, true, actor);
    }

    /** The same, but what a person took off its lines is left. */
    public IntakeResult rematchByRule(long invoiceId, String actor) {
        return rematch(invoiceId, false, actor);
    }

    private IntakeResult rematch(long invoiceId, boolean takenOffAsWell, String actor) {
        Invoice invoice = em.find(Invoice.class, invoiceId);
        if (invoice == null) {
            throw new NotFoundException("Invoice", invoiceId);
        }
        lock(invoice, NewInvoice.creditLock(invoice));
        if (invoice.state() != InvoiceState.EXCEPTION || !takenOffAsWell && invoice.isUnmatchedByPerson()) {
            return new IntakeResult(invoice.id(), IntakeResult.Outcome.UNCHANGED, invoice.state());
        }
        JsonObject before = Snapshots.of(invoice);
        recogniseSeller(invoice);
        matching.match(invoice, actor);
        em.flush();
        boolean matched = invoice.state() != InvoiceState.EXCEPTION;
        JsonObject after = Snapshots.of(invoice);
        if (!after.equals(before)) {
            audit.record(actor, AuditAction.INVOICE_REMATCHED, NewInvoice.subject(invoice), before, after, null);
        }
        return new IntakeResult(invoice.id(), matched ? IntakeResult.Outcome.CHANGED : IntakeResult.Outcome.UNCHANGED, invoice.state());
    }

    /**
     * Matches an invoice again if the matcher then chooses a line of one order; otherwise it is left as it is. What a person decided stays.
     *
     * @param scope EXCEPTIONS leaves invoices alone that have a line
     * @return what stood before it was matched again, or empty if it was left
     */
    public Optional<InvoiceState> rematchFor(long purchaseOrderKey, long invoiceId, RematchScope scope, String actor) {
        Invoice invoice = em.find(Invoice.class, invoiceId);
        if (invoice == null) {
            return Optional.empty();
        }
        lock(invoice, NewInvoice.creditLock(invoice));
        List<Allocation> standing = ledger.standing(invoiceId);
        if (!Rematchable.isMovable(invoice, standing, scope) || !doubts.about(invoice).isEmpty()) {
            return Optional.empty();
        }
        Optional<Seller> seller = invoice.sellerId() == null ? sellers.find(invoice.sellerName(), invoice.sellerTaxId()) : Optional.empty();
        InvoiceFacts facts = seller.map(s -> invoice.facts().ofSeller(s.id())).orElseGet(invoice::facts);
        List<Long> memos = rematchable.creditMemos(List.of(invoice)).stream()
                .filter(memo -> memo.sellerKey().equals(invoice.sellerKey()) && memo.currency().equals(invoice.currency())).map(Invoice::id).toList();
        List<Allocation> released = Stream.concat(standing.stream(), rematchable.standing(memos).stream().filter(a -> !a.isByPerson())).toList();
        if (!rematching.moves(facts, released, standing.stream().map(a -> a.lineItem().id()).toList(), purchaseOrderKey)) {
            return Optional.empty();
        }
        InvoiceState stateBefore = invoice.state();
        JsonObject before = Snapshots.of(invoice);
        ledger.reverseAll(invoice, Allocation.Decision.byRule(actor, Now.instant(clock)));
        matching.detachCreditMemos(invoice, actor);
        recogniseSeller(invoice);
        em.flush();
        matching.matchAsIs(invoice, actor);
        em.flush();
        audit.record(actor, AuditAction.INVOICE_REMATCHED, NewInvoice.subject(invoice), before, Snapshots.of(invoice), null);
        // A seller that is recognised now may bring a doubt with it.
        return invoice.state() == InvoiceState.EXCEPTION ? Optional.empty() : Optional.of(stateBefore);
    }

    private void undoRuleAllocations(Invoice invoice, String actor) {
        boolean byHand = ledger.standing(invoice.id()).stream().anyMatch(Allocation::isByPerson);
        if (byHand) {
            throw new BusinessRuleException("invoiceId", ErrorCode.AMOUNT_CHANGED_BUT_ASSIGNED_BY_HAND, invoice.invoiceId());
        }
        ledger.reverseAll(invoice, Allocation.Decision.byRule(actor, Now.instant(clock)));
    }

    /** @param creditLock that the invoice will need, apart from the one it needs as it is */
    private void lock(Invoice invoice, int creditLock) {
        int needed = NewInvoice.creditLock(invoice);
        ledger.lockCredits(List.of(needed, creditLock));
        ledger.lockInvoice(invoice.id());
        em.refresh(invoice);
        if (NewInvoice.creditLock(invoice) != needed) {
            throw new LostRaceException("The invoice became one for another original: " + invoice.id());
        }
    }

    private Optional<Invoice> find(String sellerKey, String invoiceKey) {
        return em.createQuery("select i from Invoice i where i.sellerKey = :seller and i.invoiceKey = :key", Invoice.class)
                .setParameter("seller", sellerKey).setParameter("key", invoiceKey).getResultStream().findFirst();
    }
}
