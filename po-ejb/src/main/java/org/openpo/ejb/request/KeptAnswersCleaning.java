package org.openpo.ejb.request;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;

/** Each hour, forgets answers that nobody will ask for again. */
@Singleton
@PermitAll
public class KeptAnswersCleaning {
    @EJB
    private KeptAnswers answers;

    @Schedule(hour = "*", minute = "23", persistent = false)
    void clean() {
        answers.clean();
    }
}
