package org.openpo.domain.money;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Objects;

/**
 * An exchange rate and the day it comes into force: until a later one of the same pair does.
 *
 * @param source the currency one unit of which the rate prices
 * @param target the currency of the price
 * @param validFrom first day
 * @param rate target units per source unit, above zero
 */
public record DatedRate(Currency source, Currency target, LocalDate validFrom, BigDecimal rate) {

    /** @throws IllegalArgumentException if the currencies are the same or the rate is not above zero */
    public DatedRate {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(validFrom, "validFrom");
        if (source.equals(target) || rate.signum() <= 0) {
            throw new IllegalArgumentException("No exchange rate: " + source + " to " + target + " at " + rate);
        }
    }
}
