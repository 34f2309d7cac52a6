package org.openpo.ejb.inbound.read;

import java.math.BigDecimal;

/** A sum of many decimals without rounding: in a long with twelve decimals as far as that holds, in a big decimal beyond. */
final class ExactSum {
    /** Decimals of the long. */
    static final int SCALE = 12;

    private long fast;
    private BigDecimal rest = BigDecimal.ZERO;

    /** @param unscaled value with {@value #SCALE} decimals */
    void add(long unscaled) {
        long sum = fast + unscaled;
        // Overflow if both have the sign that the sum has not.
        if (((fast ^ sum) & (unscaled ^ sum)) < 0) {
            rest = rest.add(BigDecimal.valueOf(fast, SCALE));
            fast = unscaled;
        } else {
            fast = sum;
        }
    }

    void add(BigDecimal value) {
        rest = rest.add(value);
    }

    void add(ExactSum other) {
        add(other.fast);
        if (other.rest.signum() != 0) {
            rest = rest.add(other.rest);
        }
    }

    BigDecimal value() {
        return rest.signum() == 0 ? BigDecimal.valueOf(fast, SCALE) : rest.add(BigDecimal.valueOf(fast, SCALE));
    }

    boolean isZero() {
        return fast == 0 && rest.signum() == 0 || value().signum() == 0;
    }
}
