package org.openpo.ejb.audit;

import jakarta.ejb.ApplicationException;

/** The chain of audit events does not end as it was noted, so nothing may be added to it: a check says what is wrong. */
@ApplicationException(rollback = true)
public class BrokenChainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param why what is wrong with the chain */
    public BrokenChainException(String why) {
        super("The audit trail is not sealed any more: " + why + ". Check it on its page; docs/audit.md says what to do.");
    }
}
