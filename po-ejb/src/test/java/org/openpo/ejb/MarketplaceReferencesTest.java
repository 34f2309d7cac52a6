package org.openpo.ejb;

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
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.domain.setting.Setting;
import org.openpo.ejb.invoice.InvoiceIntake;
import org.openpo.ejb.invoice.InvoiceQueries;
import org.openpo.ejb.invoice.PurchaseOrderRematch;
import org.openpo.ejb.match.RematchScope;
import org.openpo.ejb.invoice.InvoiceRow;
import org.openpo.ejb.order.PurchaseOrderDetails;
import org.openpo.ejb.order.PurchaseOrderQueries;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.ejb.order.PurchaseOrderVersions;
import org.openpo.ejb.order.VersionView;
import org.openpo.ejb.setting.SettingService;
import org.openpo.ejb.setting.SettingView;

/** What AWS creates for Marketplace references, cases T14 to T19 of the reference, with the setting on and off. */
class MarketplaceReferencesTest {
    private static final String INC = "Amazon Web Services, Inc.";
    private static final YearMonth JAN = YearMonth.of(2026, 1);
    private static final YearMonth DEC = YearMonth.of(2026, 12);
    private static final YearMonth AUG = YearMonth.of(2026, 8);

    private final SeContainer container = new SeContainer(Instant.parse("2026-09-22T08:00:00Z"));

    @AfterEach
    void close() {
        container.close();
    }

    @Test
    void it_is_off_until_an_administrator_switches_it_on() {
        assertThat(container.with(SettingService.class, SettingService::all)).containsExactly(
                new SettingView(Setting.CREATE_PURCHASE_ORDER_FROM_MARKETPLACE_REFERENCE, false, null, null));
        assertThat(row(take("poc1")).exceptionCodes()).containsExactly(ExceptionCode.REFERENCE_UNKNOWN);
        switchOn(true);
        assertThat(container.with(SettingService.class, SettingService::all)).singleElement().satisfies(view -> {
            assertThat(view.on()).isTrue();
            assertThat(view.changedBy()).isEqualTo("tester");
        });
        switchOn(false);
        assertThat(row(take("poc2")).exceptionCodes()).containsExactly(ExceptionCode.REFERENCE_UNKNOWN);
    }

    @Test
    void t14_the_named_order_gets_a_transaction_line() {
        long po = order("1234", DEC, LineItemType.MONTHLY_USAGE);
        switchOn(true);
        assertPaidBy(take("1234"), "1234", "2");
        assertThat(details(po).lineItems()).hasSize(2).last().satisfies(line -> {
            assertThat(line.type()).isEqualTo(LineItemType.MARKETPLACE_TRANSACTION);
            assertThat(line.balance()).isEqualByComparingTo("0");
        });
        List<VersionView> versions = container.with(PurchaseOrderVersions.class, v -> v.list(po, null, 10));
        assertThat(versions).hasSize(2);
        assertPaidBy(take("1234"), "1234", "2");
        assertThat(details(po).lineItems()).as("the line is there now").hasSize(2);
    }

    @Test
    void t15_an_order_nobody_knows_is_created_with_default_data_and_no_contacts() {
        switchOn(true);
        long invoice = take("poc1");
        assertPaidBy(invoice, "poc1", "1");
        PurchaseOrderDetails created = details(row(invoice).allocations().get(0).purchaseOrderPk());
        assertThat(created.contacts()).isEmpty();
        assertThat(created.sellers()).containsExactly(INC);
        assertThat(created.lineItems()).singleElement().satisfies(line -> assertThat(line.type()).isEqualTo(LineItemType.MARKETPLACE_TRANSACTION));
    }

    @Test
    void t16_a_suspended_order_gets_the_line_and_the_invoice_waits() {
        long po = order("1234", DEC, LineItemType.MONTHLY_USAGE);
        status(po, PurchaseOrderStatus.SUSPENDED);
        switchOn(true);
        long invoice = take("1234");
        assertThat(row(invoice).exceptionCodes()).containsExactly(ExceptionCode.REFERENCE_NOT_ELIGIBLE, ExceptionCode.SUSPENDED);
        assertThat(details(po).lineItems()).hasSize(2);
        status(po, PurchaseOrderStatus.ACTIVE);
        container.with(InvoiceIntake.class, s -> s.rematch(invoice, "tester"));
        assertPaidBy(invoice, "1234", "2");
    }

    @Test
    void t17_an_expired_order_gets_the_line_and_is_active_until_its_end() {
        long po = order("1234", YearMonth.of(2026, 6), LineItemType.MARKETPLACE_TRANSACTION);
        assertThat(details(po).status()).isEqualTo(PurchaseOrderStatus.EXPIRED);
        switchOn(true);
        assertPaidBy(take("1234"), "1234", "2");
        PurchaseOrderDetails after = details(po);
        assertThat(after.status()).isEqualTo(PurchaseOrderStatus.ACTIVE);
        assertThat(after.expirationMonth()).isEqualTo(after.lineItems().get(1).endMonth());
    }

    @Test
    void matching_again_for_an_order_takes_what_fits_and_makes_nothing() {
        long po = order("1234", DEC, LineItemType.ALL);
        status(po, PurchaseOrderStatus.SUSPENDED);
        long invoice = take("1234");
        status(po, PurchaseOrderStatus.ACTIVE);
        switchOn(true);
        container.with(PurchaseOrderRematch.class, r -> r.run(po, RematchScope.EXCEPTIONS));
        assertPaidBy(invoice, "1234", "1");
        assertThat(details(po).lineItems()).as("as the what-if said").hasSize(1);
    }

    @Test
    void t18_the_named_order_takes_the_charge_and_the_blanket_one_does_not() {
        long blanket = order("blanket", DEC, LineItemType.MARKETPLACE_BLANKET_USAGE);
        switchOn(true);
        assertPaidBy(take("named"), "named", "1");
        assertThat(details(blanket).billed()).isEqualByComparingTo("0");
    }

    @Test
    void t19_without_a_name_the_blanket_order_pays_and_nothing_is_created() {
        order("blanket", DEC, LineItemType.MARKETPLACE_BLANKET_USAGE);
        switchOn(true);
        assertPaidBy(take(null), "blanket", "1");
    }

    @Test
    void what_the_rules_refuse_stays_an_exception() {
        switchOn(true);
        assertThat(row(take("not / an \"ID\"")).exceptionCodes()).containsExactly(ExceptionCode.REFERENCE_UNKNOWN);
        long po = order("eur", DEC, LineItemType.MONTHLY_USAGE, "EUR", INC);
        assertThat(row(take("eur")).state()).isEqualTo(InvoiceState.EXCEPTION);
        assertThat(details(po).lineItems()).as("no rate, no amount").hasSize(1);
        long other = order("emea", DEC, LineItemType.MONTHLY_USAGE, "USD", "Amazon Web Services EMEA SARL");
        assertThat(row(take("emea")).exceptionCodes()).contains(ExceptionCode.SELLER_NOT_COVERED);
        assertThat(details(other).lineItems()).hasSize(1);
    }

    private void assertPaidBy(long invoice, String purchaseOrderId, String line) {
        assertThat(row(invoice).allocations()).singleElement().satisfies(a -> {
            assertThat(a.purchaseOrderId()).isEqualTo(purchaseOrderId);
            assertThat(a.lineItemNumber()).isEqualTo(line);
        });
    }

    private void switchOn(boolean on) {
        container.with(SettingService.class, s -> {
            s.change(Map.of(Setting.CREATE_PURCHASE_ORDER_FROM_MARKETPLACE_REFERENCE, on));
            return null;
        });
    }

    private void status(long po, PurchaseOrderStatus status) {
        container.with(PurchaseOrderService.class, s -> {
            s.changeStatus(po, null, status, "because");
            return null;
        });
    }

    private PurchaseOrderDetails details(long po) {
        return container.with(PurchaseOrderQueries.class, q -> q.details(po));
    }

    private InvoiceRow row(long invoice) {
        return container.with(InvoiceQueries.class, q -> q.details(invoice)).row();
    }

    private long order(String id, YearMonth to, LineItemType type) {
        return order(id, to, type, "USD", INC);
    }

    private long order(String id, YearMonth to, LineItemType type, String currency, String seller) {
        LineItemDraft line = new LineItemDraft(null, "1", null, type, JAN, to, true, new BigDecimal("1000"), null, LineTax.none(), OverspendPolicy.ALLOW, List.of());
        return container.with(PurchaseOrderService.class, s -> s.create(new PurchaseOrderDraft(id, null, false, List.of(seller), List.of(), List.of(), null, null, null,
                currency, JAN, to, AmountBasis.GROSS, List.of(), Map.of(), List.of(line))));
    }

    private int taken;

    private long take(String reference) {
        InvoiceDraft draft = new InvoiceDraft("MP-" + ++taken, INC, InvoiceKind.INVOICE, InvoiceClass.MARKETPLACE, null, null, null, AUG,
                LocalDate.of(2026, 9, 3), null, "USD", null, null, new BigDecimal("100.00"), null, null, reference, null, List.of());
        return container.with(InvoiceIntake.class, s -> s.take(draft, InvoiceSource.API, null, "tester")).id();
    }
}
