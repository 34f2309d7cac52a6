package org.openpo.ejb.invoice;

import java.math.BigDecimal;
import java.util.List;

import org.openpo.domain.ledger.AllocatedAmount;

/**
 * What putting an invoice on lines would do.
 *
 * @param amounts     one for each part, in their order
 * @param balances    the lines whose balance would change, those it leaves first
 * @param unallocated what no part takes of the gross amount, invoice currency
 */
public record AssignmentPreview(List<AllocatedAmount> amounts, List<Effect> balances, BigDecimal unallocated) {
    public AssignmentPreview {
        amounts = List.copyOf(amounts);
        balances = List.copyOf(balances);
    }

    /**
     * A line's balance.
     *
     * @param after purchase order currency; null if the line is not tracked
     */
    public record Effect(AssignableLine line, BigDecimal after) { }
}
