package org.openpo.ejb.notice;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.NavigableMap;

import org.openpo.domain.forecast.Forecast;
import org.openpo.domain.order.LineItemType;

/**
 * A purchase order with what its tracked line items were billed by month.
 *
 * @param sellers       official names; empty for any seller
 * @param lines         in natural order
 * @param billedByMonth by billing period, of tracked line items, in the purchase order's currency
 * @param lastInvoice   the last that was allocated to it, or null
 */
public record OrderSummary(long key, String purchaseOrderId, String description, String currency, YearMonth effective, YearMonth expiration, boolean suspended,
        boolean deleted, List<String> sellers, List<Line> lines, NavigableMap<YearMonth, BigDecimal> billedByMonth, LastInvoice lastInvoice) {

    public record Line(long id, String number, String description, LineItemType type, BigDecimal total, BigDecimal billed, boolean tracked, boolean closed) { }

    /** @param amount in the purchase order's currency */
    public record LastInvoice(String invoiceId, BigDecimal amount, Instant allocatedAt) { }

    public boolean isTracked() {
        return lines.stream().anyMatch(Line::tracked);
    }

    /** Total of the tracked line items. */
    public BigDecimal committed() {
        return lines.stream().filter(Line::tracked).map(Line::total).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Billed amount of the tracked line items. */
    public BigDecimal billed() {
        return lines.stream().filter(Line::tracked).map(Line::billed).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What is left on tracked line items that still take invoices. */
    public BigDecimal remaining() {
        return lines.stream().filter(l -> l.tracked() && !l.closed()).map(l -> l.total().subtract(l.billed())).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Null if nothing is tracked. */
    public Forecast forecast(YearMonth current) {
        return isTracked() ? Forecast.of(remaining(), billedByMonth, current) : null;
    }
}
