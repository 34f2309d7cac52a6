package org.openpo.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonsTest {
    @ParameterizedTest
    @CsvSource({"100,USD,100.00", "100.5,USD,100.50", "100.00000000,USD,100.00", "0.12345678,USD,0.12345678", "0,EUR,0.00", "0E-8,EUR,0.00",
            "100.00,JPY,100", "1E+3,VND,1000", "-1.10,JPY,-1.1", "1,KWD,1.000", "-0.00,USD,0.00"})
    void amountsHaveAtLeastTheDecimalsOfTheirCurrency(BigDecimal amount, String currency, String expected) {
        assertThat(Jsons.amount(amount, currency).toString()).isEqualTo("\"" + expected + "\"");
    }

    @ParameterizedTest
    @CsvSource({"1.00000000,1", "0.50,0.5", "1E+2,100", "0E-8,0", "10,10"})
    void otherNumbersHaveOnlyTheDecimalsTheyNeed(BigDecimal number, String expected) {
        assertThat(Jsons.decimal(number).toString()).isEqualTo("\"" + expected + "\"");
    }

    @Test
    void whatIsAbsentIsNull() {
        assertThat(Jsons.amount(null, "USD").toString()).isEqualTo("null");
        assertThat(Jsons.decimal(null).toString()).isEqualTo("null");
        assertThat(Jsons.text(null).toString()).isEqualTo("null");
    }
}
