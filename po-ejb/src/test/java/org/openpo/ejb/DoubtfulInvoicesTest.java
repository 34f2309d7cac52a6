package org.openpo.ejb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.openpo.domain.access.Role;
import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceDraft.ChargeDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.access.AccountService;
import org.openpo.ejb.invoice.InvoiceDetails;
import org.openpo.ejb.invoice.InvoiceFilter;
import org.openpo.ejb.invoice.InvoiceIntake;
import org.openpo.ejb.invoice.InvoiceQueries;
import org.openpo.ejb.invoice.InvoiceRow;
import org.openpo.ejb.invoice.InvoiceSort;
import org.openpo.ejb.invoice.QueueFilter;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.ejb.party.SellerService;
import org.openpo.ejb.queue.ExceptionService;

/** Invoices that look like another one or whose amounts do not agree, and the queue they wait in. */
class DoubtfulInvoicesTest {
    private static final String EMEA = "Amazon Web Services EMEA SARL";
    private static final LocalDate ISSUED = LocalDate.of(2026, 2, 3);

    private final SeContainer container = new SeContainer(Instant.parse("2026-09-22T08:00:00Z"));

    @BeforeEach
    void order() {
        LineItemDraft line = new LineItemDraft(null, "1", null, LineItemType.ALL, YearMonth.of(2026, 1), YearMonth.of(2026, 12), true,
                new BigDecimal("1000"), BigDecimal.ONE, LineTax.none(), OverspendPolicy.ALLOW, List.of());
        container.with(PurchaseOrderService.class, s -> s.create(new PurchaseOrderDraft("PO-1", null, true, List.of(), List.of(), List.of(), null, null, null,
                "EUR", YearMonth.of(2026, 1), YearMonth.of(2026, 12), AmountBasis.GROSS, List.of(), Map.of(), List.of(line))));
    }

    @AfterEach
    void close() {
        container.close();
    }

    @Test
    void an_invoice_that_looks_like_an_earlier_one_waits_until_somebody_says_it_is_none() {
        long first = take("EUINV26-0042", EMEA, "100.00");
        long second = take("euinv26 42", EMEA, "100.00");
        assertThat(codes(first)).isEmpty();
        assertThat(state(first)).isEqualTo(InvoiceState.MATCHED);
        assertThat(codes(second)).containsExactly(ExceptionCode.DUPLICATE);
        rematch(second);
        assertThat(codes(second)).containsExactly(ExceptionCode.DUPLICATE);

        accept(second, ExceptionCode.DUPLICATE);
        rematch(second);
        assertThat(state(second)).isEqualTo(InvoiceState.MATCHED);
    }

    @Test
    void another_amount_seller_or_number_is_another_invoice() {
        take("EUINV26-0042", EMEA, "100.00");
        assertThat(state(take("EUINV26 42", EMEA, "100.01"))).isEqualTo(InvoiceState.MATCHED);
        assertThat(state(take("EUINV26 42", "Amazon Web Services, Inc.", "100.00"))).isEqualTo(InvoiceState.MATCHED);
        assertThat(state(take("EUINV26-43", EMEA, "100.00"))).isEqualTo(InvoiceState.MATCHED);
    }

    @Test
    void an_invoice_of_an_unknown_seller_that_turns_out_to_be_here_is_a_duplicate_for_good() {
        long unknown = take("C-7", "Cloud Bar AG", "50.00");
        container.with(SellerService.class, s -> s.create("Cloud Bar", List.of(), List.of(), Set.of()));
        long known = take("C-7", "Cloud Bar", "50.00");
        assertThat(state(known)).isEqualTo(InvoiceState.MATCHED);
        container.with(SellerService.class, s -> s.create("Cloud Bar Holding", List.of(), List.of(), Set.of()));
        rematch(unknown);
        assertThat(codes(unknown)).doesNotContain(ExceptionCode.DUPLICATE);

        long printed = take("C-8", "Cloud Bar GmbH", "60.00");
        long other = take("C-8", "Cloud Bar KG", "60.00");
        container.with(SellerService.class, s -> s.create("Cloud Bar KG", List.of("Cloud Bar GmbH"), List.of(), Set.of()));
        rematch(other);
        assertThat(state(other)).isEqualTo(InvoiceState.MATCHED);
        rematch(printed);
        assertThat(codes(printed)).containsExactly(ExceptionCode.DUPLICATE);
        assertThatThrownBy(() -> accept(printed, ExceptionCode.DUPLICATE))
                .satisfies(e -> assertThat(((BusinessRuleException) e).violations()).extracting("code").containsExactly(ErrorCode.SURELY_DUPLICATE));
    }

    @Test
    void charges_that_do_not_make_the_amount_hold_the_invoice_until_somebody_accepts_it_or_it_comes_again() {
        long wrong = take("IN-1", EMEA, "100.00", "60", "30");
        assertThat(codes(wrong)).containsExactly(ExceptionCode.AMOUNT_INCONSISTENT);
        accept(wrong, ExceptionCode.AMOUNT_INCONSISTENT);
        rematch(wrong);
        assertThat(state(wrong)).isEqualTo(InvoiceState.MATCHED);

        assertThat(take("IN-1", EMEA, "100.00", "60", "31")).isEqualTo(wrong);
        assertThat(codes(wrong)).as("it came with other content").containsExactly(ExceptionCode.AMOUNT_INCONSISTENT);
        take("IN-1", EMEA, "100.00", "60", "40");
        assertThat(state(wrong)).isEqualTo(InvoiceState.MATCHED);
        assertThatThrownBy(() -> accept(wrong, ExceptionCode.AMOUNT_INCONSISTENT))
                .satisfies(e -> assertThat(((BusinessRuleException) e).violations()).extracting("code").containsExactly(ErrorCode.NOT_AN_EXCEPTION));
    }

    @Test
    void the_queue_is_filtered_by_code_age_person_and_amount() {
        long wrong = take("IN-1", EMEA, "100.00", "1");
        long unknown = take("IN-2", "Nobody Ltd", "-20.00");
        container.with(AccountService.class, s -> s.create("ann", "Ann", Role.MANAGER, "a long enough password"));
        container.with(AccountService.class, s -> s.create("vic", "Vic", Role.VIEWER, "a long enough password"));
        container.with(ExceptionService.class, s -> {
            s.assign(wrong, "ANN");
            return null;
        });
        assertThat(queue(new QueueFilter(null, null, null, null, null))).containsExactly(wrong, unknown);
        assertThat(queue(new QueueFilter(Set.of(ExceptionCode.AMOUNT_INCONSISTENT, ExceptionCode.DUPLICATE), null, null, null, null))).containsExactly(wrong);
        assertThat(queue(new QueueFilter(null, 1, null, null, null))).isEmpty();
        assertThat(queue(new QueueFilter(null, 0, null, null, null))).hasSize(2);
        assertThat(queue(new QueueFilter(null, null, "ann", null, null))).containsExactly(wrong);
        assertThat(queue(new QueueFilter(null, null, null, new BigDecimal("20"), new BigDecimal("99")))).containsExactly(unknown);
        assertThat(container.with(InvoiceQueries.class, q -> q.waiting(InvoiceFilter.ofQueue(null, null, null))).count()).isEqualTo(2);
        assertThatThrownBy(() -> container.with(ExceptionService.class, s -> {
            s.assign(unknown, "vic");
            return null;
        })).satisfies(e -> assertThat(((BusinessRuleException) e).violations()).extracting("code").containsExactly(ErrorCode.ACCOUNT_UNKNOWN));
        accept(wrong, ExceptionCode.AMOUNT_INCONSISTENT);
        rematch(wrong);
        assertThat(container.with(InvoiceQueries.class, q -> q.details(wrong)).row()).satisfies(row -> {
            assertThat(row.assignedTo()).isNull();
            assertThat(row.exceptionSince()).isNull();
        });
    }

    private List<Long> queue(QueueFilter filter) {
        return container.with(InvoiceQueries.class, q -> q.page(InvoiceFilter.ofQueue(null, null, filter), InvoiceSort.INVOICE_ID, false, 0, 10)).items()
                .stream().map(InvoiceRow::id).toList();
    }

    private void accept(long id, ExceptionCode doubt) {
        container.with(ExceptionService.class, s -> {
            s.accept(id, doubt, "looked at");
            return null;
        });
    }

    private void rematch(long id) {
        container.with(InvoiceIntake.class, s -> s.rematch(id, "tester"));
    }

    private InvoiceState state(long id) {
        return details(id).row().state();
    }

    private List<ExceptionCode> codes(long id) {
        return details(id).row().exceptionCodes();
    }

    private InvoiceDetails details(long id) {
        return container.with(InvoiceQueries.class, q -> q.details(id));
    }

    private long take(String invoiceId, String seller, String gross, String... charges) {
        return container.with(InvoiceIntake.class, s -> s.take(new InvoiceDraft(invoiceId, seller, InvoiceKind.INVOICE, InvoiceClass.MONTHLY_USAGE, null, null, null,
                YearMonth.of(2026, 1), ISSUED, null, "EUR", new BigDecimal(gross), null, null, null, null, null, null,
                List.of(charges).stream().map(c -> new ChargeDraft(null, null, null, new BigDecimal(c))).toList()), InvoiceSource.API, null, "tester")).id();
    }
}
