package org.openpo.domain.ledger;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;
import org.openpo.domain.money.Rounding;

/** Splits an amount by weights into parts that sum to it exactly (method of the largest remainder). */
final class Apportionment {

    private Apportionment() {
    }

    /** The decimals to share an amount out in: those of the currency, more only if the amount itself is finer. */
    static int scale(BigDecimal amount, Currency currency) {
        // A database returns -100.0000: zeros at the end are no reason to share out hundredths of a cent.
        return Math.max(amount.stripTrailingZeros().scale(), Rounding.minorUnitDigits(currency));
    }

    /**
     * Each part is rounded towards zero; the units that are left go to the largest remainders, the earlier one first among equals.
     *
     * @param scale decimals of the parts; the amount has no more
     * @param weights of one sign or zero, not all zero unless the amount is zero; only their proportion counts
     * @return one part for each weight, with the amount's sign or zero
     */
    static List<BigDecimal> of(BigDecimal amount, int scale, List<BigDecimal> weights) {
        BigDecimal sum = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add).abs();
        if (amount.signum() == 0) {
            return weights.stream().map(w -> BigDecimal.ZERO.setScale(scale)).toList();
        }
        int weightScale = weights.stream().mapToInt(BigDecimal::scale).max().orElseThrow();
        BigInteger whole = amount.abs().setScale(scale).unscaledValue();
        BigInteger divisor = sum.setScale(weightScale).unscaledValue();

        List<BigInteger> units = new ArrayList<>();
        List<BigInteger> remainders = new ArrayList<>();
        BigInteger rest = whole;
        for (BigDecimal weight : weights) {
            BigInteger[] quotient = whole.multiply(weight.abs().setScale(weightScale).unscaledValue()).divideAndRemainder(divisor);
            units.add(quotient[0]);
            remainders.add(quotient[1]);
            rest = rest.subtract(quotient[0]);
        }
        IntStream.range(0, units.size()).boxed()
                .sorted(Comparator.comparing((Integer i) -> remainders.get(i)).reversed())
                .limit(rest.longValueExact())
                .forEach(i -> units.set(i, units.get(i).add(BigInteger.ONE)));
        BigInteger sign = BigInteger.valueOf(amount.signum());
        return units.stream().map(u -> new BigDecimal(u.multiply(sign), scale)).toList();
    }
}
