package org.openpo.ejb.inbound;

import java.time.Clock;
import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.inbound.ImportCounts;
import org.openpo.domain.inbound.ImportError;
import org.openpo.domain.inbound.ImportJob;
import org.openpo.domain.inbound.ImportRow;
import org.openpo.domain.inbound.RowOutcome;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.ejb.invoice.IntakeResult;
import org.openpo.ejb.invoice.InvoiceIntake;
import org.openpo.ejb.time.Now;

/**
 * The steps by which a file's rows are taken in. What a step takes in, what became of each row, and how far the job is are one
 * transaction: after a crash the job goes on exactly where it was.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ImportChunks {
    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private InvoiceIntake intake;
    @Inject
    private Clock clock;

    /**
     * Takes an invoice in.
     *
     * @throws ImportStoppedException if the attempt may not go on
     */
    public void take(ImportTicket ticket, InvoiceBatch.Entry entry) {
        ImportJob job = ImportJobs.held(em, ticket);
        IntakeResult result = intake.takeWithin(entry.draft(), entry.standing(), InvoiceSource.FILE, ticket.jobId(), ticket.actor());
        RowOutcome outcome = RowOutcome.valueOf(result.outcome().name());
        em.persist(new ImportRow(ticket.jobId(), entry.ordinal(), outcome, result.id()));
        ImportCounts c = job.counts();
        boolean exception = outcome != RowOutcome.UNCHANGED && result.state() == InvoiceState.EXCEPTION;
        job.count(new ImportCounts(c.rows(), c.created() + (outcome == RowOutcome.CREATED ? 1 : 0), c.unchanged() + (outcome == RowOutcome.UNCHANGED ? 1 : 0),
                c.changed() + (outcome == RowOutcome.CHANGED ? 1 : 0), c.duplicates(), c.exceptions() + (exception ? 1 : 0), c.errors()));
        job.alive(Now.instant(clock));
    }

    /**
     * Notes rows that are refused. A row is one error in the counts, however many of its values are wrong.
     *
     * @throws ImportStoppedException if the attempt may not go on
     */
    public void refuse(ImportTicket ticket, List<InvoiceBatch.Refusal> refusals) {
        ImportJob job = ImportJobs.held(em, ticket);
        refusals.forEach(refusal -> refusal.violations().forEach(v -> em.persist(new ImportError(job.id(), refusal.ordinal(), refusal.row(), v, refusal.invoiceId()))));
        ImportCounts c = job.counts();
        job.count(new ImportCounts(c.rows(), c.created(), c.unchanged(), c.changed(), c.duplicates(), c.exceptions(), c.errors() + refusals.size()));
        job.alive(Now.instant(clock));
    }
}
