package org.openpo.ejb.audit;

import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.openpo.ejb.time.TimerGuard;

/** Seals what was written, every minute on every node, and before a check. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AuditSealTimer {
    private static final Logger LOG = Logger.getLogger(AuditSealTimer.class.getName());

    @EJB
    private AuditSealer sealer;

    @Schedule(hour = "*", minute = "*", persistent = false)
    void everyMinute() {
        sealAll(false);
    }

    /**
     * Until nothing is left. What goes wrong is noted in the log and left: whoever asks for a check wants to know all the same.
     *
     * @param waiting whether to wait for another node that is at it
     */
    public void sealAll(boolean waiting) {
        TimerGuard.run(LOG, Level.SEVERE, "The audit trail could not be sealed; it is tried again in a minute", () -> {
            AuditSealer.Place place = sealer.seal(null, waiting);
            while (place != null) {
                place = sealer.seal(place, waiting);
            }
        });
    }
}
