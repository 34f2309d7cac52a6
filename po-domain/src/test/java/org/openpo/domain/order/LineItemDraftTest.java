package org.openpo.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineItemDraftTest {
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final YearMonth JAN = YearMonth.of(2026, 1);

    @ParameterizedTest
    @CsvSource({"100, 2, NONE, 0, 250, 125, 2", "100, 1, PERCENT, 19, 238, 200, 1", "100, 1, AMOUNT, 10, 60, 50, 1", "7.5, 0, NONE, 0, 30, 30, 1",
            "7.5, 0, AMOUNT, 3.33, 30, 26.67, 1"})
    void aLineIsRaisedByItsPrice_orFromNothingToOnePiece(BigDecimal price, BigDecimal quantity, LineTax.Kind kind, BigDecimal tax, BigDecimal total, BigDecimal newPrice,
            BigDecimal newQuantity) {
        LineItemDraft raised = line(price, quantity, new LineTax(kind, tax)).raisedTo(total);

        assertThat(raised.unitPrice()).isEqualByComparingTo(newPrice);
        assertThat(raised.quantity()).isEqualByComparingTo(newQuantity);
    }

    @Property
    void theTotalIsReachedAndNotByMoreThanARounding(@ForAll @BigRange(min = "0", max = "1000") @Scale(3) BigDecimal quantity,
            @ForAll @BigRange(min = "0", max = "50") @Scale(1) BigDecimal percent, @ForAll @BigRange(min = "0.01", max = "1000000") @Scale(2) BigDecimal total) {
        LineItemDraft raised = line(BigDecimal.ONE, quantity, LineTax.percent(percent)).raisedTo(total);

        assertThat(raised.total(EUR)).isBetween(total, total.add(new BigDecimal("0.01")));
    }

    private static LineItemDraft line(BigDecimal price, BigDecimal quantity, LineTax tax) {
        return new LineItemDraft(null, "1", null, LineItemType.ALL, JAN, JAN, true, price, quantity, tax, OverspendPolicy.HOLD, List.of());
    }
}
