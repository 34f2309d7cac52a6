package org.openpo.ejb.notice;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
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

/** Looks what the day brings, on every node: begun once a day, and every few minutes for what has changed since. */
@Singleton
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NoticeSweep {
    private static final Logger LOG = Logger.getLogger(NoticeSweep.class.getName());
    private static final int PAGE = 200;

    private final AtomicBoolean running = new AtomicBoolean();
    /** This node has begun the day, and its digests are not made yet. */
    private volatile boolean digestsToMake;

    @EJB
    private DailyNotices daily;
    @EJB
    private OutboxRunner runner;

    @Schedule(hour = "*", minute = "*", second = "20", persistent = false)
    void everyMinute() {
        if (!running.compareAndSet(false, true)) {
            return;
        }
        try {
            sweep();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Notices that are due today could not be made; it is tried again in a minute", e);
        } finally {
            running.set(false);
        }
    }

    private void sweep() {
        boolean begun = TransactionRetry.run(() -> daily.begin(runner.node()));
        digestsToMake |= begun;
        long seen = 0;
        for (int page = TransactionRetry.run(() -> daily.sweep(PAGE)); page > 0; page = TransactionRetry.run(() -> daily.sweep(PAGE))) {
            seen += page;
        }
        rejudge();
        int escalated = TransactionRetry.run(daily::escalate);
        makeDigests();
        if (begun) {
            LOG.log(Level.INFO, "Notices of the day: {0} purchase orders looked at, {1} notices handed on", new Object[] {seen, escalated});
        }
    }

    /** Last, and again each minute until they are made: nothing else waits for them. */
    private void makeDigests() {
        if (digestsToMake) {
            try {
                digestsToMake = !TransactionRetry.run(daily::makeDigests);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "The digests of the day could not be made; it is tried again in a minute", e);
            }
        }
    }

    private void rejudge() {
        long after = 0;
        for (List<Long> orders = judgedAfter(after); !orders.isEmpty(); orders = judgedAfter(after)) {
            for (Long order : orders) {
                TransactionRetry.run(() -> {
                    daily.rejudge(order);
                    return null;
                });
                after = order;
            }
        }
    }

    private List<Long> judgedAfter(long order) {
        return TransactionRetry.run(() -> daily.ordersToJudge(order, PAGE));
    }
}
