package org.openpo.domain.match;

/** Why an invoice could not be matched by rule (spec §4). Pages and the API turn each into words and a way out. */
public enum ExceptionCode {
    /** There is no line item to choose from at all. */
    NO_PURCHASE_ORDER,
    /** No purchase order left covers the invoice's seller. */
    SELLER_NOT_COVERED,
    /** The billing period is outside the purchase order's or the line's window. */
    PERIOD_OUTSIDE_WINDOW,
    /** No line is of a type, or has a charge filter, that covers the invoice. */
    TYPE_NOT_COVERED,
    /** The purchase order is suspended, or the line is closed. */
    SUSPENDED,
    /** Another currency, and the invoice gives no rate for it. */
    CURRENCY_DIFFERS,
    /** The purchase order names tax registration numbers, and not the invoice's. */
    TAX_REGISTRATION_DIFFERS,
    /** The purchase order names invoice units, and not the invoice's. */
    INVOICE_UNIT_DIFFERS,
    /** The balance does not cover the amount, and the line's policy is to hold. */
    BALANCE_HELD,
    /** The invoice names a purchase order that does not exist. */
    REFERENCE_UNKNOWN,
    /** The invoice names a purchase order that is suspended or of another seller. */
    REFERENCE_NOT_ELIGIBLE,
    /** A credit memo whose original invoice is not known. */
    ORIGINAL_UNKNOWN,
    /** The same invoice ID came again from the same seller. */
    DUPLICATE,
    /** Net, tax and gross, or the charges and the total, do not agree. */
    AMOUNT_INCONSISTENT
}
