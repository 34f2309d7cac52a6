package org.openpo.ejb.inbound;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
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

import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.party.Seller;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.inbound.read.InvoiceFile;
import org.openpo.ejb.inbound.read.InvoiceReader;
import org.openpo.ejb.ledger.TransactionRetry;
import org.openpo.ejb.party.SellerService;

/**
 * Works off queued imports in the background, one at a time on each node. What a step takes in and how far the job is are one
 * transaction ({@link ImportChunks}): a run that breaks off goes on where it was, on this node or another.
 */
@Singleton
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ImportRunner {
    private static final Logger LOG = Logger.getLogger(ImportRunner.class.getName());
    /** So many refused rows are noted together. */
    private static final int REFUSALS_PER_STEP = 500;

    @EJB
    private ImportJobs jobs;
    @EJB
    private ImportChunks chunks;
    @EJB
    private ImportFileStore store;
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
                jobs.queued().forEach(this::run);
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
                LOG.log(Level.SEVERE, "The import queue could not be worked off; it is tried again soon", e);
            }
        } while (!calls.compareAndSet(seen, 0));
    }

    private void run(long jobId) {
        Optional<ImportTicket> claimed = TransactionRetry.run(() -> jobs.claim(jobId, ImportFiles.node()));
        if (claimed.isEmpty()) {
            return;
        }
        ImportTicket ticket = claimed.get();
        try {
            takeIn(ticket);
            LOG.log(Level.INFO, "Import {0} done", jobId);
        } catch (ImportStoppedException stopped) {
            LOG.log(Level.INFO, stopped.getMessage());
            if (!stopped.isCancelled()) {
                return;
            }
            step(() -> jobs.stopped(ticket));
        } catch (BusinessRuleException refused) {
            Violation why = refused.violations().get(0);
            LOG.log(Level.INFO, "Import {0} refused: {1} {2}", new Object[] {jobId, why.code(), why.arguments()});
            step(() -> jobs.fail(ticket, why.code(), why.arguments()));
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError unexpected) {
            LOG.log(Level.SEVERE, "Import " + jobId + " failed", unexpected);
            step(() -> jobs.fail(ticket, ErrorCode.IMPORT_FAILED, List.of(jobId)));
        }
        ImportFiles.delete(ImportFiles.of(jobId));
    }

    private void takeIn(ImportTicket ticket) {
        new Run(ticket).takeIn(workingCopy(ticket));
        step(() -> jobs.succeed(ticket));
    }

    private Path workingCopy(ImportTicket ticket) {
        Path own = ImportFiles.of(ticket.jobId());
        if (!Files.exists(own)) {
            if (!store.isHere(ticket.fileId())) {
                throw new BusinessRuleException("", ErrorCode.FILE_DELETED);
            }
            Path copy = ImportFiles.copy(out -> store.write(ticket.fileId(), out));
            ImportFiles.assign(copy, ticket.jobId());
        }
        return own;
    }

    private static void step(Runnable work) {
        TransactionRetry.run(() -> {
            work.run();
            return null;
        });
    }

    /** One run of one job. */
    private final class Run {
        private final ImportTicket ticket;
        private final Map<String, String> sellerKeys = new HashMap<>();

        Run(ImportTicket ticket) {
            this.ticket = ticket;
        }

        void takeIn(Path file) {
            InvoiceReader reader = InvoiceFile.reader(file);
            step(() -> jobs.recognised(ticket, reader.format()));
            InvoiceBatch batch = InvoiceBatch.read(reader, this::sellerKey, InvoiceBatch.ROWS_MAX, rows -> step(() -> jobs.reading(ticket, rows)));
            BitSet known = TransactionRetry.run(() -> jobs.takeIn(ticket, batch.rows(), batch.duplicates()));
            List<InvoiceBatch.Refusal> refusals = batch.refusals().stream().filter(refusal -> !known.get(refusal.ordinal())).toList();
            for (int from = 0; from < refusals.size(); from += REFUSALS_PER_STEP) {
                List<InvoiceBatch.Refusal> some = refusals.subList(from, Math.min(from + REFUSALS_PER_STEP, refusals.size()));
                step(() -> chunks.refuse(ticket, some));
            }
            for (InvoiceBatch.Entry entry : batch.inMatchingOrder()) {
                if (!known.get(entry.ordinal())) {
                    takeIn(entry);
                }
            }
        }

        private void takeIn(InvoiceBatch.Entry entry) {
            try {
                step(() -> chunks.take(ticket, entry));
            } catch (ImportStoppedException stopped) {
                throw stopped;
            } catch (BusinessRuleException refused) {
                refuse(entry, refused.violations());
            } catch (RuntimeException unexpected) {
                // Bad rows never stop good rows: this one is named in the result, its cause is in the log.
                LOG.log(Level.SEVERE, "Import " + ticket.jobId() + ", row " + entry.row() + " failed", unexpected);
                refuse(entry, List.of(Violation.of("", ErrorCode.IMPORT_FAILED, ticket.jobId())));
            }
        }

        private void refuse(InvoiceBatch.Entry entry, List<Violation> violations) {
            step(() -> chunks.refuse(ticket, List.of(InvoiceBatch.refusal(entry, violations))));
        }

        private String sellerKey(String name) {
            return sellerKeys.computeIfAbsent(name, n -> {
                Optional<Seller> seller = sellers.find(n, null);
                return Invoice.sellerKeyOf(seller.map(Seller::id).orElse(null), seller.map(Seller::name).orElse(n.strip()));
            });
        }
    }
}
