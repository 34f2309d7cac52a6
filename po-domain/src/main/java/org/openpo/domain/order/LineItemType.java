package org.openpo.domain.order;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.openpo.domain.invoice.InvoiceClass;

/** What a line item may pay for (reference §2; order of specificity spec §4 criterion 7). */
public enum LineItemType {
    /** Every charge: the catch-all. */
    ALL,
    MONTHLY_USAGE,
    SUBSCRIPTION,
    /** One marketplace transaction for which the buyer named this purchase order. */
    MARKETPLACE_TRANSACTION,
    /** Marketplace invoices that name no purchase order. */
    MARKETPLACE_BLANKET_USAGE,
    PROFESSIONAL_SERVICES_AND_TRAINING;

    private static final Map<InvoiceClass, List<LineItemType>> COVERING = new EnumMap<>(Map.of(
            InvoiceClass.MONTHLY_USAGE, List.of(MONTHLY_USAGE, ALL),
            InvoiceClass.SUBSCRIPTION, List.of(SUBSCRIPTION, ALL),
            InvoiceClass.MARKETPLACE, List.of(MARKETPLACE_TRANSACTION, MARKETPLACE_BLANKET_USAGE, ALL),
            InvoiceClass.PROFESSIONAL_SERVICES_AND_TRAINING, List.of(PROFESSIONAL_SERVICES_AND_TRAINING, SUBSCRIPTION, ALL),
            InvoiceClass.OTHER, List.of(ALL)));

    /**
     * How specific this type is for a class of invoice.
     *
     * @param invoiceClass class of the invoice
     * @param pinnedByReference whether the invoice names the purchase order of the line; without that a
     *     {@link #MARKETPLACE_TRANSACTION} line covers nothing
     * @return 0 for the most specific type of the class and more for less specific ones, or empty if this type does not
     *     cover the class
     */
    public OptionalInt specificityFor(InvoiceClass invoiceClass, boolean pinnedByReference) {
        if (this == MARKETPLACE_TRANSACTION && !pinnedByReference) {
            return OptionalInt.empty();
        }
        int position = coveringTypes(invoiceClass).indexOf(this);
        return position < 0 ? OptionalInt.empty() : OptionalInt.of(position);
    }

    /** The types that cover the class, most specific first. */
    public static List<LineItemType> coveringTypes(InvoiceClass invoiceClass) {
        return COVERING.get(invoiceClass);
    }
}
