package org.openpo.ejb.queue;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.match.CandidateLine;
import org.openpo.domain.match.InvoiceFacts;
import org.openpo.domain.match.ReferencedPurchaseOrder;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrder;
import org.openpo.domain.order.PurchaseOrderIds;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.domain.party.Seller;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.domain.wayout.OpenException;
import org.openpo.domain.wayout.WaysOut;
import org.openpo.ejb.match.Candidates;
import org.openpo.ejb.match.InvoiceDoubts;
import org.openpo.ejb.match.MatchingService;
import org.openpo.ejb.match.Requests;
import org.openpo.ejb.party.SellerService;
import org.openpo.ejb.time.Now;

/** Reads what the ways out of an exception depend on, as it is now. Writes and locks nothing. */
@Stateless
@RolesAllowed("VIEWER")
public class WaysOutFinder {
    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private Candidates candidates;
    @EJB
    private Requests requests;
    @EJB
    private InvoiceDoubts doubts;
    @EJB
    private MatchingService matching;
    @EJB
    private SellerService sellers;
    @Inject
    private Clock clock;

    /**
     * The ways out of an exception.
     *
     * @throws BusinessRuleException NOT_AN_EXCEPTION
     */
    public WaysOutView of(long invoiceId) {
        Invoice invoice = invoice(invoiceId);
        if (invoice.state() != InvoiceState.EXCEPTION) {
            throw new BusinessRuleException("", ErrorCode.NOT_AN_EXCEPTION, invoice.invoiceId());
        }
        Optional<InvoiceDoubts.Twin> twin = doubts.twin(invoice);
        InvoiceFacts facts = facts(invoice);
        List<CandidateLine> lines = new ArrayList<>(candidates.eligible(facts));
        lines.addAll(candidates.nearMisses(facts, lines));
        ReferencedPurchaseOrder referenced = candidates.referenced(facts).orElse(null);
        boolean empty = referenced != null && lines.stream().noneMatch(line -> line.purchaseOrderKey() == referenced.purchaseOrderKey());
        OpenException exception = new OpenException(invoice.exceptionCodes(), credit(invoice), requests.of(facts, lines, referenced),
                empty ? firstLine(em.find(PurchaseOrder.class, referenced.purchaseOrderKey())) : null, issuedTypes(facts.sellerId()),
                twin.map(t -> t.certain() ? OpenException.Twin.CERTAIN : OpenException.Twin.SEEMING).orElse(OpenException.Twin.NONE),
                facts.isPinned() && referenced == null && isTaken(facts.purchaseOrderReference()));
        return new WaysOutView(invoice.version(), WaysOut.of(exception), twin.orElse(null));
    }

    private OpenException.Credit credit(Invoice invoice) {
        if (invoice.kind() == InvoiceKind.INVOICE) {
            return OpenException.Credit.NONE;
        }
        return matching.findsOriginal(invoice) ? OpenException.Credit.WITH_ORIGINAL : OpenException.Credit.WITHOUT_ORIGINAL;
    }

    /** Whether a deleted order still has the ID. */
    private boolean isTaken(String purchaseOrderId) {
        return !em.createQuery("select p.id from PurchaseOrder p where p.idKey = :key", Long.class)
                .setParameter("key", PurchaseOrderIds.normalizedKey(purchaseOrderId)).setMaxResults(1).getResultList().isEmpty();
    }

    /** As the next matching will see it: with its seller, if it is one that was not known when the invoice came. */
    private InvoiceFacts facts(Invoice invoice) {
        Optional<Seller> recognised = invoice.sellerId() == null ? sellers.find(invoice.sellerName(), invoice.sellerTaxId()) : Optional.empty();
        return recognised.map(seller -> invoice.facts().ofSeller(seller.id())).orElseGet(invoice::facts);
    }

    private static CandidateLine firstLine(PurchaseOrder po) {
        return new CandidateLine(0, po.id(), po.purchaseOrderId(), "0", po.isSuspended(), false, po.isAnySeller(), po.sellerIds(), po.currency(), po.amountBasis(),
                po.taxRegistrationNumbers(), po.invoiceUnits(), po.window(), po.window(), LineItemType.ALL, Set.of(), false, null, OverspendPolicy.ALLOW, po.updatedAt());
    }

    private Set<LineItemType> issuedTypes(long sellerId) {
        Seller seller = sellerId == 0 ? null : em.find(Seller.class, sellerId);
        return seller == null ? EnumSet.noneOf(LineItemType.class) : seller.lineItemTypes();
    }

    /** What taking a way out has to know of the invoice. */
    @RolesAllowed("MANAGER")
    public Source source(long invoiceId) {
        Invoice invoice = invoice(invoiceId);
        return new Source(invoice.sellerName(), invoice.sellerTaxId(), invoice.taxRegistrationNumber(), invoice.invoiceUnit(), invoice.issueDate(), invoice.currency().getCurrencyCode());
    }

    /** Parts of an invoice that a purchase order may get. */
    public record Source(String seller, String sellerTaxId, String taxRegistrationNumber, String invoiceUnit, LocalDate issueDate, String currency) { }

    /** A purchase order as it is, to be changed. */
    @RolesAllowed("MANAGER")
    public Editable order(long purchaseOrderKey) {
        PurchaseOrder po = em.find(PurchaseOrder.class, purchaseOrderKey);
        if (po == null || po.isDeleted()) {
            throw new NotFoundException("PurchaseOrder", purchaseOrderKey);
        }
        return new Editable(po.version(), po.toDraft(sellers.names(po.sellerIds())::get),
                PurchaseOrderStatus.derive(false, po.window().to(), Now.month(clock)));
    }

    /** A purchase order and the version that the draft is of. */
    public record Editable(long version, PurchaseOrderDraft draft, PurchaseOrderStatus statusWithoutSuspension) {
        /** @throws NotFoundException if it has no such line */
        public LineItemDraft line(long lineItemId) {
            return draft.lineItems().stream().filter(line -> line.id() == lineItemId).findFirst()
                    .orElseThrow(() -> new NotFoundException("LineItem", lineItemId));
        }
    }

    private Invoice invoice(long id) {
        Invoice invoice = em.find(Invoice.class, id);
        if (invoice == null) {
            throw new NotFoundException("Invoice", id);
        }
        return invoice;
    }
}
