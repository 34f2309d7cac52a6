package org.openpo.ejb.inbound.read;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a file of charges says of each charge, in FOCUS (cost and usage 1.0–1.3, Invoice Detail 1.4) and in AWS cost and usage reports
 * (legacy and 2.0 names). Names are compared as in {@link #key}.
 */
enum CostColumn {
    INVOICE_ID("invoiceId", List.of("InvoiceId"), List.of("bill/InvoiceId")),
    ISSUER("seller", List.of("InvoiceIssuerName", "InvoiceIssuer"), List.of("bill/InvoicingEntity", "lineItem/LegalEntity")),
    ACCOUNT("billedAccount", List.of("BillingAccountId"), List.of("bill/PayerAccountId")),
    SUB_ACCOUNT("charges", List.of("SubAccountId"), List.of("lineItem/UsageAccountId")),
    CURRENCY("currency", List.of("BillingCurrency"), List.of("lineItem/CurrencyCode")),
    PERIOD_START("billingPeriod", List.of("BillingPeriodStart"), List.of("bill/BillingPeriodStartDate")),
    PERIOD_END("issueDate", List.of("BillingPeriodEnd"), List.of("bill/BillingPeriodEndDate")),
    CATEGORY("invoiceClass", List.of("ChargeCategory"), List.of("lineItem/LineItemType")),
    CLASS("invoiceClass", List.of("ChargeClass"), List.of("bill/BillType")),
    FREQUENCY("invoiceClass", List.of("ChargeFrequency"), List.of()),
    COST("gross", List.of("BilledCost"), List.of("lineItem/UnblendedCost")),
    SERVICE("charges", List.of("ServiceName", "InvoiceDetailGrain"), List.of("lineItem/ProductCode")),
    /** Whose service it is; from 1.3 on the service provider's name. */
    PUBLISHER("invoiceClass", List.of("ServiceProviderName", "PublisherName"), List.of("bill/BillingEntity")),
    /** On whose platform it runs or is sold; from 1.3 on the host provider's name. */
    PROVIDER("invoiceClass", List.of("HostProviderName", "ProviderName"), List.of()),
    ISSUE_DATE("issueDate", List.of("InvoiceIssueDate"), List.of()),
    DUE_DATE("dueDate", List.of("PaymentDueDate"), List.of()),
    STATUS("state", List.of("InvoiceIssueStatus"), List.of()),
    PURCHASE_ORDER("purchaseOrderReference", List.of("PurchaseOrderNumber"), List.of()),
    REFERENCE_INVOICE("originalInvoiceId", List.of("ReferenceInvoiceId"), List.of()),
    PAYMENT_CURRENCY("payment.currency", List.of("PaymentCurrency"), List.of()),
    PAYMENT_COST("payment.gross", List.of("PaymentCurrencyBilledCost"), List.of());

    private final String field;
    private final List<String> focus;
    private final List<String> cur;

    CostColumn(String field, List<String> focus, List<String> cur) {
        this.field = field;
        this.focus = focus;
        this.cur = cur;
    }

    /** The field of the API that it fills. */
    String field() {
        return field;
    }

    String name(boolean aws) {
        List<String> names = aws ? cur : focus;
        return names.isEmpty() ? name() : names.get(0);
    }

    /** Where each column stands in a header; the first of its names that is there counts. */
    static Map<CostColumn, Integer> positions(List<String> header, boolean aws) {
        List<String> keys = header.stream().map(CostColumn::key).toList();
        Map<CostColumn, Integer> positions = new EnumMap<>(CostColumn.class);
        for (CostColumn column : values()) {
            (aws ? column.cur : column.focus).stream().map(name -> keys.indexOf(key(name))).filter(i -> i >= 0).findFirst()
                    .ifPresent(i -> positions.put(column, i));
        }
        return positions;
    }

    /** {@code bill/InvoiceId} and {@code bill_invoice_id} are one name. */
    static String key(String name) {
        return FieldText.loose(name).replace("/", "");
    }
}
