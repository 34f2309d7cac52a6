package org.openpo.ejb.invoice;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.inbound.RowOutcome;
import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.ledger.Allocation;
import org.openpo.domain.ledger.Correction;
import org.openpo.domain.order.LineItem;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.domain.rule.TextKeys;
import org.openpo.ejb.ledger.Ledger;
import org.openpo.ejb.match.MatchingService;
import org.openpo.ejb.query.Cursor;
import org.openpo.ejb.query.ListQuery;
import org.openpo.ejb.query.Page;
import org.openpo.ejb.query.Slice;
import org.openpo.ejb.time.Now;

/** Reads of invoices: records out, never entities; filters, sorts and pages in the database. */
@Stateless
@RolesAllowed("VIEWER")
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class InvoiceQueries {
    private static final int CHOICES_MAX = 200;
    private static final int IDS_PER_QUERY = 500;

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Inject
    private Clock clock;

    /**
     * One page of a list.
     *
     * @param first 0-based number of the first row
     * @param max   rows on the page, 1 to 500
     */
    public Page<InvoiceRow> page(InvoiceFilter filter, InvoiceSort sort, boolean descending, int first, int max) {
        ListQuery query = filtered(filter);
        long total = query.count(em, "i");
        return new Page<>(rows(query, sort, descending, first, max), total);
    }

    /**
     * The part of a list that follows a cursor.
     *
     * @param cursor from the part before, or null for the first
     * @param limit  1 to 500
     */
    public Slice<InvoiceRow> slice(InvoiceFilter filter, InvoiceSort sort, boolean descending, String cursor, int limit) {
        ListQuery query = filtered(filter);
        String name = (descending ? "-" : "") + sort.field();
        Cursor.decode(cursor, name).ifPresent(after -> query.after(sort.expression(), "i", descending, after.value(sort::parse), after.id()));
        List<InvoiceRow> found = rows(query, sort, descending, 0, limit + 1);
        boolean more = found.size() > limit;
        List<InvoiceRow> part = more ? found.subList(0, limit) : found;
        return new Slice<>(part, more ? new Cursor(name, sort.textOf(part.get(limit - 1)), part.get(limit - 1).id()).encode() : null);
    }

    /** Number of the filter's invoices in each state, whatever states the filter itself names; states without invoices are missing. */
    public Map<InvoiceState, Long> countByState(InvoiceFilter filter) {
        return filtered(filter.withStates(Set.of())).countBy(em, InvoiceState.class, "i.state", "i");
    }

    /** What there is to filter by. */
    public InvoiceChoices choices() {
        return new InvoiceChoices(
                em.createQuery("select distinct i.sellerName from Invoice i order by i.sellerName", String.class).setMaxResults(CHOICES_MAX).getResultList(),
                em.createQuery("select distinct i.currency from Invoice i order by i.currency", String.class).setMaxResults(CHOICES_MAX).getResultList(),
                em.createQuery("select distinct i.billingPeriod from Invoice i order by i.billingPeriod desc", YearMonth.class)
                        .setMaxResults(CHOICES_MAX).getResultList());
    }

    private List<InvoiceRow> rows(ListQuery query, InvoiceSort sort, boolean descending, int first, int max) {
        String direction = descending ? " desc" : "";
        List<Invoice> found = query.list(em, Invoice.class, "i", sort.expression() + direction + ", i.id" + direction, first, max);
        Map<Long, List<AllocationView>> allocations = standing(found.stream().map(Invoice::id).toList());
        return found.stream().map(i -> row(i, allocations.getOrDefault(i.id(), List.of()))).toList();
    }

    private Map<Long, List<AllocationView>> standing(List<Long> invoiceIds) {
        if (invoiceIds.isEmpty()) {
            return Map.of();
        }
        return em.createQuery("select a from Allocation a join fetch a.lineItem l join fetch l.purchaseOrder where a.invoice.id in :ids and " + Ledger.STANDING
                        + " order by a.id", Allocation.class)
                .setParameter("ids", invoiceIds).getResultStream()
                .collect(Collectors.groupingBy(a -> a.invoice().id(), Collectors.mapping(InvoiceQueries::view, Collectors.toList())));
    }

    private static InvoiceRow row(Invoice i, List<AllocationView> allocations) {
        return new InvoiceRow(i.id(), i.invoiceId(), i.sellerName(), i.sellerId() != null, i.kind(), i.invoiceClass(), i.billingPeriod(), i.issueDate(),
                i.dueDate(), i.currency().getCurrencyCode(), i.net(), i.tax(), i.gross(), i.state(), i.exceptionCodes(), i.purchaseOrderReference(), i.exceptionSince(), i.assignedTo(), allocations);
    }

    private static AllocationView view(Allocation a) {
        LineItem line = a.lineItem();
        return new AllocationView(line.purchaseOrder().id(), line.purchaseOrder().purchaseOrderId(), line.purchaseOrder().isDeleted(), line.id(),
                line.number(), line.description(), line.isBalanceTracked() ? line.balance() : null, a.invoiceAmount(), a.coveredAmount(),
                a.purchaseOrderAmount(), line.purchaseOrder().currency().getCurrencyCode(), a.rate(), a.rateSource(),
                a.how(), a.actor(), a.allocatedAt(), a.reason(), a.correctionId());
    }

    private ListQuery filtered(InvoiceFilter f) {
        ListQuery query = new ListQuery("Invoice i");
        if (given(f.search())) {
            query.where("(i.invoiceKey like :q escape '!' or lower(i.sellerName) like :q escape '!' or lower(i.purchaseOrderReference) like :q escape '!')",
                    "q", ListQuery.contains(f.search()));
        }
        if (given(f.invoiceId())) {
            query.where("i.invoiceKey = :invoiceKey", "invoiceKey", Invoice.keyOf(f.invoiceId()));
        }
        if (given(f.seller())) {
            query.where("(i.sellerKey = :sellerName or exists (select s.id from Seller s join s.names n where s.id = i.sellerId and key(n) = :sellerAlias))",
                    "sellerName", Invoice.sellerKeyOf(null, f.seller())).bind("sellerAlias", TextKeys.of(f.seller()));
        }
        if (!f.states().isEmpty()) {
            query.where("i.state in :states", "states", f.states());
        }
        if (f.kind() != null) {
            query.where("i.kind = :kind", "kind", f.kind());
        }
        if (given(f.currency())) {
            query.where("i.currency = :currency", "currency", f.currency());
        }
        if (f.billingPeriod() != null) {
            query.where("i.billingPeriod = :period", "period", f.billingPeriod());
        }
        if (f.purchaseOrderPk() != null) {
            query.where("exists (select a.id from Allocation a where a.invoice = i and a.lineItem.purchaseOrder.id = :order and " + Ledger.STANDING + ")",
                    "order", f.purchaseOrderPk());
        }
        if (f.importJobId() != null) {
            ofImport(query, f.importJobId(), f.importOutcome());
        }
        if (f.queue() != null) {
            narrow(query, f.queue());
        }
        return query;
    }

    private void ofImport(ListQuery query, long job, RowOutcome outcome) {
        // "In", not "exists": H2 would look through the rows of the import once for every invoice.
        boolean rowsKept = !em.createQuery("select r.ordinal from ImportRow r where r.jobId = :job", Long.class).setParameter("job", job).setMaxResults(1).getResultList().isEmpty();
        if (rowsKept) {
            Set<RowOutcome> outcomes = outcome == null ? EnumSet.of(RowOutcome.CREATED, RowOutcome.CHANGED) : EnumSet.of(outcome);
            query.where("i.id in (select r.subjectId from ImportRow r where r.jobId = :job and r.outcome in :outcomes)", "job", job).bind("outcomes", outcomes);
        } else {
            query.where("i.importJobId = :job", "job", job);
        }
    }

    private void narrow(ListQuery query, QueueFilter f) {
        if (!f.codes().isEmpty()) {
            List<String> any = new ArrayList<>();
            for (ExceptionCode code : f.codes().stream().sorted().toList()) {
                any.add("concat(',', concat(i.exceptionCodes, ',')) like :code" + code.ordinal());
                query.bind("code" + code.ordinal(), "%," + code.name() + ",%");
            }
            query.where("(" + String.join(" or ", any) + ")");
        }
        if (f.problem() != null) {
            query.where("(i.exceptionCodes = :problem or i.exceptionCodes like :problemAndMore)", "problem", f.problem().name()).bind("problemAndMore", f.problem().name() + ",%");
        }
        if (f.billedFrom() != null) {
            query.where("i.billingPeriod >= :billedFrom", "billedFrom", f.billedFrom());
        }
        if (f.billedTo() != null) {
            query.where("i.billingPeriod <= :billedTo", "billedTo", f.billedTo());
        }
        if (f.upToDays() != null) {
            query.where("i.exceptionSince > :notSince", "notSince", Now.instant(clock).minus(Duration.ofDays(f.upToDays() + 1L)));
        }
        if (f.olderThanDays() != null) {
            query.where("i.exceptionSince <= :since", "since", Now.instant(clock).minus(Duration.ofDays(f.olderThanDays())));
        }
        if (given(f.assignedTo())) {
            query.where("i.assignedTo = :assignee", "assignee", f.assignedTo().strip());
        }
        if (f.minAmount() != null) {
            query.where("abs(i.gross) >= :minAmount", "minAmount", f.minAmount());
        }
        if (f.maxAmount() != null) {
            query.where("abs(i.gross) <= :maxAmount", "maxAmount", f.maxAmount());
        }
    }

    /** How many invoices wait for a decision, and what they are worth by currency. */
    public Waiting waiting(InvoiceFilter filter) {
        Map<String, Waiting.Worth> worth = new TreeMap<>();
        ListQuery query = filtered(filter);
        query.list(em, Object[].class, "i.currency, count(i), sum(i.gross)", "i.currency", 0, CHOICES_MAX, "i.currency")
                .forEach(row -> worth.put((String) row[0], new Waiting.Worth((String) row[0], (Long) row[1], (BigDecimal) row[2])));
        return new Waiting(List.copyOf(worth.values()));
    }

    private static boolean given(String text) {
        return text != null && !text.isBlank();
    }

    /** @throws NotFoundException if there is none */
    public InvoiceDetails details(long id) {
        return details(List.of(id), true).values().stream().findFirst().orElseThrow(() -> new NotFoundException("Invoice", id));
    }

    /** The details of many invoices, by id, without their explanations; those that are not there are left out. */
    public Map<Long, InvoiceDetails> details(Collection<Long> ids) {
        Map<Long, InvoiceDetails> found = new HashMap<>();
        List<Long> distinct = ids.stream().distinct().toList();
        for (int from = 0; from < distinct.size(); from += IDS_PER_QUERY) {
            found.putAll(details(distinct.subList(from, Math.min(from + IDS_PER_QUERY, distinct.size())), false));
        }
        return found;
    }

    private Map<Long, InvoiceDetails> details(List<Long> ids, boolean explained) {
        List<Invoice> invoices = em.createQuery("select i from Invoice i where i.id in :ids", Invoice.class).setParameter("ids", ids)
                .setHint("eclipselink.batch", "i.charges").setHint("eclipselink.read-only", "true").getResultList();
        Map<Long, List<Allocation>> history = em.createQuery("select a from Allocation a join fetch a.lineItem l join fetch l.purchaseOrder where a.invoice.id in :ids order by a.id", Allocation.class)
                .setParameter("ids", ids).getResultStream().collect(Collectors.groupingBy(a -> a.invoice().id()));
        Map<Long, List<Correction>> corrections = em.createQuery("select c from Correction c where c.invoice.id in :ids order by c.id", Correction.class)
                .setParameter("ids", ids).getResultStream().collect(Collectors.groupingBy(c -> c.invoice().id()));
        Map<String, Long> originals = originals(invoices);
        return invoices.stream().collect(Collectors.toMap(Invoice::id, i -> details(i, history.getOrDefault(i.id(), List.of()),
                corrections(corrections.getOrDefault(i.id(), List.of())), originals.get(i.sellerKey() + '\n' + i.originalInvoiceKey()), explained)));
    }

    private static InvoiceDetails details(Invoice i, List<Allocation> all, List<CorrectionView> corrections, Long original, boolean explained) {
        Set<Long> reversed = all.stream().map(Allocation::reversesId).filter(Objects::nonNull).collect(Collectors.toSet());
        List<AllocationView> standing = all.stream().filter(a -> a.reversesId() == null && !reversed.contains(a.id())).map(InvoiceQueries::view).toList();
        InvoiceRow row = row(i, standing);
        return new InvoiceDetails(row, i.version(), i.billedAccount(), i.invoiceUnit(), i.taxRegistrationNumber(), i.payment(), i.printedRate(),
                i.originalInvoiceId(), original, i.charges().stream()
                        .map(c -> new InvoiceDraft.ChargeDraft(c.account(), c.category(), c.description(), c.amount())).toList(), i.source(), i.importJobId(), row.allocated(), i.stateReason(), i.isUnmatchedByPerson(), i.duplicateOfId(),
                all.stream().map(a -> new InvoiceDetails.LedgerRow(view(a), a.reversesId() != null)).toList(), corrections,
                explained ? MatchingService.explanation(i.explanation()).orElse(null) : null, i.createdAt(), i.createdBy());
    }

    private static List<CorrectionView> corrections(List<Correction> all) {
        Set<Long> undone = all.stream().map(Correction::undoesId).filter(Objects::nonNull).collect(Collectors.toSet());
        return all.stream().map(c -> new CorrectionView(c.id(), c.kind(), c.reason(), c.actor(), c.correctedAt(), c.isOverspendAccepted(), c.undoesId(),
                undone.contains(c.id()))).toList();
    }

    /** Ids of the originals that these credit memos name, by seller key and invoice key. */
    private Map<String, Long> originals(List<Invoice> memos) {
        Set<String> keys = memos.stream().map(Invoice::originalInvoiceKey).filter(Objects::nonNull).collect(Collectors.toSet());
        return keys.isEmpty() ? Map.of() : em.createQuery("select o.sellerKey, o.invoiceKey, o.id from Invoice o where o.invoiceKey in :keys", Object[].class)
                .setParameter("keys", keys).getResultStream().collect(Collectors.toMap(r -> r[0] + "\n" + r[1], r -> (Long) r[2]));
    }
}
