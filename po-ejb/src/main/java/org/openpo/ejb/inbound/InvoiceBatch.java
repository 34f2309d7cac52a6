package org.openpo.ejb.inbound;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceRules;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.invoice.Standing;

/**
 * A whole file in memory, sorted out: what to take in and in which order, what repeats, what is refused. Read completely before
 * anything is taken in, so that a file that is broken at its end changes nothing, and so that the result does not depend on the
 * order of its rows (spec §4).
 */
final class InvoiceBatch {
    /** Keeps a batch within some hundred megabytes of memory. */
    static final int ROWS_MAX = 200_000;

    /** One invoice to take in. */
    record Entry(long row, InvoiceDraft draft, Standing standing) { }

    /** One row that is refused. */
    record Refusal(long row, String invoiceId, List<Violation> violations) { }

    private final InvoiceReader reader;
    private final UnaryOperator<String> sellerKeys;
    private final int rowsMax;
    private final Map<String, Entry> entries = new HashMap<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private long rows;
    private long duplicates;

    private InvoiceBatch(InvoiceReader reader, UnaryOperator<String> sellerKeys, int rowsMax) {
        this.reader = reader;
        this.sellerKeys = sellerKeys;
        this.rowsMax = rowsMax;
    }

    /**
     * @param sellerKeys the key under which a seller's printed name makes invoice IDs unique
     * @throws BusinessRuleException if the file as a whole is refused
     */
    static InvoiceBatch read(InvoiceReader reader, UnaryOperator<String> sellerKeys, int rowsMax) {
        InvoiceBatch batch = new InvoiceBatch(reader, sellerKeys, rowsMax);
        reader.read(batch::add);
        return batch;
    }

    private void add(InvoiceReader.Row row) {
        rows++;
        if (rows > rowsMax) {
            throw new BusinessRuleException("", ErrorCode.TOO_MANY_ROWS, rowsMax);
        }
        if (row instanceof InvoiceReader.Refused refused) {
            refusals.add(new Refusal(refused.number(), refused.invoiceId(), refused.violations()));
        } else if (row instanceof InvoiceReader.Read read) {
            InvoiceDraft draft = InvoiceRules.complete(read.draft());
            List<Violation> violations = InvoiceRules.check(draft);
            if (violations.isEmpty()) {
                addGood(new Entry(read.number(), draft, read.standing()));
            } else {
                refusals.add(refusal(read.number(), draft.invoiceId(), violations));
            }
        }
    }

    private void addGood(Entry entry) {
        String key = sellerKeys.apply(entry.draft().seller()) + '\n' + Invoice.keyOf(entry.draft().invoiceId());
        Entry first = entries.putIfAbsent(key, entry);
        if (first == null) {
            return;
        }
        boolean receipt = entry.standing() == Standing.PAYMENT_RECEIPT;
        if (receipt != (first.standing() == Standing.PAYMENT_RECEIPT)) {
            // The receipt of an invoice that is in the file adds nothing to it, whichever comes first.
            entries.put(key, receipt ? first : entry);
            duplicates++;
        } else if (first.standing() == entry.standing()
                && Invoice.fingerprintOf(first.draft()).equals(Invoice.fingerprintOf(entry.draft()))) {
            duplicates++;
        } else {
            refusals.add(refusal(entry.row(), entry.draft().invoiceId(),
                    List.of(Violation.of("invoiceId", ErrorCode.REPEATED_DIFFERENTLY, entry.draft().invoiceId(), first.row()))));
        }
    }

    /** A refusal whose violations name the file's columns instead of the API's fields. */
    Refusal refusal(long row, String invoiceId, List<Violation> violations) {
        return new Refusal(row, invoiceId, violations.stream().map(v -> new Violation(reader.column(v.field()), v.code(), v.arguments())).toList());
    }

    /** What to take in, in matching order. */
    List<Entry> inMatchingOrder() {
        return entries.values().stream().sorted(Comparator.comparing(Entry::draft, InvoiceDraft.matchingOrder()).thenComparing(Entry::row)).toList();
    }

    /** Refused rows in the file's order. */
    List<Refusal> refusals() {
        return refusals.stream().sorted(Comparator.comparing(Refusal::row)).toList();
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
