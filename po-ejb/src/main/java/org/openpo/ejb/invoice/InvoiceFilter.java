package org.openpo.ejb.invoice;

import java.time.YearMonth;
import java.util.Set;

import org.openpo.domain.inbound.RowOutcome;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceState;

/**
 * Which invoices a list shows. Null or empty means: all.
 *
 * @param search          part of the invoice ID, the seller's name or the printed purchase order reference
 * @param invoiceId       exactly this supplier's invoice ID, ignoring case and outer spaces
 * @param seller          exactly this seller name or alias
 * @param queue           narrows the exceptions, or null
 * @param importJobId     came in by this import
 * @param importOutcome   what became of it there; null means added or changed
 * @param purchaseOrderPk has a standing amount on a line of this order
 */
public record InvoiceFilter(String search, String invoiceId, String seller, Set<InvoiceState> states,
        InvoiceKind kind, String currency, YearMonth billingPeriod, Long purchaseOrderPk, Long importJobId, RowOutcome importOutcome, QueueFilter queue) {

    public InvoiceFilter {
        states = states == null ? Set.of() : Set.copyOf(states);
    }

    /** Without what narrows the queue. */
    public InvoiceFilter(String search, String invoiceId, String seller, Set<InvoiceState> states,
            InvoiceKind kind, String currency, YearMonth billingPeriod, Long purchaseOrderPk, Long importJobId) {
        this(search, invoiceId, seller, states, kind, currency, billingPeriod, purchaseOrderPk, importJobId, null, null);
    }

    public static InvoiceFilter all() {
        return new InvoiceFilter(null, null, null, null, null, null, null, null, null);
    }

    /** Invoices with a standing amount on a line of this order. */
    public static InvoiceFilter ofPurchaseOrder(long purchaseOrderPk) {
        return new InvoiceFilter(null, null, null, null, null, null, null, purchaseOrderPk, null);
    }

    /** The same filter for other states. */
    public InvoiceFilter withStates(Set<InvoiceState> others) {
        return new InvoiceFilter(search, invoiceId, seller, others, kind, currency, billingPeriod, purchaseOrderPk, importJobId, importOutcome, queue);
    }

    /** The exceptions that the queue shows. */
    public static InvoiceFilter ofQueue(String search, String seller, QueueFilter queue) {
        return ofQueue(search, seller, null, queue);
    }

    /** The exceptions of a currency that the queue shows. */
    public static InvoiceFilter ofQueue(String search, String seller, String currency, QueueFilter queue) {
        return new InvoiceFilter(search, null, seller, Set.of(InvoiceState.EXCEPTION), null, currency, null, null, null, null, queue);
    }
}
