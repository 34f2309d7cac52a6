package org.openpo.domain.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * The one rounding rule of OpenPO: half-even to the currency's minor unit.
 *
 * <p>It is applied only where an amount becomes a fact (a line total, an allocation), never inside a calculation, so
 * that a sum over many charges is rounded once (spec §3).
 */
public final class Rounding {

    private Rounding() {
    }

    /**
     * Rounds half-even to the minor unit of the currency: two decimals for USD, none for JPY and VND, three for KWD.
     *
     * @return the amount with exactly the currency's number of decimals
     * @throws IllegalArgumentException for a code without a minor unit (XAU, XXX), see {@link #hasMinorUnit}
     */
    public static BigDecimal toMinorUnit(BigDecimal amount, Currency currency) {
        return amount.setScale(minorUnitDigits(currency), RoundingMode.HALF_EVEN);
    }

    /** False for the codes of ISO 4217 that are no money one can invoice in: metals, funds, tests and "no currency". */
    public static boolean hasMinorUnit(Currency currency) {
        return currency.getDefaultFractionDigits() >= 0;
    }

    /**
     * Number of decimals of the currency's minor unit.
     *
     * @throws IllegalArgumentException for a code without a minor unit
     */
    public static int minorUnitDigits(Currency currency) {
        if (!hasMinorUnit(currency)) {
            throw new IllegalArgumentException("Currency without a minor unit: " + currency.getCurrencyCode());
        }
        return currency.getDefaultFractionDigits();
    }
}
