package org.openpo.ejb.startup;

import java.io.Serial;

/** OpenPO does not start, and the message says to IT why and what to do. It begins with {@code OPENPO-START:} so that tools find it. */
public class StartRefusedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    public StartRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
