package org.openpo.web.invoice;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.Set;

import org.openpo.ejb.invoice.AllocationPart;

/** One row of the dialog that puts an invoice on lines: a line, and how much of the invoice. */
public class AssignmentPart implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int SHARE_DECIMALS = 2;

    private Long line;
    private BigDecimal amount;
    private BigDecimal percent;
    /** Whether the person typed the share last, so that the amount follows it. */
    private boolean byShare;
    /** The account whose charges this row is about, or null. */
    private final String account;

    AssignmentPart() {
        this(null);
    }

    AssignmentPart(String account) {
        this.account = account;
    }

    /** The share was typed: the amount follows. */
    void shareTyped(BigDecimal whole, int decimals) {
        byShare = true;
        amount = percent == null ? null : whole.multiply(percent).divide(HUNDRED, decimals, RoundingMode.HALF_UP);
    }

    /** The amount was typed: the share follows. */
    void amountTyped(BigDecimal whole) {
        byShare = false;
        percent = amount == null || whole.signum() == 0 ? null : amount.multiply(HUNDRED).divide(whole, SHARE_DECIMALS, RoundingMode.HALF_UP);
    }

    /** As the service takes it; empty while no line is chosen. */
    Optional<AllocationPart> toPart() {
        if (line == null) {
            return Optional.empty();
        } else if (account != null) {
            return Optional.of(AllocationPart.ofAccounts(line, Set.of(account)));
        } else if (byShare && percent != null) {
            return Optional.of(AllocationPart.ofPercent(line, percent));
        }
        return Optional.of(amount == null ? AllocationPart.rest(line) : AllocationPart.ofAmount(line, amount));
    }

    public String getAccount() { return account; }
    public Long getLine() { return line; }
    public void setLine(Long line) { this.line = line; }
    public BigDecimal getAmount() { return amount; }
    public void setAmount(BigDecimal amount) { this.amount = amount; }
    public BigDecimal getPercent() { return percent; }
    public void setPercent(BigDecimal percent) { this.percent = percent; }
}
