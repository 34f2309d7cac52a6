package org.openpo.domain.match;

/**
 * The reasons to drop a candidate, in the order in which they are judged (spec §4). The first that a candidate fails
 * is the one its trace names.
 */
public enum MatchCriterion {
    /** The invoice names a purchase order, and the line is of another one. */
    REFERENCE(ExceptionCode.REFERENCE_UNKNOWN),
    /** Criterion 1: the purchase order is suspended. */
    SUSPENDED(ExceptionCode.SUSPENDED),
    /** Criterion 1: the line is closed. */
    LINE_CLOSED(ExceptionCode.SUSPENDED),
    /** Criterion 2: the purchase order does not cover the seller. */
    SELLER(ExceptionCode.SELLER_NOT_COVERED),
    /** Criterion 3: another currency and no rate at hand. */
    CURRENCY(ExceptionCode.CURRENCY_DIFFERS),
    /** Criterion 4: the purchase order names tax registration numbers, and not this one. */
    TAX_REGISTRATION_NUMBER(ExceptionCode.TAX_REGISTRATION_DIFFERS),
    /** Criterion 5: the purchase order names invoice units, and not this one. */
    INVOICE_UNIT(ExceptionCode.INVOICE_UNIT_DIFFERS),
    /** Criterion 6: the billing period is outside the purchase order's or the line's window. */
    BILLING_PERIOD(ExceptionCode.PERIOD_OUTSIDE_WINDOW),
    /** Criterion 7: the line's type does not cover the invoice's class. */
    TYPE(ExceptionCode.TYPE_NOT_COVERED),
    /** Criterion 8: the line is for certain accounts, and not for the invoice's. */
    CHARGE_FILTER(ExceptionCode.TYPE_NOT_COVERED),
    /** Criterion 9: the balance does not cover the amount, and the line's policy is to hold. */
    BALANCE_HELD(ExceptionCode.BALANCE_HELD);

    private final ExceptionCode exceptionCode;

    MatchCriterion(ExceptionCode exceptionCode) {
        this.exceptionCode = exceptionCode;
    }

    /** What an invoice is told when the last candidates fall by this criterion. */
    public ExceptionCode exceptionCode() {
        return exceptionCode;
    }
}
