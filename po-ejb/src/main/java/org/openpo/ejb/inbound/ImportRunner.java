package org.openpo.ejb.inbound;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.json.JsonObject;

import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.party.Seller;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.inbound.read.ColumnMapping;
import org.openpo.ejb.inbound.read.InvoiceFile;
import org.openpo.ejb.inbound.read.InvoiceReader;
import org.openpo.ejb.inbound.read.MappingChoice;
import org.openpo.ejb.invoice.BulkIntake;
import org.openpo.ejb.invoice.InPieces;
import org.openpo.ejb.ledger.SystemFault;
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
    /** So many invoices are taken in, or judged by a preview, within one transaction, which holds the locks of their purchase orders that long. */
    private static final int TOGETHER = 500;
    private static final int TOGETHER_ATTEMPTS = 3;
    private static final int ROWS_DESCRIBED = 50;

    @EJB
    private ImportJobs jobs;
    @EJB
    private ImportChunks chunks;
    @EJB
    private ImportTrial trial;
    @EJB
    private ImportMappings mappings;
    @EJB
    private ImportFileStore store;
    @EJB
    private SellerService sellers;
    private final OneForAll callers = new OneForAll();
    /** What this node works on, if anything. */
    private volatile ImportTicket current;
    /** Attempts that broke off and could not even be put back into the queue, with how that is done. */
    private final Map<ImportTicket, Consumer<ImportTicket>> left = new ConcurrentHashMap<>();

    /** A sign of life for the job that this node works on: reading a large file takes longer than a node may be silent. */
    public void beat() {
        Map.copyOf(left).forEach(this::putBack);
        ImportTicket working = current;
        if (working != null) {
            try {
                jobs.alive(working);
            } catch (ImportStoppedException over) {
                LOG.log(Level.FINE, "The run sees it at its next step", over);
            }
        }
    }

    /** Says that there may be something in the queue. Returns at once. */
    @Asynchronous
    public void wakeUp() {
        callers.call(() -> {
            try {
                jobs.queued().forEach(this::run);
            } catch (RuntimeException | Error e) {
                // Whatever it is: the next call has to find the queue open.
                LOG.log(Level.SEVERE, "The import queue could not be worked off; it is tried again soon", e);
            }
        });
    }

    private void run(long jobId) {
        Optional<ImportTicket> claimed = TransactionRetry.run(() -> jobs.claim(jobId, ImportFiles.node()));
        if (claimed.isEmpty()) {
            return;
        }
        ImportTicket ticket = claimed.get();
        current = ticket;
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
            if (isBusy(refused)) {
                LOG.log(Level.INFO, "Import {0} met too many others; it goes on soon", jobId);
                putBack(ticket, jobs::heldUp);
                return;
            }
            LOG.log(Level.INFO, "Import {0} refused: {1} {2}", new Object[] {jobId, why.code(), why.arguments()});
            step(() -> jobs.fail(ticket, why.code(), why.arguments()));
        } catch (RuntimeException | Error unexpected) {
            if (SystemFault.is(unexpected)) {
                LOG.log(Level.WARNING, "Import " + jobId + " broke off; it goes on where it is", unexpected);
                putBack(ticket, SystemFault.mayComeOfTheWork(unexpected) ? jobs::brokenOff : jobs::heldUp);
                return;
            }
            LOG.log(Level.SEVERE, "Import " + jobId + " failed", unexpected);
            step(() -> jobs.fail(ticket, ErrorCode.IMPORT_FAILED, List.of(jobId)));
        } finally {
            current = null;
        }
        ImportFiles.delete(ImportFiles.of(jobId));
    }

    /** Back into the queue, which is looked at each minute. If even that cannot be written, it is tried again then. */
    private void putBack(ImportTicket ticket, Consumer<ImportTicket> how) {
        try {
            step(() -> how.accept(ticket));
            left.remove(ticket);
        } catch (ImportStoppedException over) {
            LOG.log(Level.FINE, "Another attempt has begun", over);
            left.remove(ticket);
        } catch (RuntimeException notNow) {
            LOG.log(Level.INFO, "Import " + ticket.jobId() + " could not be put back into the queue; it is tried again in a minute", notNow);
            left.put(ticket, how);
        }
    }

    private static boolean isBusy(RuntimeException failure) {
        return failure instanceof BusinessRuleException refused && refused.violations().get(0).code() == ErrorCode.BUSY;
    }

    /** Whether a step failed for a reason that no row is to blame for. */
    private static boolean isNobodysFault(RuntimeException failure) {
        return failure instanceof ImportStoppedException || SystemFault.is(failure);
    }

    private void takeIn(ImportTicket ticket) {
        Path file = workingCopy(ticket);
        MappingChoice mapping = mapping(ticket, file);
        Run run = new Run(ticket, mapping);
        InvoiceReader reader = InvoiceFile.reader(file, mapping);
        step(() -> jobs.recognised(ticket, reader.format()));
        if (ticket.preview()) {
            List<ImportPreviewRow> first = run.tryOut(reader);
            step(() -> jobs.previewed(ticket, first));
        } else {
            run.takeIn(reader);
            step(() -> jobs.succeed(ticket));
        }
    }

    /** The mapping that was noted before, else the one that is remembered for files with this header. Those of an archive are noted when it has been read. */
    private MappingChoice mapping(ImportTicket ticket, Path file) {
        if (ticket.mapping() != null) {
            JsonObject noted = ImportMappings.object(ticket.mapping());
            return ArchiveMappings.isNote(noted) ? ArchiveMappings.noted(noted) : table -> ColumnMapping.of(noted);
        }
        if (!ticket.preview() && jobs.isBegun(ticket.jobId())) {
            // Nothing was noted when its first rows came in: it was read without any.
            return InvoiceFile.isArchive(file) ? ArchiveMappings.none() : table -> ColumnMapping.NONE;
        }
        if (InvoiceFile.isArchive(file)) {
            return mappings.isAny() ? ArchiveMappings.remembered(mappings::of) : ArchiveMappings.none();
        }
        Optional<ImportMappingView> remembered = mappings.of(file);
        remembered.ifPresent(m -> step(() -> jobs.mappedBy(ticket, m.name(), m.mapping().toJson().toString())));
        return table -> remembered.map(ImportMappingView::mapping).orElse(ColumnMapping.NONE);
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
        private final MappingChoice mapping;
        private final Map<String, String> sellerKeys = new HashMap<>();

        Run(ImportTicket ticket, MappingChoice mapping) {
            this.ticket = ticket;
            this.mapping = mapping;
        }

        void takeIn(InvoiceReader reader) {
            InvoiceBatch batch = batch(reader);
            BitSet known = TransactionRetry.run(() -> jobs.takeIn(ticket, batch.rows(), batch.duplicates()));
            refuseAll(batch, known);
            pieces(unknown(batch, known), this::takeTogether, this::takeAlone, (entry, cause) -> new BulkIntake.Answer(null, cause));
        }

        private InPieces.Part<BulkIntake.Answer> takeTogether(List<InvoiceBatch.Entry> part) {
            return TransactionRetry.run(() -> chunks.takeTogether(ticket, part), TOGETHER_ATTEMPTS);
        }

        private BulkIntake.Answer takeAlone(InvoiceBatch.Entry entry) {
            return TransactionRetry.run(() -> chunks.take(ticket, entry));
        }

        /** @return the first rows, with what would become of them */
        List<ImportPreviewRow> tryOut(InvoiceReader reader) {
            InvoiceBatch batch = batch(reader);
            BitSet known = TransactionRetry.run(() -> jobs.takeIn(ticket, batch.rows(), batch.duplicates()));
            refuseAll(batch, known);
            List<InvoiceBatch.Entry> entries = unknown(batch, known);
            Set<Integer> described = entries.stream().map(InvoiceBatch.Entry::ordinal).sorted().limit(ROWS_DESCRIBED).collect(Collectors.toSet());
            List<ImportPreviewRow> first = new ArrayList<>();
            pieces(entries, part -> tryTogether(part, described, first), entry -> tryTogether(List.of(entry), described, first).results().get(0), (entry, cause) -> Optional.empty());
            return first.stream().sorted(Comparator.comparing(ImportPreviewRow::ordinal)).toList();
        }

        /** What would become of each, up to the first that is refused, of which nothing would. */
        private InPieces.Part<Optional<ImportPreviewRow>> tryTogether(List<InvoiceBatch.Entry> part, Set<Integer> described, List<ImportPreviewRow> first) {
            List<Optional<ImportPreviewRow>> results = new ArrayList<>();
            List<ImportPreviewRow> rows;
            try {
                rows = TransactionRetry.run(() -> trial.tryOut(ticket, part, described));
                rows.forEach(row -> results.add(Optional.of(row)));
            } catch (ImportTrial.Refused refused) {
                rows = refused.before();
                rows.forEach(row -> results.add(Optional.of(row)));
                refuse(part.get(rows.size()), refused.violations());
                results.add(Optional.empty());
            }
            List<ImportPreviewRow> tried = rows;
            step(() -> jobs.tried(ticket, tried));
            tried.stream().filter(row -> described.contains(row.ordinal())).forEach(first::add);
            return new InPieces.Part<>(results, 0);
        }

        /** What came of the rows is in the database: piece after piece, so that nothing of it adds up in memory. */
        private <R> void pieces(List<InvoiceBatch.Entry> entries, Function<List<InvoiceBatch.Entry>, InPieces.Part<R>> together, Function<InvoiceBatch.Entry, R> single,
                BiFunction<InvoiceBatch.Entry, RuntimeException, R> refused) {
            for (int from = 0; from < entries.size(); from += TOGETHER) {
                new InPieces<>(TOGETHER, together, single, (InvoiceBatch.Entry entry, RuntimeException cause) -> {
                    refuse(entry, cause);
                    return refused.apply(entry, cause);
                }, ImportRunner::isNobodysFault).take(entries.subList(from, Math.min(from + TOGETHER, entries.size())));
            }
        }

        private static List<InvoiceBatch.Entry> unknown(InvoiceBatch batch, BitSet known) {
            return batch.inMatchingOrder().stream().filter(entry -> !known.get(entry.ordinal())).toList();
        }

        private InvoiceBatch batch(InvoiceReader reader) {
            InvoiceBatch batch = InvoiceBatch.read(reader, this::sellerKey, InvoiceBatch.ROWS_MAX, rows -> step(() -> jobs.reading(ticket, rows)));
            if (mapping instanceof ArchiveMappings archive && archive.isToNote()) {
                // Before the first row is taken in: who goes on tells rows by their place among all.
                step(() -> jobs.mappedBy(ticket, archive.names(), archive.note()));
            }
            return batch;
        }

        private void refuseAll(InvoiceBatch batch, BitSet known) {
            List<InvoiceBatch.Refusal> refusals = batch.refusals().stream().filter(refusal -> !known.get(refusal.ordinal())).toList();
            for (int from = 0; from < refusals.size(); from += REFUSALS_PER_STEP) {
                List<InvoiceBatch.Refusal> some = refusals.subList(from, Math.min(from + REFUSALS_PER_STEP, refusals.size()));
                step(() -> chunks.refuse(ticket, some));
            }
        }

        /** Bad rows never stop good rows; but what is wrong with no row, or only for now, is no row's error. */
        private void refuse(InvoiceBatch.Entry entry, RuntimeException cause) {
            if (isNobodysFault(cause) || isBusy(cause)) {
                throw cause;
            }
            if (cause instanceof BusinessRuleException refused) {
                refuse(entry, refused.violations());
                return;
            }
            String reference = UUID.randomUUID().toString();
            LOG.log(Level.SEVERE, cause, () -> "[" + reference + "] import " + ticket.jobId() + ", row " + entry.row() + " failed");
            refuse(entry, List.of(Violation.of("", ErrorCode.ROW_FAILED, reference)));
        }

        private void refuse(InvoiceBatch.Entry entry, List<Violation> violations) {
            step(() -> chunks.refuse(ticket, List.of(InvoiceBatch.refusal(entry, violations))));
        }

        private String sellerKey(InvoiceDraft draft) {
            return sellerKeys.computeIfAbsent(draft.seller() + '\n' + draft.sellerTaxId(), n -> {
                Optional<Seller> seller = sellers.find(draft.seller(), draft.sellerTaxId());
                return Invoice.sellerKeyOf(seller.map(Seller::id).orElse(null), seller.map(Seller::name).orElse(draft.seller().strip()));
            });
        }
    }
}
