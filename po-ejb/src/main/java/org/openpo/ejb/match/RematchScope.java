package org.openpo.ejb.match;

/** Which invoices are asked again whether a line of one purchase order should pay for them. */
public enum RematchScope {
    /** Those in exception. */
    EXCEPTIONS,
    /** Those in exception, and those that a rule put on another line. What a person decided stays. */
    ALL
}
