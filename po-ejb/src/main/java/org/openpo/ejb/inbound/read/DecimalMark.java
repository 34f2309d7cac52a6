package org.openpo.ejb.inbound.read;

/** What separates the decimals in a sender's numbers. */
public enum DecimalMark {
    /** Told by each number; one that could mean two things is refused. */
    AUTO,
    POINT,
    COMMA
}
