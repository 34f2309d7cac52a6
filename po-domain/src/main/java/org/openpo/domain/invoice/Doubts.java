package org.openpo.domain.invoice;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;

import org.openpo.domain.money.Rounding;

/**
 * What makes an invoice doubtful although every rule lets it in (spec §4, DUPLICATE and AMOUNT_INCONSISTENT): it waits until
 * somebody has looked at it.
 */
public final class Doubts {
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final Pattern LEADING_ZEROS = Pattern.compile("(?<![0-9])0+(?=[0-9])");
    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Doubts() { }

    /**
     * Whether the amounts cannot all be right: net and tax do not make the gross amount, or the charges make neither the net nor
     * the gross one. Each charge may have been rounded once to the currency's minor unit. Charges of a credit memo may be given
     * with either sign.
     *
     * @param charges none: nothing to compare
     */
    public static boolean amountsInconsistent(BigDecimal net, BigDecimal tax, BigDecimal gross, Currency currency, Collection<BigDecimal> charges) {
        if (net.add(tax).compareTo(gross) != 0) {
            return true;
        }
        if (charges.isEmpty()) {
            return false;
        }
        BigDecimal sum = charges.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal rounded = HALF.movePointLeft(Rounding.minorUnitDigits(currency)).multiply(BigDecimal.valueOf(charges.size()));
        return isBeyond(sum, net, rounded) && isBeyond(sum, gross, rounded);
    }

    private static boolean isBeyond(BigDecimal sum, BigDecimal stated, BigDecimal allowed) {
        return sum.abs().subtract(stated.abs()).abs().compareTo(allowed) > 0;
    }

    /**
     * An invoice ID as people read it when they type it a second time: letters and digits alone, in any case, a number without the
     * zeros in front. {@code INV-0012} and {@code inv 12} have the same one.
     */
    public static String looseKey(String invoiceId) {
        return SIGNS.matcher(LEADING_ZEROS.matcher(invoiceId).replaceAll("")).replaceAll("").toUpperCase(Locale.ROOT);
    }

    /** What IDs with the same {@link #looseKey} have in common, and hardly any others: by it the database finds them among many. */
    public static int looseHash(String invoiceId) {
        return looseKey(invoiceId).hashCode();
    }
}
