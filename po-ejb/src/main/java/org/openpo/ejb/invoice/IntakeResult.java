package org.openpo.ejb.invoice;

import org.openpo.domain.invoice.InvoiceState;

/**
 * What became of an invoice that was handed in.
 *
 * @param id      of the invoice, new or old
 * @param outcome CREATED: new. UNCHANGED: it was here with the same content; nothing was written. CHANGED: it was here with other
 *                content, which was replaced, and its matching was undone by reversal and repeated
 */
public record IntakeResult(long id, Outcome outcome, InvoiceState state) {
    /** See {@link IntakeResult}. */
    public enum Outcome { CREATED, UNCHANGED, CHANGED }
}
