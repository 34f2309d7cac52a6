package org.openpo.domain.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openpo.domain.money.Rounding;
import org.openpo.domain.order.AmountBasis;

/**
 * Gives a credit memo back to the lines that paid its original invoice, in proportion (spec §4, reference D9).
 *
 * <p>Proportion is taken of what the original <em>still</em> has on each line, earlier credit memos and reversals
 * included, so that crediting the rest brings every line to exactly zero, in both currencies and whatever was rounded
 * on the way. Its gross amount is shared out over all lines; of its net amount, which may be none where only tax is
 * refunded, the lines of purchase orders with amount basis NET get theirs.
 */
public final class CreditMemoAllocator {

    private CreditMemoAllocator() {
    }

    /**
     * A credit memo.
     *
     * @param gross with tax, normally negative
     * @param net before tax
     * @param currency of the credit memo and of its original invoice
     */
    public record Credit(BigDecimal gross, BigDecimal net, Currency currency) {}

    /**
     * The outcome: Σ covered amounts of the shares + unallocated = gross amount of the credit memo, exactly.
     *
     * @param shares at most one entry per line, by line id; none of zero
     * @param unallocated the part of the gross amount that no line gets back, with the sign of the credit memo
     */
    public record Shares(List<LedgerEntry> shares, BigDecimal unallocated) {

        public Shares {
            shares = List.copyOf(shares);
        }
    }

    /**
     * @param entries every entry that the original invoice and other credit memos for it have standing
     * @param originalUnallocated the part of the original's gross amount that no line pays for; it takes its share of the credit
     * @return no shares if the lines have nothing left to get back: that is for a person to look at
     */
    public static Shares allocate(Credit credit, Collection<LedgerEntry> entries, BigDecimal originalUnallocated) {
        BigDecimal gross = credit.gross();
        // Only what the credit takes back counts: nothing is given to a line that already got back too much.
        List<LedgerEntry> open = netByLine(entries).stream()
                .filter(line -> line.covered().signum() == -gross.signum() && gross.signum() != 0)
                .toList();
        if (open.isEmpty()) {
            return new Shares(List.of(), gross);
        }
        List<BigDecimal> weights = new ArrayList<>(open.stream().map(LedgerEntry::covered).toList());
        boolean partlyAllocated = originalUnallocated.signum() == -gross.signum();
        if (partlyAllocated) {
            weights.add(originalUnallocated);
        }
        int scale = Apportionment.scale(gross, credit.currency());
        List<BigDecimal> covered = Apportionment.of(gross, scale, weights);
        List<BigDecimal> nets = nets(credit, open, covered);

        List<LedgerEntry> shares = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            if (covered.get(i).signum() != 0) {
                shares.add(share(open.get(i), covered.get(i), open.get(i).basis() == AmountBasis.NET ? nets.get(i) : covered.get(i)));
            }
        }
        return new Shares(shares, partlyAllocated ? covered.get(open.size()) : BigDecimal.ZERO.setScale(scale));
    }

    /**
     * The net amount that each line would get. Where all of the credit goes to lines of basis NET, in proportion to the net amounts they
     * still have; else in proportion to the gross parts, which may be off by a rounding from what is left on a line that gets all of it back.
     */
    private static List<BigDecimal> nets(Credit credit, List<LedgerEntry> open, List<BigDecimal> covered) {
        int scale = Apportionment.scale(credit.net(), credit.currency());
        boolean allNet = covered.size() == open.size() && open.stream().allMatch(line -> line.basis() == AmountBasis.NET
                && line.invoiceAmount().signum() == -credit.gross().signum());
        if (allNet) {
            return Apportionment.of(credit.net(), scale, open.stream().map(LedgerEntry::invoiceAmount).toList());
        }
        List<BigDecimal> nets = new ArrayList<>(Apportionment.of(credit.net(), scale, covered));
        BigDecimal unit = BigDecimal.ONE.movePointLeft(scale);
        for (int i = 0; i < open.size(); i++) {
            BigDecimal all = open.get(i).invoiceAmount().negate();
            boolean wholly = covered.get(i).add(open.get(i).covered()).signum() == 0;
            if (wholly && nets.get(i).subtract(all).abs().compareTo(unit) <= 0) {
                nets.set(i, all);
            }
        }
        return nets;
    }

    /**
     * The share at the rate at which the original stands on the line. A line that has already got back more in its own currency than it
     * paid, because somebody assigned a credit memo at another rate, gets nothing more there: a credit takes from no line.
     */
    private static LedgerEntry share(LedgerEntry line, BigDecimal covered, BigDecimal invoiceAmount) {
        Currency currency = line.purchaseOrderCurrency();
        int digits = Rounding.minorUnitDigits(currency);
        boolean gotBackEnough = line.invoiceAmount().signum() == 0 || line.purchaseOrderAmount().signum() != line.invoiceAmount().signum();
        BigDecimal purchaseOrderAmount = gotBackEnough
                ? BigDecimal.ZERO.setScale(digits)
                : invoiceAmount.multiply(line.purchaseOrderAmount()).divide(line.invoiceAmount(), digits, RoundingMode.HALF_EVEN);
        return new LedgerEntry(line.lineItemId(), covered, invoiceAmount, purchaseOrderAmount, currency, line.basis());
    }

    private static List<LedgerEntry> netByLine(Collection<LedgerEntry> entries) {
        Map<Long, LedgerEntry> byLine = new TreeMap<>();
        entries.forEach(entry -> byLine.merge(entry.lineItemId(), entry, LedgerEntry::plus));
        return List.copyOf(byLine.values());
    }
}
