package org.openpo.web.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.ejb.report.PortfolioBy;
import org.openpo.ejb.report.ReportFilter;

class ReportStateTest {
    private final ReportState state = new ReportState();

    @Test
    void at_first_the_address_says_nothing_and_a_link_back_to_it_is_not_empty() {
        assertThat(state.toQuery()).isEmpty();
        assertThat(state.toQuery(ReportView.PORTFOLIO)).isEqualTo("?");
        assertThat(state.filter()).isEqualTo(ReportFilter.all());
    }

    @Test
    void what_it_shows_is_written_and_read_back() {
        state.setViewName("COMMITTED_BILLED");
        state.setByName("TAG");
        state.setGroupTag("env");
        state.setStatus("SUSPENDED,ACTIVE");
        state.setSeller(" Sông Hồng & Co ");
        state.setCurrency("EUR");
        state.setTagKey("aws:createdBy");
        state.setTagValue("IAMUser:44:10");
        state.setFromText("2026-01");
        state.setToText("2026-12");
        assertThat(state.toQuery()).isEqualTo("?view=COMMITTED_BILLED&by=TAG&tagKey=env&status=ACTIVE%2CSUSPENDED&seller=S%C3%B4ng+H%E1%BB%93ng+%26+Co&currency=EUR&tag=aws%3AcreatedBy&tagValue=IAMUser%3A44%3A10&from=2026-01&to=2026-12");
        assertThat(state.filter()).isEqualTo(new ReportFilter(Set.of(PurchaseOrderStatus.ACTIVE, PurchaseOrderStatus.SUSPENDED), "Sông Hồng & Co", "EUR", "aws:createdBy", "IAMUser:44:10", YearMonth.of(2026, 1), YearMonth.of(2026, 12)));
        assertThat(state.filterCount()).isEqualTo(5);
        assertThat(state.toQuery(ReportView.AGEING)).startsWith("?view=AGEING&by=TAG&").contains("&status=").as("what the other reports are filtered by is kept");
        assertThat(state.groupedQuery(PortfolioBy.SELLER)).doesNotContain("by=").doesNotContain("tagKey=");
        state.clear();
        assertThat(state.toQuery()).isEqualTo("?view=COMMITTED_BILLED&by=TAG&tagKey=env");
    }

    @Test
    void exceptions_have_neither_status_nor_tag() {
        state.setViewName("AGEING");
        state.setStatus("ACTIVE");
        state.setTagKey("env");
        state.setCurrency("EUR");
        assertThat(state.filter()).isEqualTo(new ReportFilter(null, null, "EUR", null, null, null, null));
        assertThat(state.filterCount()).isEqualTo(1);
    }

    @Test
    void what_cannot_be_read_is_left_out() {
        state.setViewName("PIE");
        state.setByName("seller");
        state.setStatus("GONE");
        state.setTagKey(" ");
        state.setTagValue("of no key");
        state.setFromText("2026-13");
        assertThat(state.toQuery()).isEmpty();
    }
}
