package org.openpo.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

class RequestPaceTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;

    @Test
    void a_minutes_worth_may_come_at_once_then_one_after_the_other() {
        RequestPace pace = new RequestPace(3, 5);
        assertThat(List.of(pace.take(5), pace.take(5), pace.take(5))).containsOnly(0L);
        assertThat(pace.take(5)).isEqualTo(20 * SECOND);
        assertThat(pace.take(5 + 20 * SECOND - 1)).isEqualTo(1);
        assertThat(pace.take(5 + 20 * SECOND)).isZero();
        assertThat(pace.take(5 + 20 * SECOND)).isPositive();
        assertThat(pace.isUnused(5 + 30 * SECOND)).isFalse();
        assertThat(pace.isUnused(5 + 2 * MINUTE)).isTrue();
        assertThat(List.of(pace.take(5 + 9 * MINUTE), pace.take(5 + 9 * MINUTE), pace.take(5 + 9 * MINUTE))).as("as many as at first, not more").containsOnly(0L);
        assertThat(pace.take(5 + 9 * MINUTE)).isPositive();
    }

    /** The clock of a Java process may begin anywhere, also just before the end of its numbers. */
    @Property
    void in_any_span_there_is_at_most_a_minutes_worth_more_than_it_allows(@ForAll @IntRange(min = 1, max = 60_000) int perMinute, @ForAll long start,
            @ForAll @Size(min = 1, max = 200) List<@LongRange(min = 0, max = 3 * SECOND) Long> steps) {
        RequestPace pace = new RequestPace(perMinute, start);
        List<Long> taken = new ArrayList<>();
        long passed = 0;
        for (long step : steps) {
            passed += step;
            if (pace.take(start + passed) == 0) {
                taken.add(passed);
            }
        }
        for (int from = 0; from < taken.size(); from++) {
            for (int to = from; to < taken.size(); to++) {
                long span = taken.get(to) - taken.get(from);
                assertThat((long) to - from + 1).isLessThanOrEqualTo(perMinute + span / (MINUTE / perMinute));
            }
        }
    }

    @Property
    void whoever_spreads_them_or_waits_as_told_is_not_refused(@ForAll @IntRange(min = 1, max = 60_000) int perMinute, @ForAll long start,
            @ForAll @IntRange(min = 1, max = 300) int requests) {
        RequestPace evenly = new RequestPace(perMinute, start);
        for (int i = 0; i < requests; i++) {
            assertThat(evenly.take(start + i * (MINUTE / perMinute))).isZero();
        }
        RequestPace greedy = new RequestPace(perMinute, start);
        long now = start;
        for (int i = 0; i < requests; i++) {
            long wait = greedy.take(now);
            if (wait > 0) {
                now += wait;
                assertThat(greedy.take(now)).isZero();
            }
        }
    }
}
