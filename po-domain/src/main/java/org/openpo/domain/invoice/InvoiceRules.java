package org.openpo.domain.invoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

import org.openpo.domain.order.PurchaseOrderRules;
import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;

/** The limits and rules of spec §3 for an invoice, and the completion of amounts that follow from others. */
public final class InvoiceRules {
    public static final int INVOICE_ID_MAX = 200;
    public static final int REFERENCE_MAX = 200;
    public static final int CHARGES_MAX = 10_000;
    private static final int INTEGER_DIGITS = 15;
    private static final int DECIMALS = 4;
    private static final int CHARGE_DECIMALS = 8;

    private InvoiceRules() { }

    /**
     * The draft with the missing one of net, tax and gross derived, and on a credit memo amounts given as positive numbers turned
     * negative (suppliers print both). Changes nothing that cannot be derived.
     */
    public static InvoiceDraft complete(InvoiceDraft draft) {
        BigDecimal net = draft.net();
        BigDecimal tax = draft.tax();
        BigDecimal gross = draft.gross();
        if (gross == null && net != null) {
            gross = tax == null ? net : net.add(tax);
        }
        if (net == null && gross != null) {
            net = tax == null ? gross : gross.subtract(tax);
        }
        if (tax == null && gross != null && net != null) {
            tax = gross.subtract(net);
        }
        if (draft.kind() == InvoiceKind.CREDIT_MEMO && gross != null && gross.signum() > 0) {
            return draft.withAmounts(negated(net), negated(tax), gross.negate()).withPaymentNegated();
        }
        return draft.withAmounts(net, tax, gross);
    }

    private static BigDecimal negated(BigDecimal value) {
        return value == null ? null : value.negate();
    }

    /** All violations of a completed draft; field names as in the API (spec §9). */
    public static List<Violation> check(InvoiceDraft draft) {
        Checks checks = new Checks();
        checks.requiredText("invoiceId", draft.invoiceId(), INVOICE_ID_MAX);
        checks.requiredText("seller", draft.seller(), PurchaseOrderRules.NAME_MAX);
        checks.optionalText("sellerTaxId", draft.sellerTaxId(), PurchaseOrderRules.SCOPE_VALUE_MAX);
        checks.optionalText("billedAccount", draft.billedAccount(), PurchaseOrderRules.SCOPE_VALUE_MAX);
        checks.optionalText("invoiceUnit", draft.invoiceUnit(), PurchaseOrderRules.SCOPE_VALUE_MAX);
        checks.optionalText("taxRegistrationNumber", draft.taxRegistrationNumber(), PurchaseOrderRules.SCOPE_VALUE_MAX);
        checks.optionalText("purchaseOrderReference", draft.purchaseOrderReference(), REFERENCE_MAX);
        checks.optionalText("originalInvoiceId", draft.originalInvoiceId(), INVOICE_ID_MAX);
        if (checks.required("billingPeriod", draft.billingPeriod())
                && (draft.billingPeriod().isBefore(PurchaseOrderRules.FIRST_MONTH) || draft.billingPeriod().isAfter(PurchaseOrderRules.LAST_MONTH))) {
            checks.add("billingPeriod", ErrorCode.OUT_OF_RANGE, PurchaseOrderRules.FIRST_MONTH, PurchaseOrderRules.LAST_MONTH);
        }
        if (checks.required("issueDate", draft.issueDate())) {
            checkDate(checks, "issueDate", draft.issueDate());
        }
        if (draft.dueDate() != null) {
            checkDate(checks, "dueDate", draft.dueDate());
        }
        checks.currency("currency", draft.currency());
        checkAmounts(checks, draft);
        checkPayment(checks, draft);
        if (draft.charges().size() > CHARGES_MAX) {
            checks.add("charges", ErrorCode.TOO_MANY, CHARGES_MAX);
            return checks.violations();
        }
        for (int i = 0; i < draft.charges().size(); i++) {
            checkCharge(checks, "charges[" + i + "].", draft.charges().get(i));
        }
        return checks.violations();
    }

    private static void checkAmounts(Checks checks, InvoiceDraft draft) {
        if (draft.gross() == null) {
            checks.add("gross", ErrorCode.REQUIRED);
            return;
        }
        boolean sized = checks.digits("net", draft.net(), INTEGER_DIGITS, DECIMALS)
                & checks.digits("tax", draft.tax(), INTEGER_DIGITS, DECIMALS)
                & checks.digits("gross", draft.gross(), INTEGER_DIGITS, DECIMALS);
        if (sized && draft.net().add(draft.tax()).compareTo(draft.gross()) != 0) {
            checks.add("gross", ErrorCode.AMOUNTS_DISAGREE, draft.net(), draft.tax(), draft.gross());
        }
    }

    private static void checkPayment(Checks checks, InvoiceDraft draft) {
        if (draft.payment() != null) {
            checks.currency("payment.currency", draft.payment().currency());
            checks.digits("payment.net", draft.payment().net(), INTEGER_DIGITS, DECIMALS);
            if (checks.required("payment.gross", draft.payment().gross())) {
                checks.digits("payment.gross", draft.payment().gross(), INTEGER_DIGITS, DECIMALS);
            }
        }
        if (draft.rate() != null) {
            checks.currency("rate.sourceCurrency", draft.rate().sourceCurrency());
            checks.currency("rate.targetCurrency", draft.rate().targetCurrency());
            if (checks.required("rate.rate", draft.rate().rate()) && checks.digits("rate.rate", draft.rate().rate(), 12, 12)
                    && draft.rate().rate().signum() <= 0) {
                checks.add("rate.rate", ErrorCode.NEGATIVE);
            }
        }
    }

    private static void checkCharge(Checks checks, String prefix, InvoiceDraft.ChargeDraft charge) {
        checks.optionalText(prefix + "account", charge.account(), PurchaseOrderRules.SCOPE_VALUE_MAX);
        checks.optionalText(prefix + "category", charge.category(), 100);
        checks.optionalText(prefix + "description", charge.description(), PurchaseOrderRules.DESCRIPTION_MAX);
        if (checks.required(prefix + "amount", charge.amount())) {
            checks.digits(prefix + "amount", charge.amount(), INTEGER_DIGITS, CHARGE_DECIMALS);
        }
    }

    private static void checkDate(Checks checks, String field, LocalDate date) {
        LocalDate first = PurchaseOrderRules.FIRST_MONTH.atDay(1);
        LocalDate last = PurchaseOrderRules.LAST_MONTH.atEndOfMonth();
        if (date.isBefore(first) || date.isAfter(last)) {
            checks.add(field, ErrorCode.OUT_OF_RANGE, first, last);
        }
    }
}
