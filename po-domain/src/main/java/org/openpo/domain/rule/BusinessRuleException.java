package org.openpo.domain.rule;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The request breaks rules of the business; nothing was changed. Rolls the transaction back (declared in ejb-jar.xml).
 * Carries codes and arguments, never text for people.
 */
public class BusinessRuleException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    public BusinessRuleException(List<Violation> violations) {
        super(violations.stream().map(v -> v.field() + ":" + v.code()).collect(Collectors.joining(", ")), null, false, false);
        if (violations.isEmpty()) {
            throw new IllegalArgumentException("a business rule exception names at least one violation");
        }
        this.violations = List.copyOf(violations);
    }

    public BusinessRuleException(String field, ErrorCode code, Object... arguments) {
        this(List.of(Violation.of(field, code, arguments)));
    }

    public List<Violation> violations() {
        return violations;
    }

    /** Throws if the list is not empty. */
    public static void throwIfAny(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new BusinessRuleException(violations);
        }
    }
}
