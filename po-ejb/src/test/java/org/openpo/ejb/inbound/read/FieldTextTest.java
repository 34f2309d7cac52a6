package org.openpo.ejb.inbound.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceKind;

class FieldTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1234.56|1234.56", "1,234.56|1234.56", "1.234,56|1234.56", "1234,56|1234.56", "1 234,56|1234.56", "1'234.56|1234.56", "-5|-5", "\u22125,10|-5.10",
        "0,123|0.123", "1,234,567|1234567", "1.234.567|1234567", "1.234|1.234", "1\u00A0234\u00A0567,89|1234567.89", "+7|7", "12.|12", "1234,5678|1234.5678"})
    void a_number_is_read_in_the_one_way_it_can_mean(String text, BigDecimal value) {
        assertThat(FieldText.number(text, false)).hasValueSatisfying(n -> assertThat(n).isEqualByComparingTo(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,234", "12,345", "-999,000", "abc", "1.2.3", "1,23,456", "12 34", "1e5", "(5)", "--5", "1,2,3.4", "€5", "", ".", "12345678901234567890123456789012345"})
    void a_number_that_means_two_things_or_nothing_is_none(String text) {
        assertThat(FieldText.number(text, false)).isEmpty();
    }

    @Test
    void where_the_comma_is_the_decimal_sign_a_point_before_three_digits_means_two_things() {
        assertThat(FieldText.isAmbiguous("1.234", true)).isTrue();
        assertThat(FieldText.isAmbiguous("1.234", false)).isFalse();
        assertThat(FieldText.isAmbiguous("0.234", true)).isFalse();
        assertThat(FieldText.number("1.234", true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+999999999", "0x10", "1,5", "NaN", "1e100"})
    void a_plain_number_is_bounded(String text) {
        assertThat(FieldText.plainNumber(text)).isEmpty();
    }

    @Test
    void a_plain_number_may_have_a_small_exponent() {
        assertThat(FieldText.plainNumber("0E-10")).hasValueSatisfying(n -> assertThat(n).isZero());
        assertThat(FieldText.plainNumber("-12.50")).hasValue(new BigDecimal("-12.50"));
    }

    @Test
    void months() {
        assertThat(FieldText.month("2026-01")).hasValue(YearMonth.of(2026, 1));
        assertThat(FieldText.month("1/2026")).hasValue(YearMonth.of(2026, 1));
        assertThat(FieldText.month("2026-13")).isEmpty();
        assertThat(FieldText.month("Jan 2026")).isEmpty();
        assertThat(FieldText.month("202601")).isEmpty();
    }

    @Test
    void dates_are_those_of_utc() {
        assertThat(FieldText.date("2026-01-31")).hasValue(LocalDate.of(2026, 1, 31));
        assertThat(FieldText.date("2026-02-30")).isEmpty();
        assertThat(FieldText.date("31/01/2026")).isEmpty();
        assertThat(FieldText.date("2026-01-31T23:30:00-05:00")).hasValue(LocalDate.of(2026, 2, 1));
        assertThat(FieldText.date("2026-01-31 00:00:00+00:00")).hasValue(LocalDate.of(2026, 1, 31));
        assertThat(FieldText.date("2026-01-31T10:00:00Z")).hasValue(LocalDate.of(2026, 1, 31));
        assertThat(FieldText.date("2026-01-31T10:00:00")).hasValue(LocalDate.of(2026, 1, 31));
        assertThat(FieldText.epochDate("1767312000")).hasValue(LocalDate.of(2026, 1, 2));
        assertThat(FieldText.epochDate("1.767312E9")).hasValue(LocalDate.of(2026, 1, 2));
        assertThat(FieldText.epochDate("1767312000.999")).hasValue(LocalDate.of(2026, 1, 2));
        assertThat(FieldText.epochDate("1E+99")).isEmpty();
        assertThat(FieldText.epochDate("2026-01-02")).isEmpty();
    }

    @Test
    void constants_in_any_spelling() {
        assertThat(FieldText.constant(InvoiceKind.class, "Credit memo")).hasValue(InvoiceKind.CREDIT_MEMO);
        assertThat(FieldText.constant(InvoiceClass.class, "monthly-usage")).hasValue(InvoiceClass.MONTHLY_USAGE);
        assertThat(FieldText.constant(InvoiceKind.class, "bill")).isEmpty();
    }

    @Test
    void control_characters_and_halves_of_characters_are_not_clean() {
        assertThat(FieldText.isClean("line one\nline two\t\uD83D\uDE00 đơn")).isTrue();
        assertThat(FieldText.isClean("a\0b")).isFalse();
        assertThat(FieldText.isClean("a\u001Fb")).isFalse();
        assertThat(FieldText.isClean("\uD83D")).isFalse();
        assertThat(FieldText.isClean("\uDE00\uD83D")).isFalse();
    }
}
