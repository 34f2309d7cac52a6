package org.openpo.ejb.invoice;

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
import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.order.PurchaseOrderQueries;
import org.openpo.ejb.order.PurchaseOrderService;

/** What people are shown before they decide is what then happens. */
class AssignmentQueriesTest {
    private static final String EMEA = "Amazon Web Services EMEA SARL";
    private static final String INC = "Amazon Web Services, Inc.";
    private static final YearMonth JAN = YearMonth.of(2026, 1);

    private final SeContainer container = new SeContainer(Instant.parse("2026-09-22T08:00:00Z"));

    @AfterEach
    void close() {
        container.close();
    }

    @Test
    void lines_that_fit_come_first_and_only_open_ones_are_offered() {
        order("OTHER-SELLER", INC, "EUR", AmountBasis.GROSS, JAN, YearMonth.of(2026, 12));
        order("OTHER-MONTHS", EMEA, "EUR", AmountBasis.GROSS, YearMonth.of(2026, 6), YearMonth.of(2026, 12));
        order("FITS", EMEA, "EUR", AmountBasis.GROSS, JAN, YearMonth.of(2026, 12));
        long suspended = order("SUSPENDED", EMEA, "EUR", AmountBasis.GROSS, JAN, YearMonth.of(2026, 12));
        run(PurchaseOrderService.class, s -> s.changeStatus(suspended, null, PurchaseOrderStatus.SUSPENDED, null));
        long deleted = order("DELETED", EMEA, "EUR", AmountBasis.GROSS, JAN, YearMonth.of(2026, 12));
        run(PurchaseOrderService.class, s -> s.delete(deleted, null, null));
        long invoice = take("A", "100.00", "100.00");
        assertThat(found(invoice, null)).first().isEqualTo("FITS");
        assertThat(found(invoice, "")).containsExactlyInAnyOrder("FITS", "OTHER-SELLER", "OTHER-MONTHS");
        assertThat(found(invoice, " other-m ")).containsExactly("OTHER-MONTHS");
        assertThat(found(invoice, "cloud 100% of fits")).containsExactly("FITS");
        assertThat(found(invoice, "100%_")).isEmpty();
    }

    private List<String> found(long invoice, String search) {
        return container.with(AssignmentQueries.class, q -> q.lines(invoice, search)).stream().map(AssignableLine::purchaseOrderId).toList();
    }

    @Test
    void the_preview_says_what_assigning_does() {
        long gross = order("GROSS", EMEA, "EUR", AmountBasis.GROSS, JAN, YearMonth.of(2026, 12));
        long net = order("NET", EMEA, "EUR", AmountBasis.NET, JAN, YearMonth.of(2026, 12));
        long invoice = take("A", "90.01", "100.03");
        List<AllocationPart> parts = List.of(AllocationPart.ofPercent(line(net), new BigDecimal("33.3")), AllocationPart.ofAmount(line(gross), new BigDecimal("50.00")));
        String before = String.valueOf(details(invoice));
        AssignmentPreview preview = container.with(AssignmentQueries.class, q -> q.preview(invoice, parts));
        assertThat(details(invoice)).as("nothing is written").hasToString(before);

        run(CorrectionService.class, c -> c.assign(invoice, null, parts, "shared", false));
        for (AssignmentPreview.Effect effect : preview.balances()) {
            assertThat(container.with(AssignmentQueries.class, q -> q.line(effect.line().lineItemId())).balance()).isEqualByComparingTo(effect.after());
        }
        assertThat(preview.balances()).hasSize(2);
        assertThat(details(invoice).row().gross().subtract(details(invoice).allocated())).isEqualByComparingTo(preview.unallocated());
        assertThat(details(invoice).row().allocations()).extracting(AllocationView::purchaseOrderAmount)
                .usingElementComparator(BigDecimal::compareTo).containsExactly(preview.amounts().get(0).purchaseOrderAmount(), preview.amounts().get(1).purchaseOrderAmount());
    }

    @Test
    void the_preview_counts_the_credit_memos_that_follow() {
        long first = order("FIRST", EMEA, "EUR", AmountBasis.GROSS, JAN, YearMonth.of(2026, 12));
        long second = order("SECOND", EMEA, "EUR", AmountBasis.NET, JAN, YearMonth.of(2026, 12));
        long invoice = take("A", "90.00", "100.00");
        memo("A-CM1", "-18.00", "-20.00");
        memo("A-CM2", "-9.00", "-10.00");
        List<AllocationPart> parts = List.of(AllocationPart.ofPercent(line(first), new BigDecimal("40")), AllocationPart.ofPercent(line(second), new BigDecimal("40")));
        AssignmentPreview preview = container.with(AssignmentQueries.class, q -> q.preview(invoice, parts));
        run(CorrectionService.class, c -> c.assign(invoice, null, parts, "shared", false));

        assertThat(preview.balances()).hasSize(2).allSatisfy(effect -> assertThat(container.with(AssignmentQueries.class, q -> q.line(effect.line().lineItemId())).balance())
                .as(effect.line().purchaseOrderId()).isEqualByComparingTo(effect.after()));
    }

    private <B> void run(Class<B> type, java.util.function.Consumer<B> work) {
        container.with(type, bean -> {
            work.accept(bean);
            return null;
        });
    }

    private long order(String id, String seller, String currency, AmountBasis basis, YearMonth from, YearMonth to) {
        LineItemDraft line = new LineItemDraft(null, "1", "Cloud 100% of " + id, LineItemType.ALL, from, to, true, new BigDecimal("1000"), null, LineTax.none(),
                OverspendPolicy.ALLOW, List.of());
        PurchaseOrderDraft draft = new PurchaseOrderDraft(id, null, false, List.of(seller), null, null, null, null, null, currency, from, to, basis, null, Map.of(), List.of(line));
        return container.with(PurchaseOrderService.class, s -> s.create(draft));
    }

    private long line(long order) {
        return container.with(PurchaseOrderQueries.class, q -> q.details(order)).lineItems().get(0).id();
    }

    private InvoiceDetails details(long id) {
        return container.with(InvoiceQueries.class, q -> q.details(id));
    }

    private long take(String id, String net, String gross) {
        return take(id, InvoiceKind.INVOICE, net, gross, null);
    }

    private long memo(String id, String net, String gross) {
        return take(id, InvoiceKind.CREDIT_MEMO, net, gross, "A");
    }

    private long take(String id, InvoiceKind kind, String net, String gross, String original) {
        InvoiceDraft draft = new InvoiceDraft(id, EMEA, kind, InvoiceClass.MONTHLY_USAGE, "1", null, null, JAN, LocalDate.of(2026, 2, 3), null, "EUR",
                new BigDecimal(net), null, new BigDecimal(gross), null, null, null, original, List.of());
        return container.with(InvoiceIntake.class, i -> i.take(draft, InvoiceSource.API, null, "tester")).id();
    }
}
