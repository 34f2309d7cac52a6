package org.openpo.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Random;
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
import org.openpo.domain.ledger.CreditMemoAllocator.Shares;
import org.openpo.domain.money.Rounding;
import org.openpo.domain.order.AmountBasis;

class CreditMemoAllocatorTest {

    private static final Currency USD = Currency.getInstance("USD");
    private static final BigDecimal NONE = BigDecimal.ZERO;

    /** Original: amounts on lines 1, 2, 3 …, in one currency. */
    @ParameterizedTest(name = "{0}: {2} of [{1}] gives [{3}]")
    @CsvSource({
        "USD, 100.00,           -100.00, 1:-100.00",
        "USD, 100.00,            -30.00, 1:-30.00",
        "USD, 60.00 40.00,       -50.00, 1:-30.00 2:-20.00",
        // thirds: the cents that are left go to the largest remainders, and among equals to the lower line
        "USD, 1.00 1.00 1.00,     -1.00, 1:-0.34 2:-0.33 3:-0.33",
        "USD, 1.00 1.00 1.00,     -2.00, 1:-0.67 2:-0.67 3:-0.66",
        "USD, 1.00 2.00,          -1.00, 1:-0.33 2:-0.67",
        "USD, 1.00 1.00 4.00,     -0.10, 1:-0.02 2:-0.02 3:-0.06",
        "USD, 1.00 1.00,          -0.01, 1:-0.01",
        "JPY, 100 200,            -100,  1:-33 2:-67",
        "VND, 2500000 1,          -1000, 1:-1000",
        "KWD, 1.000 1.000,        -0.001, 1:-0.001",
        // more than was billed: still in proportion
        "USD, 10.00 30.00,       -80.00, 1:-20.00 2:-60.00",
        // a correction of a negative invoice
        "USD, -10.00 -30.00,      20.00, 1:5.00 2:15.00",
        // finer than the minor unit: exact all the same
        "USD, 1.00 1.00,         -0.001, 1:-0.001",
        "USD, 100 50,            -15,    1:-10.00 2:-5.00",
        // as a database returns it, with more zeros than the currency has decimals
        "USD, 1.0000 1.0000 1.0000, -1.0000, 1:-0.34 2:-0.33 3:-0.33",
        "JPY, 100.0000 200.0000, -100.0000, 1:-33 2:-67"
    })
    void givesBackInProportion(String currency, String original, BigDecimal credit, String expected) {
        Currency cur = Currency.getInstance(currency);
        List<LedgerEntry> entries = new ArrayList<>();
        for (String amount : original.split(" ")) {
            entries.add(entry(entries.size() + 1, amount, amount, cur));
        }

        Shares shares = allocate(credit, cur, entries, NONE);

        assertThat(text(shares)).isEqualTo(expected);
        assertThat(shares.unallocated()).isZero();
        assertThat(shares.shares()).allSatisfy(s -> assertThat(s.purchaseOrderAmount()).isEqualByComparingTo(
                Rounding.toMinorUnit(s.invoiceAmount(), cur)));
    }

    @Test
    void theRateOfTheOriginalHoldsForEachLine() {
        Currency eur = Currency.getInstance("EUR");
        Currency vnd = Currency.getInstance("VND");
        List<LedgerEntry> original = List.of(
                entry(1, "60.00", "54.00", eur), entry(2, "40.00", "1018220", vnd), entry(3, "100.00", "100.00", USD));

        Shares shares = allocate(new BigDecimal("-50.01"), USD, original, NONE);

        assertThat(shares.shares()).containsExactly(
                entry(1, "-15.00", "-13.50", eur), entry(2, "-10.00", "-254555", vnd), entry(3, "-25.01", "-25.01", USD));
    }

    @Test
    void purchaseOrderAmountsAreRoundedHalfEven() {
        Currency eur = Currency.getInstance("EUR");

        assertThat(allocate(
                                new BigDecimal("-1.00"), USD, List.of(entry(1, "8.00", "1.00", eur)), NONE)
                        .shares())
                .containsExactly(entry(1, "-1.00", "-0.12", eur));
        assertThat(allocate(
                                new BigDecimal("-3.00"), USD, List.of(entry(1, "8.00", "1.00", eur)), NONE)
                        .shares())
                .containsExactly(entry(1, "-3.00", "-0.38", eur));
    }

    @Test
    void whatWasReversedGetsNothingBack() {
        LedgerEntry wrong = entry(1, "100.00", "100.00", USD);
        List<LedgerEntry> moved = List.of(wrong, entry(1, "-100.00", "-100.00", USD), entry(2, "100.00", "100.00", USD));

        assertThat(text(allocate(new BigDecimal("-40.00"), USD, moved, NONE)))
                .isEqualTo("2:-40.00");
    }

    @Test
    void aSecondCreditMemoFollowsWhatIsLeft() {
        List<LedgerEntry> left = List.of(
                entry(1, "60.00", "60.00", USD), entry(2, "40.00", "40.00", USD), entry(1, "-60.00", "-60.00", USD));

        assertThat(text(allocate(new BigDecimal("-10.00"), USD, left, NONE)))
                .isEqualTo("2:-10.00");
    }

    @Test
    void aLineThatGotBackTooMuchGetsNoMore() {
        List<LedgerEntry> left = List.of(entry(1, "-5.00", "-5.00", USD), entry(2, "40.00", "40.00", USD));

        assertThat(text(allocate(new BigDecimal("-10.00"), USD, left, NONE)))
                .isEqualTo("2:-10.00");
    }

    /** Somebody gave 90 euros back at two dollars each, of 100 that had been taken at 1.10. */
    @Test
    void aLineThatGotBackTooMuchInItsOwnCurrencyPaysNothingForTheRest() {
        List<LedgerEntry> left = List.of(entry(1, "100.00", "110.00", USD), entry(1, "-90.00", "-180.00", USD));

        assertThat(allocate(new BigDecimal("-10.00"), Currency.getInstance("EUR"), left, NONE).shares())
                .containsExactly(entry(1, "-10.00", "0.00", USD));
    }

    @Test
    void withNothingLeftToGiveBackAPersonMustLook() {
        List<LedgerEntry> credited = List.of(entry(1, "60.00", "60.00", USD), entry(1, "-60.00", "-60.00", USD));

        for (List<LedgerEntry> entries : List.of(credited, List.<LedgerEntry>of())) {
            Shares shares = allocate(new BigDecimal("-60.00"), USD, entries, NONE);
            assertThat(shares.shares()).isEmpty();
            assertThat(shares.unallocated()).isEqualTo("-60.00");
        }
    }

    @Test
    void anOriginalThatNoLinePaysForLeavesNothingToFollow() {
        Shares shares = allocate(new BigDecimal("-60.00"), USD, List.of(), new BigDecimal("60.00"));

        assertThat(shares.shares()).isEmpty();
        assertThat(shares.unallocated()).isEqualTo("-60.00");
    }

    @Test
    void theUnallocatedPartOfTheOriginalTakesItsShare() {
        Shares shares = allocate(
                new BigDecimal("-50.00"), USD, List.of(entry(1, "60.00", "60.00", USD)), new BigDecimal("40.00"));

        assertThat(text(shares)).isEqualTo("1:-30.00");
        assertThat(shares.unallocated()).isEqualTo("-20.00");
    }

    @Test
    void anOriginalAllocatedBeyondItsAmountHasNoUnallocatedPart() {
        Shares shares = allocate(
                new BigDecimal("-50.00"), USD, List.of(entry(1, "60.00", "60.00", USD)), new BigDecimal("-10.00"));

        assertThat(text(shares)).isEqualTo("1:-50.00");
        assertThat(shares.unallocated()).isZero();
    }

    @Test
    void aCreditMemoOverNothingGivesNothing() {
        Shares shares = allocate(
                new BigDecimal("0.00"),
                USD,
                List.of(entry(1, "60.00", "60.00", USD), entry(2, "0.00", "0.00", USD)),
                NONE);

        assertThat(shares.shares()).isEmpty();
        assertThat(shares.unallocated()).isZero();
    }

    @Test
    void entriesOfOneLineAreInOneCurrency() {
        List<LedgerEntry> mixed =
                List.of(entry(1, "1", "1", USD), entry(1, "1", "1", Currency.getInstance("EUR")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> allocate(new BigDecimal("-1"), USD, mixed, NONE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entry(1, "1", "1", USD).plus(entry(2, "1", "1", USD)));
    }

    /** A credit memo over anything, of an original on some lines, in any currency there is. */
    record Credit(BigDecimal amount, Currency currency, List<LedgerEntry> entries, BigDecimal unallocated) {}

    @Property
    void theSharesAndTheRestAreExactlyTheCreditMemo(@ForAll("credits") Credit credit) {
        Shares shares = allocate(credit);

        assertThat(sum(shares.shares()).add(shares.unallocated())).isEqualByComparingTo(credit.amount());
        assertThat(shares.shares()).allSatisfy(share -> assertThat(share.covered()).isEqualTo(share.invoiceAmount()));
    }

    @Property
    void noShareIsOffByAMinorUnitOrMoreAndNoneHasTheWrongSign(@ForAll("credits") Credit credit) {
        BigDecimal whole = sum(credit.entries()).add(credit.unallocated());
        BigDecimal unit = BigDecimal.ONE.movePointLeft(Rounding.minorUnitDigits(credit.currency()));

        for (LedgerEntry share : allocate(credit).shares()) {
            BigDecimal weight = credit.entries().stream()
                    .filter(e -> e.lineItemId() == share.lineItemId())
                    .map(LedgerEntry::invoiceAmount)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal exact = credit.amount().multiply(weight).divide(whole, 12, RoundingMode.HALF_EVEN);
            assertThat(share.invoiceAmount().subtract(exact).abs()).isLessThan(unit);
            assertThat(share.invoiceAmount().signum()).isEqualTo(-1);
            assertThat(share.purchaseOrderAmount().signum()).isNotEqualTo(1);
        }
    }

    @Property
    void theOrderOfTheEntriesDoesNotMatter(@ForAll("credits") Credit credit, @ForAll Random random) {
        List<LedgerEntry> shuffled = new ArrayList<>(credit.entries());
        Collections.shuffle(shuffled, random);

        Shares shares = allocate(
                credit.amount(), credit.currency(), shuffled, credit.unallocated());

        assertThat(shares).isEqualTo(allocate(credit));
        assertThat(shares.shares()).isSortedAccordingTo(Comparator.comparingLong(LedgerEntry::lineItemId));
    }

    /** However often it was credited before, crediting the rest brings every line to zero in both currencies. */
    @Property
    void creditingTheRestLeavesNothingOnAnyLine(@ForAll("credits") Credit credit) {
        List<LedgerEntry> ledger = new ArrayList<>(credit.entries());
        ledger.addAll(allocate(credit.amount(), credit.currency(), ledger, NONE).shares());
        if (credit.entries().isEmpty() || sum(ledger).signum() <= 0) {
            return;
        }

        ledger.addAll(allocate(sum(ledger).negate(), credit.currency(), ledger, NONE).shares());

        assertThat(sum(ledger)).isZero();
        ledger.stream().collect(Collectors.groupingBy(LedgerEntry::lineItemId)).values().forEach(ofLine -> {
            assertThat(sum(ofLine)).isZero();
            assertThat(ofLine.stream().map(LedgerEntry::purchaseOrderAmount).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isZero();
        });
    }

    @Provide
    Arbitrary<Credit> credits() {
        List<Currency> currencies = Currency.getAvailableCurrencies().stream()
                .filter(Rounding::hasMinorUnit)
                .sorted(Comparator.comparing(Currency::getCurrencyCode))
                .toList();
        return Combinators.combine(
                        Arbitraries.of(currencies),
                        Arbitraries.longs().between(1, 5_000_000),
                        Arbitraries.longs().between(1, 2_000_000).list().ofMaxSize(6),
                        Arbitraries.of(0L, 0L, 1L, 333_333L),
                        Arbitraries.of(currencies),
                        Arbitraries.of("1", "0.87655", "25455.5", "0.000039"))
                .as((currency, amount, lines, rest, purchaseOrderCurrency, rate) -> {
                    int digits = Rounding.minorUnitDigits(currency);
                    List<LedgerEntry> entries = new ArrayList<>();
                    for (long line : lines) {
                        BigDecimal part = BigDecimal.valueOf(line, digits);
                        entries.add(new LedgerEntry(
                                entries.size() % 4,
                                part,
                                part,
                                Rounding.toMinorUnit(part.multiply(new BigDecimal(rate)), purchaseOrderCurrency),
                                purchaseOrderCurrency,
                                AmountBasis.GROSS));
                    }
                    return new Credit(
                            BigDecimal.valueOf(-amount, digits), currency, entries, BigDecimal.valueOf(rest, digits));
                });
    }


    /** Original on two lines: one of a purchase order that pays gross, one of one that pays net. Covered and counted amount of each. */
    @ParameterizedTest(name = "[{0}] {1} gross {2} net gives [{3}]")
    @CsvSource({
        "60.00 60.00 GROSS + 60.00 50.00 NET, -120.00, -100.00, 1:-60.00/-60.00 2:-60.00/-50.00",
        "60.00 60.00 GROSS + 60.00 50.00 NET, -12.00, -10.00, 1:-6.00/-6.00 2:-6.00/-5.00",
        "60.00 50.00 NET + 60.00 50.00 NET, -120.00, -100.00, 1:-60.00/-50.00 2:-60.00/-50.00",
        // only tax is refunded: what is counted net gets nothing back
        "60.00 50.00 NET + 60.00 60.00 GROSS, -20.00, 0.00, 1:-10.00/0.00 2:-10.00/-10.00",
        "60.00 50.00 NET + 60.00 50.00 NET, -20.00, 0.00, 1:-10.00/0.00 2:-10.00/0.00",
        // all of it goes back: what a rounding would leave goes with it
        "36.66 33.32 NET + 73.35 73.35 GROSS, -110.01, -100.01, 1:-36.66/-33.32 2:-73.35/-73.35",
        "36.66 33.34 NET + 73.35 73.35 GROSS, -110.01, -100.01, 1:-36.66/-33.34 2:-73.35/-73.35",
        "36.66 33.35 NET + 73.35 73.35 GROSS, -110.01, -100.01, 1:-36.66/-33.33 2:-73.35/-73.35",
        // not all of it: no line is emptied by a rounding
        "10.00 9.09 NET + 90.00 90.00 GROSS, -99.99, -90.90, 1:-10.00/-9.09 2:-89.99/-89.99",
        // free of tax on paper, taxed when it was ordered: a line that has nothing net to get back
        "10.00 0.00 NET + 90.00 90.00 GROSS, -100.00, -91.00, 1:-10.00/-9.10 2:-90.00/-90.00"
    })
    void eachBasisGetsItsOwnAmountBack(String original, BigDecimal gross, BigDecimal net, String expected) {
        List<LedgerEntry> entries = new ArrayList<>();
        for (String line : original.split(" \\+ ")) {
            String[] part = line.split(" ");
            entries.add(new LedgerEntry(entries.size() + 1, new BigDecimal(part[0]), new BigDecimal(part[1]), new BigDecimal(part[1]), USD,
                    AmountBasis.valueOf(part[2])));
        }

        Shares shares = CreditMemoAllocator.allocate(new CreditMemoAllocator.Credit(gross, net, USD), entries, NONE);

        assertThat(shares.shares().stream().map(s -> s.lineItemId() + ":" + s.covered().toPlainString() + "/" + s.invoiceAmount().toPlainString())
                .collect(Collectors.joining(" "))).isEqualTo(expected);
        assertThat(shares.unallocated()).isZero();
        assertThat(shares.shares()).allSatisfy(s -> assertThat(s.basis()).isEqualTo(entries.get((int) s.lineItemId() - 1).basis()));
    }

    @Test
    void aNetLineOfAPartlyAllocatedOriginalGetsItsShareOfTheNetAmount() {
        LedgerEntry net = new LedgerEntry(1, new BigDecimal("60.00"), new BigDecimal("50.00"), new BigDecimal("45.00"), Currency.getInstance("EUR"), AmountBasis.NET);

        Shares shares = CreditMemoAllocator.allocate(new CreditMemoAllocator.Credit(new BigDecimal("-120.00"), new BigDecimal("-100.00"), USD), List.of(net),
                new BigDecimal("60.00"));

        assertThat(shares.shares()).containsExactly(new LedgerEntry(1, new BigDecimal("-60.00"), new BigDecimal("-50.00"), new BigDecimal("-45.00"),
                Currency.getInstance("EUR"), AmountBasis.NET));
        assertThat(shares.unallocated()).isEqualTo("-60.00");
    }

    private static Shares allocate(Credit credit) {
        return allocate(credit.amount(), credit.currency(), credit.entries(), credit.unallocated());
    }

    private static Shares allocate(BigDecimal amount, Currency currency, List<LedgerEntry> entries, BigDecimal unallocated) {
        return CreditMemoAllocator.allocate(new CreditMemoAllocator.Credit(amount, amount, currency), entries, unallocated);
    }

    private static BigDecimal sum(List<LedgerEntry> entries) {
        return entries.stream().map(LedgerEntry::invoiceAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String text(Shares shares) {
        return shares.shares().stream()
                .map(share -> share.lineItemId() + ":" + share.invoiceAmount().toPlainString())
                .collect(Collectors.joining(" "));
    }

    private static LedgerEntry entry(long line, String invoiceAmount, String purchaseOrderAmount, Currency currency) {
        BigDecimal amount = new BigDecimal(invoiceAmount);
        return new LedgerEntry(line, amount, amount, new BigDecimal(purchaseOrderAmount), currency, AmountBasis.GROSS);
    }
}
