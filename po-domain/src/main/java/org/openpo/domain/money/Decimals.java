package org.openpo.domain.money;

import java.math.BigDecimal;
import java.util.Currency;

/** With how many decimals a number is shown; nothing is ever rounded away. */
public final class Decimals {

    private Decimals() {
    }

    /** An amount with at least the decimals of its currency: 100.00, for yen 100. */
    public static BigDecimal ofCurrency(BigDecimal amount, String currency) {
        return atLeast(amount, Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits()));
    }

    /** A number without the zeros behind its last decimal: 1, 0.5. */
    public static BigDecimal plain(BigDecimal number) {
        return atLeast(number, 0);
    }

    private static BigDecimal atLeast(BigDecimal number, int fewestDecimals) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < fewestDecimals ? stripped.setScale(fewestDecimals) : stripped;
    }
}
