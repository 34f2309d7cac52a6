package org.openpo.domain.order;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * Tax of a line item, as the person entered it.
 *
 * @param kind how the value is to be read
 * @param value percent (10 = ten percent) or an amount in the purchase order's currency; zero for {@link Kind#NONE}
 */
public record LineTax(Kind kind, BigDecimal value) implements Serializable {

    /** How a tax value is to be read. */
    public enum Kind {
        NONE,
        /** Percent of unit price × quantity. */
        PERCENT,
        /** An absolute amount for the whole line. */
        AMOUNT
    }

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final LineTax WITHOUT = new LineTax(Kind.NONE, BigDecimal.ZERO);

    public LineTax {
        Objects.requireNonNull(kind, "kind");
        value = kind == Kind.NONE ? BigDecimal.ZERO : Objects.requireNonNull(value, "value");
    }

    public static LineTax none() {
        return WITHOUT;
    }

    public static LineTax percent(BigDecimal percent) {
        return new LineTax(Kind.PERCENT, percent);
    }

    public static LineTax amount(BigDecimal amount) {
        return new LineTax(Kind.AMOUNT, amount);
    }

    /** The exact tax on a net amount, not rounded. */
    BigDecimal on(BigDecimal net) {
        return switch (kind) {
            case NONE -> BigDecimal.ZERO;
            case PERCENT -> net.multiply(value).divide(HUNDRED);
            case AMOUNT -> value;
        };
    }
}
