package org.openpo.ejb.access.oidc;

import org.openpo.ejb.access.SignInRefusal;

/** Nobody is signed in. The message is for the server's log and holds no secret; people read the words of the {@link SignInRefusal}. */
public class SignInRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final SignInRefusal refusal;
    private final String issuer;
    private final String subject;

    SignInRefusedException(SignInRefusal refusal, String message) {
        this(refusal, message, null);
    }

    SignInRefusedException(SignInRefusal refusal, String message, Throwable cause) {
        super(message, cause);
        this.refusal = refusal;
        this.issuer = null;
        this.subject = null;
    }

    /** Of somebody whom the provider has proven to be this one. */
    SignInRefusedException(SignInRefusal refusal, String message, String issuer, String subject) {
        super(message);
        this.refusal = refusal;
        this.issuer = issuer;
        this.subject = subject;
    }

    public SignInRefusal refusal() {
        return refusal;
    }

    /** Null unless it is proven who it was. */
    public String issuer() {
        return issuer;
    }

    /** Null unless it is proven who it was. */
    public String subject() {
        return subject;
    }
}
