package org.openpo.ejb.report;

import java.math.BigDecimal;
import java.util.List;

import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.report.AgeBucket;

/**
 * The exceptions of one problem, seller and currency by age.
 *
 * @param code   the problem that the queue shows; null for invoices that a person took off their line, and in totals
 * @param seller its name, as the directory or else the invoices have it; null in totals
 * @param cells  one for each {@link AgeBucket}, in their order
 */
public record AgeingRow(ExceptionCode code, String seller, String currency, List<Cell> cells) {
    public AgeingRow {
        cells = List.copyOf(cells);
    }

    /** @param amount sum of gross amounts; credit memos are below zero */
    public record Cell(AgeBucket bucket, long invoices, BigDecimal amount) {
        Cell plus(Cell other) {
            return new Cell(bucket, invoices + other.invoices, amount.add(other.amount));
        }
    }

    public long invoices() {
        return cells.stream().mapToLong(Cell::invoices).sum();
    }

    public BigDecimal amount() {
        return cells.stream().map(Cell::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
