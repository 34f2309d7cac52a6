package org.openpo.domain.match;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;

/**
 * An exchange rate as printed on an invoice: one unit of source is {@code rate} units of target. A rate that is not
 * above zero is kept as printed and not used.
 */
public record PrintedRate(Currency source, Currency target, BigDecimal rate) {

    public PrintedRate {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(rate, "rate");
    }
}
