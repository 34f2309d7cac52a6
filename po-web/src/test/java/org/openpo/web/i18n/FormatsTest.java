package org.openpo.web.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of the interface guide §9, in both languages. */
class FormatsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private final Formats english = new Formats(Locale.ENGLISH, BERLIN);
    private final Formats vietnamese = new Formats(Locale.forLanguageTag("vi"), BERLIN);

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1240000    | EUR | 1,240,000.00  | 1.240.000,00",
        "-4318.66   | EUR | −4,318.66     | −4.318,66",
        "9600000000 | VND | 9,600,000,000 | 9.600.000.000",
        "48000000   | JPY | 48,000,000    | 48.000.000",
        "0.0375     | USD | 0.0375        | 0,0375",
        "-0.000000001 | USD | 0.00        | 0,00",
        "0.01       | EUR | 0.01          | 0,01",
        "999        | EUR | 999.00        | 999,00"})
    void amountsInTables(BigDecimal amount, String currency, String en, String vi) {
        assertThat(english.amount(amount, currency)).isEqualTo(en);
        assertThat(vietnamese.amount(amount, currency)).isEqualTo(vi);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1240000    | EUR | €1,240,000.00  | 1.240.000,00 €",
        "48000000   | JPY | ¥48,000,000    | 48.000.000 ¥",
        "9600000000 | VND | ₫9,600,000,000 | 9.600.000.000 ₫",
        "-4318.66   | EUR | −€4,318.66     | −4.318,66 €",
        "12.5       | CHF | CHF 12.50      | 12,50 CHF"})
    void moneyInText(BigDecimal amount, String currency, String en, String vi) {
        assertThat(english.money(amount, currency).replace('\u00A0', ' ')).isEqualTo(en);
        assertThat(vietnamese.money(amount, currency).replace('\u00A0', ' ')).isEqualTo(vi);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "217345.67 | EUR | €218,000 | 218.000 €",
        "1234567   | JPY | ¥1,240,000 | 1.240.000 ¥",
        "12.341    | EUR | €12.4    | 12,4 €",
        "0.5       | USD | $0.5     | 0,5 $"})
    void whatIsOnlyExpected(BigDecimal amount, String currency, String en, String vi) {
        assertThat(english.roughly(amount, currency)).isEqualTo(en);
        assertThat(vietnamese.roughly(amount, currency).replace('\u00A0', ' ')).isEqualTo(vi);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0          | 0     | 0",
        "300000     | 300K  | 300 N",
        "1250000    | 1.25M | 1,25 Tr",
        "9600000000 | 9.6B  | 9,6 T",
        "-200000    | −200K | −200 N",
        "0.25       | 0.25  | 0,25"})
    void valuesAtAnAxis(BigDecimal value, String en, String vi) {
        assertThat(english.compact(value)).isEqualTo(en);
        assertThat(vietnamese.compact(value).replace('\u00A0', ' ')).isEqualTo(vi);
    }

    @Test
    void monthsAndDates() {
        YearMonth september = YearMonth.of(2026, 9);
        assertThat(english.month(september)).isEqualTo("Sep 2026");
        assertThat(vietnamese.month(september)).isEqualTo("09/2026");
        assertThat(english.monthOfYear(september)).isEqualTo("Sep");
        assertThat(vietnamese.monthOfYear(september)).isEqualTo("T9");
        assertThat(english.longMonth(september)).isEqualTo("September 2026");
        assertThat(vietnamese.longMonth(september)).isEqualTo("tháng 9 năm 2026");
        assertThat(english.months(YearMonth.of(2026, 1), YearMonth.of(2026, 12))).isEqualTo("Jan 2026 to Dec 2026");
        assertThat(vietnamese.months(YearMonth.of(2026, 1), YearMonth.of(2026, 12))).isEqualTo("01/2026 đến 12/2026");
        assertThat(english.date(LocalDate.of(2026, 9, 22))).isEqualTo("22 Sep 2026");
        assertThat(vietnamese.date(LocalDate.of(2026, 9, 2))).isEqualTo("02/09/2026");
        assertThat(english.monthField(september)).isEqualTo(vietnamese.monthField(september)).isEqualTo("09/2026");
    }

    @Test
    void instantsInTheUsersZone() {
        Instant instant = Instant.parse("2026-09-22T06:41:05Z");
        assertThat(english.instant(instant)).isEqualTo("22 Sep 2026, 08:41");
        assertThat(vietnamese.instant(instant)).isEqualTo("22/09/2026, 08:41");
        assertThat(english.utc(instant)).isEqualTo("2026-09-22 06:41:05 UTC");
    }

    @Test
    void percent() {
        assertThat(english.percent(new BigDecimal("0.2633"))).isEqualTo("26%");
        assertThat(vietnamese.percent(new BigDecimal("-0.05"))).isEqualTo("−5%");
    }

    @Test
    void nothingIsWrittenAsNothing() {
        assertThat(english.amount(null, "EUR") + english.money(null, "EUR") + english.month(null) + english.instant(null)
                + english.number(null) + english.percent(null) + english.months(null, null)).isEmpty();
    }
}
