package org.openpo.domain.rule;

import java.util.List;
import java.util.Objects;

/**
 * One rule that one value breaks.
 *
 * @param field path of the value as the API names it, for example {@code lineItems[2].startMonth}; empty for the whole object
 * @param code  the broken rule
 * @param arguments values the sentence mentions (limits, other values), in the order of the message's placeholders
 */
public record Violation(String field, ErrorCode code, List<Object> arguments) {
    public Violation {
        Objects.requireNonNull(field);
        Objects.requireNonNull(code);
        arguments = List.copyOf(arguments);
    }

    public static Violation of(String field, ErrorCode code, Object... arguments) {
        return new Violation(field, code, List.of(arguments));
    }

    /** The same violation seen from the object that contains this one. */
    public Violation under(String prefix) {
        return new Violation(field.isEmpty() ? prefix : prefix + "." + field, code, arguments);
    }
}
