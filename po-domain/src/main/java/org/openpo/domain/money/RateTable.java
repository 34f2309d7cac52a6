package org.openpo.domain.money;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Exchange rates by pair and day. Never changes once it is made. */
public final class RateTable {

    /** A table without rates. */
    public static final RateTable EMPTY = new RateTable(List.of());

    private final Map<Pair, NavigableMap<LocalDate, DatedRate>> rates = new HashMap<>();

    /** @throws IllegalArgumentException if two rates of one pair come into force on the same day */
    public RateTable(Collection<DatedRate> all) {
        for (DatedRate rate : all) {
            DatedRate other = rates.computeIfAbsent(new Pair(rate.source(), rate.target()), p -> new TreeMap<>())
                    .put(rate.validFrom(), rate);
            if (other != null) {
                throw new IllegalArgumentException("Two rates of one day: " + other + ", " + rate);
            }
        }
    }

    /**
     * The rate in force on a day. A rate of the pair as asked for comes before one of the reverse pair, even if that is
     * the later one: whoever keeps both means them to differ.
     *
     * @return the rate as it was kept: its source is {@code source}, or {@code target} if only the reverse is known;
     *     empty if neither was in force yet
     */
    public Optional<DatedRate> inForce(Currency source, Currency target, LocalDate day) {
        return lastUpTo(day, new Pair(source, target)).or(() -> lastUpTo(day, new Pair(target, source)));
    }

    private Optional<DatedRate> lastUpTo(LocalDate day, Pair pair) {
        return Optional.ofNullable(rates.get(pair)).map(days -> days.floorEntry(day)).map(Map.Entry::getValue);
    }

    private record Pair(Currency source, Currency target) {
    }
}
