package org.openpo.domain.wayout;

import org.openpo.domain.access.Role;

/** What can be done about an exception with one decision (spec §4: each code has its own suggested way out). */
public enum WayOutKind {
    /** The invoice fits now: something has changed since it was matched. */
    MATCH_AGAIN(Role.MANAGER),
    /** Make the purchase order that the invoice names, or one whose ID a person gives. */
    CREATE_PURCHASE_ORDER(Role.MANAGER),
    /** Extend the line's months, and the purchase order's where it is necessary, to the billing period. */
    EXTEND_MONTHS(Role.MANAGER),
    /** Make a suspended purchase order active. */
    ACTIVATE(Role.ADMIN),
    /** Reopen a closed line. */
    REOPEN_LINE(Role.MANAGER),
    /** Add a line of the type that covers the invoice. */
    ADD_LINE(Role.MANAGER),
    /** Add the invoice's seller to the purchase order. */
    ADD_SELLER(Role.MANAGER),
    /** Add the invoice's tax registration number to the purchase order. */
    ADD_TAX_REGISTRATION_NUMBER(Role.MANAGER),
    /** Add the invoice's unit to the purchase order. */
    ADD_INVOICE_UNIT(Role.MANAGER),
    /** Keep an exchange rate from the invoice's to the purchase order's currency. */
    ADD_RATE(Role.ADMIN),
    /** Raise the line's amount so that its balance covers the invoice. */
    RAISE_AMOUNT(Role.MANAGER),
    /** Let the line's balance fall below zero this once. */
    ACCEPT_OVERSPEND(Role.MANAGER),
    /** Put it on the line that fits apart from the reference or the missing original. */
    ASSIGN_LINE(Role.MANAGER),
    /** Add the seller to the directory. */
    REGISTER_SELLER(Role.ADMIN),
    /** Its name, and its tax id, belong to a seller of the directory. */
    ADD_ALIAS(Role.ADMIN),
    /** It is the second of another invoice. */
    MARK_DUPLICATE(Role.MANAGER),
    /** It only looks like another invoice. */
    NOT_DUPLICATE(Role.MANAGER),
    /** Take the amounts as they are stated. */
    ACCEPT_AMOUNTS(Role.MANAGER),
    /** It needs no purchase order. */
    EXCLUDE(Role.MANAGER);

    private final Role role;

    WayOutKind(Role role) {
        this.role = role;
    }

    /** Who may go this way. */
    public Role role() {
        return role;
    }
}
