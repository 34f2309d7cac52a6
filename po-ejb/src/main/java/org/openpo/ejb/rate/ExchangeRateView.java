package org.openpo.ejb.rate;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

import org.openpo.domain.rate.ExchangeRate;

/**
 * A kept exchange rate as pages and API show it.
 *
 * @param source    currency code
 * @param target    currency code
 * @param validFrom first day it is in force
 * @param rate      target units per source unit
 */
public record ExchangeRateView(long id, String source, String target, LocalDate validFrom, BigDecimal rate, Instant createdAt, String createdBy) {
    static ExchangeRateView of(ExchangeRate r) {
        return new ExchangeRateView(r.id(), r.dated().source().getCurrencyCode(), r.dated().target().getCurrencyCode(), r.dated().validFrom(),
                r.dated().rate(), r.createdAt(), r.createdBy());
    }
}
