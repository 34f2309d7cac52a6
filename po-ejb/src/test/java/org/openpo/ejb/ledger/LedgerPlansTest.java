package org.openpo.ejb.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.invoice.InvoiceFilter;
import org.openpo.ejb.invoice.InvoiceIntake;
import org.openpo.ejb.invoice.InvoiceQueries;
import org.openpo.ejb.invoice.InvoiceSort;
import org.openpo.ejb.match.Rematchable;
import org.openpo.ejb.notice.OrderSummaries;
import org.openpo.ejb.order.PurchaseOrderService;

/**
 * How H2 means to go about the queries that touch the ledger. A daily sweep of 10,000 purchase orders once took four minutes because one of
 * them began with all allocations that reverse nothing, and those are nearly all there are.
 */
class LedgerPlansTest {
    private final SeContainer container = new SeContainer(Instant.parse("2026-04-10T08:00:00Z"));

    @AfterEach
    void close() {
        container.close();
    }

    @Test
    void no_query_begins_with_all_allocations_that_reverse_nothing() throws SQLException {
        long order = container.with(PurchaseOrderService.class, s -> s.create(order()));
        for (String id : List.of("I-1", "I-2", "I-3")) {
            container.with(InvoiceIntake.class, i -> i.take(invoice(id, "10.00"), InvoiceSource.API, null, "tester"));
        }
        container.update("set query_statistics true");
        container.with(OrderSummaries.class, s -> s.of(Set.of(order)));
        container.with(InvoiceIntake.class, i -> i.take(invoice("I-1", "12.00"), InvoiceSource.API, null, "tester"));
        container.with(InvoiceQueries.class, q -> q.page(InvoiceFilter.ofPurchaseOrder(order), InvoiceSort.INVOICE_ID, false, 0, 10));
        container.with(Rematchable.class, r -> r.standing(Set.of(1L, 50L, 51L)));
        List<String> asked = queriesOfTheLedger();
        assertThat(asked).hasSizeGreaterThan(3);
        for (String sql : asked) {
            assertThat(plan(sql)).as(sql).doesNotContainPattern("/\\* PUBLIC\\.UQ_ALLOCATION_REVERSES\\w*: REVERSES_ID IS NULL").doesNotContain("PUBLIC.ALLOCATION.tableScan");
        }
    }

    private List<String> queriesOfTheLedger() throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = container.dataSource().getConnection(); Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("select sql_statement from information_schema.query_statistics where lower(sql_statement) like 'select%allocation%'")) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return found;
    }

    private String plan(String query) throws SQLException {
        try (Connection connection = container.dataSource().getConnection(); PreparedStatement sql = connection.prepareStatement("explain " + query)) {
            for (int i = 1; i <= sql.getParameterMetaData().getParameterCount(); i++) {
                sql.setObject(i, null);
            }
            try (ResultSet row = sql.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static PurchaseOrderDraft order() {
        return new PurchaseOrderDraft("PO-A", null, true, List.of(), null, null, null, null, null, "EUR", YearMonth.of(2026, 1), YearMonth.of(2026, 12), AmountBasis.GROSS, null, null,
                List.of(new LineItemDraft(null, "1", null, LineItemType.ALL, YearMonth.of(2026, 1), YearMonth.of(2026, 12), true, new BigDecimal("500.00"), null, null, OverspendPolicy.ALLOW, null)));
    }

    private static InvoiceDraft invoice(String id, String gross) {
        return new InvoiceDraft(id, "Amazon Web Services EMEA SARL", InvoiceKind.INVOICE, InvoiceClass.MONTHLY_USAGE, null, null, null, YearMonth.of(2026, 3), LocalDate.of(2026, 4, 3), null,
                "EUR", null, null, new BigDecimal(gross), null, null, null, null, List.of());
    }
}
