package org.openpo.ejb.inbound.read;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A billing period's first day and the day after its last, as files of charges write them. */
final class BillingMonth {
    private static final List<String> LOCAL_PATTERNS = List.of("M/d/yyyy", "d/M/yyyy", "M/d/yy", "d/M/yy", "d.M.yyyy", "d.M.yy");

    private BillingMonth() { }

    /**
     * ISO 8601 as the formats prescribe. Spreadsheets turn it into 4/1/25, which means two days to two people; but of a first and a last
     * day only one reading makes whole months, and that one is meant.
     *
     * @param end may be null; then the period is the month of its first day
     */
    static Optional<LocalDate[]> of(String start, String end) {
        if (start == null) {
            return Optional.empty();
        }
        Optional<LocalDate> first = FieldText.date(start);
        if (first.isPresent()) {
            Optional<LocalDate> last = end == null ? Optional.of(first.get().plusMonths(1)) : FieldText.date(end);
            return last.map(l -> new LocalDate[] {first.get(), l});
        }
        if (end == null) {
            return Optional.empty();
        }
        List<LocalDate[]> whole = LOCAL_PATTERNS.stream().flatMap(p -> DatePattern.of(p).stream())
                .flatMap(p -> p.date(start).flatMap(f -> p.date(end).map(l -> new LocalDate[] {f, l})).stream())
                .filter(p -> p[0].getDayOfMonth() == 1 && p[1].getDayOfMonth() == 1 && p[1].isAfter(p[0])).toList();
        Stream<String> readings = whole.stream().map(p -> p[0] + " " + p[1]);
        return readings.distinct().count() == 1 ? Optional.of(whole.get(0)) : Optional.empty();
    }
}
