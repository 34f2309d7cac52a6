package org.openpo.ejb.match;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.ledger.AllocatedAmount;
import org.openpo.domain.ledger.Allocation;
import org.openpo.domain.ledger.CreditMemoAllocator;
import org.openpo.domain.ledger.LedgerEntry;
import org.openpo.domain.match.CandidateLine;
import org.openpo.domain.match.CandidateTrace;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.match.InvoiceFacts;
import org.openpo.domain.match.InvoiceMatcher;
import org.openpo.domain.match.MatchRequest;
import org.openpo.domain.match.MatchResult;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.audit.Snapshots;
import org.openpo.ejb.ledger.Ledger;
import org.openpo.ejb.time.Now;

/**
 * The matching session bean: collects the candidates of an invoice, locks the orders it may write to, asks {@link InvoiceMatcher},
 * and writes the allocation or the exception. Joins the caller's transaction, so that an invoice and its match are one fact.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class MatchingService {
    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private Candidates candidates;
    @EJB
    private Requests requests;
    @EJB
    private InvoiceDoubts doubts;
    @EJB
    private MarketplaceReferences marketplace;
    @EJB
    private Ledger ledger;
    @EJB
    private AuditTrail audit;
    @Inject
    private Clock clock;

    /**
     * Matches an invoice that has no standing allocation. Credit memos that waited for it are matched after it. A purchase order or line
     * that a Marketplace invoice names and that is missing is made first, if the setting says so.
     *
     * @param actor who is named in the ledger
     */
    public void match(Invoice invoice, String actor) {
        match(invoice, true, actor);
    }

    /** Matches an invoice as {@link #match} does, but to what there is: nothing is made for it. */
    public void matchAsIs(Invoice invoice, String actor) {
        match(invoice, false, actor);
    }

    private void match(Invoice invoice, boolean provide, String actor) {
        List<ExceptionCode> unsettled = doubts.about(invoice);
        if (!unsettled.isEmpty()) {
            except(invoice, unsettled);
            return;
        }
        if (invoice.kind() == InvoiceKind.CREDIT_MEMO) {
            followOriginal(invoice, actor);
            return;
        }
        if (provide) {
            marketplace.provideFor(invoice, actor);
        }
        matchByRule(invoice, actor);
        if (invoice.state() == InvoiceState.MATCHED) {
            em.flush();
            letCreditMemosFollow(invoice, actor);
        }
    }

    /** Lets the credit memos that wait for this invoice follow it to where it stands now, in matching order. */
    public void letCreditMemosFollow(Invoice original, String actor) {
        for (Invoice memo : waitingFor(original)) {
            ledger.lockInvoice(memo.id());
            em.refresh(memo);
            if (memo.state() == InvoiceState.EXCEPTION && !memo.isUnmatchedByPerson() && doubts.about(memo).isEmpty()) {
                JsonObject before = Snapshots.of(memo);
                followOriginal(memo, actor);
                em.flush();
                audit.record(actor, AuditAction.INVOICE_REMATCHED, new AuditTrail.Subject("Invoice", memo.id(), memo.invoiceId()), before, Snapshots.of(memo), null);
            }
        }
    }

    private void matchByRule(Invoice invoice, String actor) {
        InvoiceFacts facts = invoice.facts();
        Set<Long> locked = new HashSet<>();
        while (true) {
            MatchRequest race = request(facts);
            // Only orders still in the race can be written to or decide by their balance. Lock those, then look again: what another
            // transaction wrote in between counts. A second look that needs more locks is rare and repeats.
            Set<Long> wanted = InvoiceMatcher.ordersInRace(race);
            if (locked.containsAll(wanted)) {
                // Near misses tell people how close it was, and the exception its code. They cannot win, unless somebody has just changed one.
                MatchRequest all = withNearMisses(race);
                MatchResult result = InvoiceMatcher.match(all);
                wanted = ordersInRace(result);
                if (locked.containsAll(wanted)) {
                    write(invoice, all, result, actor);
                    return;
                }
            }
            locked.addAll(wanted);
            ledger.lockOrders(locked);
        }
    }

    private MatchRequest request(InvoiceFacts facts) {
        return requests.of(facts, candidates.eligible(facts), candidates.referenced(facts).orElse(null));
    }

    private MatchRequest withNearMisses(MatchRequest race) {
        List<CandidateLine> lines = new ArrayList<>(race.candidates());
        lines.addAll(candidates.nearMisses(race.invoice(), lines));
        return requests.of(race.invoice(), lines, race.referenced());
    }

    /** The orders that can be written to, or decide by their balance. */
    static Set<Long> ordersInRace(MatchResult result) {
        return result.candidates().stream().filter(CandidateTrace::isInRace).map(CandidateTrace::purchaseOrderKey).collect(Collectors.toSet());
    }

    private void write(Invoice invoice, MatchRequest request, MatchResult result, String actor) {
        result.chosen().ifPresent(c -> ledger.post(invoice, c.lineItemId(), RuleOutcome.amount(invoice, c), c.how(), byRule(actor)));
        RuleOutcome.of(request, result).noteOn(invoice, Now.instant(clock));
    }

    /** A credit memo gives back what its original took, in proportion (reference D9). */
    private void followOriginal(Invoice memo, String actor) {
        Optional<Invoice> original = original(memo);
        if (original.isEmpty()) {
            except(memo);
            return;
        }
        // The original's row first: whoever moves its allocations takes it as well.
        ledger.lockInvoice(original.get().id());
        em.refresh(original.get());
        List<Allocation> related = withCreditMemos(original.get(), memo);
        ledger.lockOrders(related.stream().map(a -> a.lineItem().purchaseOrder().id()).toList());
        Map<Long, Allocation> lastOnLine = new LinkedHashMap<>();
        related.forEach(a -> lastOnLine.put(a.lineItem().id(), a));
        CreditMemoAllocator.Shares shares = shares(memo, original.get(), related);
        if (shares.shares().isEmpty()) {
            except(memo);
            return;
        }
        for (LedgerEntry share : shares.shares()) {
            Allocation model = lastOnLine.get(share.lineItemId());
            ledger.post(memo, share.lineItemId(), new AllocatedAmount(share.covered(), share.invoiceAmount(), share.purchaseOrderAmount(), model.rate(),
                    model.rateSource()), model.how(), byRule(actor));
        }
        InvoiceState state = shares.unallocated().signum() == 0 ? InvoiceState.MATCHED : InvoiceState.PARTLY_MATCHED;
        memo.matched(state, List.of(), memo.gross().subtract(shares.unallocated()), ExplanationJson.write(explainMemo(state, shares, lastOnLine)), Now.instant(clock));
    }

    /** Whether a credit memo that is matched now finds something of its original to give back. Locks nothing. */
    public boolean findsOriginal(Invoice memo) {
        return original(memo).filter(original -> !shares(memo, original, withCreditMemos(original, memo)).shares().isEmpty()).isPresent();
    }

    private CreditMemoAllocator.Shares shares(Invoice memo, Invoice original, List<Allocation> related) {
        return CreditMemoAllocator.allocate(new CreditMemoAllocator.Credit(memo.gross(), memo.net(), memo.currency()),
                related.stream().map(MatchingService::entry).toList(), openUnallocated(original, memo));
    }

    /** What no line pays of the original, less what other credit memos gave back of that. */
    private BigDecimal openUnallocated(Invoice original, Invoice except) {
        return followers(original).stream().filter(other -> !other.id().equals(except.id()))
                .map(other -> other.gross().subtract(other.allocated()))
                .reduce(original.gross().subtract(original.allocated()), BigDecimal::add);
    }

    static LedgerEntry entry(Allocation a) {
        return new LedgerEntry(a.lineItem().id(), a.coveredAmount(), a.invoiceAmount(), a.purchaseOrderAmount(), a.lineItem().purchaseOrder().currency(),
                a.lineItem().purchaseOrder().amountBasis());
    }

    private Allocation.Decision byRule(String actor) {
        return Allocation.Decision.byRule(actor, Now.instant(clock));
    }

    private void except(Invoice memo) {
        except(memo, List.of(ExceptionCode.ORIGINAL_UNKNOWN));
    }

    private void except(Invoice invoice, List<ExceptionCode> codes) {
        RuleOutcome.doubtful(codes).noteOn(invoice, Now.instant(clock));
    }

    private static Explanation explainMemo(InvoiceState state, CreditMemoAllocator.Shares shares, Map<Long, Allocation> lines) {
        List<Explanation.Candidate> candidates = new ArrayList<>();
        for (LedgerEntry share : shares.shares()) {
            var line = lines.get(share.lineItemId()).lineItem();
            candidates.add(new Explanation.Candidate(line.purchaseOrder().id(), line.purchaseOrder().purchaseOrderId(), line.number(),
                    candidates.size() + 1, null, null, null, share.purchaseOrderAmount(), null, null));
        }
        LedgerEntry first = shares.shares().get(0);
        Allocation model = lines.get(first.lineItemId());
        return new Explanation(state, new Explanation.Chosen(candidates.get(0).purchaseOrderId(), candidates.get(0).lineItemNumber(),
                first.purchaseOrderAmount(), first.purchaseOrderCurrency().getCurrencyCode(), model.rate(), model.rateSource().name()),
                "ORIGINAL", List.of(), candidates, 0, null);
    }

    private Optional<Invoice> original(Invoice memo) {
        if (memo.originalInvoiceKey() == null) {
            return Optional.empty();
        }
        return em.createQuery("select i from Invoice i where i.invoiceKey = :key and i.sellerKey = :seller and i.currency = :currency", Invoice.class)
                .setParameter("key", memo.originalInvoiceKey()).setParameter("seller", memo.sellerKey())
                .setParameter("currency", memo.currency().getCurrencyCode())
                .getResultStream().filter(i -> !i.id().equals(memo.id()) && i.kind() == InvoiceKind.INVOICE).findFirst();
    }

    /**
     * Takes back what the credit memos of an invoice have given back, because the invoice itself is about to move: they wait for it
     * again, and {@link #letCreditMemosFollow} brings them to where it goes. Those that a person assigned stay where they are.
     */
    public void detachCreditMemos(Invoice original, String actor) {
        for (Invoice memo : followers(original)) {
            ledger.lockInvoice(memo.id());
            em.refresh(memo);
            JsonObject before = Snapshots.of(memo);
            ledger.reverseAll(memo, byRule(actor));
            except(memo);
            em.flush();
            audit.record(actor, AuditAction.INVOICE_CHANGED, new AuditTrail.Subject("Invoice", memo.id(), memo.invoiceId()), before, Snapshots.of(memo), null);
        }
    }

    /** The credit memos that follow this invoice: they have given back what it took, and no person assigned them. */
    public List<Invoice> followers(Invoice original) {
        return creditMemosOf(original, "i", " and i.state in (org.openpo.domain.invoice.InvoiceState.MATCHED, org.openpo.domain.invoice.InvoiceState.PARTLY_MATCHED) "
                + "and not exists (select a.id from Allocation a where a.invoice = i and " + Ledger.STANDING + " and a.correctionId is not null) order by i.id", Invoice.class).getResultList();
    }

    private List<Invoice> waitingFor(Invoice original) {
        return creditMemosOf(original, "i", " and i.state = org.openpo.domain.invoice.InvoiceState.EXCEPTION and i.unmatchedByPerson = false "
                + "order by i.issueDate, i.invoiceKey, i.id", Invoice.class).getResultList();
    }

    private <T> TypedQuery<T> creditMemosOf(Invoice original, String selected, String further, Class<T> type) {
        return em.createQuery("select " + selected + " from Invoice i where i.originalInvoiceKey = :key and i.sellerKey = :seller and i.currency = :currency "
                        + "and i.kind = org.openpo.domain.invoice.InvoiceKind.CREDIT_MEMO" + further, type)
                .setParameter("key", Invoice.keyOf(original.invoiceId())).setParameter("seller", original.sellerKey())
                .setParameter("currency", original.currency().getCurrencyCode());
    }

    /** What stands of the original and of the other credit memos for it, oldest first. */
    private List<Allocation> withCreditMemos(Invoice original, Invoice except) {
        // The invoices first: asked for in one question with "or", PostgreSQL reads all allocations there are.
        List<Long> invoices = new ArrayList<>(creditMemosOf(original, "i.id", " and i.id <> :except", Long.class).setParameter("except", except.id()).getResultList());
        invoices.add(original.id());
        return em.createQuery("select a from Allocation a join fetch a.lineItem l join fetch l.purchaseOrder where " + Ledger.STANDING + " and a.invoice.id in :invoices order by a.id",
                Allocation.class).setParameter("invoices", invoices).getResultList();
    }

    /** How the invoice's last matching came out; empty before the first. */
    @PermitAll
    public static Optional<Explanation> explanation(String kept) {
        return kept == null ? Optional.empty() : Optional.of(ExplanationJson.read(kept));
    }
}
