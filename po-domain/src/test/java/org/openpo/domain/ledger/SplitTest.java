package org.openpo.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.rule.BusinessRuleException;

class SplitTest {

    private static final Currency USD = Currency.getInstance("USD");
    private static final Currency VND = Currency.getInstance("VND");

    /**
     * Parts: G or N for the basis, then an amount, a percentage, accounts ("@A+B") or "rest"; expected: covered/counted of each, then
     * what is left.
     */
    @ParameterizedTest(name = "{0} gross {1} net as [{2}] is [{3}]")
    @CsvSource({
        "100.00, 100.00, G rest, 100.00/100.00 left 0.00",
        "100.00, 90.00, N rest, 100.00/90.00 left 0.00",
        "100.00, 90.00, G 40.00, 40.00/40.00 left 60.00",
        "100.00, 90.00, G 100.00, 100.00/100.00 left 0.00",
        "100.00, 90.00, N 45.00, 50.00/45.00 left 50.00",
        "100.00, 90.00, N 90.00, 100.00/90.00 left 0.00",
        "100.00, 90.00, G 40.00 | N rest, 40.00/40.00 60.00/54.00 left 0.00",
        "100.00, 90.00, G 50% | N 50%, 50.00/50.00 50.00/45.00 left 0.00",
        "100.00, 90.00, G 50% | G 20%, 50.00/50.00 20.00/20.00 left 30.00",
        // thirds: the cent that is left goes to the largest remainder, the earlier one first
        "100.00, 90.00, G 33.333333% | G 33.333333% | G rest, 33.33/33.33 33.33/33.33 33.34/33.34 left 0.00",
        "1.00, 1.00, G 33.33% | G 33.33%, 0.33/0.33 0.33/0.33 left 0.34",
        "0.01, 0.01, G 50% | G rest, 0.01/0.01 0.00/0.00 left 0.00",
        // a typed amount is never rounded away, whatever the others are
        "10.00, 10.00, G 3.33 | G 33.3% | G rest, 3.33/3.33 3.33/3.33 3.34/3.34 left 0.00",
        // gross and net typed: the net part takes what the rounding of its gross share leaves
        "110.01, 100.01, G 36.66 | N 66.68, 36.66/36.66 73.35/66.68 left 0.00",
        "110.01, 100.01, G 36.68 | N 66.67, 36.68/36.68 73.33/66.67 left 0.00",
        "110.01, 100.01, N 33.33 | N 66.68, 36.66/33.33 73.35/66.68 left 0.00",
        // accounts, of charges A 60, B 30, none 10
        "200.00, 100.00, G @A | N @B, 120.00/120.00 60.00/30.00 left 20.00",
        "200.00, 100.00, G @A+B | G @, 180.00/180.00 20.00/20.00 left 0.00",
        // negative invoices
        "-100.00, -90.00, G -40.00 | N rest, -40.00/-40.00 -60.00/-54.00 left 0.00",
        // as a database returns it
        "100.0000, 90.0000, G 50% | N rest, 50.00/50.00 50.00/45.00 left 0.00",
        // finer than a cent
        "1.0050, 1.0050, G 50% | G rest, 0.503/0.503 0.502/0.502 left 0.000",
        // only tax, and nothing at all
        "10.00, 0.00, N 50% | N rest, 5.00/0.00 5.00/0.00 left 0.00",
        "0.00, 0.00, G 50%, 0.00/0.00 left 0.00"
    })
    void splits(BigDecimal gross, BigDecimal net, String parts, String expected) {
        Split.Outcome outcome = Split.of(source(gross, net), parts(gross, net, parts));

        assertThat(outcome.amounts().stream().map(a -> a.covered().toPlainString() + "/" + a.invoiceAmount().toPlainString()).collect(Collectors.joining(" "))
                + " left " + outcome.unallocated().setScale(outcome.amounts().get(0).covered().scale())).isEqualTo(expected);
        assertThat(outcome.amounts()).allSatisfy(a -> assertThat(a.purchaseOrderAmount().subtract(a.invoiceAmount()).abs()).isLessThanOrEqualTo(new BigDecimal("0.005")));
    }

    @ParameterizedTest(name = "{0} gross {1} net as [{2}]: {3}")
    @CsvSource({
        "100.00, 90.00, G 100.01, allocations:ALLOCATION_EXCEEDS_INVOICE",
        "100.00, 90.00, G 60.00 | G 40.01, allocations:ALLOCATION_EXCEEDS_INVOICE",
        "100.00, 90.00, N 90.01, allocations:ALLOCATION_EXCEEDS_INVOICE",
        "100.00, 90.00, G 60% | G 40.01%, allocations:ALLOCATION_EXCEEDS_INVOICE",
        "100.00, 90.00, G 60% | N 40.001%, allocations:ALLOCATION_EXCEEDS_INVOICE",
        "100.00, 90.00, G 60.00 | N 36.02, allocations:ALLOCATION_EXCEEDS_INVOICE",
        "100.00, 90.00, G @A | G @B | G 11%, allocations:ALLOCATION_EXCEEDS_INVOICE",
        "100.00, 90.00, G rest | G rest, allocations:ALLOCATION_REST_TWICE",
        "100.00, 90.00, G -1.00, allocations[0].amount:ALLOCATION_SIGN_WRONG",
        "-100.00, -90.00, G rest | G 1.00, allocations[1].amount:ALLOCATION_SIGN_WRONG",
        "100.00, 0.00, N 1.00, allocations[0].amount:ALLOCATION_SIGN_WRONG",
        "100.00, 90.00, G 0.00, allocations[0].amount:ALLOCATION_SIGN_WRONG",
        "100.00, 90.00, G 1.001, allocations[0].amount:TOO_MANY_DECIMALS",
        "100.00, 90.00, G 0%, allocations[0].percent:OUT_OF_RANGE",
        "100.00, 90.00, G -1%, allocations[0].percent:OUT_OF_RANGE",
        "100.00, 90.00, G 100.1%, allocations[0].percent:OUT_OF_RANGE",
        "100.00, 90.00, G @A+C, allocations[0].accounts:ACCOUNT_NOT_ON_INVOICE",
        "100.00, 90.00, G 1.00 10%, allocations[0]:ALLOCATION_SIZE_AMBIGUOUS",
        "100.00, 90.00, G 1.00 @A, allocations[0]:ALLOCATION_SIZE_AMBIGUOUS",
        "100.00, 90.00, G 10% @A, allocations[0]:ALLOCATION_SIZE_AMBIGUOUS"
    })
    void refuses(BigDecimal gross, BigDecimal net, String parts, String expected) {
        assertThatThrownBy(() -> Split.of(source(gross, net), parts(gross, net, parts))).isInstanceOf(BusinessRuleException.class).hasMessage(expected);
    }

    @Test
    void chargesThatTellNoShareAreRefused() {
        for (String charges : List.of("0 0", "10 -10", "-5 20", "20 -5")) {
            String[] each = charges.split(" ");
            Split.Source source = new Split.Source(BigDecimal.TEN, BigDecimal.TEN, USD, List.of(new Split.AccountCharge("A", new BigDecimal(each[0])),
                    new Split.AccountCharge("B", new BigDecimal(each[1]))));
            assertThatThrownBy(() -> Split.of(source, parts(BigDecimal.TEN, BigDecimal.TEN, "G @A"))).as(charges).hasMessageContaining("CHARGES_TELL_NO_SHARE");
        }
    }

    @Test
    void linesInAnotherCurrencyShareTheWholeAmountThere() {
        List<Split.Part> parts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            parts.add(new Split.Part(new Split.Line(i, AmountBasis.GROSS, VND, new BigDecimal("2545550"), new BigDecimal("25455.5"), RateSource.PRINTED_RATE),
                    null, new BigDecimal("33.333333333"), null));
        }
        parts.add(new Split.Part(line(9, AmountBasis.GROSS, new BigDecimal("100.00")), null, null, null));

        Split.Outcome outcome = Split.of(source(new BigDecimal("100.00"), new BigDecimal("90.00")), parts);

        assertThat(outcome.amounts()).extracting(a -> a.purchaseOrderAmount().toPlainString()).containsExactly("848686", "848432", "848432", "0.00");
        assertThat(outcome.amounts().get(0).rate()).isEqualTo("25455.5");
        assertThat(outcome.amounts().get(0).rateSource()).isEqualTo(RateSource.PRINTED_RATE);
        assertThat(outcome.unallocated()).isZero();
    }

    @Test
    void anInvoiceOverNothingIsWorthInAnotherCurrencyWhatItSays() {
        List<Split.Part> parts = List.of(new Split.Part(new Split.Line(1, AmountBasis.GROSS, VND, new BigDecimal("7"), BigDecimal.ONE, RateSource.PAYMENT_AMOUNT), null,
                new BigDecimal("50"), null), new Split.Part(new Split.Line(2, AmountBasis.GROSS, VND, new BigDecimal("7"), BigDecimal.ONE, RateSource.PAYMENT_AMOUNT),
                null, null, null));

        assertThat(Split.of(source(BigDecimal.ZERO, BigDecimal.ZERO), parts).amounts()).extracting(a -> a.purchaseOrderAmount().toPlainString()).containsExactly("4", "3");
    }

    /** Any percentages and the rest, on lines of both bases. */
    record Wish(BigDecimal gross, BigDecimal net, List<Split.Part> parts) {}

    @Property
    void thePartsAndTheRestAreExactlyTheInvoice(@ForAll("wishes") Wish wish) {
        Split.Outcome outcome = Split.of(source(wish.gross(), wish.net()), wish.parts());

        assertThat(outcome.amounts().stream().map(AllocatedAmount::covered).reduce(BigDecimal.ZERO, BigDecimal::add).add(outcome.unallocated()))
                .isEqualByComparingTo(wish.gross());
        BigDecimal cent = new BigDecimal("0.01");
        for (int i = 0; i < wish.parts().size(); i++) {
            AllocatedAmount amount = outcome.amounts().get(i);
            BigDecimal percent = wish.parts().get(i).percent();
            assertThat(amount.covered().signum()).isNotEqualTo(-wish.gross().signum());
            if (percent != null) {
                assertThat(amount.covered().subtract(wish.gross().multiply(percent).movePointLeft(2)).abs()).isLessThan(cent);
                BigDecimal whole = wish.parts().get(i).line().basis() == AmountBasis.NET ? wish.net() : wish.gross();
                assertThat(amount.invoiceAmount().subtract(whole.multiply(percent).movePointLeft(2)).abs()).isLessThan(cent);
            }
        }
    }

    @Property
    void wholeSplitsOverOneBasisAreExactInItsAmountToo(@ForAll("wishes") Wish wish) {
        List<Split.Part> net = wish.parts().stream().map(p -> new Split.Part(new Split.Line(p.line().lineItemId(), AmountBasis.NET, VND,
                wish.net().multiply(new BigDecimal("25455.5")).setScale(0, RoundingMode.HALF_EVEN), new BigDecimal("25455.5"), RateSource.RATE_TABLE), null, p.percent(), null))
                .toList();

        Split.Outcome outcome = Split.of(source(wish.gross(), wish.net()), net);

        assertThat(outcome.unallocated()).isZero();
        assertThat(outcome.amounts().stream().map(AllocatedAmount::invoiceAmount).reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo(wish.net());
        assertThat(outcome.amounts().stream().map(AllocatedAmount::purchaseOrderAmount).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(net.get(0).line().wholeAmount());
    }

    @Provide
    Arbitrary<Wish> wishes() {
        return Combinators.combine(Arbitraries.longs().between(1, 5_000_000), Arbitraries.integers().between(0, 25), Arbitraries.of(1, -1),
                Arbitraries.integers().between(1, 19_999).list().ofMaxSize(5), Arbitraries.of(AmountBasis.values()).list().ofSize(6)).as((cents, tax, sign, percents, bases) -> {
                    BigDecimal gross = BigDecimal.valueOf(sign * cents, 2);
                    BigDecimal net = gross.subtract(gross.multiply(BigDecimal.valueOf(tax, 2)).setScale(2, RoundingMode.HALF_EVEN));
                    List<Split.Part> parts = new ArrayList<>();
                    for (int percent : percents) {
                        parts.add(new Split.Part(line(parts.size(), bases.get(parts.size()), bases.get(parts.size()) == AmountBasis.NET ? net : gross), null,
                                BigDecimal.valueOf(percent, 3), null));
                    }
                    parts.add(new Split.Part(line(parts.size(), bases.get(5), bases.get(5) == AmountBasis.NET ? net : gross), null, null, null));
                    return new Wish(gross, net, parts);
                });
    }

    private static Split.Source source(BigDecimal gross, BigDecimal net) {
        return new Split.Source(gross, net, USD, List.of(new Split.AccountCharge("A", new BigDecimal("60")), new Split.AccountCharge("B", new BigDecimal("30")),
                new Split.AccountCharge("", new BigDecimal("10"))));
    }

    private static List<Split.Part> parts(BigDecimal gross, BigDecimal net, String text) {
        List<Split.Part> parts = new ArrayList<>();
        for (String each : text.split(" \\| ")) {
            String[] words = each.split(" ");
            AmountBasis basis = words[0].equals("N") ? AmountBasis.NET : AmountBasis.GROSS;
            BigDecimal amount = null;
            BigDecimal percent = null;
            Set<String> accounts = null;
            for (String word : words) {
                if (word.endsWith("%")) {
                    percent = new BigDecimal(word.replace("%", ""));
                } else if (word.startsWith("@")) {
                    accounts = Arrays.stream(word.substring(1).split("\\+")).collect(Collectors.toSet());
                } else if (word.matches("-?[0-9.]+")) {
                    amount = new BigDecimal(word);
                }
            }
            parts.add(new Split.Part(line(parts.size(), basis, basis == AmountBasis.NET ? net : gross), amount, percent, accounts));
        }
        return parts;
    }

    /** Of a purchase order in the invoice's currency. */
    private static Split.Line line(long id, AmountBasis basis, BigDecimal whole) {
        return new Split.Line(id, basis, USD, whole.setScale(2, RoundingMode.HALF_EVEN), BigDecimal.ONE, RateSource.SAME_CURRENCY);
    }
}
