package org.openpo.ejb.startup;

import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;

import javax.sql.DataSource;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Brings the database to the schema of this release before anything else uses it. Refuses a database of a newer release. */
@Singleton
@Startup
@PermitAll
@TransactionManagement(TransactionManagementType.BEAN)
public class SchemaMigration {
    private static final Logger LOG = Logger.getLogger(SchemaMigration.class.getName());

    @Resource(name = "jdbc/po")
    private DataSource dataSource;

    @PostConstruct
    void migrate() {
        Flyway flyway = Flyway.configure(SchemaMigration.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .validateMigrationNaming(true)
                .load();
        refuseNewer(flyway);
        try {
            int applied = flyway.migrate().migrationsExecuted;
            if (applied > 0) {
                LOG.log(Level.INFO, "Database schema: {0} migrations applied", applied);
            }
        } catch (FlywayException e) {
            throw new StartRefusedException("OPENPO-START: The database could not be brought to this release's schema; it was left as the last "
                    + "complete migration made it. Cause: " + e.getMessage(), e);
        }
    }

    private static void refuseNewer(Flyway flyway) {
        MigrationInfo[] all = flyway.info().all();
        boolean newer = Arrays.stream(all).anyMatch(m -> m.getState() == MigrationState.FUTURE_SUCCESS || m.getState() == MigrationState.FUTURE_FAILED);
        if (newer) {
            throw new StartRefusedException("OPENPO-START: The database has schema version " + flyway.info().current().getVersion()
                    + ", which is newer than this release of OpenPO knows. Install the release that made it, or restore a backup "
                    + "from before the upgrade. Nothing was changed.", null);
        }
    }
}
