package org.openpo.ejb.invoice;

import java.math.BigDecimal;
import java.util.Set;

/**
 * A part of an invoice that a person puts on a line item. At most one of amount, percent and accounts says how much; none of them
 * means what the other parts leave.
 *
 * @param amount   signed, invoice currency; gross or net as the line's purchase order counts
 * @param percent  of the invoice, above 0, at most 100
 * @param accounts the part that their charges are of all charges
 */
public record AllocationPart(long lineItemId, BigDecimal amount, BigDecimal percent, Set<String> accounts) {

    public AllocationPart {
        accounts = accounts == null ? Set.of() : Set.copyOf(accounts);
    }

    public static AllocationPart ofAmount(long lineItemId, BigDecimal amount) {
        return new AllocationPart(lineItemId, amount, null, null);
    }

    public static AllocationPart ofPercent(long lineItemId, BigDecimal percent) {
        return new AllocationPart(lineItemId, null, percent, null);
    }

    public static AllocationPart ofAccounts(long lineItemId, Set<String> accounts) {
        return new AllocationPart(lineItemId, null, null, accounts);
    }

    /** What the other parts leave; with no other part the whole invoice. */
    public static AllocationPart rest(long lineItemId) {
        return new AllocationPart(lineItemId, null, null, null);
    }
}
