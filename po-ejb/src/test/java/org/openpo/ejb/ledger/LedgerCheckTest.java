package org.openpo.ejb.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.invoice.AllocationPart;
import org.openpo.ejb.invoice.CorrectionService;
import org.openpo.ejb.invoice.InvoiceIntake;
import org.openpo.ejb.order.FiguresAt;
import org.openpo.ejb.order.PurchaseOrderFigures;
import org.openpo.ejb.order.PurchaseOrderQueries;
import org.openpo.ejb.order.PurchaseOrderService;

/** The check finds what is wrong and nothing else; past figures are those of the past. */
class LedgerCheckTest {
    private static final YearMonth JAN = YearMonth.of(2026, 1);
    private static final YearMonth DEC = YearMonth.of(2026, 12);
    private static final Instant NOW = Instant.parse("2026-09-22T08:00:00Z");

    private final SeContainer container = new SeContainer(NOW);

    @AfterEach
    void close() {
        container.close();
    }

    @Test
    void a_ledger_with_credit_memos_splits_and_reversals_is_right() {
        assertThat(container.with(LedgerCheck.class, LedgerCheck::last)).isEmpty();
        work();
        LedgerCheckView check = container.with(LedgerCheck.class, LedgerCheck::check);
        assertThat(check.first()).isEmpty();
        assertThat(check.differences()).isZero();
        assertThat(check.rows().allocations()).isGreaterThan(5);
        assertThat(check.rows().invoices()).isEqualTo(3);
        assertThat(container.with(LedgerCheck.class, LedgerCheck::last)).contains(check);
    }

    @Test
    void every_kept_figure_that_is_off_is_found() {
        work();
        // As no service would: straight into the database.
        for (String wrong : List.of("update line_item set billed = billed + 1", "update invoice set allocated = allocated - 1 where invoice_id = 'INV-1'",
                "update invoice set allocated = 1 where invoice_id = 'INV-2'",
                "update purchase_order set committed = 0", "update allocation set covered_amount = covered_amount + 1 where reverses_id is not null")) {
            container.update(wrong);
        }
        LedgerCheckView check = container.with(LedgerCheck.class, LedgerCheck::check);
        assertThat(check.first()).extracting(LedgerCheckView.Difference::figure).contains(LedgerCheckView.Figure.LINE_BILLED, LedgerCheckView.Figure.INVOICE_COVERED,
                LedgerCheckView.Figure.ORDER_COMMITTED, LedgerCheckView.Figure.REVERSAL, LedgerCheckView.Figure.INVOICE_STATE)
                .doesNotContain(LedgerCheckView.Figure.ORDER_BILLED);
        assertThat(check.differences()).isEqualTo(check.first().size());
        assertThat(check.first()).filteredOn(d -> d.figure() == LedgerCheckView.Figure.LINE_BILLED).allSatisfy(d -> {
            assertThat(d.kept().subtract(d.ledger())).isEqualByComparingTo("1");
            assertThat(d.name()).startsWith("PO-");
        });
    }

    @Test
    void figures_of_the_past_are_from_the_ledger_and_the_version_of_then() {
        long order = work();
        assertThat(at(order, NOW).lines()).as("before it was there").isEmpty();
        FiguresAt after = at(order, NOW.plusSeconds(1));
        assertThat(after.total().committed()).isEqualByComparingTo("1000");
        assertThat(after.total().billed()).isEqualByComparingTo(container.with(PurchaseOrderQueries.class, q -> q.details(order)).billed());
        assertThat(after.committedSince()).isNull();
        assertThat(after.lines()).singleElement().satisfies(l -> assertThat(l.balance()).isEqualTo(after.total()));
    }

    private FiguresAt at(long order, Instant at) {
        return container.with(PurchaseOrderFigures.class, f -> f.at(order, at));
    }

    /** Two orders, an invoice that is split, its credit memo, another one that is excluded. @return the first order */
    private long work() {
        long first = order("PO-1", AmountBasis.GROSS);
        long second = order("PO-2", AmountBasis.NET);
        long split = take("INV-1", "110.01", "100.01", null);
        take("CM-1", "-11.00", "-10.00", "INV-1");
        long excluded = take("INV-2", "5.00", "5.00", null);
        long one = line(first);
        long two = line(second);
        container.with(CorrectionService.class, c -> {
            c.assign(split, null, List.of(AllocationPart.ofAmount(one, new BigDecimal("36.66")), AllocationPart.ofPercent(two, new BigDecimal("30"))), "r", false);
            c.exclude(excluded, null, "r");
            return null;
        });
        return first;
    }

    private long line(long order) {
        return container.with(PurchaseOrderQueries.class, q -> q.details(order)).lineItems().get(0).id();
    }

    private long order(String id, AmountBasis basis) {
        LineItemDraft line = new LineItemDraft(null, "1", null, LineItemType.ALL, JAN, DEC, true, new BigDecimal("1000"), null, LineTax.none(), OverspendPolicy.ALLOW, List.of());
        return container.with(PurchaseOrderService.class, s -> s.create(new PurchaseOrderDraft(id, null, false, List.of("Amazon Web Services EMEA SARL"), null, null, null, null,
                null, "EUR", JAN, DEC, basis, null, Map.of(), List.of(line))));
    }

    private long take(String id, String gross, String net, String original) {
        return container.with(InvoiceIntake.class, i -> i.take(new InvoiceDraft(id, "Amazon Web Services EMEA SARL", original == null ? InvoiceKind.INVOICE : InvoiceKind.CREDIT_MEMO,
                InvoiceClass.MONTHLY_USAGE, "1", null, null, JAN, LocalDate.of(2026, 2, 3), null, "EUR", new BigDecimal(net), null, new BigDecimal(gross), null, null, null,
                original, List.of()), InvoiceSource.API, null, "tester")).id();
    }
}
