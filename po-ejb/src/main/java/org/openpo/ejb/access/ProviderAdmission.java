package org.openpo.ejb.access;

/**
 * Whether an account is let in that comes from the sign-in provider.
 *
 * @param identity null if not
 * @param refusal  null if so
 */
public record ProviderAdmission(AccountIdentity identity, SignInRefusal refusal) {
    static ProviderAdmission refused(SignInRefusal why) {
        return new ProviderAdmission(null, why);
    }
}
