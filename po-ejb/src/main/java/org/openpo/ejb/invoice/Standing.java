package org.openpo.ejb.invoice;

/** What a document that was handed in means for balances. */
public enum Standing {
    /** It is owed, or given back: it takes from a line item or returns to it. */
    DUE(null),
    /** It only proves that an invoice was paid: kept, but it needs no purchase order. */
    PAYMENT_RECEIPT("PAYMENT_RECEIPT"),
    /** It was cancelled after it was issued: kept as void, and what it took from balances is given back. */
    CANCELLED("CANCELLED_BY_TAX_AUTHORITY");

    private final String reason;

    Standing(String reason) {
        this.reason = reason;
    }

    /** The invoice's state reason: a key of the texts for people, not a text; null for DUE. */
    String reason() {
        return reason;
    }

    static Standing of(String stateReason) {
        for (Standing each : values()) {
            if (each.reason != null && each.reason.equals(stateReason)) {
                return each;
            }
        }
        return DUE;
    }
}
