package org.openpo.domain.ledger;

/** Where the rate between the invoice's and the purchase order's currency comes from (reference D13). */
public enum RateSource {
    /** Both are in the same currency; the rate is 1. */
    SAME_CURRENCY,
    /** The invoice also states its amount in the purchase order's currency. */
    PAYMENT_AMOUNT,
    /** The invoice states an exchange rate between the two currencies. */
    PRINTED_RATE,
    /** The table that administrators keep has a rate in force on the invoice's issue date. */
    RATE_TABLE
}
