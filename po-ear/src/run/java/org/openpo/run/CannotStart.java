package org.openpo.run;

/** OpenPO cannot start, for a reason that fits into one sentence for the person at the keyboard. */
public class CannotStart extends Exception {

    private static final long serialVersionUID = 1L;

    public CannotStart(String sentence) {
        super(sentence);
    }

    public CannotStart(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
