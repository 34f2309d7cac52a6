package org.openpo.ejb.inbound;

import java.time.Clock;
import java.util.ArrayList;
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
import org.openpo.domain.inbound.RowOutcome;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.invoice.Arrival;
import org.openpo.ejb.invoice.BulkIntake;
import org.openpo.ejb.invoice.InPieces;
import org.openpo.ejb.invoice.IntakeChunk;
import org.openpo.ejb.invoice.IntakeResult;
import org.openpo.ejb.invoice.InvoiceIntake;
import org.openpo.ejb.query.RowBatch;
import org.openpo.ejb.time.Now;

/**
 * The steps by which a file's rows are taken in. What a step takes in, what became of each row, and how far the job is are one
 * transaction: after a crash the job goes on exactly where it was. The job's own row is locked last, so that who cancels it need not wait
 * for the rows.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ImportChunks {
    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private IntakeChunk chunk;
    @EJB
    private InvoiceIntake intake;
    @Inject
    private Clock clock;

    /**
     * Takes invoices in, as many as can be taken in together, from the first on.
     *
     * @throws ImportStoppedException if the attempt may not go on
     */
    public InPieces.Part<BulkIntake.Answer> takeTogether(ImportTicket ticket, List<InvoiceBatch.Entry> entries) {
        ImportJobs.mayGoOn(em, ticket);
        InPieces.Part<BulkIntake.Answer> taken = chunk.takeWithin(entries.stream().map(e -> new Arrival(e.draft(), e.standing())).toList(), InvoiceSource.FILE, ticket.jobId(),
                ticket.actor());
        note(ticket, entries, taken.results());
        return taken;
    }

    /**
     * Takes an invoice in.
     *
     * @throws ImportStoppedException if the attempt may not go on
     */
    public BulkIntake.Answer take(ImportTicket ticket, InvoiceBatch.Entry entry) {
        ImportJobs.mayGoOn(em, ticket);
        BulkIntake.Answer answer = new BulkIntake.Answer(intake.takeWithin(entry.draft(), entry.standing(), InvoiceSource.FILE, ticket.jobId(), ticket.actor()), null);
        note(ticket, List.of(entry), List.of(answer));
        return answer;
    }

    /** @param answers of the first entries */
    private void note(ImportTicket ticket, List<InvoiceBatch.Entry> entries, List<BulkIntake.Answer> answers) {
        if (answers.isEmpty()) {
            return;
        }
        em.flush();
        List<InvoiceBatch.Refusal> refusals = new ArrayList<>();
        long[] by = new long[RowOutcome.values().length];
        long exceptions = 0;
        try (RowBatch rows = new RowBatch(em, "insert into import_row (job_id, ordinal, outcome, subject_id) values (?, ?, ?, ?)")) {
            for (int i = 0; i < answers.size(); i++) {
                IntakeResult result = answers.get(i).result();
                if (result == null) {
                    refusals.add(InvoiceBatch.refusal(entries.get(i), ((BusinessRuleException) answers.get(i).failure()).violations()));
                    continue;
                }
                RowOutcome outcome = RowOutcome.valueOf(result.outcome().name());
                rows.number(ticket.jobId()).number((long) entries.get(i).ordinal()).text(outcome).number(result.id()).add();
                by[outcome.ordinal()]++;
                exceptions += outcome != RowOutcome.UNCHANGED && result.state() == InvoiceState.EXCEPTION ? 1 : 0;
            }
            rows.write();
        }
        ImportJob job = ImportJobs.owned(em, ticket);
        job.count(job.counts().and(new ImportCounts(0, by[RowOutcome.CREATED.ordinal()], by[RowOutcome.UNCHANGED.ordinal()], by[RowOutcome.CHANGED.ordinal()], 0, exceptions, 0)));
        noteRefused(job, refusals);
    }

    /**
     * Notes rows that are refused. A row is one error in the counts, however many of its values are wrong.
     *
     * @throws ImportStoppedException if the attempt may not go on
     */
    public void refuse(ImportTicket ticket, List<InvoiceBatch.Refusal> refusals) {
        noteRefused(ImportJobs.held(em, ticket), refusals);
    }

    private void noteRefused(ImportJob job, List<InvoiceBatch.Refusal> refusals) {
        refusals.forEach(refusal -> refusal.violations().forEach(v -> em.persist(new ImportError(job.id(), refusal.ordinal(), refusal.row(), v, refusal.invoiceId()))));
        job.count(job.counts().and(new ImportCounts(0, 0, 0, 0, 0, 0, refusals.size())));
        job.alive(Now.instant(clock));
    }
}
