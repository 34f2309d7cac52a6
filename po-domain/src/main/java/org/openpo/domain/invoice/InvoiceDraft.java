package org.openpo.domain.invoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/**
 * An invoice or credit memo as every reader, the API and the hand-entry page deliver it. Values may be missing or wrong:
 * {@link InvoiceRules} completes what can be derived and says what is wrong.
 *
 * @param invoiceId  the supplier's invoice number
 * @param seller     the seller's name as printed
 * @param sellerTaxId the seller's tax or company registration number as printed, or null; finds a seller whose name is not known
 * @param kind       null is read as INVOICE
 * @param invoiceClass null is read as OTHER
 * @param currency   ISO 4217
 * @param net        before tax, signed; negative on a credit memo
 * @param tax        signed
 * @param gross      net + tax; any one of the three may be null and is derived
 * @param payment    the same amounts in the currency of payment, or null
 * @param rate       the exchange rate printed on the invoice, or null
 */
public record InvoiceDraft(String invoiceId, String seller, String sellerTaxId, InvoiceKind kind, InvoiceClass invoiceClass, String billedAccount,
        String invoiceUnit, String taxRegistrationNumber, YearMonth billingPeriod, LocalDate issueDate, LocalDate dueDate,
        String currency, BigDecimal net, BigDecimal tax, BigDecimal gross, Payment payment, Rate rate,
        String purchaseOrderReference, String originalInvoiceId, List<ChargeDraft> charges) {

    /** Amounts in the currency of payment; net may be null. */
    public record Payment(String currency, BigDecimal net, BigDecimal gross) { }

    /** One unit of {@code sourceCurrency} is {@code rate} units of {@code targetCurrency}. */
    public record Rate(String sourceCurrency, String targetCurrency, BigDecimal rate) { }

    /** See {@link Charge}. */
    public record ChargeDraft(String account, String category, String description, BigDecimal amount) { }

    public InvoiceDraft {
        kind = kind == null ? InvoiceKind.INVOICE : kind;
        invoiceClass = invoiceClass == null ? InvoiceClass.OTHER : invoiceClass;
        charges = charges == null ? List.of() : List.copyOf(charges);
    }

    /** A draft from a source that does not print the seller's tax id. */
    public InvoiceDraft(String invoiceId, String seller, InvoiceKind kind, InvoiceClass invoiceClass, String billedAccount, String invoiceUnit,
            String taxRegistrationNumber, YearMonth billingPeriod, LocalDate issueDate, LocalDate dueDate, String currency, BigDecimal net, BigDecimal tax,
            BigDecimal gross, Payment payment, Rate rate, String purchaseOrderReference, String originalInvoiceId, List<ChargeDraft> charges) {
        this(invoiceId, seller, null, kind, invoiceClass, billedAccount, invoiceUnit, taxRegistrationNumber, billingPeriod, issueDate, dueDate, currency,
                net, tax, gross, payment, rate, purchaseOrderReference, originalInvoiceId, charges);
    }

    InvoiceDraft withAmounts(BigDecimal newNet, BigDecimal newTax, BigDecimal newGross) {
        return new InvoiceDraft(invoiceId, seller, sellerTaxId, kind, invoiceClass, billedAccount, invoiceUnit, taxRegistrationNumber, billingPeriod,
                issueDate, dueDate, currency, newNet, newTax, newGross, payment, rate, purchaseOrderReference, originalInvoiceId, charges);
    }

    InvoiceDraft withPaymentNegated() {
        Payment turned = payment == null || payment.gross() == null || payment.gross().signum() <= 0 ? payment
                : new Payment(payment.currency(), payment.net() == null ? null : payment.net().negate(), payment.gross().negate());
        return new InvoiceDraft(invoiceId, seller, sellerTaxId, kind, invoiceClass, billedAccount, invoiceUnit, taxRegistrationNumber, billingPeriod,
                issueDate, dueDate, currency, net, tax, gross, turned, rate, purchaseOrderReference, originalInvoiceId, charges);
    }

    /** Matching order inside one import: issue date, then invoice ID (spec §4). */
    public static java.util.Comparator<InvoiceDraft> matchingOrder() {
        return java.util.Comparator.comparing(InvoiceDraft::issueDate).thenComparing(InvoiceDraft::invoiceId);
    }
}
