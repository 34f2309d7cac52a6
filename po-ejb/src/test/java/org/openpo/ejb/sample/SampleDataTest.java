package org.openpo.ejb.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.invoice.InvoiceFilter;
import org.openpo.ejb.invoice.InvoiceQueries;
import org.openpo.ejb.order.PurchaseOrderQueries;

/** The sample data is a portfolio worth looking at, whatever the month. */
class SampleDataTest {
    private SeContainer container;

    @AfterEach
    void close() {
        container.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01T00:00:00Z", "2026-11-26T12:00:00Z", "2028-02-29T23:59:59Z"})
    void shows_every_kind_of_thing(String now) {
        container = new SeContainer(Instant.parse(now));
        int orders = container.with(SampleDataService.class, SampleDataService::load);
        var attention = container.with(PurchaseOrderQueries.class, PurchaseOrderQueries::attention);
        assertThat(attention.active() + attention.inactive()).isEqualTo(orders);
        assertThat(attention.lowBalance()).isPositive();
        assertThat(attention.expiringSoon()).isPositive();
        Map<InvoiceState, Long> states = container.with(InvoiceQueries.class, q -> q.countByState(InvoiceFilter.all()));
        assertThat(states).containsEntry(InvoiceState.EXCEPTION, 5L);
        assertThat(states.get(InvoiceState.MATCHED)).isGreaterThan(60);
    }

    @Test
    void goes_into_an_empty_installation_only() {
        container = new SeContainer(Instant.parse("2026-11-26T12:00:00Z"));
        container.with(SampleDataService.class, SampleDataService::load);
        assertThat(container.with(SampleDataService.class, SampleDataService::isPossible)).isFalse();
        assertThatThrownBy(() -> container.with(SampleDataService.class, SampleDataService::load)).isInstanceOf(BusinessRuleException.class);
    }
}
