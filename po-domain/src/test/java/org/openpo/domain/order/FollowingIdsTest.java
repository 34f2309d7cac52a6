package org.openpo.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.HashSet;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FollowingIdsTest {

    @ParameterizedTest(name = "{0} of {1} to {2}: {3}")
    @CsvSource({
        // a calendar year
        "PO-2026-0042,        2026-01, 2026-12, PO-2027-0042",
        "2026/AWS/2026,       2026-01, 2026-12, 2027/AWS/2027",
        "PO2026,              2026-01, 2026-12, PO2027",
        "FY26-cloud,          2026-01, 2026-12, FY27-cloud",
        "PO-2026-12,          2026-01, 2026-12, PO-2027-12",
        "PO-2026-27,          2026-01, 2026-12, PO-2027-27",
        "PO-2026-2026,        2026-01, 2026-12, PO-2027-2027",
        // begun late, ended early: the next still is another year's
        "PO-2026-0042,        2026-03, 2026-12, PO-2027-0042",
        "PO-2026,             2026-12, 2026-12, PO-2027",
        // a year that is none of the order's, and digits that are no year
        "PO-2019-7,           2026-01, 2026-12, PO-2019-7-2027",
        "PO-12026,            2026-01, 2026-12, PO-12026-2027",
        "PO-20261,            2026-01, 2026-12, PO-20261-2027",
        "CLOUD EU,            2026-01, 2026-12, CLOUD EU-2027",
        "CLOUD EU-2027,       2027-01, 2027-12, CLOUD EU-2028",
        // from one year into the other
        "FY26/27,             2026-04, 2027-03, FY27/28",
        "FY2026/2027 cloud,   2026-04, 2027-03, FY2027/2028 cloud",
        "2026-27,             2026-04, 2027-03, 2027-28",
        "fy27,                2026-04, 2027-03, fy28",
        "PO-1999/00,          1999-04, 2000-03, PO-2000/01",
        // several years
        "EDP-2024-2026,       2024-01, 2026-12, EDP-2027-2029",
        // parts of a year
        "PO-2026-Q1,          2026-01, 2026-03, PO-2026-Q2",
        "Q4/2026,             2026-10, 2026-12, Q1/2027",
        "PO-2026-Q1,          2026-02, 2026-04, PO-2026-Q1-2026-05",
        "PO-2026-Q3,          2026-01, 2026-03, PO-2026-Q3-2026-04",
        "EQ1-2026,            2026-01, 2026-03, EQ1-2026-2026-04",
        "PO-2026-04,          2026-04, 2026-04, PO-2026-05",
        "PO-202612,           2026-12, 2026-12, PO-202701",
        "2026.01 to 2026.06,  2026-01, 2026-06, 2026.07 to 2026.12",
        "PO-2026-H1,          2026-01, 2026-06, PO-2026-H2",
        "PO-2026-H2,          2026-07, 2026-12, PO-2027-H1",
        "h2/26 FY26,          2026-07, 2026-12, h1/26 FY27",
        // a part of a year that is none of the order's: another year with it would be wrong
        "PO-2026-H1,          2026-03, 2026-08, PO-2026-H1-2026-09",
        "PO-2026-H2,          2026-09, 2026-12, PO-2026-H2-2027-01",
        "PO-2026-Q4,          2026-11, 2026-12, PO-2026-Q4-2027-01",
        "PO-2026-T3,          2026-09, 2026-12, PO-2026-T3-2027-01",
        "PO-2026-Q1,          2026-01, 2026-12, PO-2027-Q1",
        "PO-2025,             2025-01, 2026-06, PO-2025-2026-07",
    })
    void namesTheTimeThatFollows(String id, YearMonth from, YearMonth to, String expected) {
        MonthRange old = new MonthRange(from, to);

        assertThat(FollowingIds.propose(id, old, old.plusMonths(old.months()), x -> false)).isEqualTo(expected);
    }

    @Test
    void takesTheNextThatIsFree() {
        MonthRange old = new MonthRange(YearMonth.of(2026, 1), YearMonth.of(2026, 12));
        Set<String> taken = Set.of("PO-2027", "PO-2027-2");

        assertThat(FollowingIds.propose("PO-2026", old, old.plusMonths(12), taken::contains)).isEqualTo("PO-2027-3");
    }

    @Test
    void cutsWhatWouldBeTooLong() {
        MonthRange old = new MonthRange(YearMonth.of(2026, 1), YearMonth.of(2026, 12));
        String wide = "\uD835\uDC00".repeat(50);

        assertThat(FollowingIds.propose("x".repeat(100), old, old.plusMonths(12), id -> false)).isEqualTo("x".repeat(95) + "-2027");
        assertThat(FollowingIds.propose(wide, old, old.plusMonths(12), id -> false)).isEqualTo("\uD835\uDC00".repeat(47) + "-2027").matches(PurchaseOrderIds::isValid);
    }

    @Property
    void whatItProposesMayBeAnIdAndIsNobodys(@ForAll("ids") String id, @ForAll("windows") MonthRange old, @ForAll @IntRange(max = 5) int rounds) {
        Set<String> taken = new HashSet<>();
        for (int i = 0; i <= rounds; i++) {
            String proposed = FollowingIds.propose(id, old, old.plusMonths(old.months()), x -> taken.contains(PurchaseOrderIds.normalizedKey(x)));

            assertThat(proposed).matches(PurchaseOrderIds::isValid).isEqualTo(PurchaseOrderIds.cleaned(proposed));
            assertThat(PurchaseOrderIds.normalizedKey(proposed)).isNotEqualTo(PurchaseOrderIds.normalizedKey(id));
            assertThat(taken.add(PurchaseOrderIds.normalizedKey(proposed))).isTrue();
        }
    }

    @Provide
    Arbitrary<String> ids() {
        Arbitrary<String> parts = Arbitraries.of("PO", "2026", "2027", "26", "27", "FY", "Q", "1", "4", "-", "/", " ", "0042", "12", "ế", "ß", "=", "\uD835\uDC00", "CLOUD".repeat(9));
        return parts.list().ofMinSize(1).ofMaxSize(12).map(p -> String.join("", p)).map(s -> s.substring(0, Math.min(s.length(), 100)))
                .filter(s -> !s.isBlank() && PurchaseOrderIds.isValid(s)).map(PurchaseOrderIds::cleaned);
    }

    @Provide
    Arbitrary<MonthRange> windows() {
        return windowsOf();
    }

    static Arbitrary<MonthRange> windowsOf() {
        return Arbitraries.integers().between(0, 60).flatMap(start -> Arbitraries.integers().between(0, 40)
                .map(length -> new MonthRange(YearMonth.of(2024, 1).plusMonths(start), YearMonth.of(2024, 1).plusMonths(start + (long) length))));
    }
}
