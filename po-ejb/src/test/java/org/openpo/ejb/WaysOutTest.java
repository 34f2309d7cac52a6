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
import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.wayout.WayOut;
import org.openpo.domain.wayout.WayOutKind;
import org.openpo.ejb.invoice.CorrectionService;
import org.openpo.ejb.invoice.InvoiceIntake;
import org.openpo.ejb.invoice.InvoiceQueries;
import org.openpo.ejb.invoice.InvoiceRow;
import org.openpo.ejb.order.PurchaseOrderDetails;
import org.openpo.ejb.order.PurchaseOrderQueries;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.ejb.queue.WayOutService;
import org.openpo.ejb.queue.WaysOutFinder;

/** Every exception is left by its way out. */
class WaysOutTest {
    private static final String EMEA = "Amazon Web Services EMEA SARL";
    private static final YearMonth JAN = YearMonth.of(2026, 1);
    private static final YearMonth DEC = YearMonth.of(2026, 12);

    private final SeContainer container = new SeContainer(Instant.parse("2026-09-22T08:00:00Z"));
    private Order order = new Order();
    private Bill bill = new Bill();

    /** An order to be varied. */
    private static final class Order {
        private String id = "PO-1";
        private String seller = EMEA;
        private List<String> taxRegistrationNumbers = List.of();
        private List<String> units = List.of();
        private String currency = "EUR";
        private YearMonth to = DEC;
        private LineItemType type = LineItemType.ALL;
        private String price = "1000";
        private OverspendPolicy policy = OverspendPolicy.ALLOW;
    }

    /** An invoice to be varied. */
    private static final class Bill {
        private String id = "IN-1";
        private String seller = EMEA;
        private String sellerTaxId;
        private InvoiceKind kind = InvoiceKind.INVOICE;
        private InvoiceClass type = InvoiceClass.MONTHLY_USAGE;
        private String taxRegistrationNumber;
        private String unit;
        private YearMonth period = JAN;
        private String currency = "EUR";
        private String gross = "110.00";
        private String reference;
        private String original;
        private String[] charges = {};
    }

    @AfterEach
    void close() {
        container.close();
    }

    @Test
    void no_purchase_order_and_a_new_one() {
        long invoice = take();
        leaves(invoice, ExceptionCode.NO_PURCHASE_ORDER, new WayOutService.Choice(WayOutKind.CREATE_PURCHASE_ORDER, null, null, "PO-NEW", null, null));
        assertThat(row(invoice).allocations()).singleElement().satisfies(a -> assertThat(a.purchaseOrderId()).isEqualTo("PO-NEW"));
    }

    @Test
    void a_seller_is_added() {
        order.seller = "Amazon Web Services, Inc.";
        create();
        leaves(take(), ExceptionCode.SELLER_NOT_COVERED, choice(WayOutKind.ADD_SELLER));
    }

    @Test
    void an_unknown_seller_is_registered_and_the_next_exception_shows() {
        create();
        bill.seller = "Cloud Bar AG";
        long invoice = take();
        assertThat(best(invoice).kind()).isEqualTo(WayOutKind.REGISTER_SELLER);
        assertThat(take(invoice, choice(WayOutKind.REGISTER_SELLER))).isEqualTo(InvoiceState.EXCEPTION);
        assertThat(take(invoice, choice(WayOutKind.ADD_SELLER))).isEqualTo(InvoiceState.MATCHED);
    }

    @Test
    void an_unknown_seller_is_another_name_of_a_known_one() {
        create();
        bill.seller = "Amazon Web Services Emea S.a.r.l. (LU)";
        long invoice = take();
        assertThatThrownBy(() -> take(invoice, new WayOutService.Choice(WayOutKind.ADD_ALIAS, null, null, null, null, "Nobody at all", null)))
                .isInstanceOfSatisfying(BusinessRuleException.class, e -> assertThat(e.violations().get(0).code()).isEqualTo(ErrorCode.SELLER_UNKNOWN));
        assertThat(take(invoice, new WayOutService.Choice(WayOutKind.ADD_ALIAS, null, null, null, null, order.seller, null))).isEqualTo(InvoiceState.MATCHED);
        assertThat(row(invoice).seller()).isEqualTo(order.seller);
    }

    @Test
    void a_seller_that_was_once_registered_is_recognised_by_its_tax_id() {
        create();
        bill.seller = "Cloud Bar AG";
        bill.sellerTaxId = "CHE-123.456.789";
        long first = take();
        bill.id = "IN-2";
        bill.seller = "Cloud Bar Aktiengesellschaft";
        long second = take();
        assertThat(take(first, choice(WayOutKind.REGISTER_SELLER))).isEqualTo(InvoiceState.EXCEPTION);
        bill.id = "IN-3";
        assertThat(row(take()).seller()).as("of a name that is not known").isEqualTo("Cloud Bar AG");
        assertThat(best(second).kind()).as("it came before anybody knew the seller").isNotEqualTo(WayOutKind.REGISTER_SELLER);
    }

    @Test
    void an_invoice_over_nothing_is_matched_like_any_other() {
        create();
        bill.gross = "0.00";
        assertThat(row(take()).state()).isEqualTo(InvoiceState.MATCHED);
    }

    @Test
    void months_are_extended() {
        order.to = YearMonth.of(2026, 3);
        long po = create();
        bill.period = YearMonth.of(2026, 5);
        leaves(take(), ExceptionCode.PERIOD_OUTSIDE_WINDOW, choice(WayOutKind.EXTEND_MONTHS));
        PurchaseOrderDetails details = container.with(PurchaseOrderQueries.class, q -> q.details(po));
        assertThat(details.expirationMonth()).isEqualTo(YearMonth.of(2026, 5));
        assertThat(details.lineItems().get(0).endMonth()).isEqualTo(YearMonth.of(2026, 5));
    }

    @Test
    void a_line_is_added() {
        order.type = LineItemType.SUBSCRIPTION;
        create();
        leaves(take(), ExceptionCode.TYPE_NOT_COVERED, choice(WayOutKind.ADD_LINE));
    }

    @Test
    void a_suspended_order_is_activated() {
        long po = create();
        container.with(PurchaseOrderService.class, s -> {
            s.changeStatus(po, null, PurchaseOrderStatus.SUSPENDED, "looking into it");
            return null;
        });
        leaves(take(), ExceptionCode.SUSPENDED, choice(WayOutKind.ACTIVATE));
    }

    @Test
    void a_closed_line_is_reopened() {
        long po = create();
        long line = container.with(PurchaseOrderQueries.class, q -> q.details(po)).lineItems().get(0).id();
        container.with(PurchaseOrderService.class, s -> {
            s.closeLineItem(po, null, line, true, "done");
            return null;
        });
        leaves(take(), ExceptionCode.SUSPENDED, choice(WayOutKind.REOPEN_LINE));
    }

    @Test
    void a_rate_is_kept() {
        order.currency = "USD";
        create();
        long invoice = take();
        assertThatThrownBy(() -> take(invoice, choice(WayOutKind.ADD_RATE)))
                .satisfies(e -> assertThat(((BusinessRuleException) e).violations()).extracting("field").containsExactly("rate"));
        leaves(invoice, ExceptionCode.CURRENCY_DIFFERS, new WayOutService.Choice(WayOutKind.ADD_RATE, null, null, null, new BigDecimal("1.1"), null));
        assertThat(row(invoice).allocations()).singleElement().satisfies(a -> assertThat(a.purchaseOrderAmount()).isEqualByComparingTo("121"));
    }

    @Test
    void a_tax_registration_number_or_a_unit_is_added() {
        order.taxRegistrationNumbers = List.of("A");
        create();
        bill.taxRegistrationNumber = "B";
        leaves(take(), ExceptionCode.TAX_REGISTRATION_DIFFERS, choice(WayOutKind.ADD_TAX_REGISTRATION_NUMBER));
        order = new Order();
        order.id = "PO-2";
        order.seller = "Amazon Web Services, Inc.";
        order.units = List.of("U1");
        create();
        bill = new Bill();
        bill.seller = order.seller;
        bill.unit = "U2";
        leaves(take(), ExceptionCode.INVOICE_UNIT_DIFFERS, choice(WayOutKind.ADD_INVOICE_UNIT));
    }

    @Test
    void an_amount_is_raised_until_the_balance_covers_the_invoice() {
        order.price = "50";
        order.policy = OverspendPolicy.HOLD;
        long po = create();
        leaves(take(), ExceptionCode.BALANCE_HELD, choice(WayOutKind.RAISE_AMOUNT));
        assertThat(container.with(PurchaseOrderQueries.class, q -> q.details(po)).lineItems().get(0).balance()).isEqualByComparingTo("0");
    }

    @Test
    void an_overspend_is_accepted_this_once() {
        order.price = "50";
        order.policy = OverspendPolicy.HOLD;
        long po = create();
        leaves(take(), ExceptionCode.BALANCE_HELD, choice(WayOutKind.ACCEPT_OVERSPEND));
        assertThat(container.with(PurchaseOrderQueries.class, q -> q.details(po)).lineItems().get(0).balance()).isEqualByComparingTo("-55");
        bill.id = "IN-2";
        assertThat(row(take()).exceptionCodes()).containsExactly(ExceptionCode.BALANCE_HELD);
    }

    @Test
    void the_named_order_is_created_or_the_invoice_assigned_elsewhere() {
        create();
        bill.type = InvoiceClass.MARKETPLACE;
        bill.reference = "poc1";
        long invoice = take();
        leaves(invoice, ExceptionCode.REFERENCE_UNKNOWN, choice(WayOutKind.CREATE_PURCHASE_ORDER));
        assertThat(row(invoice).allocations()).singleElement().satisfies(a -> assertThat(a.purchaseOrderId()).isEqualTo("poc1"));
        bill.id = "IN-2";
        bill.reference = "P0-1";
        long misprinted = take();
        leaves(misprinted, ExceptionCode.REFERENCE_UNKNOWN, choice(WayOutKind.ASSIGN_LINE));
        assertThat(row(misprinted).allocations()).singleElement().satisfies(a -> assertThat(a.purchaseOrderId()).isEqualTo("PO-1"));
    }

    @Test
    void the_named_order_gets_the_seller() {
        order.seller = "Amazon Web Services, Inc.";
        create();
        bill.reference = "PO-1";
        leaves(take(), ExceptionCode.REFERENCE_NOT_ELIGIBLE, choice(WayOutKind.ADD_SELLER));
    }

    @Test
    void a_credit_memo_without_its_original_is_assigned() {
        create();
        bill.kind = InvoiceKind.CREDIT_MEMO;
        bill.gross = "-20.00";
        bill.original = "LOST";
        leaves(take(), ExceptionCode.ORIGINAL_UNKNOWN, choice(WayOutKind.ASSIGN_LINE));
    }

    @Test
    void a_duplicate_is_one_or_is_none() {
        create();
        bill.id = "IN-001";
        take();
        bill.id = "IN 1";
        long second = take();
        assertThat(row(second).exceptionCodes()).containsExactly(ExceptionCode.DUPLICATE);
        assertThat(take(second, choice(WayOutKind.MARK_DUPLICATE))).isEqualTo(InvoiceState.EXCLUDED);
        bill.id = "in.01";
        leaves(take(), ExceptionCode.DUPLICATE, choice(WayOutKind.NOT_DUPLICATE));
    }

    @Test
    void a_duplicate_whose_twin_was_voided_since_is_matched_again() {
        create();
        bill.id = "IN-001";
        long twin = take();
        bill.id = "IN 1";
        long second = take();
        container.with(CorrectionService.class, c -> {
            c.voidInvoice(twin, null, "sent by mistake");
            return null;
        });
        assertThat(best(second).kind()).isEqualTo(WayOutKind.MATCH_AGAIN);
        leaves(second, ExceptionCode.DUPLICATE, choice(WayOutKind.MATCH_AGAIN));
    }

    @Test
    void a_credit_memo_that_a_person_took_off_follows_its_original_again() {
        create();
        take();
        bill.kind = InvoiceKind.CREDIT_MEMO;
        bill.gross = "-20.00";
        bill.original = "IN-1";
        bill.id = "CM-1";
        long memo = take();
        container.with(CorrectionService.class, c -> {
            c.unmatch(memo, null, "to be clarified");
            return null;
        });
        assertThat(best(memo).kind()).isEqualTo(WayOutKind.MATCH_AGAIN);
        assertThat(take(memo, choice(WayOutKind.MATCH_AGAIN))).isEqualTo(InvoiceState.MATCHED);
    }

    @Test
    void an_order_whose_id_a_deleted_one_still_has_is_not_offered() {
        order.id = "GONE";
        long gone = create();
        container.with(PurchaseOrderService.class, s -> {
            s.delete(gone, null, "typing error");
            return null;
        });
        bill.reference = "gone";
        long invoice = take();
        assertThat(best(invoice).kind()).isEqualTo(WayOutKind.EXCLUDE);
        container.with(PurchaseOrderService.class, s -> {
            s.freeId(gone, "typing error");
            return null;
        });
        leaves(invoice, ExceptionCode.REFERENCE_UNKNOWN, choice(WayOutKind.CREATE_PURCHASE_ORDER));
    }

    @Test
    void amounts_are_accepted_as_stated_or_the_invoice_is_excluded() {
        create();
        bill.charges = new String[] {"1", "2"};
        leaves(take(), ExceptionCode.AMOUNT_INCONSISTENT, choice(WayOutKind.ACCEPT_AMOUNTS));
        bill.id = "IN-2";
        long other = take();
        assertThat(take(other, choice(WayOutKind.EXCLUDE))).isEqualTo(InvoiceState.EXCLUDED);
        assertThatThrownBy(() -> container.with(WaysOutFinder.class, f -> f.of(other)))
                .satisfies(e -> assertThat(((BusinessRuleException) e).violations()).extracting("code").containsExactly(ErrorCode.NOT_AN_EXCEPTION));
    }

    @Test
    void a_way_that_is_not_there_is_refused() {
        long invoice = take();
        assertThatThrownBy(() -> take(invoice, choice(WayOutKind.ACTIVATE)))
                .satisfies(e -> assertThat(((BusinessRuleException) e).violations()).extracting("code").containsExactly(ErrorCode.WAY_OUT_GONE));
    }

    private void leaves(long invoice, ExceptionCode code, WayOutService.Choice choice) {
        assertThat(row(invoice).exceptionCodes()).first().isEqualTo(code);
        assertThat(take(invoice, choice)).isEqualTo(InvoiceState.MATCHED);
        assertThat(row(invoice).state()).isEqualTo(InvoiceState.MATCHED);
    }

    private static WayOutService.Choice choice(WayOutKind kind) {
        return new WayOutService.Choice(kind, null, null, null, null, "because");
    }

    private InvoiceState take(long invoice, WayOutService.Choice choice) {
        return container.with(WayOutService.class, s -> s.take(invoice, choice));
    }

    private WayOut best(long invoice) {
        return container.with(WaysOutFinder.class, f -> f.of(invoice)).best();
    }

    private InvoiceRow row(long invoice) {
        return container.with(InvoiceQueries.class, q -> q.details(invoice)).row();
    }

    private long create() {
        LineItemDraft line = new LineItemDraft(null, "1", null, order.type, JAN, order.to, true, new BigDecimal(order.price), null,
                LineTax.percent(BigDecimal.TEN), order.policy, List.of());
        PurchaseOrderDraft draft = new PurchaseOrderDraft(order.id, null, false, List.of(order.seller), order.taxRegistrationNumbers, order.units, null, null, null,
                order.currency, JAN, order.to, AmountBasis.GROSS, List.of(), Map.of(), List.of(line));
        return container.with(PurchaseOrderService.class, s -> s.create(draft));
    }

    private long take() {
        InvoiceDraft draft = new InvoiceDraft(bill.id, bill.seller, bill.sellerTaxId, bill.kind, bill.type, null, bill.unit, bill.taxRegistrationNumber, bill.period,
                LocalDate.of(2026, 6, 3), null, bill.currency, null, null, new BigDecimal(bill.gross), null, null, bill.reference, bill.original,
                List.of(bill.charges).stream().map(c -> new ChargeDraft(null, null, null, new BigDecimal(c))).toList());
        return container.with(InvoiceIntake.class, s -> s.take(draft, InvoiceSource.API, null, "tester")).id();
    }
}
