package org.openpo.domain.ledger;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openpo.domain.money.Rounding;

/**
 * Gives a credit memo back to the lines that paid its original invoice, in proportion (spec §4, reference D9).
 *
 * <p>Proportion is taken of what the original <em>still</em> has on each line, earlier credit memos and reversals
 * included, so that crediting the rest brings every line to exactly zero, in both currencies and whatever was rounded
 * on the way.
 */
public final class CreditMemoAllocator {

    private CreditMemoAllocator() {
    }

    /**
     * The outcome: Σ invoice amounts of the shares + unallocated = amount of the credit memo, exactly.
     *
     * @param shares at most one entry per line, by line id; none of zero
     * @param unallocated the part no line gets back, with the sign of the credit memo
     */
    public record Shares(List<LedgerEntry> shares, BigDecimal unallocated) {

        public Shares {
            shares = List.copyOf(shares);
        }
    }

    /**
     * @param amount amount of the credit memo in the invoice's currency, normally negative; for a purchase order with
     *     amount basis NET its net amount
     * @param invoiceCurrency currency of the credit memo and of its original invoice
     * @param entries every entry that the original invoice and earlier credit memos for it have made
     * @param originalUnallocated the part of the original that no line pays for; it takes its share of the credit
     * @return no shares if the lines have nothing left to get back: that is for a person to look at
     */
    public static Shares allocate(
            BigDecimal amount,
            Currency invoiceCurrency,
            Collection<LedgerEntry> entries,
            BigDecimal originalUnallocated) {

        // Only what the credit takes back counts: nothing is given to a line that already got back too much.
        List<LedgerEntry> open = netByLine(entries).stream()
                .filter(net -> net.invoiceAmount().signum() == -amount.signum() && amount.signum() != 0)
                .toList();
        if (open.isEmpty()) {
            return new Shares(List.of(), amount);
        }
        List<BigDecimal> weights = new ArrayList<>(open.stream().map(LedgerEntry::invoiceAmount).toList());
        boolean partlyAllocated = originalUnallocated.signum() == -amount.signum();
        if (partlyAllocated) {
            weights.add(originalUnallocated);
        }
        // A database returns -100.0000: zeros at the end are no reason to share out hundredths of a cent.
        int scale = Math.max(amount.stripTrailingZeros().scale(), Rounding.minorUnitDigits(invoiceCurrency));
        List<BigDecimal> parts = apportion(amount, scale, weights);

        List<LedgerEntry> shares = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            if (parts.get(i).signum() != 0) {
                shares.add(share(parts.get(i), open.get(i)));
            }
        }
        BigDecimal unallocated = partlyAllocated ? parts.get(open.size()) : BigDecimal.ZERO.setScale(scale);
        return new Shares(shares, unallocated);
    }

    /** The share at the rate at which the original stands on the line. */
    private static LedgerEntry share(BigDecimal part, LedgerEntry net) {
        Currency currency = net.purchaseOrderCurrency();
        BigDecimal purchaseOrderAmount = part.multiply(net.purchaseOrderAmount())
                .divide(net.invoiceAmount(), Rounding.minorUnitDigits(currency), RoundingMode.HALF_EVEN);
        return new LedgerEntry(net.lineItemId(), part, purchaseOrderAmount, currency);
    }

    private static List<LedgerEntry> netByLine(Collection<LedgerEntry> entries) {
        Map<Long, LedgerEntry> byLine = new TreeMap<>();
        entries.forEach(entry -> byLine.merge(entry.lineItemId(), entry, LedgerEntry::plus));
        return List.copyOf(byLine.values());
    }

    /**
     * Splits an amount by weights of one sign into parts of the given scale that sum to it exactly: each part rounded
     * towards zero, then one unit more for the largest remainders, the earlier one first among equals.
     */
    private static List<BigDecimal> apportion(BigDecimal amount, int scale, List<BigDecimal> weights) {
        BigDecimal sum = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add).abs();
        int weightScale = weights.stream().mapToInt(BigDecimal::scale).max().orElseThrow();
        BigInteger whole = amount.abs().setScale(scale).unscaledValue();
        BigInteger divisor = sum.setScale(weightScale).unscaledValue();

        List<BigInteger> units = new ArrayList<>();
        List<BigInteger> remainders = new ArrayList<>();
        BigInteger rest = whole;
        for (BigDecimal weight : weights) {
            BigInteger[] quotient = whole.multiply(weight.abs().setScale(weightScale).unscaledValue())
                    .divideAndRemainder(divisor);
            units.add(quotient[0]);
            remainders.add(quotient[1]);
            rest = rest.subtract(quotient[0]);
        }
        List<Integer> byRemainder = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            byRemainder.add(i);
        }
        byRemainder.sort(Comparator.comparing((Integer i) -> remainders.get(i)).reversed());
        for (int i = 0; i < rest.intValueExact(); i++) {
            units.set(byRemainder.get(i), units.get(byRemainder.get(i)).add(BigInteger.ONE));
        }
        BigInteger sign = BigInteger.valueOf(amount.signum());
        return units.stream().map(u -> new BigDecimal(u.multiply(sign), scale)).toList();
    }
}
