package org.openpo.ejb.invoice;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.invoice.Charge;
import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.ledger.Allocation;
import org.openpo.domain.ledger.AllocationHow;
import org.openpo.domain.ledger.Correction;
import org.openpo.domain.ledger.CorrectionKind;
import org.openpo.domain.ledger.Split;
import org.openpo.domain.match.Conversion;
import org.openpo.domain.money.RateTable;
import org.openpo.domain.money.Rounding;
import org.openpo.domain.order.LineItem;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrder;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.domain.rule.StaleVersionException;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.audit.Snapshots;
import org.openpo.ejb.ledger.Ledger;
import org.openpo.ejb.ledger.LostRaceException;
import org.openpo.ejb.ledger.RepeatsLostTransactions;
import org.openpo.ejb.match.MatchingService;
import org.openpo.ejb.rate.ExchangeRates;
import org.openpo.ejb.time.Now;

/**
 * What people decide about where an invoice stands (spec §4): other lines than the rules chose, none, or out altogether; and taking
 * such a decision back. Each needs a reason, takes the version that was read (null: whatever is there), is written as a
 * {@link Correction} with its ledger rows and its audit event in one transaction, and takes the invoice's credit memos along, but not
 * those that a person has assigned.
 *
 * <p>Locks, in this order: the invoice's credit lock, its row, the orders it stands on or comes to.
 */
@Stateless
@RolesAllowed("MANAGER")
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
@Interceptors(RepeatsLostTransactions.class)
public class CorrectionService {
    private static final int PARTS_MAX = 200;
    /** Allocations that a correction took back. */
    private static final String TAKEN_AWAY = "a.id in (select r.reversesId from Allocation r where r.correctionId = :correction and r.reversesId is not null)";

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @EJB
    private MatchingService matching;
    @EJB
    private Ledger ledger;
    @EJB
    private ExchangeRates rates;
    @EJB
    private AuditTrail audit;
    @Inject
    private Clock clock;

    /**
     * Puts an invoice on line items, instead of where it stands. What the parts leave stays unallocated.
     *
     * @param parts           one for reassigning, several for a split; no line twice; none takes the invoice off its lines
     * @param acceptOverspend let lines that hold back what their balance cannot cover go below zero
     * @throws BusinessRuleException naming each part that is wrong as {@code allocations[i]}
     */
    public void assign(long id, Long version, List<AllocationPart> parts, String reason, boolean acceptOverspend) {
        if (parts.isEmpty()) {
            unmatch(id, version, reason);
            return;
        }
        Invoice invoice = lock(id, version, reason);
        refuseVoid(invoice);
        Set<Long> orders = lockOrders(invoice, ordersOfLines(parts));
        List<LineItem> lines = lines(parts);
        Split.Outcome outcome = split(invoice, parts, lines);
        CorrectionKind kind = parts.size() == 1 ? CorrectionKind.REASSIGN : CorrectionKind.SPLIT;
        AllocationHow how = parts.size() == 1 ? AllocationHow.MANUAL : AllocationHow.SPLIT;
        correct(new Correction(invoice, kind, reason.strip(), acceptOverspend, actor(), Now.instant(clock)),
                orders, correction -> {
                    for (int i = 0; i < lines.size(); i++) {
                        ledger.post(invoice, lines.get(i).id(), outcome.amounts().get(i), how, decision(correction, correction.id()));
                    }
                    invoice.decided(Invoice.Stand.assigned(outcome.unallocated().signum() == 0), invoice.gross().subtract(outcome.unallocated()), Now.instant(clock));
                });
    }

    /** What {@link #assign} would put on each line, in the parts' order. Nothing is locked and nothing written. */
    public Split.Outcome simulate(long id, List<AllocationPart> parts) {
        Invoice invoice = em.find(Invoice.class, id);
        if (invoice == null) {
            throw new NotFoundException("Invoice", id);
        }
        return split(invoice, parts, lines(parts));
    }

    /** Takes an invoice off its line items, or an excluded one back in: an exception that rules leave alone until somebody asks for this one. */
    public void unmatch(long id, Long version, String reason) {
        Invoice invoice = lock(id, version, reason);
        if (invoice.state() == InvoiceState.EXCEPTION) {
            throw new BusinessRuleException("", ErrorCode.NOTHING_TO_UNMATCH);
        }
        if (Standing.of(invoice.stateReason()) == Standing.CANCELLED) {
            throw new BusinessRuleException("", ErrorCode.INVOICE_IS_VOID);
        }
        settle(invoice, CorrectionKind.UNMATCH, Invoice.Stand.unmatched(reason.strip()), reason);
    }

    /** The invoice needs no purchase order. */
    public void exclude(long id, Long version, String reason) {
        Invoice invoice = lock(id, version, reason);
        refuseVoid(invoice);
        if (invoice.state() == InvoiceState.EXCLUDED && invoice.duplicateOfId() == null) {
            throw new BusinessRuleException("state", ErrorCode.INVOICE_STATE_ALREADY, invoice.state());
        }
        settle(invoice, CorrectionKind.EXCLUDE, Invoice.Stand.settled(InvoiceState.EXCLUDED, reason.strip(), null), reason);
    }

    /** The invoice is another one once more, and needs no purchase order of its own. */
    public void markDuplicate(long id, Long version, long ofInvoiceId, String reason) {
        Invoice invoice = lock(id, version, reason);
        refuseVoid(invoice);
        Invoice of = em.find(Invoice.class, ofInvoiceId);
        if (of == null) {
            throw new BusinessRuleException("duplicateOf", ErrorCode.DUPLICATE_OF_UNKNOWN, String.valueOf(ofInvoiceId));
        }
        if (of.id() == id || Long.valueOf(id).equals(of.duplicateOfId())) {
            throw new BusinessRuleException("duplicateOf", ErrorCode.DUPLICATE_OF_ITSELF, of.invoiceId());
        }
        if (Long.valueOf(ofInvoiceId).equals(invoice.duplicateOfId())) {
            throw new BusinessRuleException("state", ErrorCode.INVOICE_STATE_ALREADY, invoice.state());
        }
        settle(invoice, CorrectionKind.DUPLICATE, Invoice.Stand.settled(InvoiceState.EXCLUDED, reason.strip(), ofInvoiceId), reason);
    }

    /** The invoice does not hold: the supplier took it back, or it was never right. */
    public void voidInvoice(long id, Long version, String reason) {
        Invoice invoice = lock(id, version, reason);
        if (invoice.state() == InvoiceState.VOID) {
            throw new BusinessRuleException("state", ErrorCode.INVOICE_STATE_ALREADY, invoice.state());
        }
        settle(invoice, CorrectionKind.VOID, Invoice.Stand.settled(InvoiceState.VOID, reason.strip(), null), reason);
    }

    /**
     * Takes back the last correction of the invoice that still holds: what stood before stands again, with the same amounts and rates. A
     * credit memo that followed its original follows it to where that stands now.
     *
     * @throws BusinessRuleException if there is none; if the invoice changed since; if a purchase order it would return to was deleted; if a
     *     line that holds back what its balance cannot cover would fall below zero
     */
    public void undo(long id, Long version, String reason) {
        Invoice invoice = lock(id, version, reason);
        Correction last = em.createQuery("select c from Correction c where c.invoice.id = :id and c.undoesId is null "
                        + "and not exists (select u.id from Correction u where u.undoesId = c.id) order by c.id desc", Correction.class)
                .setParameter("id", id).setMaxResults(1).getResultStream().findFirst()
                .orElseThrow(() -> new BusinessRuleException("", ErrorCode.NOTHING_TO_UNDO));
        Set<Long> orders = lockOrders(invoice, em.createQuery("select a.lineItem.purchaseOrder.id from Allocation a where " + TAKEN_AWAY, Long.class)
                .setParameter("correction", last.id()).getResultList());
        if (!isAsLeftBy(last, invoice)) {
            throw new BusinessRuleException("", ErrorCode.CHANGED_SINCE_CORRECTION, last.actor(), last.correctedAt());
        }
        List<Allocation> before = em.createQuery("select a from Allocation a join fetch a.lineItem l join fetch l.purchaseOrder where " + TAKEN_AWAY
                        + " order by a.id", Allocation.class)
                .setParameter("correction", last.id()).getResultList();
        before.stream().map(a -> a.lineItem().purchaseOrder()).filter(PurchaseOrder::isDeleted).findFirst().ifPresent(deleted -> {
            throw new BusinessRuleException("", ErrorCode.PURCHASE_ORDER_DELETED_SINCE, deleted.purchaseOrderId());
        });
        boolean followed = invoice.kind() == InvoiceKind.CREDIT_MEMO && before.stream().noneMatch(Allocation::isByPerson)
                && (!before.isEmpty() || last.before().state() == InvoiceState.EXCEPTION && !last.before().unmatchedByPerson());
        correct(last.undo(reason.strip(), actor(), Now.instant(clock)), orders, undo -> {
            if (followed) {
                em.flush();
                matching.match(invoice, actor());
                return;
            }
            before.forEach(a -> ledger.post(invoice, a.lineItem().id(), a.amount(), a.how(), decision(undo, a.correctionId())));
            BigDecimal covered = before.stream().map(Allocation::coveredAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
            invoice.decided(last.before(), covered, Now.instant(clock));
        });
    }

    /** Nothing has happened to the invoice since: neither its content nor where it stands. */
    private boolean isAsLeftBy(Correction last, Invoice invoice) {
        if (!invoice.fingerprint().equals(last.fingerprint())) {
            return false;
        }
        List<Allocation> standing = ledger.standing(invoice.id());
        return switch (last.kind()) {
            case REASSIGN, SPLIT -> !standing.isEmpty() && standing.stream().allMatch(a -> last.id().equals(a.correctionId()));
            case UNMATCH -> invoice.isUnmatchedByPerson() && last.reason().equals(invoice.stateReason());
            case EXCLUDE, DUPLICATE -> invoice.state() == InvoiceState.EXCLUDED && last.reason().equals(invoice.stateReason());
            case VOID -> invoice.state() == InvoiceState.VOID && last.reason().equals(invoice.stateReason());
            case UNDO -> throw new IllegalStateException("an undo is not undone: " + last.id());
        };
    }

    private void settle(Invoice invoice, CorrectionKind kind, Invoice.Stand stand, String reason) {
        correct(new Correction(invoice, kind, reason.strip(), false, actor(), Now.instant(clock)), lockOrders(invoice, List.of()),
                correction -> invoice.decided(stand, BigDecimal.ZERO, Now.instant(clock)));
    }

    /**
     * Locks the orders that the invoice and its credit memos stand on, and those it comes to. Lines are read after this, never before.
     *
     * @return all of them
     */
    private Set<Long> lockOrders(Invoice invoice, List<Long> further) {
        List<Long> moving = new ArrayList<>(List.of(invoice.id()));
        if (invoice.kind() == InvoiceKind.INVOICE) {
            matching.followers(invoice).forEach(memo -> moving.add(memo.id()));
        }
        return ledger.lockOrdersOf(moving, further);
    }

    /**
     * Takes back what stands, lets the work write what stands instead, and brings the credit memos along.
     *
     * @param orders the purchase orders that are written to; locked
     */
    private void correct(Correction correction, Set<Long> orders, Consumer<Correction> work) {
        Invoice invoice = correction.invoice();
        boolean followed = invoice.kind() == InvoiceKind.INVOICE;
        JsonObject before = Snapshots.of(invoice, ledger.standing(invoice.id()));
        Map<Long, BigDecimal> billed = holdingLines(orders).stream().collect(Collectors.toMap(HoldingLine::id, HoldingLine::billed));
        em.persist(correction);
        em.flush();
        if (followed) {
            matching.detachCreditMemos(invoice, actor());
        }
        ledger.reverseAll(invoice, decision(correction, correction.id()));
        work.accept(correction);
        em.flush();
        if (followed) {
            matching.letCreditMemosFollow(invoice, actor());
            em.flush();
        }
        if (!correction.isOverspendAccepted()) {
            refuseOverspend(correction.kind(), orders, billed);
        }
        audit.record(actor(), actionOf(correction.kind()), new AuditTrail.Subject("Invoice", invoice.id(), invoice.invoiceId()), before,
                Snapshots.of(invoice, ledger.standing(invoice.id())), correction.reason());
    }

    private static AuditAction actionOf(CorrectionKind kind) {
        return switch (kind) {
            case REASSIGN -> AuditAction.INVOICE_REASSIGNED;
            case SPLIT -> AuditAction.INVOICE_SPLIT;
            case UNMATCH -> AuditAction.INVOICE_UNMATCHED;
            case EXCLUDE -> AuditAction.INVOICE_EXCLUDED;
            case DUPLICATE -> AuditAction.INVOICE_MARKED_DUPLICATE;
            case VOID -> AuditAction.INVOICE_VOIDED;
            case UNDO -> AuditAction.INVOICE_CORRECTION_UNDONE;
        };
    }

    private Allocation.Decision decision(Correction correction, Long standsUnder) {
        return new Allocation.Decision(correction.actor(), correction.correctedAt(), correction.reason(), standsUnder);
    }

    private Invoice lock(long id, Long version, String reason) {
        if (reason == null || reason.isBlank()) {
            throw new BusinessRuleException("reason", ErrorCode.REASON_REQUIRED);
        }
        Checks.requireFitting(reason);
        if (Standing.of(reason.strip()) != Standing.DUE) {
            throw new BusinessRuleException("reason", ErrorCode.REASON_RESERVED, reason.strip());
        }
        Invoice invoice = em.find(Invoice.class, id);
        if (invoice == null) {
            throw new NotFoundException("Invoice", id);
        }
        int lock = creditLock(invoice);
        ledger.lockCredits(List.of(lock));
        ledger.lockInvoice(id);
        em.refresh(invoice);
        if (creditLock(invoice) != lock) {
            throw new LostRaceException("The invoice became one for another original: " + id);
        }
        if (version != null && invoice.version() != version) {
            throw new StaleVersionException(lastActor(invoice), invoice.updatedAt());
        }
        return invoice;
    }

    private static int creditLock(Invoice invoice) {
        return Invoice.creditLock(invoice.kind(), invoice.invoiceId(), invoice.originalInvoiceId(), Ledger.CREDIT_LOCKS);
    }

    private String lastActor(Invoice invoice) {
        return em.createQuery("select e.actor from AuditEvent e where e.objectType = 'Invoice' and e.objectId = :id order by e.id desc", String.class)
                .setParameter("id", String.valueOf(invoice.id())).setMaxResults(1).getResultStream().findFirst().orElse(invoice.createdBy());
    }

    private static void refuseVoid(Invoice invoice) {
        if (invoice.state() == InvoiceState.VOID) {
            throw new BusinessRuleException("", ErrorCode.INVOICE_IS_VOID);
        }
    }

    private List<Long> ordersOfLines(List<AllocationPart> parts) {
        if (parts.size() > PARTS_MAX) {
            throw new BusinessRuleException("allocations", ErrorCode.TOO_MANY, PARTS_MAX);
        }
        return em.createQuery("select l.purchaseOrder.id from LineItem l where l.id in :lines", Long.class)
                .setParameter("lines", parts.stream().map(AllocationPart::lineItemId).toList()).getResultList();
    }

    /** The lines of the parts, each there, open and of an order in use. */
    private List<LineItem> lines(List<AllocationPart> parts) {
        Checks checks = new Checks();
        Set<Long> seen = new HashSet<>();
        List<LineItem> lines = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String field = "allocations[" + i + "].lineItem";
            LineItem line = em.find(LineItem.class, parts.get(i).lineItemId());
            if (line == null || line.purchaseOrder().isDeleted()) {
                checks.add(field, ErrorCode.ALLOCATION_LINE_UNKNOWN, String.valueOf(parts.get(i).lineItemId()));
            } else if (!seen.add(line.id())) {
                checks.add(field, ErrorCode.ALLOCATION_LINE_TWICE, line.purchaseOrder().purchaseOrderId(), line.number());
            } else if (line.isClosed()) {
                checks.add(field, ErrorCode.LINE_CLOSED, line.purchaseOrder().purchaseOrderId(), line.number());
            } else if (line.purchaseOrder().isSuspended()) {
                checks.add(field, ErrorCode.PURCHASE_ORDER_SUSPENDED, line.purchaseOrder().purchaseOrderId());
            } else {
                lines.add(line);
            }
        }
        BusinessRuleException.throwIfAny(checks.violations());
        return lines;
    }

    private Split.Outcome split(Invoice invoice, List<AllocationPart> parts, List<LineItem> lines) {
        RateTable table = rates.table(invoice.currency(), invoice.issueDate());
        Checks checks = new Checks();
        List<Split.Part> sized = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            PurchaseOrder order = lines.get(i).purchaseOrder();
            AllocationPart part = parts.get(i);
            Conversion.of(invoice.facts(), order.currency(), order.amountBasis(), table).ifPresentOrElse(
                    whole -> sized.add(new Split.Part(new Split.Line(part.lineItemId(), order.amountBasis(), order.currency(), whole.purchaseOrderAmount(),
                            whole.rate(), whole.rateSource()), part.amount(), part.percent(), part.accounts())),
                    rateMissing(checks, "allocations[" + i + "].lineItem", invoice.currency(), order));
        }
        BusinessRuleException.throwIfAny(checks.violations());
        return Split.of(new Split.Source(invoice.gross(), invoice.net(), invoice.currency(), accountCharges(invoice)), sized);
    }

    private static Runnable rateMissing(Checks checks, String field, Currency from, PurchaseOrder order) {
        return () -> checks.add(field, ErrorCode.RATE_MISSING, order.purchaseOrderId(), from.getCurrencyCode(), order.currency().getCurrencyCode());
    }

    private static List<Split.AccountCharge> accountCharges(Invoice invoice) {
        Map<String, BigDecimal> byAccount = invoice.charges().stream().collect(Collectors.groupingBy(c -> c.account() == null ? "" : c.account(),
                LinkedHashMap::new, Collectors.reducing(BigDecimal.ZERO, Charge::amount, BigDecimal::add)));
        return byAccount.entrySet().stream().map(e -> new Split.AccountCharge(e.getKey(), e.getValue())).toList();
    }

    /** A tracked line that holds back what its balance cannot cover. */
    private record HoldingLine(long id, String purchaseOrderId, String number, String currency, BigDecimal total, BigDecimal billed) { }

    /** Read by columns, so that they show what the ledger wrote. */
    private List<HoldingLine> holdingLines(Set<Long> orders) {
        return orders.isEmpty() ? List.of() : em.createQuery("select l.id, l.purchaseOrder.purchaseOrderId, l.number, l.purchaseOrder.currency, l.total, l.billed from LineItem l "
                        + "where l.purchaseOrder.id in :orders and l.balanceTracked = true and l.overspendPolicy = :hold order by l.id", Object[].class)
                .setParameter("orders", orders).setParameter("hold", OverspendPolicy.HOLD).getResultStream()
                .map(r -> new HoldingLine((Long) r[0], (String) r[1], (String) r[2], (String) r[3], (BigDecimal) r[4], (BigDecimal) r[5])).toList();
    }

    private void refuseOverspend(CorrectionKind kind, Set<Long> orders, Map<Long, BigDecimal> billedBefore) {
        String field = kind == CorrectionKind.REASSIGN || kind == CorrectionKind.SPLIT ? "acceptOverspend" : "";
        Checks checks = new Checks();
        for (HoldingLine line : holdingLines(orders)) {
            BigDecimal before = billedBefore.getOrDefault(line.id, BigDecimal.ZERO);
            if (line.billed.compareTo(before) > 0 && line.billed.compareTo(line.total) > 0) {
                Currency currency = Currency.getInstance(line.currency);
                checks.add(field, ErrorCode.BALANCE_TOO_SMALL, line.purchaseOrderId, line.number, Rounding.toMinorUnit(line.total.subtract(before), currency),
                        Rounding.toMinorUnit(line.billed.subtract(before), currency), line.currency);
            }
        }
        BusinessRuleException.throwIfAny(checks.violations());
    }

    private String actor() {
        return context.getCallerPrincipal().getName();
    }
}
