package org.openpo.ejb.request;

import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;

import org.openpo.ejb.time.TimerGuard;

/** Each hour, forgets answers that nobody will ask for again. */
@Singleton
@PermitAll
public class KeptAnswersCleaning {
    private static final Logger LOG = Logger.getLogger(KeptAnswersCleaning.class.getName());

    @EJB
    private KeptAnswers answers;

    @Schedule(hour = "*", minute = "23", persistent = false)
    void clean() {
        TimerGuard.run(LOG, Level.WARNING, "Kept answers could not be deleted; it is tried again in an hour", answers::clean);
    }
}
