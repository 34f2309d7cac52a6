package org.openpo.domain.match;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.Objects;
import java.util.Set;
import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.order.AmountBasis;

/**
 * What matching needs to know of an invoice. Texts that are blank count as absent.
 *
 * @param sellerId the seller, 0 if unknown: then no purchase order covers it
 * @param invoiceClass what the invoice is for
 * @param taxRegistrationNumber the buyer's number it was raised for, or null
 * @param invoiceUnit the invoice unit it was raised for, or null
 * @param billingPeriod the month it bills for, not the month it was issued in
 * @param issueDate the day it was issued, whose exchange rate counts
 * @param billedAccount the account it is written to, or null
 * @param chargeAccounts the accounts its charges belong to, as far as they are told
 * @param currency the currency it is written in
 * @param net amount before tax, signed
 * @param gross amount with tax, signed
 * @param payment its amount in the currency it will be paid in, or null
 * @param printedRate the exchange rate printed on it, or null
 * @param purchaseOrderReference the purchase order printed on it, or null
 */
public record InvoiceFacts(
        long sellerId,
        InvoiceClass invoiceClass,
        String taxRegistrationNumber,
        String invoiceUnit,
        YearMonth billingPeriod,
        LocalDate issueDate,
        String billedAccount,
        Set<String> chargeAccounts,
        Currency currency,
        BigDecimal net,
        BigDecimal gross,
        PaymentAmount payment,
        PrintedRate printedRate,
        String purchaseOrderReference) {

    public InvoiceFacts {
        Objects.requireNonNull(invoiceClass, "invoiceClass");
        Objects.requireNonNull(billingPeriod, "billingPeriod");
        Objects.requireNonNull(issueDate, "issueDate");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(net, "net");
        Objects.requireNonNull(gross, "gross");
        billedAccount = Names.orNull(billedAccount);
        chargeAccounts = Set.copyOf(chargeAccounts);
        taxRegistrationNumber = Names.orNull(taxRegistrationNumber);
        invoiceUnit = Names.orNull(invoiceUnit);
        purchaseOrderReference = Names.orNull(purchaseOrderReference);
    }

    /** The same invoice once its seller is known. */
    public InvoiceFacts ofSeller(long knownSellerId) {
        return new InvoiceFacts(knownSellerId, invoiceClass, taxRegistrationNumber, invoiceUnit, billingPeriod, issueDate, billedAccount, chargeAccounts, currency,
                net, gross, payment, printedRate, purchaseOrderReference);
    }

    /** The amount a purchase order of this basis pays, in the invoice's currency. */
    public BigDecimal amount(AmountBasis basis) {
        return basis == AmountBasis.NET ? net : gross;
    }

    /** The same invoice without the purchase order that it names. */
    public InvoiceFacts withoutReference() {
        return new InvoiceFacts(sellerId, invoiceClass, taxRegistrationNumber, invoiceUnit, billingPeriod, issueDate, billedAccount, chargeAccounts,
                currency, net, gross, payment, printedRate, null);
    }

    /** The same invoice with its amounts in another currency, as a rate of 1 would give them. */
    public InvoiceFacts inCurrency(Currency other) {
        return new InvoiceFacts(sellerId, invoiceClass, taxRegistrationNumber, invoiceUnit, billingPeriod, issueDate, billedAccount, chargeAccounts,
                other, net, gross, null, null, purchaseOrderReference);
    }

    /** Whether the invoice names a purchase order and so is pinned to it. */
    public boolean isPinned() {
        return purchaseOrderReference != null;
    }
}
