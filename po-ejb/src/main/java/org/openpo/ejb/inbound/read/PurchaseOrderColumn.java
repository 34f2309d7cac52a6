package org.openpo.ejb.inbound.read;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns of OpenPO's CSV of purchase orders, in the order in which they are written. */
public enum PurchaseOrderColumn implements CsvColumn {
    PURCHASE_ORDER_ID("purchaseOrderId"), DESCRIPTION("description"), SELLERS("sellers"), CURRENCY("currency"),
    EFFECTIVE_MONTH("effectiveMonth"), EXPIRATION_MONTH("expirationMonth"), AMOUNT_BASIS("amountBasis"),
    TAX_REGISTRATION_NUMBERS("taxRegistrationNumbers"), INVOICE_UNITS("invoiceUnits"), BILL_TO("billTo"), SHIP_TO("shipTo"),
    PAYMENT_TERMS("paymentTerms"), CONTACTS("contacts"), TAGS("tags"),
    LINE_NUMBER("lineNumber", "number"), LINE_DESCRIPTION("lineDescription", "description"), LINE_TYPE("lineType", "type"), LINE_START_MONTH("lineStartMonth", "startMonth"),
    LINE_END_MONTH("lineEndMonth", "endMonth"), BALANCE_TRACKING("balanceTracking", "balanceTracking"), UNIT_PRICE("unitPrice", "unitPrice"), QUANTITY("quantity", "quantity"),
    TAX_PERCENT("taxPercent", "tax"), TAX_AMOUNT("taxAmount", "tax"), OVERSPEND_POLICY("overspendPolicy", "overspendPolicy"), CHARGE_ACCOUNTS("chargeAccounts", "chargeAccounts");

    /** A file has all of these. */
    public static final Set<PurchaseOrderColumn> REQUIRED = EnumSet.of(PURCHASE_ORDER_ID, SELLERS, CURRENCY, EFFECTIVE_MONTH, EXPIRATION_MONTH);

    private final String header;
    private final String field;
    private final boolean ofLine;

    PurchaseOrderColumn(String header) {
        this.header = header;
        this.field = header;
        this.ofLine = false;
    }

    PurchaseOrderColumn(String header, String lineField) {
        this.header = header;
        this.field = lineField;
        this.ofLine = true;
    }

    @Override
    public String header() {
        return header;
    }

    /** The field of the purchase order, or of the line item, that it fills. */
    @Override
    public String field() {
        return field;
    }

    /** Whether it is about the line item, not about the purchase order. */
    public boolean isOfLine() {
        return ofLine;
    }

    /** The column with this name, without regard to case, spaces, underscores and hyphens. */
    public static Optional<PurchaseOrderColumn> named(String header) {
        return CsvColumn.named(values(), header);
    }

    /** Whether a header line is one of purchase orders: it has their ID and one of their months, which no invoice has. */
    static boolean isHeader(List<String> names) {
        Set<PurchaseOrderColumn> columns = names.stream().map(PurchaseOrderColumn::named).flatMap(Optional::stream).collect(Collectors.toSet());
        return columns.contains(PURCHASE_ORDER_ID) && (columns.contains(EFFECTIVE_MONTH) || columns.contains(EXPIRATION_MONTH));
    }

    /** The column that a rule's field, as {@code lineItems[2].tax.value}, is about; empty for the whole purchase order. */
    static Optional<PurchaseOrderColumn> ofField(String field, boolean taxIsPercent) {
        boolean line = field.startsWith("lineItems[");
        String name = line ? field.substring(field.indexOf(']') + 1).replaceFirst("^\\.", "") : field;
        String first = name.split("[.\\[]", 2)[0];
        if (line && first.equals("tax")) {
            return Optional.of(taxIsPercent ? TAX_PERCENT : TAX_AMOUNT);
        }
        return Arrays.stream(values()).filter(c -> c.ofLine == line && c.field.equals(first)).findFirst();
    }
}
