package org.openpo.domain.rule;

import java.io.Serial;
import java.time.Instant;

/** Somebody else saved the object after the caller had read it; nothing was overwritten. */
public final class StaleVersionException extends BusinessRuleException {
    @Serial private static final long serialVersionUID = 1L;

    /**
     * @param by who saved last
     * @param at when
     */
    public StaleVersionException(String by, Instant at) {
        super("", ErrorCode.CHANGED_BY_SOMEONE_ELSE, by, at);
    }
}
