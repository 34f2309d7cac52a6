package org.openpo.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openpo.domain.order.AmountBasis;

class BalancesTest {

    private static final Currency USD = Currency.getInstance("USD");

    /** Example T9: a line per month, the invoice of May takes from the line of May only. */
    @Test
    void anInvoiceLowersItsLineAndThePurchaseOrder() {
        List<LedgerEntry> may = List.of(entry(2, "100.00"));

        Balance april = Balances.ofLine(1, new BigDecimal("500.00"), List.of());
        Balance second = Balances.ofLine(2, new BigDecimal("500.00"), may);
        Balance whole = Balances.ofPurchaseOrder(List.of(april, second));

        assertThat(april.remaining()).isEqualByComparingTo("500.00");
        assertThat(second.remaining()).isEqualByComparingTo("400.00");
        assertThat(whole.committed()).isEqualByComparingTo("1000.00");
        assertThat(whole.billed()).isEqualByComparingTo("100.00");
        assertThat(whole.remaining()).isEqualByComparingTo("900.00");
    }

    /** Example T13: the balance of an exhausted line goes further down. */
    @Test
    void aBalanceMayGoBelowZero() {
        Balance balance = Balances.ofLine(
                1, new BigDecimal("150.00"), List.of(entry(1, "100.00"), entry(1, "100.00"), entry(1, "50.00")));

        assertThat(balance.remaining()).isEqualTo("-100.00");
        assertThat(balance.isOverspent()).isTrue();
        assertThat(balance.percentUsed()).contains(new BigDecimal("166.7"));
    }

    @ParameterizedTest(name = "{0} of {1}: {2} %, overspent {3}")
    @CsvSource({
        "0.00, 100.00, 0.0, false",
        "25.00, 100.00, 25.0, false",
        "100.00, 100.00, 100.0, false",
        "100.01, 100.00, 100.0, true",
        "0.25, 100.00, 0.2, false",
        "0.35, 100.00, 0.4, false",
        "-10.00, 100.00, -10.0, false",
        "0.00, 0.00, , false",
        "5.00, 0.00, , true"
    })
    void tellsThePercentUsed(BigDecimal billed, BigDecimal committed, BigDecimal percent, boolean overspent) {
        Balance balance = new Balance(committed, billed);

        assertThat(balance.percentUsed().orElse(null)).isEqualTo(percent);
        assertThat(balance.isOverspent()).isEqualTo(overspent);
    }

    @Test
    void anEntryOfAnotherLineIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Balances.ofLine(1, BigDecimal.TEN, List.of(entry(1, "1"), entry(2, "1"))))
                .withMessageContaining("1");
    }

    @Test
    void aPurchaseOrderWithoutLinesHasNothing() {
        assertThat(Balances.ofPurchaseOrder(List.of())).isEqualTo(new Balance(BigDecimal.ZERO, BigDecimal.ZERO));
    }

    @Test
    void theBalanceIsInThePurchaseOrdersCurrencyAndTheRestInTheInvoices() {
        LedgerEntry converted = new LedgerEntry(1, new BigDecimal("100.00"), new BigDecimal("90.00"), new BigDecimal("2545550"),
                Currency.getInstance("VND"), AmountBasis.NET);

        assertThat(Balances.ofLine(1, new BigDecimal("3000000"), List.of(converted)).remaining()).isEqualTo("454450");
        assertThat(Balances.unallocated(new BigDecimal("120.00"), List.of(converted))).isEqualTo("20.00");
        assertThat(Balances.unallocated(new BigDecimal("120.00"), List.of())).isEqualTo("120.00");
    }

    @Property(tries = 300)
    void theBalanceIsTheTotalLessTheSum(
            @ForAll @Scale(2) BigDecimal total, @ForAll @Size(max = 20) List<@Scale(2) BigDecimal> amounts) {
        BigDecimal expected = total;
        List<LedgerEntry> entries = new ArrayList<>();
        for (BigDecimal amount : amounts) {
            entries.add(entry(1, amount.toPlainString()));
            expected = expected.subtract(amount);
        }

        assertThat(Balances.ofLine(1, total, entries).remaining()).isEqualByComparingTo(expected);
        assertThat(Balances.unallocated(total, entries)).isEqualByComparingTo(expected);

        amounts.forEach(amount -> entries.add(entry(1, amount.negate().toPlainString())));
        assertThat(Balances.ofLine(1, total, entries).remaining()).isEqualByComparingTo(total);
    }

    private static LedgerEntry entry(long line, String amount) {
        BigDecimal value = new BigDecimal(amount);
        return new LedgerEntry(line, value, value, value, USD, AmountBasis.GROSS);
    }
}
