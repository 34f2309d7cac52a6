package org.openpo.domain.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decimals as they are shown. */
class DecimalsTest {

    @ParameterizedTest
    @CsvSource({"1,EUR,1.00", "1.5000,EUR,1.50", "1.2345,EUR,1.2345", "-1E+3,EUR,-1000.00", "0.0000,JPY,0", "1200,JPY,1200", "1.5,KWD,1.500", "7,XAU,7"})
    void amounts_have_the_decimals_of_their_currency_and_lose_none(BigDecimal amount, String currency, String shown) {
        assertThat(Decimals.ofCurrency(amount, currency).toString()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"1.500,1.5", "100.00,100", "1E+2,100", "0.00,0", "-0.10,-0.1"})
    void numbers_have_no_zeros_behind(BigDecimal number, String shown) {
        assertThat(Decimals.plain(number).toString()).isEqualTo(shown);
    }
}
