package org.openpo.ejb.invoice;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.ledger.Allocation;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.match.InvoiceFacts;
import org.openpo.domain.setting.Setting;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.audit.Snapshots;
import org.openpo.ejb.ledger.Ledger;
import org.openpo.ejb.ledger.LostRaceException;
import org.openpo.ejb.match.BulkMatching;
import org.openpo.ejb.match.InvoiceDoubts;
import org.openpo.ejb.match.RuleOutcome;
import org.openpo.ejb.party.SellerService;
import org.openpo.ejb.setting.SettingService;
import org.openpo.ejb.time.Now;

/**
 * Matches several invoices in exception again within one transaction, as {@link InvoiceIntake#rematch} and {@link InvoiceIntake#rematchFor} do one by one: their
 * candidates are read and their orders locked once, and their allocations are written together. A line that several of them take through
 * several thresholds is told about once, as by {@link Ledger#postAll}. It takes the ordinary ones, which are almost all: no credit memos, none
 * that has one, none whose seller has become known since, none for which a purchase order would be made. It stops before the first that is one
 * of these.
 *
 * <p>Locks as {@link IntakeChunk} takes them: credit locks, the invoices' rows, then the orders, each in the order of their ids.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class RematchChunk {
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
    private Ledger ledger;
    @EJB
    private AuditTrail audit;
    @Inject
    private Clock clock;

    /** What decides whether an invoice is ordinary, and which lock it needs. */
    private record Place(long id, boolean ordinary, int creditLock) { }

    /**
     * Matches as many again as are ordinary, from the first on. What a person took off its lines is left, and so is what is in no exception any more.
     *
     * @param ids in the order in which they are to be matched
     * @return whether each is in exception no longer because of this
     */
    public InPieces.Part<Boolean> rematch(List<Long> ids, String actor) {
        return rematch(ids, Optional.empty(), actor);
    }

    /**
     * Matches as many of those in exception again as are ordinary, from the first on, if a line of this order then pays for them, as {@link InvoiceIntake#rematchFor} does one by one.
     *
     * @param ids in the order in which they are to be matched
     * @return whether each was in exception and stands on a line of the order now
     */
    public InPieces.Part<Boolean> rematchFor(long purchaseOrderKey, List<Long> ids, String actor) {
        return rematch(ids, Optional.of(purchaseOrderKey), actor);
    }

    private InPieces.Part<Boolean> rematch(List<Long> ids, Optional<Long> order, String actor) {
        // Each question would look for changes among hundreds of invoices, and there are none before all have been asked.
        em.setFlushMode(FlushModeType.COMMIT);
        try {
            Map<Long, Place> places = places(ids, order.isEmpty());
            return InPieces.Part.ofFirst(ids, id -> isOrdinary(places.get(id)), ordinary -> matched(ordinary.stream().map(places::get).toList(), order, actor));
        } finally {
            em.setFlushMode(FlushModeType.AUTO);
        }
    }

    /** An invoice that is gone is left to be looked for alone. */
    private static boolean isOrdinary(Place place) {
        return place != null && place.ordinary();
    }

    /** @param forAll whether they are asked for all orders, so that one may be made for them */
    private Map<Long, Place> places(List<Long> ids, boolean forAll) {
        boolean creates = forAll && settings.isOn(Setting.CREATE_PURCHASE_ORDER_FROM_MARKETPLACE_REFERENCE);
        List<Row> rows = em.createQuery("select i.id, i.kind, i.invoiceId, i.originalInvoiceId, i.sellerId, i.sellerName, i.sellerTaxId, i.invoiceClass, i.purchaseOrderReference, "
                + "i.sellerKey, i.currency from Invoice i where i.id in :ids", Object[].class).setParameter("ids", ids).getResultStream().map(Row::of).toList();
        List<Row> unknown = rows.stream().filter(r -> r.sellerId() == null).toList();
        SellerService.Directory directory = sellers.directory(unknown.stream().map(Row::sellerName).toList(), unknown.stream().map(Row::sellerTaxId).toList());
        List<WaitingMemos.Original> originals = rows.stream().filter(r -> r.kind() == InvoiceKind.INVOICE).map(Row::original).toList();
        WaitingMemos memos = forAll ? WaitingMemos.of(em, originals) : WaitingMemos.orFollowing(em, originals);
        Map<Long, Place> places = new HashMap<>();
        for (Row r : rows) {
            boolean recognised = r.sellerId() == null && directory.find(r.sellerName(), r.sellerTaxId()).isPresent();
            boolean making = creates && r.invoiceClass() == InvoiceClass.MARKETPLACE && r.reference() != null;
            boolean ordinary = r.kind() == InvoiceKind.INVOICE && !recognised && !making && !memos.have(r.original());
            places.put(r.id(), new Place(r.id(), ordinary, NewInvoice.creditLock(r.kind(), r.invoiceId(), r.originalInvoiceId())));
        }
        return places;
    }

    private record Row(Long id, InvoiceKind kind, String invoiceId, String originalInvoiceId, Long sellerId, String sellerName, String sellerTaxId, InvoiceClass invoiceClass,
            String reference, String sellerKey, String currency) {
        static Row of(Object[] r) {
            return new Row((Long) r[0], (InvoiceKind) r[1], (String) r[2], (String) r[3], (Long) r[4], (String) r[5], (String) r[6], (InvoiceClass) r[7], (String) r[8],
                    (String) r[9], (String) r[10]);
        }

        WaitingMemos.Original original() {
            return new WaitingMemos.Original(sellerKey, Invoice.keyOf(invoiceId), currency);
        }
    }

    private List<Boolean> matched(List<Place> places, Optional<Long> order, String actor) {
        ledger.lockCredits(places.stream().map(Place::creditLock).toList());
        List<Long> ids = places.stream().map(Place::id).toList();
        ledger.lockInvoices(ids);
        // What decided whether they are ordinary may have changed until their rows were locked.
        if (!Set.copyOf(places(ids, order.isEmpty()).values()).equals(Set.copyOf(places))) {
            throw new LostRaceException("Invoices changed before they could be locked");
        }
        Map<Long, Invoice> invoices = em.createQuery("select i from Invoice i where i.id in :ids", Invoice.class).setParameter("ids", ids).getResultStream()
                .collect(Collectors.toMap(Invoice::id, Function.identity()));
        return new Work(order, actor, Now.instant(clock)).rematch(ids.stream().map(invoices::get).toList());
    }

    /** The matching of the ordinary ones. */
    private final class Work {
        private final Optional<Long> order;
        private final String actor;
        private final Instant now;
        private final List<Ledger.Posting> postings = new ArrayList<>();

        Work(Optional<Long> order, String actor, Instant now) {
            this.order = order;
            this.actor = actor;
            this.now = now;
        }

        List<Boolean> rematch(List<Invoice> invoices) {
            Map<Long, List<ExceptionCode>> unsettled = invoices.stream().filter(this::isDue).collect(Collectors.toMap(Invoice::id, doubts::about));
            List<Invoice> due = invoices.stream().filter(i -> unsettled.containsKey(i.id()) && (order.isEmpty() || unsettled.get(i.id()).isEmpty())).toList();
            List<InvoiceFacts> undoubted = due.stream().filter(i -> unsettled.get(i.id()).isEmpty()).map(Invoice::facts).toList();
            BulkMatching.Round round = order.isEmpty() ? matching.begin(undoubted, List.of()) : matching.beginFor(order.get(), undoubted);
            List<JsonObject> before = due.stream().map(Snapshots::of).toList();
            due.forEach(invoice -> settle(invoice, unsettled.get(invoice.id()), round));
            em.flush();
            ledger.postAll(postings);
            for (int i = 0; i < due.size(); i++) {
                JsonObject after = Snapshots.of(due.get(i));
                if (!after.equals(before.get(i))) {
                    audit.record(actor, AuditAction.INVOICE_REMATCHED, NewInvoice.subject(due.get(i)), before.get(i), after, null);
                }
            }
            return invoices.stream().map(i -> unsettled.containsKey(i.id()) && i.state() != InvoiceState.EXCEPTION).toList();
        }

        private boolean isDue(Invoice invoice) {
            return invoice.state() == InvoiceState.EXCEPTION && !invoice.isUnmatchedByPerson() && (order.isEmpty() || !invoice.isDoubtful());
        }

        private void settle(Invoice invoice, List<ExceptionCode> codes, BulkMatching.Round round) {
            if (order.isPresent()) {
                round.matchTo(order.get(), invoice.facts()).ifPresent(outcome -> note(invoice, outcome));
            } else {
                note(invoice, codes.isEmpty() ? round.match(invoice.facts()) : RuleOutcome.doubtful(codes));
            }
        }

        private void note(Invoice invoice, RuleOutcome outcome) {
            outcome.posting(invoice, Allocation.Decision.byRule(actor, now)).ifPresent(postings::add);
            outcome.noteOn(invoice, now);
        }
    }
}
