package org.openpo.ejb.invoice;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.ledger.Allocation;
import org.openpo.domain.match.ExceptionCode;
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
 * Matches several invoices in exception again within one transaction, as {@link InvoiceIntake#rematch} does one by one: what they have in
 * common is read once, and their allocations are written together. It takes the ordinary ones, which are almost all: no credit memos, none
 * for which one waits, none whose seller has become known since, none for which a purchase order would be made. It stops before the first
 * that is one of these.
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
        // Nothing is changed before everything has been read: no question has to look for changes among all that has been read.
        em.setFlushMode(FlushModeType.COMMIT);
        Map<Long, Place> places = places(ids);
        List<Place> ordinary = new ArrayList<>();
        while (ordinary.size() < ids.size() && isOrdinary(places.get(ids.get(ordinary.size())))) {
            ordinary.add(places.get(ids.get(ordinary.size())));
        }
        int alone = 0;
        while (ordinary.size() + alone < ids.size() && !isOrdinary(places.get(ids.get(ordinary.size() + alone)))) {
            alone++;
        }
        return new InPieces.Part<>(ordinary.isEmpty() ? List.of() : matched(ordinary, actor), alone);
    }

    /** An invoice that is gone is left to be looked for alone. */
    private static boolean isOrdinary(Place place) {
        return place != null && place.ordinary();
    }

    private Map<Long, Place> places(List<Long> ids) {
        boolean creates = settings.isOn(Setting.CREATE_PURCHASE_ORDER_FROM_MARKETPLACE_REFERENCE);
        List<Object[]> rows = em.createQuery("select i.id, i.kind, i.invoiceId, i.originalInvoiceId, i.sellerId, i.sellerName, i.sellerTaxId, i.invoiceClass, i.purchaseOrderReference "
                + "from Invoice i where i.id in :ids", Object[].class).setParameter("ids", ids).getResultList();
        List<Object[]> unknown = rows.stream().filter(r -> r[4] == null).toList();
        SellerService.Directory directory = sellers.directory(unknown.stream().map(r -> (String) r[5]).toList(), unknown.stream().map(r -> (String) r[6]).toList());
        Map<Long, Place> places = new HashMap<>();
        for (Object[] r : rows) {
            boolean recognised = r[4] == null && directory.find((String) r[5], (String) r[6]).isPresent();
            boolean making = creates && r[7] == InvoiceClass.MARKETPLACE && r[8] != null;
            places.put((Long) r[0], new Place((Long) r[0], r[1] == InvoiceKind.INVOICE && !recognised && !making,
                    NewInvoice.creditLock((InvoiceKind) r[1], (String) r[2], (String) r[3])));
        }
        return places;
    }

    private List<Boolean> matched(List<Place> places, String actor) {
        ledger.lockCredits(places.stream().map(Place::creditLock).toList());
        List<Long> ids = places.stream().map(Place::id).toList();
        ledger.lockInvoices(ids);
        Map<Long, Invoice> invoices = em.createQuery("select i from Invoice i where i.id in :ids", Invoice.class).setParameter("ids", ids).getResultStream()
                .collect(Collectors.toMap(Invoice::id, Function.identity()));
        WaitingMemos waiting = WaitingMemos.of(em, invoices.values());
        List<Invoice> now = new ArrayList<>();
        for (Place place : places) {
            Invoice invoice = invoices.get(place.id());
            if (invoice == null || NewInvoice.creditLock(invoice) != place.creditLock()) {
                throw new LostRaceException("The invoice became another one: " + place.id());
            }
            if (waiting.waitFor(invoice)) {
                break;
            }
            now.add(invoice);
        }
        return new Work(actor, Now.instant(clock)).rematch(now);
    }

    /** The matching of the ordinary ones: first everything that has to be asked, then all changes. */
    private final class Work {
        private final String actor;
        private final Instant now;
        private final List<Ledger.Posting> postings = new ArrayList<>();

        Work(String actor, Instant now) {
            this.actor = actor;
            this.now = now;
        }

        List<Boolean> rematch(List<Invoice> invoices) {
            List<Invoice> due = invoices.stream().filter(i -> i.state() == InvoiceState.EXCEPTION && !i.isUnmatchedByPerson()).toList();
            Map<Long, List<ExceptionCode>> unsettled = due.stream().collect(Collectors.toMap(Invoice::id, doubts::about));
            BulkMatching.Round round = matching.begin(due.stream().filter(i -> unsettled.get(i.id()).isEmpty()).map(Invoice::facts).toList(), List.of());
            List<JsonObject> before = due.stream().map(Snapshots::of).toList();
            due.forEach(invoice -> settle(invoice, unsettled.get(invoice.id()), round));
            em.flush();
            ledger.postAll(postings);
            for (int i = 0; i < due.size(); i++) {
                JsonObject after = Snapshots.of(due.get(i));
                if (!after.equals(before.get(i))) {
                    audit.record(actor, "INVOICE_REMATCHED", NewInvoice.subject(due.get(i)), before.get(i), after, null);
                }
            }
            return invoices.stream().map(i -> unsettled.containsKey(i.id()) && i.state() != InvoiceState.EXCEPTION).toList();
        }

        private void settle(Invoice invoice, List<ExceptionCode> codes, BulkMatching.Round round) {
            RuleOutcome outcome = codes.isEmpty() ? round.match(invoice.facts()) : RuleOutcome.doubtful(codes);
            outcome.chosen().ifPresent(c -> postings.add(new Ledger.Posting(invoice, c.lineItemId(), c.purchaseOrderKey(), RuleOutcome.amount(invoice, c), c.how(),
                    Allocation.Decision.byRule(actor, now))));
            outcome.noteOn(invoice, now);
        }
    }
}
