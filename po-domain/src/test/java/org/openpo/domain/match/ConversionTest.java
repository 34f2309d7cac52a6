package org.openpo.domain.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openpo.domain.invoice.InvoiceClass.MONTHLY_USAGE;
import static org.openpo.domain.match.InvoiceFixture.invoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openpo.domain.ledger.RateSource;
import org.openpo.domain.money.DatedRate;
import org.openpo.domain.order.AmountBasis;

class ConversionTest {

    private static final Currency EUR = Currency.getInstance("EUR");

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "USD, 10.005, 10.00",
        "USD, 10.015, 10.02",
        "EUR, -10.005, -10.00",
        "JPY, 1234.5, 1234",
        "JPY, 1235.5, 1236",
        "VND, 2500000.5, 2500000",
        "KWD, 1.2345, 1.234"
    })
    void theSameCurrencyIsRoundedToItsMinorUnitAndTheStatedAmountIsKept(
            String currency, String gross, String expected) {
        Conversion conversion = convert(
                invoice(MONTHLY_USAGE).amount("1", gross, currency), Currency.getInstance(currency), AmountBasis.GROSS)
                .orElseThrow();

        assertThat(conversion.invoiceAmount()).isEqualTo(gross);
        assertThat(conversion.purchaseOrderAmount()).isEqualTo(expected);
        assertThat(conversion.rate()).isEqualTo("1");
        assertThat(conversion.rateSource()).isEqualTo(RateSource.SAME_CURRENCY);
    }

    static Stream<Arguments> rates() {
        return Stream.of(
                Arguments.of(
                        "payment amount, gross",
                        invoice(MONTHLY_USAGE).payment("81.00", "90.00", "EUR"),
                        "EUR", AmountBasis.GROSS, "90.00", "0.900000000000", RateSource.PAYMENT_AMOUNT),
                Arguments.of(
                        "payment amount, net",
                        invoice(MONTHLY_USAGE).payment("81.00", "91.00", "EUR"),
                        "EUR", AmountBasis.NET, "81.00", "0.900000000000", RateSource.PAYMENT_AMOUNT),
                Arguments.of(
                        "payment amount, finer than the minor unit",
                        invoice(MONTHLY_USAGE).payment("81.00", "91.125", "EUR"),
                        "EUR", AmountBasis.GROSS, "91.12", "0.911250000000", RateSource.PAYMENT_AMOUNT),
                Arguments.of(
                        "payment amount before a printed rate",
                        invoice(MONTHLY_USAGE).payment("81.00", "90.00", "EUR").rate("USD", "EUR", "0.8"),
                        "EUR", AmountBasis.GROSS, "90.00", "0.900000000000", RateSource.PAYMENT_AMOUNT),
                Arguments.of(
                        "payment amount of an invoice over nothing",
                        invoice(MONTHLY_USAGE).amount("0.00", "0.00", "USD").payment("0.00", "0.00", "EUR"),
                        "EUR", AmountBasis.GROSS, "0.00", "1", RateSource.PAYMENT_AMOUNT),
                Arguments.of(
                        "printed rate, forward, past a payment amount in a third currency",
                        invoice(MONTHLY_USAGE).payment("70.00", "77.00", "GBP").rate("USD", "EUR", "0.87655"),
                        "EUR", AmountBasis.GROSS, "87.66", "0.87655", RateSource.PRINTED_RATE),
                Arguments.of(
                        "printed rate, forward, half-even",
                        invoice(MONTHLY_USAGE).rate("USD", "EUR", "0.87645"),
                        "EUR", AmountBasis.GROSS, "87.64", "0.87645", RateSource.PRINTED_RATE),
                Arguments.of(
                        "printed rate, backward",
                        invoice(MONTHLY_USAGE).rate("EUR", "USD", "1.25"),
                        "EUR", AmountBasis.GROSS, "80.00", "0.800000000000", RateSource.PRINTED_RATE),
                Arguments.of(
                        "printed rate, backward, half-even",
                        invoice(MONTHLY_USAGE).rate("EUR", "USD", "1600"),
                        "EUR", AmountBasis.GROSS, "0.06", "0.000625000000", RateSource.PRINTED_RATE),
                Arguments.of(
                        "printed rate finer than can be stored",
                        invoice(MONTHLY_USAGE).rate("USD", "EUR", "0.12345678901250"),
                        "EUR", AmountBasis.GROSS, "12.35", "0.123456789012", RateSource.PRINTED_RATE),
                Arguments.of(
                        "to a currency without decimals",
                        invoice(MONTHLY_USAGE).rate("USD", "VND", "25455.505"),
                        "VND", AmountBasis.GROSS, "2545550", "25455.505", RateSource.PRINTED_RATE),
                Arguments.of(
                        "from a currency without decimals",
                        invoice(MONTHLY_USAGE).amount("2300000", "2545550", "VND").rate("USD", "VND", "25455.5"),
                        "USD", AmountBasis.GROSS, "100.00", "0.000039284241", RateSource.PRINTED_RATE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rates")
    void anotherCurrency(
            String name,
            InvoiceFixture invoice,
            String target,
            AmountBasis basis,
            String amount,
            String rate,
            RateSource source) {
        Conversion conversion = convert(invoice, Currency.getInstance(target), basis).orElseThrow();

        assertThat(conversion.purchaseOrderAmount()).isEqualTo(amount);
        assertThat(conversion.rate()).isEqualTo(rate);
        assertThat(conversion.rateSource()).isEqualTo(source);
    }

    static Stream<Arguments> keptRates() {
        DatedRate spring = kept("USD", "EUR", "2021-03-01", "0.8");
        DatedRate july = kept("USD", "EUR", "2021-07-01", "0.9");
        DatedRate august = kept("USD", "EUR", "2021-08-01", "0.7");
        DatedRate reverse = kept("EUR", "USD", "2021-07-02", "1.25");
        return Stream.of(
                Arguments.of("the last one that has begun", "2021-07-15", List.of(spring, july, august), "90.00", "0.9"),
                Arguments.of("on its first day", "2021-07-01", List.of(spring, july), "90.00", "0.9"),
                Arguments.of("on the day before", "2021-06-30", List.of(spring, july), "80.00", "0.8"),
                Arguments.of("the pair itself before a later reverse one", "2021-07-15", List.of(july, reverse), "90.00", "0.9"),
                Arguments.of("the reverse one", "2021-07-15", List.of(reverse), "80.00", "0.800000000000"),
                Arguments.of("the reverse one while the pair's has not begun", "2021-07-15", List.of(august, reverse), "80.00", "0.800000000000"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keptRates")
    void aRateThatIsKeptCountsFromItsDayOn(String name, String issued, List<DatedRate> kept, String amount, String rate) {
        Conversion conversion = convert(
                invoice(MONTHLY_USAGE).issued(issued).kept(kept.toArray(DatedRate[]::new)), EUR, AmountBasis.GROSS).orElseThrow();

        assertThat(conversion.purchaseOrderAmount()).isEqualTo(amount);
        assertThat(conversion.rate()).isEqualTo(rate);
        assertThat(conversion.rateSource()).isEqualTo(RateSource.RATE_TABLE);
    }

    @Test
    void whatTheInvoiceSaysComesBeforeTheRatesThatAreKept() {
        DatedRate kept = kept("USD", "EUR", "2021-01-01", "0.5");

        assertThat(convert(invoice(MONTHLY_USAGE).rate("USD", "EUR", "0.8").kept(kept), EUR, AmountBasis.GROSS).orElseThrow().rateSource())
                .isEqualTo(RateSource.PRINTED_RATE);
        assertThat(convert(invoice(MONTHLY_USAGE).payment("81", "90", "EUR").kept(kept), EUR, AmountBasis.GROSS).orElseThrow().rateSource())
                .isEqualTo(RateSource.PAYMENT_AMOUNT);
        assertThat(convert(invoice(MONTHLY_USAGE).rate("GBP", "EUR", "0.8").kept(kept), EUR, AmountBasis.GROSS).orElseThrow().rateSource())
                .as("a printed rate of other currencies").isEqualTo(RateSource.RATE_TABLE);
    }

    @Test
    void aRateThatHasNotBegunOrIsOfOtherCurrenciesIsNoRate() {
        assertThat(convert(invoice(MONTHLY_USAGE).issued("2021-07-15").kept(kept("USD", "EUR", "2021-07-16", "0.8")), EUR, AmountBasis.GROSS)).isEmpty();
        assertThat(convert(invoice(MONTHLY_USAGE).kept(kept("USD", "GBP", "2020-01-01", "0.8"), kept("GBP", "EUR", "2020-01-01", "1.1")), EUR, AmountBasis.GROSS))
                .as("no way over a third currency").isEmpty();
    }

    private static DatedRate kept(String source, String target, String from, String rate) {
        return new DatedRate(Currency.getInstance(source), Currency.getInstance(target), LocalDate.parse(from), new BigDecimal(rate));
    }

    @Test
    void thereIsNoRateWithoutOneThatConnectsTheTwo() {
        assertThat(convert(invoice(MONTHLY_USAGE), EUR, AmountBasis.GROSS)).isEmpty();
        assertThat(convert(invoice(MONTHLY_USAGE).payment("1", "1", "GBP"), EUR, AmountBasis.GROSS)).isEmpty();
        assertThat(convert(invoice(MONTHLY_USAGE).rate("USD", "GBP", "1.2"), EUR, AmountBasis.GROSS)).isEmpty();
        assertThat(convert(invoice(MONTHLY_USAGE).rate("GBP", "EUR", "1.2"), EUR, AmountBasis.GROSS)).isEmpty();
        assertThat(convert(invoice(MONTHLY_USAGE).rate("EUR", "GBP", "1.2"), EUR, AmountBasis.GROSS)).isEmpty();
        assertThat(convert(invoice(MONTHLY_USAGE).rate("GBP", "USD", "1.2"), EUR, AmountBasis.GROSS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"USD, EUR, 0", "EUR, USD, 0.00", "USD, EUR, -1.1"})
    void aRateThatIsNotAboveZeroIsNoRate(String source, String target, String rate) {
        assertThat(convert(invoice(MONTHLY_USAGE).rate(source, target, rate), EUR, AmountBasis.GROSS)).isEmpty();
    }

    private static Optional<Conversion> convert(InvoiceFixture invoice, Currency target, AmountBasis basis) {
        return Conversion.of(invoice.facts(), target, basis, invoice.rates());
    }

    /** The largest that fits and the smallest that does not: 15 digits of an amount, 12 of a rate. */
    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        "39999999999.00, 25000, true",
        "40000000000.00, 25000, false",
        "-40000000000.00, 25000, false",
        "0.01, 999999999999, true",
        "0.01, 1000000000000, false"
    })
    void whatTheLedgerCannotKeepIsNoConversion(String gross, String rate, boolean fits) {
        assertThat(convert(invoice(MONTHLY_USAGE).amount(gross, gross, "USD").rate("USD", "VND", rate), Currency.getInstance("VND"), AmountBasis.GROSS)
                .isPresent()).isEqualTo(fits);
    }
}
