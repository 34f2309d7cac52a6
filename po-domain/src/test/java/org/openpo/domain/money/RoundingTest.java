package org.openpo.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Currency;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundingTest {

    @ParameterizedTest(name = "{0} {1} rounds to {2}")
    @CsvSource({
        // half-even: a half goes to the even neighbour
        "USD, 0.005, 0.00",
        "USD, 0.015, 0.02",
        "USD, 0.025, 0.02",
        "USD, 0.0251, 0.03",
        "USD, -0.005, 0.00",
        "USD, -0.015, -0.02",
        "USD, 7, 7.00",
        "EUR, 2.675, 2.68",
        "EUR, 2.665, 2.66",
        "JPY, 0.5, 0",
        "JPY, 1.5, 2",
        "JPY, 1234.49, 1234",
        "VND, 2.5, 2",
        "VND, 3.5, 4",
        "VND, 25455550.50, 25455550",
        "KWD, 1.0005, 1.000",
        "KWD, 1.0015, 1.002"
    })
    void roundsHalfEvenToTheMinorUnit(String currency, String amount, String expected) {
        assertThat(Rounding.toMinorUnit(new BigDecimal(amount), Currency.getInstance(currency))).isEqualTo(expected);
    }

    @Test
    void refusesToRoundWhereThereIsNoMinorUnit() {
        Currency none = Currency.getInstance("XXX");

        assertThat(Rounding.hasMinorUnit(none)).isFalse();
        assertThat(Rounding.hasMinorUnit(Currency.getInstance("VND"))).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rounding.toMinorUnit(BigDecimal.ONE, none))
                .withMessageContaining("XXX");
    }

    @Property(tries = 300)
    void roundingMovesByAtMostHalfAUnitAndOnlyOnce(@ForAll @Scale(5) BigDecimal amount) {
        Currency usd = Currency.getInstance("USD");
        BigDecimal rounded = Rounding.toMinorUnit(amount, usd);

        assertThat(rounded.subtract(amount).abs()).isLessThanOrEqualTo(new BigDecimal("0.005"));
        assertThat(Rounding.toMinorUnit(rounded, usd)).isEqualTo(rounded);
    }
}
