package org.openpo.web.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.ejb.invoice.InvoiceFilter;
import org.openpo.ejb.invoice.InvoiceSort;
import org.openpo.ejb.invoice.QueueFilter;

class InvoiceListStateTest {
    private final InvoiceListState state = new InvoiceListState();

    @Test
    void at_first_the_address_is_plain_and_the_newest_come_first() {
        assertThat(state.toQuery()).isEmpty();
        assertThat(state.filter()).isEqualTo(InvoiceFilter.all());
        assertThat(state.sortBy()).isEqualTo(InvoiceSort.ISSUE_DATE);
        assertThat(state.isDescending()).isTrue();
    }

    @Test
    void what_is_shown_stands_in_the_address_and_is_read_back() {
        state.setSearch("  a&b ");
        state.setStateName("EXCEPTION");
        state.setReasonName("SELLER_NOT_COVERED");
        state.setSeller("Amazon Web Services, Inc.");
        state.setPeriodText("2026-03");
        state.setCurrency("USD");
        state.setJobText("51");
        state.setSort("gross");
        state.setFirstText("50");
        state.setRowsText("50");
        assertThat(state.toQuery()).isEqualTo("?q=a%26b&state=EXCEPTION&reason=SELLER_NOT_COVERED&seller=Amazon+Web+Services%2C+Inc.&period=2026-03&currency=USD"
                + "&job=51&sort=gross&first=50&rows=50");
        assertThat(state.filter()).isEqualTo(new InvoiceFilter("a&b", null, "Amazon Web Services, Inc.", Set.of(InvoiceState.EXCEPTION),
                null, "USD", YearMonth.of(2026, 3), null, 51L, null, QueueFilter.of(ExceptionCode.SELLER_NOT_COVERED)));
        assertThat(state.filterCount()).isEqualTo(6);
    }

    @Test
    void what_cannot_be_read_is_left_out() {
        state.setStateName("LOST");
        state.setReasonName("x");
        state.setPeriodText("March");
        state.setPeriodText("+999999999-12");
        state.setSearch("\0 \t");
        state.setJobText("-");
        state.setSort("nothing");
        state.setFirstText("-7");
        state.setRowsText("1000000");
        assertThat(state.toQuery()).isEmpty();
    }

    @Test
    void another_state_begins_at_its_first_page_and_keeps_the_other_filters() {
        state.setCurrency("EUR");
        state.setFirst(75);
        assertThat(state.toQuery(InvoiceState.VOID)).isEqualTo("?state=VOID&currency=EUR");
        state.clear();
        assertThat(state.toQuery(null)).as("an empty link would be the present address").isEqualTo("?");
    }
}
