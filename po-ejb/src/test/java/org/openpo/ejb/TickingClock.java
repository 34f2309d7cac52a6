package org.openpo.ejb;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock on which each look is a second later than the one before: what happens one after the other is told apart by its time. */
public final class TickingClock extends Clock {
    private Instant now = Instant.parse("2026-09-22T08:00:00Z");

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        now = now.plusSeconds(1);
        return now;
    }
}
