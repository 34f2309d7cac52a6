package org.openpo.web.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openpo.domain.rule.Checks;

/** Several numbers in one field, in either language, are read as they were written. */
class NumberListsTest {
    @ParameterizedTest
    @CsvSource({"'75, 25, 10, 0', .", "75 25 10 0, .", "'75%, 25%;10,0', .", "'75,25,10,0', .", "'75; 25; 10; 0', ','", "'75, 25, 10, 0', ','"})
    void theSameFourNumbers(String text, char decimalSign) {
        Checks checks = new Checks();
        assertThat(NumberLists.decimals(text, decimalSign, "thresholds", checks)).containsExactly(new BigDecimal("75"), new BigDecimal("25"), new BigDecimal("10"), BigDecimal.ZERO);
        assertThat(checks.violations()).isEmpty();
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        List<BigDecimal> numbers = List.of(new BigDecimal("12.5"), new BigDecimal("90"), new BigDecimal("0.00"));
        for (char sign : new char[] {'.', ','}) {
            assertThat(NumberLists.decimals(NumberLists.write(numbers, sign), sign, "f", new Checks())).containsExactly(new BigDecimal("90"), new BigDecimal("12.5"), BigDecimal.ZERO);
        }
        assertThat(NumberLists.write(numbers, ',')).isEqualTo("90; 12,5; 0");
    }

    @Test
    void whatIsNoNumberIsNamed() {
        Checks checks = new Checks();
        assertThat(NumberLists.decimals("75, many", '.', "thresholds", checks)).containsExactly(new BigDecimal("75"));
        assertThat(NumberLists.whole("30, 7.5, -1", "expiryDays", checks)).containsExactly(30);
        assertThat(checks.violations()).extracting(v -> v.field() + " " + v.arguments().get(0)).containsExactly("thresholds many", "expiryDays 7.5", "expiryDays -1");
        assertThat(NumberLists.whole(null, "expiryDays", checks)).isEmpty();
    }
}
