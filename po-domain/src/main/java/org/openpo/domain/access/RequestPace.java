package org.openpo.domain.access;

/**
 * How many requests somebody may still make: so many a minute, at once or spread over it (the generic cell rate algorithm, which remembers one
 * number). In any span of time there are at most a minute's worth more than the span allows, and whoever spreads them evenly is never refused.
 * Times are nanoseconds of one clock that only goes forward.
 */
public final class RequestPace {
    private static final long MINUTE = 60_000_000_000L;

    private final long interval;
    private final long burst;
    /** Until when the requests made so far use up what may be made. */
    private long usedUntil;

    public RequestPace(int perMinute, long now) {
        if (perMinute < 1) {
            throw new IllegalArgumentException("at least one request a minute: " + perMinute);
        }
        this.interval = MINUTE / perMinute;
        this.burst = interval * (perMinute - 1L);
        this.usedUntil = now;
    }

    /** Counts a request, if it may be made now. @return 0 if it may, else the nanoseconds until one may be */
    public synchronized long take(long now) {
        if (usedUntil - now < 0) {
            usedUntil = now;
        }
        long wait = usedUntil - now - burst;
        if (wait > 0) {
            return wait;
        }
        usedUntil += interval;
        return 0;
    }

    /** Whether it says the same as a new one would. */
    public synchronized boolean isUnused(long now) {
        return usedUntil - now <= 0;
    }
}
