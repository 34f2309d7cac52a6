package org.openpo.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BalanceTest {

    /** Example T9: a line per month, the invoice of May takes from the line of May only. */
    @Test
    void thePurchaseOrderIsTheSumOfItsLines() {
        Balance april = new Balance(new BigDecimal("500.00"), BigDecimal.ZERO);
        Balance may = new Balance(new BigDecimal("500.00"), new BigDecimal("100.00"));
        Balance whole = april.plus(may);

        assertThat(may.remaining()).isEqualByComparingTo("400.00");
        assertThat(whole.committed()).isEqualByComparingTo("1000.00");
        assertThat(whole.billed()).isEqualByComparingTo("100.00");
        assertThat(whole.remaining()).isEqualByComparingTo("900.00");
    }

    /** Example T13: the balance of an exhausted line goes further down. */
    @ParameterizedTest(name = "{0} of {1}: {2} %, {3} left")
    @CsvSource({
        "0.00, 100.00, 0.0, 100.00",
        "250.00, 150.00, 166.7, -100.00",
        "100.01, 100.00, 100.0, -0.01",
        "0.25, 100.00, 0.2, 99.75",
        "0.35, 100.00, 0.4, 99.65",
        "-10.00, 100.00, -10.0, 110.00",
        "5.00, 0.00, , -5.00"
    })
    void tellsThePercentUsedAndWhatIsLeft(BigDecimal billed, BigDecimal committed, BigDecimal percent, BigDecimal left) {
        Balance balance = new Balance(committed, billed);

        assertThat(balance.percentUsed().orElse(null)).isEqualTo(percent);
        assertThat(balance.remaining()).isEqualTo(left);
    }
}
