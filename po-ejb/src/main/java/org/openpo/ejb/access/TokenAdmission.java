package org.openpo.ejb.access;

/**
 * What becomes of a request with a token.
 *
 * @param identity    null if the token lets nobody in
 * @param waitSeconds above 0 if it has made as many requests as it may: until it may make one again
 */
public record TokenAdmission(AccountIdentity identity, long waitSeconds) {
    static final TokenAdmission REFUSED = new TokenAdmission(null, 0);
}
