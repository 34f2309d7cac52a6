package org.openpo.domain.money;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;

/**
 * A decimal amount in one currency. Immutable.
 *
 * <p>No operation rounds unless its name says so, and amounts of different currencies never meet: adding or comparing
 * them throws {@link CurrencyMismatchException}. Equality is by value, so {@code USD 1.0} equals {@code USD 1.00}.
 */
public final class Money implements Comparable<Money>, Serializable {

    private static final long serialVersionUID = 1L;

    private final BigDecimal amount;
    private final Currency currency;

    private Money(BigDecimal amount, Currency currency) {
        this.amount = Objects.requireNonNull(amount, "amount");
        this.currency = Objects.requireNonNull(currency, "currency");
    }

    /** The amount exactly as given, scale included; it may be finer than the currency's minor unit. */
    public static Money of(BigDecimal amount, Currency currency) {
        return new Money(amount, currency);
    }

    /**
     * @param amount a plain decimal such as {@code -12.50}
     * @param currencyCode ISO 4217 code in capitals
     * @throws IllegalArgumentException if the amount is no number or the code is unknown
     */
    public static Money of(String amount, String currencyCode) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currencyCode));
    }

    /** Zero with the currency's own number of decimals. */
    public static Money zero(Currency currency) {
        return new Money(Rounding.toMinorUnit(BigDecimal.ZERO, currency), currency);
    }

    public BigDecimal amount() {
        return amount;
    }

    public Currency currency() {
        return currency;
    }

    /** @throws CurrencyMismatchException if the currencies differ */
    public Money plus(Money other) {
        requireSameCurrency(other);
        return new Money(amount.add(other.amount), currency);
    }

    /** @throws CurrencyMismatchException if the currencies differ */
    public Money minus(Money other) {
        requireSameCurrency(other);
        return new Money(amount.subtract(other.amount), currency);
    }

    /** The exact product; its scale is the sum of both scales. */
    public Money multiply(BigDecimal factor) {
        return new Money(amount.multiply(factor), currency);
    }

    public Money negated() {
        return new Money(amount.negate(), currency);
    }

    public Money abs() {
        return isNegative() ? negated() : this;
    }

    /** Half-even to the currency's minor unit, see {@link Rounding#toMinorUnit}. */
    public Money roundedToMinorUnit() {
        return new Money(Rounding.toMinorUnit(amount, currency), currency);
    }

    public boolean isNegative() {
        return amount.signum() < 0;
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    public boolean isPositive() {
        return amount.signum() > 0;
    }

    /**
     * Compares by value.
     *
     * @throws CurrencyMismatchException if the currencies differ: one cannot say which is more
     */
    @Override
    public int compareTo(Money other) {
        requireSameCurrency(other);
        return amount.compareTo(other.amount);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Money other && currency.equals(other.currency) && amount.compareTo(other.amount) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * currency.hashCode() + amount.stripTrailingZeros().hashCode();
    }

    /** For logs and tests only, for example {@code USD -12.50}; pages format by the user's locale. */
    @Override
    public String toString() {
        return currency.getCurrencyCode() + " " + amount.toPlainString();
    }

    private void requireSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new CurrencyMismatchException(currency, other.currency);
        }
    }
}
