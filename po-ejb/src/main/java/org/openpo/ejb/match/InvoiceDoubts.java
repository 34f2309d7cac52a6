package org.openpo.ejb.match;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
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
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;

import org.openpo.domain.invoice.Charge;
import org.openpo.domain.invoice.Doubts;
import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.invoice.InvoiceKind;
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

    private static final int IDS_PER_QUERY = 500;
    /** Up to seven parameters each: EclipseLink looks for each of them among all. */
    private static final int LOOKS_PER_QUERY = 50;

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
        if (!invoice.isAccepted(ExceptionCode.AMOUNT_INCONSISTENT) && isInconsistent(invoice)) {
            doubts.add(ExceptionCode.AMOUNT_INCONSISTENT);
        }
        return doubts;
    }

    private static boolean isInconsistent(Invoice invoice) {
        return Doubts.amountsInconsistent(invoice.net(), invoice.tax(), invoice.gross(), invoice.currency(), invoice.charges().stream().map(Charge::amount).toList());
    }

    /** The doubts about new invoices that come one after the other and that nobody has settled anything about; see {@link #about}. */
    public Newcomers newcomers(Collection<Invoice> invoices) {
        Newcomers newcomers = new Newcomers();
        likes(invoices).forEach(newcomers::came);
        return newcomers;
    }

    /** What is here already, has seller, issue date and gross amount of one of these, and may have its ID. */
    private List<Alike> likes(Collection<Invoice> invoices) {
        List<Invoice> asked = List.copyOf(distinct(invoices, i -> List.of(i.sellerKey(), i.issueDate(), i.gross(), i.looseHash())));
        List<Long> ids = new ArrayList<>();
        for (int from = 0; from < asked.size(); from += LOOKS_PER_QUERY) {
            ids.addAll(idsOfLikes(asked.subList(from, Math.min(from + LOOKS_PER_QUERY, asked.size()))));
        }
        List<Alike> likes = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += IDS_PER_QUERY) {
            em.createQuery("select o.sellerKey, o.issueDate, o.gross, o.kind, o.currency, o.invoiceId, o.createdAt from Invoice o where o.id in :ids and o.state not in :takenOut", Object[].class)
                    .setParameter("ids", ids.subList(from, Math.min(from + IDS_PER_QUERY, ids.size()))).setParameter("takenOut", TAKEN_OUT)
                    .getResultStream().forEach(r -> likes.add(new Alike(new Looks((String) r[0], (LocalDate) r[1], ((BigDecimal) r[2]).stripTrailingZeros(), (InvoiceKind) r[3],
                            (String) r[4], Doubts.looseKey((String) r[5])), (Instant) r[6])));
        }
        return likes;
    }

    private List<Long> idsOfLikes(Collection<Invoice> named) {
        Collection<Invoice> amounts = distinct(named, i -> List.of(i.sellerKey(), i.issueDate(), i.gross()));
        // Two questions, so that each is answered from the index, however many invoices of a seller, day and amount there are.
        String alike = "select i.id from invoice i join (values (cast(? as varchar(400)), cast(? as date), cast(? as numeric(19,4))%s)%s) v (seller_key, issue_date, gross%s) "
                + "on i.seller_key = v.seller_key and i.issue_date = v.issue_date and i.gross = v.gross and %s";
        Query query = em.createNativeQuery(alike.formatted(", cast(? as integer)", ", (?, ?, ?, ?)".repeat(named.size() - 1), ", loose_hash", "i.loose_hash = v.loose_hash") + " union all "
                + alike.formatted("", ", (?, ?, ?)".repeat(amounts.size() - 1), "", "i.loose_hash is null"));
        int position = 0;
        for (Invoice invoice : named) {
            query.setParameter(++position, invoice.sellerKey()).setParameter(++position, invoice.issueDate()).setParameter(++position, invoice.gross())
                    .setParameter(++position, invoice.looseHash());
        }
        for (Invoice invoice : amounts) {
            query.setParameter(++position, invoice.sellerKey()).setParameter(++position, invoice.issueDate()).setParameter(++position, invoice.gross());
        }
        @SuppressWarnings("unchecked")
        List<Number> ids = query.getResultList();
        return ids.stream().map(Number::longValue).toList();
    }

    private static Collection<Invoice> distinct(Collection<Invoice> invoices, Function<Invoice, Object> by) {
        return invoices.stream().collect(Collectors.toMap(by, i -> i, (i, same) -> i)).values();
    }

    /** What makes two invoices look like the same one. */
    private record Looks(String sellerKey, LocalDate issueDate, BigDecimal gross, InvoiceKind kind, String currency, String looseKey) {
        static Looks of(Invoice invoice) {
            return new Looks(invoice.sellerKey(), invoice.issueDate(), invoice.gross().stripTrailingZeros(), invoice.kind(), invoice.currency().getCurrencyCode(),
                    Doubts.looseKey(invoice.invoiceId()));
        }
    }

    /** An invoice that another one may look like, and when it came. */
    private record Alike(Looks looks, Instant createdAt) { }

    /** See {@link #newcomers}. Sellers that are not in the directory when an invoice comes have no other name there, so no doubt is certain. */
    public static final class Newcomers {
        /** Since when something that looks so is here. */
        private final Map<Looks, Instant> here = new HashMap<>();

        private Newcomers() { }

        /** The doubts about the next invoice. */
        public List<ExceptionCode> about(Invoice invoice) {
            List<ExceptionCode> doubts = new ArrayList<>();
            Instant since = here.get(Looks.of(invoice));
            if (since != null && !since.isAfter(invoice.createdAt())) {
                doubts.add(ExceptionCode.DUPLICATE);
            }
            if (isInconsistent(invoice)) {
                doubts.add(ExceptionCode.AMOUNT_INCONSISTENT);
            }
            return doubts;
        }

        /** The invoice has been taken in: later ones may look like it, unless it is out of the matching. */
        public void came(Invoice invoice) {
            if (!TAKEN_OUT.contains(invoice.state())) {
                came(new Alike(Looks.of(invoice), invoice.createdAt()));
            }
        }

        private void came(Alike alike) {
            here.merge(alike.looks(), alike.createdAt(), (one, other) -> one.isBefore(other) ? one : other);
        }
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
                        + "and o.currency = :currency and (o.looseHash = :hash or o.looseHash is null) and o.state not in :takenOut and (o.createdAt < :created or (o.createdAt = :created and o.id < :id)) order by o.id", Object[].class)
                .setParameter("seller", invoice.sellerKey()).setParameter("issued", invoice.issueDate()).setParameter("gross", invoice.gross())
                .setParameter("kind", invoice.kind()).setParameter("currency", invoice.currency().getCurrencyCode()).setParameter("takenOut", TAKEN_OUT)
                .setParameter("created", invoice.createdAt()).setParameter("id", invoice.id()).setParameter("hash", Doubts.looseHash(invoice.invoiceId()))
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
