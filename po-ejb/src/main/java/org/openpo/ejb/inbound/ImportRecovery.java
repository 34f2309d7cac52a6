package org.openpo.ejb.inbound;

import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

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

import org.openpo.domain.inbound.ImportState;

/**
 * Runs imports again that the last stop of this node interrupted; what they had taken in stays as it is. Each night, and at the start,
 * deletes files that nobody needs any more.
 */
@Singleton
@Startup
@PermitAll
@DependsOn("SchemaMigration")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ImportRecovery {
    @EJB
    private ImportJobs jobs;
    @EJB
    private ImportRunner runner;
    @Inject
    private Clock clock;

    @PostConstruct
    void resume() {
        // A job whose file is not here is another node's.
        jobs.inState(ImportState.RUNNING).stream().filter(id -> Files.exists(ImportFiles.of(id))).forEach(jobs::requeue);
        if (!jobs.inState(ImportState.QUEUED).isEmpty()) {
            runner.wakeUp();
        }
        clean();
    }

    /** An upload takes minutes: what is older than a day is not one. */
    @Schedule(hour = "3", minute = "10", persistent = false)
    void clean() {
        Set<Long> waiting = new HashSet<>(jobs.inState(ImportState.QUEUED));
        waiting.addAll(jobs.inState(ImportState.RUNNING));
        ImportFiles.clean(waiting, clock.instant().minus(Duration.ofDays(1)));
    }
}
