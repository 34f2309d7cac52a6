package org.openpo.ejb.invoice;

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
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceRules;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.ledger.Allocation;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Violation;
import org.openpo.domain.setting.Setting;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.audit.Snapshots;
import org.openpo.ejb.ledger.Ledger;
import org.openpo.ejb.match.BulkMatching;
import org.openpo.ejb.match.InvoiceDoubts;
import org.openpo.ejb.match.RuleOutcome;
import org.openpo.ejb.party.SellerService;
import org.openpo.ejb.query.RowBatch;
import org.openpo.ejb.setting.SettingService;
import org.openpo.ejb.time.Now;

/**
 * Takes several invoices in within one transaction, as {@link InvoiceIntake} does one by one: what they have in common is read once, and
 * what they write is written together. It takes the ordinary ones, which are almost all: new invoices, new credit memos, and what is
 * here already with the same content. It stops before the first that is none of these.
 *
 * <p>Locks: the credit locks of all, then the orders of all, each in the order of their ids. Rows that others may wait for come after
 * both; a credit memo takes the row of its original while it holds the credit lock under which everybody takes that row.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class IntakeChunk {
    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private SellerService sellers;
    @EJB
    private SettingService settings;
    @EJB
    private InvoiceDoubts doubts;
    @EJB
    private BulkMatching matching;
    @EJB
    private NewInvoice newInvoice;
    @EJB
    private Ledger ledger;
    @EJB
    private AuditTrail audit;
    @Inject
    private Clock clock;

    /** The same within the caller's transaction, for callers that write something together with the invoices. Detaches what is managed. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public InPieces.Part<BulkIntake.Answer> takeWithin(List<Arrival> arrivals, InvoiceSource source, Long importJobId, String actor) {
        return take(arrivals, source, importJobId, actor);
    }

    /** Takes in as many as are ordinary, from the first on. */
    public InPieces.Part<BulkIntake.Answer> take(List<Arrival> arrivals, InvoiceSource source, Long importJobId, String actor) {
        List<Newcomer> newcomers = read(arrivals);
        return InPieces.Part.ofFirst(newcomers, Newcomer::isOrdinary, new Work(source, importJobId, actor)::takeIn);
    }

    /** One arrival and what is known of it: a draft that is right, or an answer, or neither if it has to be taken in alone. */
    private record Newcomer(InvoiceDraft draft, Standing standing, Long sellerId, String sellerName, BulkIntake.Answer answer) {
        boolean isOrdinary() {
            return draft != null || answer != null;
        }

        boolean isNew() {
            return draft != null;
        }

        static Newcomer answered(BulkIntake.Answer answer) {
            return new Newcomer(null, null, null, null, answer);
        }

        static Newcomer alone() {
            return new Newcomer(null, null, null, null, null);
        }

        String key() {
            return Invoice.sellerKeyOf(sellerId, sellerName) + '\n' + Invoice.keyOf(draft.invoiceId());
        }

        /** The key that it would have had before anybody knew the seller. */
        String keyBefore() {
            return Invoice.sellerKeyOf(null, draft.seller()) + '\n' + Invoice.keyOf(draft.invoiceId());
        }
    }

    /** What is known of an invoice that is here. */
    private record Known(long id, Long sellerId, String fingerprint, InvoiceState state, String stateReason) { }

    private List<Newcomer> read(List<Arrival> arrivals) {
        List<Newcomer> read = new ArrayList<>();
        SellerService.Directory directory = sellers.directory(arrivals.stream().map(a -> a.draft().seller()).toList(), arrivals.stream().map(a -> a.draft().sellerTaxId()).toList());
        for (Arrival arrival : arrivals) {
            InvoiceDraft draft = InvoiceRules.complete(arrival.draft());
            List<Violation> violations = InvoiceRules.check(draft);
            if (violations.isEmpty()) {
                Optional<SellerService.Known> seller = directory.find(draft.seller(), draft.sellerTaxId());
                read.add(new Newcomer(draft, arrival.standing(), seller.map(SellerService.Known::id).orElse(null),
                        seller.map(SellerService.Known::name).orElse(draft.seller().strip()), null));
            } else {
                read.add(Newcomer.answered(new BulkIntake.Answer(null, new BusinessRuleException(violations))));
            }
        }
        return judged(read);
    }

    /** Sorts out what is here already and what is not ordinary. */
    private List<Newcomer> judged(List<Newcomer> read) {
        Map<String, Known> here = here(read);
        boolean creates = settings.isOn(Setting.CREATE_PURCHASE_ORDER_FROM_MARKETPLACE_REFERENCE);
        Set<String> seen = new HashSet<>();
        List<Newcomer> judged = new ArrayList<>();
        for (Newcomer n : read) {
            if (!n.isNew()) {
                judged.add(n);
                continue;
            }
            Known known = here.getOrDefault(n.key(), here.get(n.keyBefore()));
            boolean again = seen.contains(n.key()) || seen.contains(n.keyBefore());
            seen.add(n.key());
            boolean creating = creates && n.draft().invoiceClass() == InvoiceClass.MARKETPLACE && n.draft().purchaseOrderReference() != null;
            if (known != null && !again && isUnchanged(known, n)) {
                judged.add(Newcomer.answered(new BulkIntake.Answer(new IntakeResult(known.id(), IntakeResult.Outcome.UNCHANGED, known.state()), null)));
            } else {
                judged.add(known != null || again || creating ? Newcomer.alone() : n);
            }
        }
        return judged;
    }

    /** The plain case of what {@link InvoiceIntake} leaves as it is. */
    private static boolean isUnchanged(Known known, Newcomer n) {
        return Standing.of(known.stateReason()) == n.standing() && !(known.sellerId() == null && n.sellerId() != null)
                && known.fingerprint().equals(Invoice.fingerprintOf(n.draft()));
    }

    private Map<String, Known> here(List<Newcomer> read) {
        List<String> keys = read.stream().filter(Newcomer::isNew).map(n -> Invoice.keyOf(n.draft().invoiceId())).distinct().toList();
        return keys.isEmpty() ? Map.of() : em.createQuery("select i.sellerKey, i.invoiceKey, i.id, i.sellerId, i.fingerprint, i.state, i.stateReason from Invoice i "
                        + "where i.invoiceKey in :keys", Object[].class).setParameter("keys", keys).getResultStream()
                .collect(Collectors.toMap(r -> r[0] + "\n" + r[1], r -> new Known((Long) r[2], (Long) r[3], (String) r[4], (InvoiceState) r[5], (String) r[6])));
    }

    /** The taking in of the ordinary ones. */
    private final class Work {
        private final InvoiceSource source;
        private final Long importJobId;
        private final String actor;
        private final List<BulkIntake.Answer> answers = new ArrayList<>();
        private final List<Invoice> unwritten = new ArrayList<>();
        private final List<Ledger.Posting> postings = new ArrayList<>();

        Work(InvoiceSource source, Long importJobId, String actor) {
            this.source = source;
            this.importJobId = importJobId;
            this.actor = actor;
        }

        /** @return answers for the first ones, at best for all: an invoice for which a credit memo waits is left to be taken in alone */
        List<BulkIntake.Answer> takeIn(List<Newcomer> newcomers) {
            Map<Newcomer, Invoice> invoices = new LinkedHashMap<>();
            newcomers.stream().filter(Newcomer::isNew).forEach(n -> invoices.put(n,
                    new Invoice(n.draft(), n.sellerId(), n.sellerName(), source, importJobId, actor, Now.instant(clock))));
            ledger.lockCredits(invoices.values().stream().map(NewInvoice::creditLock).toList());
            WaitingMemos waiting = WaitingMemos.of(em, invoices.values().stream().filter(i -> i.kind() == InvoiceKind.INVOICE).map(WaitingMemos.Original::of).toList());
            InvoiceDoubts.Newcomers doubtful = doubts.newcomers(invoices.values());
            BulkMatching.Round round = matching.begin(invoices.entrySet().stream().filter(e -> isMatchedByRule(e.getKey())).map(e -> e.getValue().facts()).toList(),
                    invoices.values().stream().filter(i -> i.kind() == InvoiceKind.CREDIT_MEMO).toList());
            for (Newcomer n : newcomers) {
                Invoice invoice = invoices.get(n);
                if (invoice == null) {
                    answers.add(n.answer());
                    continue;
                }
                if (invoice.kind() == InvoiceKind.INVOICE && waiting.have(WaitingMemos.Original.of(invoice))) {
                    break;
                }
                if (n.standing() == Standing.DUE && invoice.kind() == InvoiceKind.CREDIT_MEMO) {
                    follow(invoice, round);
                } else {
                    settle(invoice, n.standing(), doubtful, round);
                }
                doubtful.came(invoice);
                waiting.came(invoice);
            }
            write();
            return answers;
        }

        private boolean isMatchedByRule(Newcomer n) {
            return n.standing() == Standing.DUE && n.draft().kind() == InvoiceKind.INVOICE;
        }

        private void settle(Invoice invoice, Standing standing, InvoiceDoubts.Newcomers doubtful, BulkMatching.Round round) {
            if (standing == Standing.DUE) {
                List<ExceptionCode> codes = doubtful.about(invoice);
                RuleOutcome outcome = codes.isEmpty() ? round.match(invoice.facts()) : RuleOutcome.doubtful(codes);
                outcome.posting(invoice, Allocation.Decision.byRule(actor, Now.instant(clock))).ifPresent(postings::add);
                outcome.noteOn(invoice, Now.instant(clock));
            } else {
                newInvoice.settle(invoice, standing, actor);
            }
            unwritten.add(invoice);
            answers.add(null);
        }

        /** A credit memo looks for its original and for what others gave back of it: that has to be written before. */
        private void follow(Invoice memo, BulkMatching.Round round) {
            write();
            answers.add(new BulkIntake.Answer(newInvoice.create(memo, Standing.DUE, actor), null));
            em.flush();
            em.createQuery("select a.lineItem.id, a.purchaseOrderAmount from Allocation a where a.invoice.id = :memo", Object[].class).setParameter("memo", memo.id())
                    .getResultStream().forEach(r -> round.allocated((Long) r[0], (BigDecimal) r[1]));
            em.clear();
        }

        private void write() {
            if (unwritten.isEmpty()) {
                return;
            }
            RowBatch.assignIds(em, unwritten);
            int next = 0;
            for (int i = 0; i < answers.size(); i++) {
                if (answers.get(i) == null) {
                    Invoice invoice = unwritten.get(next++);
                    answers.set(i, new BulkIntake.Answer(new IntakeResult(invoice.id(), IntakeResult.Outcome.CREATED, invoice.state()), null));
                }
            }
            InvoiceRows.write(em, unwritten);
            ledger.postAll(postings);
            audit.recordCreated(actor, AuditAction.INVOICE_CREATED, unwritten.stream().map(i -> new AuditTrail.Created(NewInvoice.subject(i), Snapshots.of(i))).toList());
            unwritten.clear();
            postings.clear();
        }
    }
}
