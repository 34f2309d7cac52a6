package org.openpo.ejb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.ledger.RateSource;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.invoice.InvoiceDetails;
import org.openpo.ejb.invoice.InvoiceIntake;
import org.openpo.ejb.invoice.InvoiceQueries;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.ejb.query.Slice;
import org.openpo.ejb.rate.ExchangeRateService;
import org.openpo.ejb.rate.ExchangeRateView;

/** The table of exchange rates and what matching makes of it. */
class RatesTest {
    private static final String EMEA = "Amazon Web Services EMEA SARL";

    private final SeContainer container = new SeContainer(Instant.parse("2026-09-22T08:00:00Z"));

    @AfterEach
    void close() {
        container.close();
    }

    @Test
    void an_invoice_without_a_rate_takes_the_kept_one_and_keeps_it_when_the_table_changes() {
        order("PO-EUR", "EUR");
        add("USD", "EUR", "2026-01-01", "0.8");
        long february = add("EUR", "USD", "2026-02-01", "1.25").id();
        add("USD", "EUR", "2026-03-01", "0.5");
        long id = take("IN-1", "USD", "2026-02-03");
        assertThat(invoice(id).row().state()).isEqualTo(InvoiceState.MATCHED);
        assertThat(invoice(id).row().allocations()).singleElement().satisfies(a -> {
            assertThat(a.purchaseOrderAmount()).isEqualByComparingTo("80.00");
            assertThat(a.rate()).isEqualByComparingTo("0.8");
            assertThat(a.rateSource()).isEqualTo(RateSource.RATE_TABLE);
        });

        container.with(ExchangeRateService.class, s -> {
            s.delete(february);
            return null;
        });
        assertThat(invoice(id).row().allocations()).singleElement().satisfies(a -> assertThat(a.purchaseOrderAmount()).isEqualByComparingTo("80.00"));
        assertThat(invoice(take("IN-2", "USD", "2026-03-01")).row().allocations()).singleElement()
                .satisfies(a -> assertThat(a.purchaseOrderAmount()).isEqualByComparingTo("50.00"));
    }

    @Test
    void the_reverse_rate_counts_where_the_pair_has_none() {
        order("PO-EUR", "EUR");
        add("EUR", "GBP", "2026-01-01", "0.8");
        assertThat(invoice(take("IN-1", "GBP", "2026-02-03")).row().allocations()).singleElement()
                .satisfies(a -> assertThat(a.purchaseOrderAmount()).isEqualByComparingTo("125.00"));
    }

    @Test
    void a_rate_that_comes_later_lets_the_exception_be_matched() {
        order("PO-EUR", "EUR");
        long id = take("IN-1", "USD", "2026-02-03");
        assertThat(invoice(id).row().exceptionCodes()).containsExactly(ExceptionCode.CURRENCY_DIFFERS);
        add("USD", "EUR", "2026-02-04", "0.8");
        container.with(InvoiceIntake.class, s -> s.rematch(id, "tester"));
        assertThat(invoice(id).row().exceptionCodes()).as("not yet in force").containsExactly(ExceptionCode.CURRENCY_DIFFERS);
        add("USD", "EUR", "2026-02-03", "0.8");
        container.with(InvoiceIntake.class, s -> s.rematch(id, "tester"));
        assertThat(invoice(id).row().state()).isEqualTo(InvoiceState.MATCHED);
    }

    @Test
    void rates_are_checked() {
        assertThatThrownBy(() -> add("USD", "USD", "2026-01-01", "1")).satisfies(e -> refused(e, "target", ErrorCode.CURRENCIES_SAME));
        assertThatThrownBy(() -> add("USD", "EURO", "2026-01-01", "1")).satisfies(e -> refused(e, "target", ErrorCode.CURRENCY_UNKNOWN));
        assertThatThrownBy(() -> add("USD", "EUR", "2026-01-01", "0")).satisfies(e -> refused(e, "rate", ErrorCode.NOT_ABOVE_ZERO));
        assertThatThrownBy(() -> add("USD", "EUR", "2026-01-01", "0.1234567890123")).satisfies(e -> refused(e, "rate", ErrorCode.TOO_MANY_DECIMALS));
        assertThatThrownBy(() -> add("USD", "EUR", "0026-01-01", "1")).satisfies(e -> refused(e, "validFrom", ErrorCode.OUT_OF_RANGE));
        add("USD", "EUR", "2026-01-01", "0.8");
        assertThatThrownBy(() -> add("USD", "EUR", "2026-01-01", "0.9")).satisfies(e -> refused(e, "validFrom", ErrorCode.RATE_TAKEN));
        assertThatThrownBy(() -> container.with(ExchangeRateService.class, s -> {
            s.delete(-1);
            return null;
        })).isInstanceOf(NotFoundException.class);
    }

    private static void refused(Throwable refusal, String field, ErrorCode code) {
        assertThat(((BusinessRuleException) refusal).violations()).extracting("field", "code").containsExactly(org.assertj.core.groups.Tuple.tuple(field, code));
    }

    @Test
    void rates_are_listed_the_newest_first_in_parts() {
        add("USD", "EUR", "2026-01-01", "0.8");
        add("USD", "EUR", "2026-03-01", "0.9");
        add("USD", "VND", "2026-02-01", "25455.5");
        Slice<ExchangeRateView> first = container.with(ExchangeRateService.class, s -> s.list(null, null, 2));
        assertThat(first.items()).extracting(ExchangeRateView::validFrom).containsExactly(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 2, 1));
        assertThat(container.with(ExchangeRateService.class, s -> s.list(null, first.nextCursor(), 2)).items())
                .extracting(ExchangeRateView::validFrom).containsExactly(LocalDate.of(2026, 1, 1));
        assertThat(container.with(ExchangeRateService.class, s -> s.list("eur", null, 50)).items()).hasSize(2);
        assertThat(container.with(ExchangeRateService.class, s -> s.page("VND", 0, 10)).total()).isEqualTo(1);
    }

    private ExchangeRateView add(String source, String target, String from, String rate) {
        return container.with(ExchangeRateService.class, s -> s.add(source, target, LocalDate.parse(from), new BigDecimal(rate)));
    }

    private void order(String id, String currency) {
        LineItemDraft line = new LineItemDraft(null, "1", null, LineItemType.ALL, YearMonth.of(2026, 1), YearMonth.of(2026, 12), true,
                new BigDecimal("1000"), BigDecimal.ONE, LineTax.none(), OverspendPolicy.ALLOW, List.of());
        container.with(PurchaseOrderService.class, s -> s.create(new PurchaseOrderDraft(id, null, false, List.of(EMEA), List.of(), List.of(), null, null, null,
                currency, YearMonth.of(2026, 1), YearMonth.of(2026, 12), AmountBasis.GROSS, List.of(), Map.of(), List.of(line))));
    }

    private long take(String invoiceId, String currency, String issued) {
        return container.with(InvoiceIntake.class, s -> s.take(new InvoiceDraft(invoiceId, EMEA, InvoiceKind.INVOICE, InvoiceClass.MONTHLY_USAGE, null, null, null,
                YearMonth.of(2026, 1), LocalDate.parse(issued), null, currency, new BigDecimal("100.00"), null, null, null, null, null, null, List.of()),
                InvoiceSource.API, null, "tester")).id();
    }

    private InvoiceDetails invoice(long id) {
        return container.with(InvoiceQueries.class, s -> s.details(id));
    }
}
