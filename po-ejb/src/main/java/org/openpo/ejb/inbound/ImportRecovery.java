package org.openpo.ejb.inbound;

import java.nio.file.Files;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.openpo.domain.inbound.ImportState;

/** Runs imports again that the last stop of this node interrupted; what they had taken in stays as it is. */
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

    @PostConstruct
    void resume() {
        // A job whose file is not here is another node's.
        jobs.inState(ImportState.RUNNING).stream().filter(id -> Files.exists(ImportFiles.of(id))).forEach(jobs::requeue);
        if (!jobs.inState(ImportState.QUEUED).isEmpty()) {
            runner.wakeUp();
        }
    }
}
