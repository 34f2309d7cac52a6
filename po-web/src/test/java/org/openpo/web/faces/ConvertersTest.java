package org.openpo.web.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.openpo.web.i18n.Formats;

/** What people may type for a month and for an amount. */
class ConvertersTest {
    private final Formats english = new Formats(Locale.ENGLISH, ZoneOffset.UTC);
    private final Formats vietnamese = new Formats(Locale.forLanguageTag("vi"), ZoneOffset.UTC);

    @ParameterizedTest
    @ValueSource(strings = {"01/2026", "1/2026", "1.2026", "01-2026", "2026-01", "2026/1", "1 2026", "1 / 2026"})
    void readsMonths(String text) {
        assertThat(YearMonthConverter.parse(text)).isEqualTo(YearMonth.of(2026, 1));
        assertThat(YearMonthConverter.write(YearMonth.of(2026, 1))).isEqualTo("01/2026");
    }

    @ParameterizedTest
    @ValueSource(strings = {"13/2026", "0/2026", "2026", "01/26", "Jan", "2026-13", "1/2026/3", "٠١/٢٠٢٦x"})
    void refusesWhatIsNoMonth(String text) {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> YearMonthConverter.parse(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1,234.50 | 1234.50", "1234.5 | 1234.5", "-12 | -12", "−12.25 | -12.25", "0.00000001 | 0.00000001", "1 234 567 | 1234567"})
    void readsEnglishNumbers(String text, BigDecimal number) {
        assertThat(DecimalConverter.parse(text, english)).hasValue(number);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"1.234,50 | 1234.50", "9.600.000.000 | 9600000000", "12,5 | 12.5", "1000 | 1000"})
    void readsVietnameseNumbers(String text, BigDecimal number) {
        assertThat(DecimalConverter.parse(text, vietnamese)).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,5", "1.2.3", "1e9", "12,34.5", "abc", "--1", "1,2345", ".5", "1.", "0x10", "NaN"})
    void refusesWhatIsNoEnglishNumber(String text) {
        assertThat(DecimalConverter.parse(text, english)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1,234.50", "12,34,5"})
    void refusesWhatIsNoVietnameseNumber(String text) {
        assertThat(DecimalConverter.parse(text, vietnamese)).isEmpty();
    }
}
