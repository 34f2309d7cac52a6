package org.openpo.ejb.ledger;

import java.io.Serial;

import jakarta.ejb.ApplicationException;

/** Another transaction came first, with a unique key or a change; the work is repeated from the start. No failure for the server's log. */
@ApplicationException(rollback = true)
public class LostRaceException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    public LostRaceException(Throwable cause) {
        super(cause);
    }

    public LostRaceException(String message) {
        super(message);
    }
}
