package org.openpo.domain.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineValueTest {

    @ParameterizedTest(name = "{0}: {1} × {2} + {3} {4} = {5}")
    @CsvSource({
        "USD, 100.00,  1,    NONE,    0,     100.00",
        "USD, 100.00,  1,    PERCENT, 10,    110.00",
        "USD, 100.00,  3,    PERCENT, 8.25,  324.75",
        "USD, 100.00,  3,    AMOUNT,  8.25,  308.25",
        "USD, 100.00,  0,    AMOUNT,  5,       5.00",
        "USD, 100.00,  0,    PERCENT, 5,       0.00",
        "USD, 0,       5,    PERCENT, 20,      0.00",
        // rounded once, at the end: 3 × 0.335 = 1.005, and 1.005 + 10 % = 1.1055
        "USD, 0.335,   3,    NONE,    0,       1.00",
        "USD, 0.335,   3,    PERCENT, 10,      1.11",
        "EUR, 0.125,   1,    NONE,    0,       0.12",
        "EUR, 0.375,   1,    NONE,    0,       0.38",
        "EUR, 19.99,   2.5,  PERCENT, 19,     59.47",
        "EUR, 10.00,   1,    PERCENT, 0.005,  10.00",
        "JPY, 1234,    1,    PERCENT, 10,      1357",
        "JPY, 15,      1,    PERCENT, 10,        16",
        "JPY, 25,      1,    PERCENT, 10,        28",
        "VND, 2500000, 2,    PERCENT, 8,    5400000",
        "VND, 0.5,     1,    AMOUNT,  0,          0",
        // a discount line
        "USD, -100.00, 2,    PERCENT, 10,   -220.00",
        "USD, 100.00,  1,    AMOUNT,  -5,     95.00"
    })
    void isUnitPriceTimesQuantityPlusTax(
            String currency, BigDecimal price, BigDecimal quantity, LineTax.Kind kind, BigDecimal tax, String total) {
        LineValue value = new LineValue(price, quantity, new LineTax(kind, tax));

        assertThat(value.total(Currency.getInstance(currency))).isEqualTo(total);
    }

    @Test
    void noTaxHasNoValue() {
        assertThat(new LineTax(LineTax.Kind.NONE, BigDecimal.TEN)).isEqualTo(LineTax.none());
        assertThat(new LineTax(LineTax.Kind.NONE, null)).isEqualTo(LineTax.none());
        assertThat(LineTax.percent(BigDecimal.TEN)).isEqualTo(new LineTax(LineTax.Kind.PERCENT, BigDecimal.TEN));
        assertThat(LineTax.amount(BigDecimal.TEN)).isEqualTo(new LineTax(LineTax.Kind.AMOUNT, BigDecimal.TEN));
    }

    @Test
    void everythingIsThere() {
        assertThatNullPointerException().isThrownBy(() -> LineTax.percent(null));
        assertThatNullPointerException().isThrownBy(() -> new LineTax(null, BigDecimal.ONE));
        assertThatNullPointerException().isThrownBy(() -> new LineValue(null, BigDecimal.ONE, LineTax.none()));
        assertThatNullPointerException().isThrownBy(() -> new LineValue(BigDecimal.ONE, null, LineTax.none()));
        assertThatNullPointerException().isThrownBy(() -> new LineValue(BigDecimal.ONE, BigDecimal.ONE, null));
    }
}
