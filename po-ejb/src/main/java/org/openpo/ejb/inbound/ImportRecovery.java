package org.openpo.ejb.inbound;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import org.openpo.ejb.startup.Settings;
import org.openpo.ejb.time.TimerGuard;

/**
 * Sees to it that no job is forgotten: at the start those that the last stop of this node interrupted, each minute those of a node that
 * gives no sign of life. Each night, and at the start, deletes files that nobody needs any more.
 */
@Singleton
@Startup
@PermitAll
@DependsOn("SchemaMigration")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ImportRecovery {
    private static final Logger LOG = Logger.getLogger(ImportRecovery.class.getName());

    @EJB
    private ImportJobs jobs;
    @EJB
    private ImportRunner runner;
    @EJB
    private ImportFileStore store;
    @Inject
    private Clock clock;

    @PostConstruct
    void start() {
        guarded("Resuming interrupted imports", () -> resume(ImportFiles.node()));
        clean();
    }

    /** A job may also have been left in the queue by a node that stopped before it began. */
    @Schedule(hour = "*", minute = "*", persistent = false)
    void resumeOthers() {
        guarded("Resuming interrupted imports", () -> {
            runner.beat();
            resume(null);
        });
    }

    private static void guarded(String what, Runnable work) {
        TimerGuard.run(LOG, Level.WARNING, what + " failed; it is tried again", work);
    }

    private void resume(String restarted) {
        int requeued = jobs.requeueAbandoned(restarted);
        if (requeued > 0) {
            LOG.log(Level.INFO, "{0} imports that were interrupted go on", requeued);
        }
        if (!jobs.queued().isEmpty()) {
            runner.wakeUp();
        }
    }

    /** An upload takes minutes: what is older than a day is not one. */
    @Schedule(hour = "3", minute = "10", persistent = false)
    void clean() {
        guarded("Deleting files of imports", this::deleteOldFiles);
    }

    private void deleteOldFiles() {
        Instant yesterday = clock.instant().minus(Duration.ofDays(1));
        ImportFiles.clean(Set.copyOf(jobs.unfinished()), yesterday);
        store.deleteOrphans(yesterday);
        Settings.importFilesKeepDays().ifPresent(days -> {
            int deleted = store.deleteContentOf(clock.instant().minus(Duration.ofDays(days)));
            LOG.log(Level.INFO, "The files of {0} imports older than {1} days were deleted", new Object[] {deleted, days});
        });
    }
}
