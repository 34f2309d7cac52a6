package org.openpo.domain.access;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.TextKeys;

/** How whoever signs in with a token is called wherever somebody is named who did something. No account can be called so: their names have no colon. */
public final class TokenCaller {
    private static final String PREFIX = "token:";

    private TokenCaller() { }

    static String of(String tokenName) {
        return PREFIX + tokenName;
    }

    /** Whether this is a token and not a person. */
    public static boolean is(String actor) {
        return actor.startsWith(PREFIX);
    }

    /**
     * Refuses what only people may do: a token that leaked makes no successors. The API refuses it before; this is for what comes another way.
     *
     * @throws BusinessRuleException FORBIDDEN
     */
    public static void requirePerson(String actor) {
        if (is(actor)) {
            throw new BusinessRuleException("", ErrorCode.FORBIDDEN);
        }
    }

    /** The token's name as it is compared. */
    public static String keyOf(String caller) {
        return TextKeys.of(caller.substring(PREFIX.length()));
    }
}
