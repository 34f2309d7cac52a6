package org.openpo.web.queue;

import java.util.EnumSet;
import java.util.Set;

import org.openpo.domain.match.ExceptionCode;

/** A tab of the queue: the exceptions of some codes, or those of the person who looks. */
public enum ExceptionView {
    ALL(EnumSet.noneOf(ExceptionCode.class)),
    /** No line fits as it is. */
    UNMATCHED(EnumSet.of(ExceptionCode.NO_PURCHASE_ORDER, ExceptionCode.SELLER_NOT_COVERED, ExceptionCode.PERIOD_OUTSIDE_WINDOW, ExceptionCode.TYPE_NOT_COVERED,
            ExceptionCode.SUSPENDED, ExceptionCode.CURRENCY_DIFFERS, ExceptionCode.TAX_REGISTRATION_DIFFERS, ExceptionCode.INVOICE_UNIT_DIFFERS)),
    OVER_BALANCE(EnumSet.of(ExceptionCode.BALANCE_HELD)),
    /** What it refers to is missing or does not fit. */
    REFERENCE(EnumSet.of(ExceptionCode.REFERENCE_UNKNOWN, ExceptionCode.REFERENCE_NOT_ELIGIBLE, ExceptionCode.ORIGINAL_UNKNOWN)),
    DOUBTFUL(EnumSet.of(ExceptionCode.DUPLICATE, ExceptionCode.AMOUNT_INCONSISTENT)),
    MINE(EnumSet.noneOf(ExceptionCode.class));

    private final Set<ExceptionCode> codes;

    ExceptionView(Set<ExceptionCode> codes) {
        this.codes = codes;
    }

    /** Empty for all. */
    Set<ExceptionCode> codes() {
        return codes;
    }
}
