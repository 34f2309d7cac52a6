package org.openpo.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.util.Currency;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    private static final Currency USD = Currency.getInstance("USD");
    private static final Currency EUR = Currency.getInstance("EUR");

    @ParameterizedTest(name = "{0} {1} + {2} = {3}, − = {4}")
    @CsvSource({
        "USD, 0.10, 0.20, 0.30, -0.10",
        "USD, 100, 0.005, 100.005, 99.995",
        "EUR, -1.00, 1.00, 0.00, -2.00",
        "JPY, 1200, 34, 1234, 1166",
        "VND, 2500000, 500000, 3000000, 2000000",
        "VND, 0.4, 0.4, 0.8, 0.0"
    })
    void addsAndSubtractsWithoutRounding(String currency, String a, String b, String sum, String difference) {
        Money left = Money.of(a, currency);
        Money right = Money.of(b, currency);

        assertThat(left.plus(right).amount()).isEqualTo(sum);
        assertThat(left.minus(right).amount()).isEqualTo(difference);
        assertThat(left.plus(right).currency()).isEqualTo(Currency.getInstance(currency));
    }

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
        assertThat(Money.of(amount, currency).roundedToMinorUnit().amount()).isEqualTo(expected);
        assertThat(Rounding.toMinorUnit(new BigDecimal(amount), Currency.getInstance(currency))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "USD, 1.20, true",
        "USD, 1.2000, true",
        "USD, 1.205, false",
        "JPY, 1.0, true",
        "JPY, 1.5, false",
        "VND, 1e6, true"
    })
    void knowsWhetherAnAmountCanBePaid(String currency, String amount, boolean expected) {
        assertThat(Rounding.isInMinorUnits(new BigDecimal(amount), Currency.getInstance(currency))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"USD, 0.00", "EUR, 0.00", "JPY, 0", "VND, 0", "KWD, 0.000"})
    void zeroHasTheDecimalsOfItsCurrency(String currency, String zero) {
        assertThat(Money.zero(Currency.getInstance(currency)).amount()).isEqualTo(zero);
    }

    @Test
    void multipliesExactly() {
        assertThat(Money.of("0.10", "USD").multiply(new BigDecimal("0.333")).amount()).isEqualTo("0.03330");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"-0.01, true, false, false", "0.00, false, true, false", "0.01, false, false, true"})
    void knowsItsSign(String amount, boolean negative, boolean zero, boolean positive) {
        Money money = Money.of(amount, "EUR");

        assertThat(money.isNegative()).isEqualTo(negative);
        assertThat(money.isZero()).isEqualTo(zero);
        assertThat(money.isPositive()).isEqualTo(positive);
        assertThat(money.abs().amount()).isEqualTo(new BigDecimal(amount).abs());
        assertThat(money.negated().amount()).isEqualTo(new BigDecimal(amount).negate());
    }

    @Test
    void twoCurrenciesNeverMeet() {
        Money dollars = Money.of("1", "USD");
        Money euros = Money.of("1", "EUR");

        assertThatExceptionOfType(CurrencyMismatchException.class)
                .isThrownBy(() -> dollars.plus(euros))
                .withMessage("Expected USD but got EUR")
                .satisfies(e -> assertThat(e.expected()).isEqualTo(USD))
                .satisfies(e -> assertThat(e.actual()).isEqualTo(EUR));
        assertThatExceptionOfType(CurrencyMismatchException.class).isThrownBy(() -> dollars.minus(euros));
        assertThatExceptionOfType(CurrencyMismatchException.class).isThrownBy(() -> dollars.compareTo(euros));
        assertThat(dollars).isNotEqualTo(euros);
    }

    @Test
    void comparesByValueWhateverTheScale() {
        assertThat(Money.of("1.0", "USD"))
                .isEqualTo(Money.of("1.00", "USD"))
                .hasSameHashCodeAs(Money.of("1.00", "USD"))
                .isEqualByComparingTo(Money.of("1", "USD"))
                .isLessThan(Money.of("1.01", "USD"))
                .isNotEqualTo(Money.of("1.01", "USD"))
                .isNotEqualTo("USD 1.0");
        assertThat(Money.of("100", "JPY")).hasSameHashCodeAs(Money.of("1e2", "JPY")).hasToString("JPY 100");
        assertThat(Money.of("1e2", "JPY")).hasToString("JPY 100");
    }

    @Test
    void refusesWhatIsNoMoney() {
        assertThatNullPointerException().isThrownBy(() -> Money.of(null, USD));
        assertThatNullPointerException().isThrownBy(() -> Money.of(BigDecimal.ONE, null));
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of("1,00", "USD"));
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of("1.00", "Dollar"));
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

    @Test
    void survivesASession() throws Exception {
        Money money = Money.of("12.50", "EUR");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(money);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(money);
        }
    }

    @Property(tries = 300)
    void whatIsAddedCanBeTakenAway(@ForAll @Scale(4) BigDecimal a, @ForAll @Scale(2) BigDecimal b) {
        Money left = Money.of(a, EUR);
        Money right = Money.of(b, EUR);

        assertThat(left.plus(right).minus(right)).isEqualTo(left);
        assertThat(left.plus(right)).isEqualTo(right.plus(left));
        assertThat(left.minus(right)).isEqualTo(right.minus(left).negated());
    }

    @Property(tries = 300)
    void roundingMovesByAtMostHalfAUnitAndOnlyOnce(@ForAll @Scale(5) BigDecimal amount) {
        Money rounded = Money.of(amount, USD).roundedToMinorUnit();

        assertThat(rounded.minus(Money.of(amount, USD)).abs()).isLessThanOrEqualTo(Money.of("0.005", "USD"));
        assertThat(rounded.roundedToMinorUnit()).isEqualTo(rounded);
    }
}
