package org.openpo.domain.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** For how many whole days an invoice has been an exception. */
public enum AgeBucket {
    DAYS_0_TO_7(0, 7), DAYS_8_TO_30(8, 30), DAYS_31_TO_60(31, 60), DAYS_61_TO_90(61, 90), DAYS_OVER_90(91, null);

    private final int from;
    private final Integer to;

    AgeBucket(int from, Integer to) {
        this.from = from;
        this.to = to;
    }

    /** Fewest days. */
    public int from() {
        return from;
    }

    /** Most days, or null. */
    public Integer to() {
        return to;
    }

    /** What became an exception later than this is in the bucket or in one before it; empty for the last one. */
    public Optional<Instant> startsAfter(Instant now) {
        return Optional.ofNullable(to).map(days -> now.minus(Duration.ofDays(days + 1L)));
    }

    /** @param since when the invoice became an exception; the future counts as now */
    public static AgeBucket of(Instant since, Instant now) {
        for (AgeBucket each : values()) {
            if (each.startsAfter(now).map(since::isAfter).orElse(true)) {
                return each;
            }
        }
        throw new IllegalStateException("The last one takes everything.");
    }
}
