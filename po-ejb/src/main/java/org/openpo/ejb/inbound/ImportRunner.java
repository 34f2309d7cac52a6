package org.openpo.ejb.inbound;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.openpo.domain.inbound.ImportCounts;
import org.openpo.domain.inbound.ImportError;
import org.openpo.domain.inbound.ImportState;
import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.party.Seller;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.inbound.read.InvoiceFile;
import org.openpo.ejb.inbound.read.InvoiceReader;
import org.openpo.ejb.invoice.Arrival;
import org.openpo.ejb.invoice.BulkIntake;
import org.openpo.ejb.invoice.IntakeResult;
import org.openpo.ejb.party.SellerService;

/**
 * Works off queued imports in the background, one at a time on each node and only those whose file is on this node. Each invoice has a
 * transaction of its own: a run that breaks off leaves whole invoices, and running it again leaves those unchanged.
 */
@Singleton
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ImportRunner {
    private static final Logger LOG = Logger.getLogger(ImportRunner.class.getName());
    /** So many invoices are taken in together; after them the job's counts are brought up to date. */
    private static final int CHUNK = 500;

    @EJB
    private ImportJobs jobs;
    @EJB
    private BulkIntake intake;
    @EJB
    private SellerService sellers;
    private final AtomicInteger calls = new AtomicInteger();

    /** Says that there may be something in the queue. Returns at once. */
    @Asynchronous
    public void wakeUp() {
        if (calls.getAndIncrement() > 0) {
            // Another thread is at it and looks once more before it ends.
            return;
        }
        int seen;
        do {
            seen = calls.get();
            try {
                jobs.inState(ImportState.QUEUED).stream().filter(id -> Files.exists(ImportFiles.of(id))).forEach(this::run);
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
                LOG.log(Level.SEVERE, "The import queue could not be worked off; it is tried again with the next upload or start", e);
            }
        } while (!calls.compareAndSet(seen, 0));
    }

    private void run(long jobId) {
        Optional<ImportJobView> job = jobs.claim(jobId);
        if (job.isEmpty()) {
            return;
        }
        Path file = ImportFiles.of(jobId);
        try {
            new Run(job.get()).takeIn(file);
            jobs.succeed(jobId);
            LOG.log(Level.INFO, "Import {0} done", jobId);
        } catch (BusinessRuleException refused) {
            Violation why = refused.violations().get(0);
            LOG.log(Level.INFO, "Import {0} refused: {1} {2}", new Object[] {jobId, why.code(), why.arguments()});
            jobs.fail(jobId, why.code(), why.arguments());
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError unexpected) {
            LOG.log(Level.SEVERE, "Import " + jobId + " failed", unexpected);
            jobs.fail(jobId, ErrorCode.IMPORT_FAILED, List.of(jobId));
        }
        ImportFiles.delete(file);
    }

    /** One run of one job. */
    private final class Run {
        private final ImportJobView job;
        private final Map<String, String> sellerKeys = new HashMap<>();
        private final List<ImportError> newErrors = new ArrayList<>();
        private long created;
        private long unchanged;
        private long changed;
        /** Invoices that found no line when they came; a credit memo among them may find one when its original comes. */
        private final List<Long> withoutLine = new ArrayList<>();
        private long exceptions;
        private long errors;

        Run(ImportJobView job) {
            this.job = job;
        }

        void takeIn(Path file) {
            InvoiceReader reader = InvoiceFile.reader(file);
            jobs.recognised(job.id(), reader.format());
            InvoiceBatch batch = InvoiceBatch.read(reader, this::sellerKey, InvoiceBatch.ROWS_MAX);
            for (InvoiceBatch.Refusal refusal : batch.refusals()) {
                refuse(batch, refusal);
            }
            report(batch);
            List<InvoiceBatch.Entry> entries = batch.inMatchingOrder();
            for (int from = 0; from < entries.size(); from += CHUNK) {
                takeIn(batch, entries.subList(from, Math.min(from + CHUNK, entries.size())));
                report(batch);
            }
            exceptions = jobs.stillInException(withoutLine);
            report(batch);
        }

        private void takeIn(InvoiceBatch batch, List<InvoiceBatch.Entry> chunk) {
            List<BulkIntake.Answer> answers = intake.take(chunk.stream().map(e -> new Arrival(e.draft(), e.standing())).toList(), InvoiceSource.FILE,
                    job.id(), job.submittedBy());
            for (int i = 0; i < chunk.size(); i++) {
                note(batch, chunk.get(i), answers.get(i));
            }
        }

        private void note(InvoiceBatch batch, InvoiceBatch.Entry entry, BulkIntake.Answer answer) {
            if (answer.failure() instanceof BusinessRuleException refused) {
                refuse(batch, InvoiceBatch.refusal(entry, refused.violations()));
            } else if (answer.failure() != null) {
                // Bad rows never stop good rows: this one is named in the result, its cause is in the log.
                LOG.log(Level.SEVERE, "Import " + job.id() + ", row " + entry.row() + " failed", answer.failure());
                refuse(batch, InvoiceBatch.refusal(entry, List.of(Violation.of("", ErrorCode.IMPORT_FAILED, job.id()))));
            } else {
                count(answer.result());
            }
        }

        private void count(IntakeResult result) {
            switch (result.outcome()) {
                case CREATED -> created++;
                case CHANGED -> changed++;
                case UNCHANGED -> unchanged++;
            }
            if (result.outcome() != IntakeResult.Outcome.UNCHANGED && result.state() == InvoiceState.EXCEPTION) {
                exceptions++;
                withoutLine.add(result.id());
            }
        }

        /** A row is one error in the counts, however many of its values are wrong. */
        private void refuse(InvoiceBatch batch, InvoiceBatch.Refusal refusal) {
            errors++;
            refusal.violations().forEach(v -> newErrors.add(new ImportError(job.id(), refusal.row(), v, refusal.invoiceId())));
            if (newErrors.size() >= CHUNK) {
                report(batch);
            }
        }

        private void report(InvoiceBatch batch) {
            jobs.progress(job.id(), new ImportCounts(batch.rows(), created, unchanged, changed, batch.duplicates(), exceptions, errors), List.copyOf(newErrors));
            newErrors.clear();
        }

        private String sellerKey(InvoiceDraft draft) {
            return sellerKeys.computeIfAbsent(draft.seller() + '\n' + draft.sellerTaxId(), n -> {
                Optional<Seller> seller = sellers.find(draft.seller(), draft.sellerTaxId());
                return Invoice.sellerKeyOf(seller.map(Seller::id).orElse(null), seller.map(Seller::name).orElse(draft.seller().strip()));
            });
        }
    }
}
