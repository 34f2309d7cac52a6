package org.openpo.domain.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonthRangeTest {

    @ParameterizedTest(name = "2021-11 to 2022-02 contains {0}: {1}")
    @CsvSource({
        "2021-10, false",
        "2021-11, true",
        "2021-12, true",
        "2022-01, true",
        "2022-02, true",
        "2022-03, false",
        "2021-02, false",
        "2022-11, false"
    })
    void bothEndsAreInside(String month, boolean expected) {
        assertThat(range("2021-11", "2022-02").contains(YearMonth.parse(month))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "2021-04 to 2021-06 and {0} to {1}: contains {2}, overlaps {3}")
    @CsvSource({
        "2021-04, 2021-06, true,  true",
        "2021-05, 2021-05, true,  true",
        "2021-03, 2021-05, false, true",
        "2021-05, 2021-07, false, true",
        "2021-01, 2021-12, false, true",
        "2021-01, 2021-04, false, true",
        "2021-06, 2021-09, false, true",
        "2021-01, 2021-03, false, false",
        "2021-07, 2021-07, false, false"
    })
    void comparesWithAnother(String from, String to, boolean contains, boolean overlaps) {
        MonthRange quarter = range("2021-04", "2021-06");
        MonthRange other = range(from, to);

        assertThat(quarter.contains(other)).isEqualTo(contains);
        assertThat(quarter.overlaps(other)).isEqualTo(overlaps);
        assertThat(other.overlaps(quarter)).isEqualTo(overlaps);
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({"2021-01, 2021-01, 1", "2021-01, 2021-12, 12", "2020-12, 2021-01, 2", "1999-01, 2099-12, 1212"})
    void countsItsMonths(String from, String to, long months) {
        assertThat(range(from, to).months()).isEqualTo(months);
    }

    @Test
    void doesNotEndBeforeItStarts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> range("2021-02", "2021-01"))
                .withMessageContaining("2021-02");
        assertThatNullPointerException().isThrownBy(() -> new MonthRange(null, YearMonth.of(2021, 1)));
        assertThatNullPointerException().isThrownBy(() -> new MonthRange(YearMonth.of(2021, 1), null));
    }

    private static MonthRange range(String from, String to) {
        return new MonthRange(YearMonth.parse(from), YearMonth.parse(to));
    }
}
