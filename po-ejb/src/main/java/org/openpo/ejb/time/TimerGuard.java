package org.openpo.ejb.time;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps what goes wrong in a timer's work from the server: a timer that fails repeatedly is removed, and a start that fails stops the application. */
public final class TimerGuard {
    private TimerGuard() { }

    /** @param failure what the log says if it goes wrong, beside the cause */
    public static void run(Logger log, Level level, String failure, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.log(level, failure, e);
        }
    }
}
