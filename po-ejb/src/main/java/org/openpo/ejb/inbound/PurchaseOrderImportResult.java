package org.openpo.ejb.inbound;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;

import org.openpo.domain.order.PurchaseOrderDiff;
import org.openpo.ejb.inbound.read.PurchaseOrderFile;

/**
 * What became, or would become, of a file's purchase orders.
 *
 * @param preview           nothing was written
 * @param rows              of the file, the header not counted
 * @param problems          how many things are wrong in the refused ones; the items list the first ones, each purchase order's first one always
 * @param exceptions        invoices in exception that the new purchase orders would take, each counted once; null if that was not looked at
 */
public record PurchaseOrderImportResult(boolean preview, PurchaseOrderFile.Format format, long rows, List<Item> items, long problems, Long exceptions) {

    /** What became of a purchase order. */
    public enum Outcome {
        CREATED,
        CHANGED,
        /** It was here already and says the same. */
        UNCHANGED,
        /** It is here and says something else; it was not to be changed. */
        KEPT,
        /** Something in it is wrong; nothing of it was taken. */
        REFUSED
    }

    /**
     * One purchase order of the file.
     *
     * @param row             of its first row, 1-based
     * @param purchaseOrderId as far as it could be read, or null
     * @param id              of the purchase order here, or null if there is none
     * @param effectiveMonth  and the next four: as the file states them with the defaults of what it leaves out; of a refused one null
     * @param committed       sum of the line totals, in {@code currency}
     * @param changes         what is different here, if it was or would be changed, or is kept
     * @param problems        in the order of their rows
     * @param fileRows        all its rows, to be handed back
     */
    public record Item(long row, String purchaseOrderId, Long id, Outcome outcome, YearMonth effectiveMonth, YearMonth expirationMonth, String currency, BigDecimal committed,
            int lineItems, List<PurchaseOrderDiff.Change> changes, List<PurchaseOrderFile.Problem> problems, List<Long> fileRows) {
        public Item {
            changes = List.copyOf(changes);
            problems = List.copyOf(problems);
            fileRows = List.copyOf(fileRows);
        }

        /** Whether line items are, would be or are not to be taken away. */
        public boolean removesLineItems() {
            return changes.stream().anyMatch(c -> c.kind() == PurchaseOrderDiff.Kind.REMOVED && c.field().equals("lineItem"));
        }
    }

    public PurchaseOrderImportResult {
        items = List.copyOf(items);
    }

    public long count(Outcome outcome) {
        return items.stream().filter(i -> i.outcome() == outcome).count();
    }

    /** Whether the refused purchase orders can be handed back as a file: a document is for its sender to correct. */
    public boolean correctable() {
        return format == PurchaseOrderFile.Format.OPENPO_CSV && count(Outcome.REFUSED) > 0;
    }
}
