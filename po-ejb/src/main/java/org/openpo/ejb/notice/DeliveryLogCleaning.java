package org.openpo.ejb.notice;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.openpo.ejb.ledger.TransactionRetry;
import org.openpo.ejb.time.TimerGuard;

/** Each night, forgets notifications that are older than {@code OPENPO_NOTIFICATION_LOG_DAYS}, in small steps so that sending goes on meanwhile. */
@Singleton
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DeliveryLogCleaning {
    private static final Logger LOG = Logger.getLogger(DeliveryLogCleaning.class.getName());
    private static final int STEP = 500;
    /** A million deliveries: the rest is for the next night. */
    private static final int STEPS_MOST = 2000;

    private final AtomicBoolean running = new AtomicBoolean();

    @EJB
    private DeliveryLog log;

    @Schedule(hour = "3", minute = "50", persistent = false)
    void clean() {
        if (!running.compareAndSet(false, true)) {
            return;
        }
        try {
            TimerGuard.run(LOG, Level.WARNING, "Old notifications could not be deleted from the log; it is tried again the next night", this::forget);
        } finally {
            running.set(false);
        }
    }

    private void forget() {
        TransactionRetry.run(() -> {
            log.forgetSecrets();
            return null;
        });
        Instant before = log.keptSince();
        steps(() -> log.forgetUnheard(before, STEP));
        int forgotten = steps(() -> log.forget(before, STEP));
        if (forgotten > 0) {
            LOG.log(Level.INFO, "{0} old notifications were deleted from the log", forgotten);
        }
    }

    private static int steps(Supplier<Integer> one) {
        int all = 0;
        for (int step = 0; step < STEPS_MOST; step++) {
            int some = TransactionRetry.run(one);
            if (some == 0) {
                break;
            }
            all += some;
        }
        return all;
    }
}
