package org.openpo.domain.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.Optional;

/**
 * What is promised and what is used up, of a line item or of a purchase order, in the purchase order's currency.
 *
 * @param committed line total, or the sum of line totals
 * @param billed sum of the allocations, reversals and credit memos included
 */
public record Balance(BigDecimal committed, BigDecimal billed) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public Balance {
        Objects.requireNonNull(committed, "committed");
        Objects.requireNonNull(billed, "billed");
    }

    /** What is left: committed − billed. Below zero it is overspent, which is allowed (reference D11). */
    public BigDecimal remaining() {
        return committed.subtract(billed);
    }

    /**
     * Billed in percent of committed, one decimal, half-even; above 100 when overspent.
     *
     * @return empty if nothing is committed: a share of nothing says nothing
     */
    public Optional<BigDecimal> percentUsed() {
        return committed.signum() == 0
                ? Optional.empty()
                : Optional.of(billed.multiply(HUNDRED).divide(committed, 1, RoundingMode.HALF_EVEN));
    }

    /** Both in one, of one currency. */
    public Balance plus(Balance other) {
        return new Balance(committed.add(other.committed), billed.add(other.billed));
    }
}
