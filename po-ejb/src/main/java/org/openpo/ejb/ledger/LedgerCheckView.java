package org.openpo.ejb.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import org.openpo.domain.ledger.LedgerCheckRun;

/**
 * How the kept figures agreed with the ledger.
 *
 * @param actor       who asked, {@code system} for the nightly one
 * @param differences how many there were
 * @param first       the first of them
 */
public record LedgerCheckView(Instant startedAt, Instant finishedAt, String actor, LedgerCheckRun.Rows rows, long differences, List<Difference> first) {

    /** What is held to what. */
    public enum Figure {
        /** What a line was billed: the sum of its allocations. */
        LINE_BILLED,
        /** What a purchase order was billed: the sum of the allocations of its lines. */
        ORDER_BILLED,
        /** What a purchase order promises: the sum of its lines' totals. */
        ORDER_COMMITTED,
        /** What is covered of an invoice: the sum of what its allocations cover. */
        INVOICE_COVERED,
        /** That an invoice that is matched is covered wholly, one that is partly matched partly, and any other not at all. */
        INVOICE_STATE,
        /** That a reversal takes back what it reverses, no more and no less. */
        REVERSAL
    }

    /**
     * A figure that is not what the ledger says.
     *
     * @param id     of the line, order, invoice or allocation
     * @param name   what people call it
     * @param ledger what it should be; null for INVOICE_STATE and REVERSAL
     * @param kept   what it is; null for REVERSAL
     */
    public record Difference(Figure figure, long id, String name, BigDecimal ledger, BigDecimal kept) { }
}
