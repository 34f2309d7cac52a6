package org.openpo.ejb.access.oidc;

import org.openpo.ejb.access.SignInRefusal;

/** Nobody is signed in. The message is for the server's log and holds no secret; people read the words of the {@link SignInRefusal}. */
public class SignInRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final SignInRefusal refusal;

    SignInRefusedException(SignInRefusal refusal, String message) {
        this(refusal, message, null);
    }

    SignInRefusedException(SignInRefusal refusal, String message, Throwable cause) {
        super(message, cause);
        this.refusal = refusal;
    }

    public SignInRefusal refusal() {
        return refusal;
    }
}
