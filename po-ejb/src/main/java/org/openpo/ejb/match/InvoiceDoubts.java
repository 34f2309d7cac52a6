package org.openpo.ejb.match;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.invoice.Charge;
import org.openpo.domain.invoice.Doubts;
import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.ejb.party.SellerService;

/** What has to be settled by a person before an invoice is matched: it looks like another one, or its amounts do not agree. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class InvoiceDoubts {
    /** An invoice that somebody took out of the matching is no reason to stop another one. */
    private static final Set<InvoiceState> TAKEN_OUT = EnumSet.of(InvoiceState.EXCLUDED, InvoiceState.VOID);

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private SellerService sellers;

    /** The doubts about an invoice that nobody has settled yet; empty for almost all. */
    public List<ExceptionCode> about(Invoice invoice) {
        List<ExceptionCode> doubts = new ArrayList<>();
        if (twin(invoice).filter(twin -> twin.certain() || !invoice.isAccepted(ExceptionCode.DUPLICATE)).isPresent()) {
            doubts.add(ExceptionCode.DUPLICATE);
        }
        if (!invoice.isAccepted(ExceptionCode.AMOUNT_INCONSISTENT) && Doubts.amountsInconsistent(invoice.net(), invoice.tax(), invoice.gross(),
                invoice.currency(), invoice.charges().stream().map(Charge::amount).toList())) {
            doubts.add(ExceptionCode.AMOUNT_INCONSISTENT);
        }
        return doubts;
    }

    /**
     * The invoice that this one seems to repeat: an earlier one of the same seller, kind, currency, amount and issue date with an ID
     * that reads alike; or, for an invoice that came before its seller was known, the one that has its seller and ID.
     */
    public Optional<Twin> twin(Invoice invoice) {
        return namesake(invoice).or(() -> lookalike(invoice));
    }

    /** The invoice that this one would be the second of, if its seller were recognised. */
    public Optional<Twin> namesake(Invoice invoice) {
        if (invoice.sellerId() != null) {
            return Optional.empty();
        }
        return sellers.find(invoice.sellerName(), invoice.sellerTaxId()).flatMap(seller -> em
                .createQuery("select o from Invoice o where o.sellerKey = :seller and o.invoiceKey = :key", Invoice.class)
                .setParameter("seller", Invoice.sellerKeyOf(seller.id(), seller.name())).setParameter("key", Invoice.keyOf(invoice.invoiceId()))
                .getResultStream().findFirst().map(o -> new Twin(o.id(), o.invoiceId(), true)));
    }

    private Optional<Twin> lookalike(Invoice invoice) {
        String key = Doubts.looseKey(invoice.invoiceId());
        return em.createQuery("select o.id, o.invoiceId from Invoice o where o.sellerKey = :seller and o.issueDate = :issued and o.gross = :gross and o.kind = :kind "
                        + "and o.currency = :currency and o.state not in :takenOut and (o.createdAt < :created or (o.createdAt = :created and o.id < :id)) order by o.id", Object[].class)
                .setParameter("seller", invoice.sellerKey()).setParameter("issued", invoice.issueDate()).setParameter("gross", invoice.gross())
                .setParameter("kind", invoice.kind()).setParameter("currency", invoice.currency().getCurrencyCode()).setParameter("takenOut", TAKEN_OUT)
                .setParameter("created", invoice.createdAt()).setParameter("id", invoice.id())
                .getResultStream().filter(row -> Doubts.looseKey((String) row[1]).equals(key)).findFirst()
                .map(row -> new Twin((Long) row[0], (String) row[1], false));
    }

    /**
     * An invoice that another one seems to repeat.
     *
     * @param certain it has the same seller and ID: there can be no second one
     */
    public record Twin(long id, String invoiceId, boolean certain) { }
}
