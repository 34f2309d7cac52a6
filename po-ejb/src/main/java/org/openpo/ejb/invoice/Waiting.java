package org.openpo.ejb.invoice;

import java.math.BigDecimal;
import java.util.List;

/** How many invoices a queue holds and what they are worth; amounts of different currencies are never added up. */
public record Waiting(List<Worth> worth) {
    public long count() {
        return worth.stream().mapToLong(Worth::count).sum();
    }

    /** Number and signed sum of the gross amounts of one currency. */
    public record Worth(String currency, long count, BigDecimal gross) { }
}
