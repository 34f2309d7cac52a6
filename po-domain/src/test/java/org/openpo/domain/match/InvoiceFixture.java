package org.openpo.domain.match;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.money.DatedRate;
import org.openpo.domain.money.RateTable;
import org.openpo.domain.order.PurchaseOrderIds;

/**
 * An invoice as a test writes it down. What a test does not say: seller {@link Sellers#INC}, June 2021, account 111,
 * USD 100.00 gross, 90.00 net.
 */
final class InvoiceFixture {

    private final InvoiceClass invoiceClass;
    private long seller = Sellers.INC;
    private String taxRegistrationNumber;
    private String invoiceUnit;
    private YearMonth period = YearMonth.of(2021, 6);
    private LocalDate issueDate = LocalDate.of(2021, 7, 3);
    private String billedAccount = "111";
    private Set<String> chargeAccounts = Set.of();
    private Currency currency = Currency.getInstance("USD");
    private BigDecimal net = new BigDecimal("90.00");
    private BigDecimal gross = new BigDecimal("100.00");
    private PaymentAmount payment;
    private PrintedRate printedRate;
    private String reference;
    private RateTable rates = RateTable.EMPTY;

    private InvoiceFixture(InvoiceClass invoiceClass) {
        this.invoiceClass = invoiceClass;
    }

    static InvoiceFixture invoice(InvoiceClass invoiceClass) {
        return new InvoiceFixture(invoiceClass);
    }

    InvoiceFixture seller(long id) {
        seller = id;
        return this;
    }

    InvoiceFixture taxRegistrationNumber(String number) {
        taxRegistrationNumber = number;
        return this;
    }

    InvoiceFixture invoiceUnit(String unit) {
        invoiceUnit = unit;
        return this;
    }

    InvoiceFixture period(String month) {
        period = YearMonth.parse(month);
        return this;
    }

    InvoiceFixture accounts(String billed, String... ofCharges) {
        billedAccount = billed;
        chargeAccounts = Set.of(ofCharges);
        return this;
    }

    InvoiceFixture amount(String netAmount, String grossAmount, String code) {
        net = new BigDecimal(netAmount);
        gross = new BigDecimal(grossAmount);
        currency = Currency.getInstance(code);
        return this;
    }

    InvoiceFixture payment(String netAmount, String grossAmount, String code) {
        payment = new PaymentAmount(
                Currency.getInstance(code), new BigDecimal(netAmount), new BigDecimal(grossAmount));
        return this;
    }

    InvoiceFixture rate(String source, String target, String rate) {
        printedRate = new PrintedRate(
                Currency.getInstance(source), Currency.getInstance(target), new BigDecimal(rate));
        return this;
    }

    InvoiceFixture reference(String purchaseOrderId) {
        reference = purchaseOrderId;
        return this;
    }

    InvoiceFixture issued(String date) {
        issueDate = LocalDate.parse(date);
        return this;
    }

    /** Rates that administrators keep, not the invoice. */
    InvoiceFixture kept(DatedRate... keptRates) {
        rates = new RateTable(List.of(keptRates));
        return this;
    }

    RateTable rates() {
        return rates;
    }

    InvoiceFacts facts() {
        return new InvoiceFacts(
                seller,
                invoiceClass,
                taxRegistrationNumber,
                invoiceUnit,
                period,
                issueDate,
                billedAccount,
                chargeAccounts,
                currency,
                net,
                gross,
                payment,
                printedRate,
                reference);
    }

    /** Matches it against all lines of the purchase orders, with the reference looked up as a caller does. */
    MatchResult matchedAgainst(List<PurchaseOrderFixture> purchaseOrders) {
        return InvoiceMatcher.match(requestAgainst(purchaseOrders));
    }

    MatchResult matchedAgainst(PurchaseOrderFixture... purchaseOrders) {
        return matchedAgainst(List.of(purchaseOrders));
    }

    MatchRequest requestAgainst(List<PurchaseOrderFixture> purchaseOrders) {
        List<CandidateLine> candidates =
                purchaseOrders.stream().flatMap(po -> po.candidates().stream()).toList();
        ReferencedPurchaseOrder referenced = reference == null
                ? null
                : purchaseOrders.stream()
                        .filter(po -> PurchaseOrderIds.normalizedKey(po.id())
                                .equals(PurchaseOrderIds.normalizedKey(reference)))
                        .findFirst()
                        .map(PurchaseOrderFixture::asReferenced)
                        .orElse(null);
        return new MatchRequest(facts(), candidates, referenced, rates);
    }
}
