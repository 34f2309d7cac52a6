package org.openpo.domain.notice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * What has been told about the balance of a line item, and from which balance on there is more to tell.
 * <p>
 * A threshold is passed when less than so many percent of the total is left; 0 is passed when nothing is left. Each is told once. It is
 * told again only after the total was raised (D4): raising arms the thresholds that the balance is above again. A credit memo that lifts the
 * balance arms nothing. A movement that passes several thresholds is told as the lowest of them, and the others are not told any more.
 *
 * @param told    lowest threshold that was told, in percent, or null
 * @param total   the line's total when it was judged last
 * @param arming  counts how often the total was raised: the same threshold told again is another notice
 */
public record BalanceWatch(BigDecimal told, BigDecimal total, int arming) {
    /** Below this a balance is never: there is nothing further to tell. */
    public static final BigDecimal NEVER = new BigDecimal("-999999999999999");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    /** Amounts in the database have four decimals: less than this is nothing. */
    private static final BigDecimal SMALLEST = new BigDecimal("0.0001");

    /** Of a line that was never judged. */
    public static BalanceWatch fresh(BigDecimal total) {
        return new BalanceWatch(null, total, 0);
    }

    /**
     * The outcome of judging a line.
     *
     * @param due       the threshold to tell, in percent; null if there is nothing new
     * @param watch     to be kept for the next time
     * @param nextBelow the next time is when less than this is left
     */
    public record Judgement(BigDecimal due, BalanceWatch watch, BigDecimal nextBelow) { }

    /** @param thresholds percents of the total that is left, 0 to 100, in any order */
    public Judgement judge(Collection<BigDecimal> thresholds, BigDecimal totalNow, BigDecimal billed) {
        BigDecimal remaining = totalNow.subtract(billed);
        Optional<BigDecimal> passed = billed.signum() <= 0 ? Optional.empty()
                : thresholds.stream().filter(t -> remaining.compareTo(limit(t, totalNow)) < 0).min(Comparator.naturalOrder());
        boolean raised = totalNow.compareTo(total) > 0;
        // Raising is no falling: what the balance is still below stays told, if it ever was.
        BigDecimal before = raised && told != null ? passed.filter(p -> p.compareTo(told) >= 0).orElse(passed.isPresent() ? told : null) : told;
        BigDecimal due = passed.filter(p -> before == null || p.compareTo(before) < 0).orElse(null);
        BigDecimal now = due != null ? due : before;
        BigDecimal nextBelow = thresholds.stream().filter(t -> now == null || t.compareTo(now) < 0).max(Comparator.naturalOrder())
                .map(t -> limit(t, totalNow)).orElse(NEVER);
        return new Judgement(due, new BalanceWatch(now, totalNow, raised ? arming + 1 : arming), nextBelow);
    }

    /** Key of the notice, unique for a line, a threshold and an arming. */
    public static String key(long lineItemId, BalanceWatch watch, BigDecimal threshold) {
        Objects.requireNonNull(threshold);
        return "balance/" + lineItemId + "/" + watch.arming() + "/" + threshold.stripTrailingZeros().toPlainString();
    }

    private static BigDecimal limit(BigDecimal percent, BigDecimal total) {
        return percent.signum() == 0 ? SMALLEST : total.multiply(percent).divide(HUNDRED, 4, RoundingMode.HALF_EVEN);
    }
}
