package org.openpo.ejb.inbound;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;

import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceRules;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.inbound.read.InvoiceReader;
import org.openpo.ejb.inbound.read.Origin;
import org.openpo.ejb.invoice.Standing;

/**
 * A whole file in memory, sorted out: what to take in and in which order, what repeats, what is refused. Read completely before
 * anything is taken in, so that a file that is broken at its end changes nothing, and so that the result does not depend on the
 * order of its rows (spec §4).
 */
public final class InvoiceBatch {
    /** Invoices and refused rows of a batch, and the charges of all its invoices: they keep it within some hundred megabytes of memory. */
    static final int ROWS_MAX = 200_000;
    static final int CHARGES_MAX = 1_000_000;

    private static final int ROWS_PER_PROGRESS = 5_000;

    /**
     * One invoice to take in.
     *
     * @param ordinal 1-based place among everything the reader delivers; unlike the row it is unique, also in an archive
     */
    public record Entry(int ordinal, long row, Origin origin, InvoiceDraft draft, Standing standing) {
        private boolean saysTheSameAs(Entry other) {
            return standing == other.standing && Invoice.fingerprintOf(draft).equals(Invoice.fingerprintOf(other.draft));
        }
    }

    /**
     * One row that is refused.
     *
     * @param ordinal as in {@link Entry}
     */
    record Refusal(int ordinal, long row, String invoiceId, List<Violation> violations) { }

    private final Function<InvoiceDraft, String> sellerKeys;
    private final int rowsMax;
    private final LongConsumer progress;
    /** The readable rows of each invoice, in the file's order. */
    private final Map<String, List<Entry>> rowsOfInvoice = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private int rows;
    private long charges;
    private long duplicates;

    private InvoiceBatch(Function<InvoiceDraft, String> sellerKeys, int rowsMax, LongConsumer progress) {
        this.sellerKeys = sellerKeys;
        this.rowsMax = rowsMax;
        this.progress = progress;
    }

    /**
     * @param sellerKeys the key of an invoice's seller, under which invoice IDs are unique
     * @param progress   is told now and then how many rows have been read
     * @throws BusinessRuleException if the file as a whole is refused
     */
    static InvoiceBatch read(InvoiceReader reader, Function<InvoiceDraft, String> sellerKeys, int rowsMax, LongConsumer progress) {
        InvoiceBatch batch = new InvoiceBatch(sellerKeys, rowsMax, progress);
        reader.read(batch::add);
        batch.rowsOfInvoice.values().forEach(batch::settle);
        batch.rowsOfInvoice.clear();
        return batch;
    }

    private void add(InvoiceReader.Row row) {
        rows++;
        if (rows > rowsMax) {
            throw new BusinessRuleException("", ErrorCode.TOO_MANY_ROWS, rowsMax);
        }
        if (rows % ROWS_PER_PROGRESS == 0) {
            progress.accept(rows);
        }
        if (row instanceof InvoiceReader.Refused refused) {
            refusals.add(refusal(rows, refused.number(), refused.origin(), refused.invoiceId(), refused.violations()));
        } else if (row instanceof InvoiceReader.Read read) {
            charges += read.draft().charges().size();
            if (charges > CHARGES_MAX) {
                throw new BusinessRuleException("", ErrorCode.TOO_MANY_CHARGES, CHARGES_MAX);
            }
            InvoiceDraft draft = InvoiceRules.complete(read.draft());
            List<Violation> violations = InvoiceRules.check(draft);
            if (violations.isEmpty()) {
                addGood(new Entry(rows, read.number(), read.origin(), draft, read.standing()));
            } else {
                refusals.add(refusal(rows, read.number(), read.origin(), draft.invoiceId(), violations));
            }
        }
    }

    private void addGood(Entry entry) {
        String key = sellerKeys.apply(entry.draft()) + '\n' + Invoice.keyOf(entry.draft().invoiceId());
        rowsOfInvoice.computeIfAbsent(key, k -> new ArrayList<>(1)).add(entry);
    }

    /** One row of an invoice is taken, the same again is a duplicate; if rows contradict each other, none of them is believed. */
    private void settle(List<Entry> all) {
        List<Entry> invoices = all.stream().filter(e -> e.standing() != Standing.PAYMENT_RECEIPT).toList();
        // The receipt of an invoice that is in the file adds nothing to it.
        List<Entry> believed = invoices.isEmpty() ? all : invoices;
        Entry first = believed.get(0);
        Optional<Entry> other = believed.stream().filter(e -> !e.saysTheSameAs(first)).findFirst();
        if (other.isEmpty()) {
            entries.add(first);
            duplicates += all.size() - 1L;
            return;
        }
        duplicates += all.size() - believed.size();
        for (Entry entry : believed) {
            Entry against = entry.saysTheSameAs(first) ? other.get() : first;
            refusals.add(refusal(entry,
                    List.of(Violation.of("invoiceId", ErrorCode.REPEATED_DIFFERENTLY, entry.draft().invoiceId(), against.origin().rowName(against.row())))));
        }
    }

    /** A refusal of an entry whose violations name the file's columns instead of the API's fields. */
    static Refusal refusal(Entry entry, List<Violation> violations) {
        return refusal(entry.ordinal(), entry.row(), entry.origin(), entry.draft().invoiceId(), violations);
    }

    private static Refusal refusal(int ordinal, long row, Origin origin, String invoiceId, List<Violation> violations) {
        return new Refusal(ordinal, row, invoiceId, violations.stream().map(v -> new Violation(origin.place(v.field()), v.code(), v.arguments())).toList());
    }

    /** What to take in, in matching order. */
    List<Entry> inMatchingOrder() {
        return entries.stream().sorted(Comparator.comparing(Entry::draft, InvoiceDraft.matchingOrder()).thenComparing(Entry::ordinal)).toList();
    }

    /** Refused rows in the file's order. */
    List<Refusal> refusals() {
        return refusals.stream().sorted(Comparator.comparing(Refusal::ordinal)).toList();
    }

    /** All rows, the refused ones included. */
    long rows() {
        return rows;
    }

    /** Rows that repeat another one of the file. */
    long duplicates() {
        return duplicates;
    }
}
