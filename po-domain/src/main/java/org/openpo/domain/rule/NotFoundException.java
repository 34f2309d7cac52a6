package org.openpo.domain.rule;

import java.io.Serial;

/** The object asked for does not exist, or no longer. */
public final class NotFoundException extends BusinessRuleException {
    @Serial private static final long serialVersionUID = 1L;

    public NotFoundException(String type, Object id) {
        super("", ErrorCode.NOT_FOUND, type, String.valueOf(id));
    }
}
