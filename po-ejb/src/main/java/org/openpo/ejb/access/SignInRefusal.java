package org.openpo.ejb.access;

/** Why somebody who comes from the sign-in provider is not let in. Pages have a title and a sentence for each, under {@code signIn.refused.<NAME>}. */
public enum SignInRefusal {
    /** The person or the provider broke it off. */
    CANCELLED,
    /** It did not begin in this session, began too long ago, or has ended already. */
    STALE,
    /** The provider does not answer, or says that it cannot now. */
    UNREACHABLE,
    /** The provider does not accept what OpenPO sends, or OpenPO not what the provider says of itself: a setting is wrong on one side. */
    MISFIT,
    /** What should prove who the person is does not. */
    NOT_PROVEN,
    /** It would, at another time of day. */
    CLOCKS_DIFFER,
    /** None of the person's groups has a role. */
    NO_ROLE,
    /** The person has more groups than the provider sends. */
    GROUPS_NOT_SENT,
    /** The provider tells no name, or none that an account can have. */
    NO_NAME,
    /** Another account has the name. */
    NAME_TAKEN,
    SWITCHED_OFF
}
