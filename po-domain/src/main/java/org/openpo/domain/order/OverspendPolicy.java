package org.openpo.domain.order;

/** What happens when a tracked line's balance cannot cover an invoice (spec §3). */
public enum OverspendPolicy {
    /** The line may still be chosen, after lines that cover the amount; its balance goes below zero. */
    ALLOW,
    /** The line is not chosen; if no other line is left the invoice becomes an exception. */
    HOLD
}
