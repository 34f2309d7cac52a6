package org.openpo.ejb.notice;

/**
 * What became of a try to send.
 *
 * @param answer what the server said, or what went wrong on the way to it
 */
record SendOutcome(Kind kind, String answer) {
    enum Kind {
        /** The server has accepted it. */
        ACCEPTED,
        /** Refused for good: trying again would be refused again. */
        REFUSED,
        /** Failed for now. */
        FAILED,
        /** The server cannot be reached, or talks to nobody: the others need not be tried now. */
        UNREACHABLE
    }
}
