package org.openpo.domain.match;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;

/** The invoice's amount once more, in the currency in which it will be paid, as the supplier states it. */
public record PaymentAmount(Currency currency, BigDecimal net, BigDecimal gross) {

    public PaymentAmount {
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(net, "net");
        Objects.requireNonNull(gross, "gross");
    }
}
