package org.openpo.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.ejb.order.PurchaseOrderFilter.Condition;
import org.openpo.ejb.order.PurchaseOrderSort;

/** The list's filters, sort and page as the query of its URL. */
class PurchaseOrderListStateTest {
    private final PurchaseOrderListState state = new PurchaseOrderListState();

    @Test
    void beginsWithTheNewestIdAndAnEmptyQuery() {
        assertThat(state.toQuery()).isEmpty();
        assertThat(state.sortBy()).isEqualTo(PurchaseOrderSort.PURCHASE_ORDER_ID);
        assertThat(state.isDescending()).isTrue();
        assertThat(state.isFiltered()).isFalse();
    }

    @Test
    void writesWhatIsChosenSoThatNoQuoteGetsOutOfAScript() {
        state.setSearch(" O'Neill & Söhne ");
        state.setStatuses(Set.of(PurchaseOrderStatus.ACTIVE, PurchaseOrderStatus.SUSPENDED));
        state.setCurrency("EUR");
        state.setExpiresFrom(YearMonth.of(2026, 1));
        state.setConditionName("LOW_BALANCE");
        state.setSort("balance");
        state.setFirst(30);
        state.setRows(25);
        assertThat(state.toQuery()).isEqualTo("?q=O%27Neill+%26+S%C3%B6hne&status=ACTIVE%2CSUSPENDED&currency=EUR&expiresFrom=2026-01"
                + "&condition=LOW_BALANCE&sort=balance&first=30&rows=25");
        assertThat(state.filterCount()).isEqualTo(5);
    }

    @Test
    void readsWhatAUrlNames() {
        state.setStatus("EXPIRED,ACTIVE");
        state.setFromMonth("2026-01");
        state.setToMonth("2026-12");
        state.setSort("-updatedAt");
        state.setFirstText("15");
        assertThat(state.filter().statuses()).containsExactlyInAnyOrder(PurchaseOrderStatus.ACTIVE, PurchaseOrderStatus.EXPIRED);
        assertThat(state.filter().expiresFrom()).isEqualTo(YearMonth.of(2026, 1));
        assertThat(state.filter().expiresTo()).isEqualTo(YearMonth.of(2026, 12));
        assertThat(state.sortBy()).isEqualTo(PurchaseOrderSort.UPDATED_AT);
        assertThat(state.getFirst()).isEqualTo(15);
    }

    @Test
    void leavesOutWhatItCannotRead() {
        state.setStatus("OPEN,,'");
        state.setFromMonth("13/2026");
        state.setConditionName("BROKEN");
        state.setSort("password");
        state.setFirstText("-7");
        state.setRowsText("1000000");
        assertThat(state.toQuery()).isEmpty();
        state.setFirstText("9999999999");
        assertThat(state.getFirst()).isZero();
    }

    @Test
    void clearingKeepsTheSort() {
        state.setSort("-balance");
        state.setConditionName("EXPIRING_SOON");
        assertThat(state.getCondition()).isEqualTo(Condition.EXPIRING_SOON);
        state.clear();
        assertThat(state.toQuery()).isEqualTo("?sort=-balance");
    }
}
