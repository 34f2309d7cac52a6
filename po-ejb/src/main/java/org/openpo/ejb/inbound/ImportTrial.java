package org.openpo.ejb.inbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ApplicationException;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.inbound.RowOutcome;
import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.invoice.Arrival;
import org.openpo.ejb.invoice.BulkIntake;
import org.openpo.ejb.invoice.InPieces;
import org.openpo.ejb.invoice.IntakeChunk;
import org.openpo.ejb.invoice.IntakeResult;
import org.openpo.ejb.invoice.InvoiceIntake;
import org.openpo.ejb.ledger.Ledger;

/**
 * Takes invoices in as an import does, looks at what came of it, and takes everything back: the transaction is never committed. So a
 * preview says what the import itself would do, not what something like it would. That holds within the entries that are tried together
 * ({@code ImportRunner} says how many): the next ones do not see what those would have taken from a balance.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ImportTrial {
    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @EJB
    private IntakeChunk chunk;
    @EJB
    private InvoiceIntake intake;

    /** What became of the entries before one that is refused, and why that one is. */
    @ApplicationException(rollback = true)
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<ImportPreviewRow> before;
        private final transient List<Violation> violations;

        Refused(List<ImportPreviewRow> before, BusinessRuleException cause) {
            super(cause);
            this.before = List.copyOf(before);
            this.violations = cause.violations();
        }

        List<ImportPreviewRow> before() {
            return before;
        }

        List<Violation> violations() {
            return violations;
        }
    }

    /**
     * @param described ordinals of the entries whose match is wanted
     * @return what would become of each
     * @throws Refused at the first one that would be refused
     */
    public List<ImportPreviewRow> tryOut(ImportTicket ticket, List<InvoiceBatch.Entry> entries, Set<Integer> described) {
        ImportJobs.mayGoOn(em, ticket);
        List<ImportPreviewRow> rows = new ArrayList<>();
        while (rows.size() < entries.size()) {
            List<InvoiceBatch.Entry> rest = entries.subList(rows.size(), entries.size());
            InPieces.Part<BulkIntake.Answer> taken = rest.size() == 1 ? new InPieces.Part<>(List.of(), 1)
                    : chunk.takeWithin(rest.stream().map(e -> new Arrival(e.draft(), e.standing())).toList(), InvoiceSource.FILE, ticket.jobId(), ticket.actor());
            int next = taken.results().size();
            for (int i = 0; i < next; i++) {
                add(rows, rest.get(i), taken.results().get(i), described);
            }
            for (InvoiceBatch.Entry entry : rest.subList(next, next == rest.size() ? next : next + Math.max(1, taken.alone()))) {
                add(rows, entry, alone(ticket, entry), described);
            }
        }
        context.setRollbackOnly();
        return rows;
    }

    private BulkIntake.Answer alone(ImportTicket ticket, InvoiceBatch.Entry entry) {
        try {
            return new BulkIntake.Answer(intake.takeWithin(entry.draft(), entry.standing(), InvoiceSource.FILE, ticket.jobId(), ticket.actor()), null);
        } catch (BusinessRuleException refused) {
            return new BulkIntake.Answer(null, refused);
        }
    }

    private void add(List<ImportPreviewRow> rows, InvoiceBatch.Entry entry, BulkIntake.Answer answer, Set<Integer> described) {
        if (answer.result() == null) {
            throw new Refused(rows, (BusinessRuleException) answer.failure());
        }
        rows.add(row(entry, answer.result(), described.contains(entry.ordinal())));
    }

    private ImportPreviewRow row(InvoiceBatch.Entry entry, IntakeResult result, boolean described) {
        ImportPreviewRow row = ImportPreviewRow.of(entry, RowOutcome.valueOf(result.outcome().name()), result.state());
        if (!described) {
            return row;
        }
        Invoice invoice = em.find(Invoice.class, result.id());
        List<ImportPreviewRow.Place> places = em.createQuery("select p.purchaseOrderId, l.number from Allocation a join a.lineItem l join l.purchaseOrder p where a.invoice.id = :invoice "
                        + "and " + Ledger.STANDING + " order by a.id", Object[].class)
                .setParameter("invoice", result.id()).setMaxResults(ImportPreviewRow.PLACES_MAX).getResultStream()
                .map(r -> new ImportPreviewRow.Place((String) r[0], (String) r[1])).toList();
        return row.with(places, invoice.exceptionCodes());
    }
}
