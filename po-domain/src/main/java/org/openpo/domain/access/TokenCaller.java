package org.openpo.domain.access;

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

    /** The token's name as it is compared. */
    public static String keyOf(String caller) {
        return TextKeys.of(caller.substring(PREFIX.length()));
    }
}
