package org.openpo.ejb.document;

import java.time.Clock;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import org.openpo.ejb.startup.Settings;
import org.openpo.ejb.startup.StartRefusedException;
import org.openpo.ejb.time.TimerGuard;

/** Each night, deletes the contents of uploads that never became a document. An upload takes minutes: what is older than a day is not one. */
@Singleton
@Startup
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DocumentCleaning {
    private static final Logger LOG = Logger.getLogger(DocumentCleaning.class.getName());

    @EJB
    private DocumentStore store;
    @Inject
    private Clock clock;

    /** A start with a type that does not exist would take what nobody meant, or refuse each upload. */
    @PostConstruct
    void checkTypes() {
        try {
            Settings.documentTypes();
        } catch (IllegalArgumentException unknown) {
            throw new StartRefusedException("OPENPO-START: " + unknown.getMessage(), unknown);
        }
    }

    @Schedule(hour = "3", minute = "20", persistent = false)
    void clean() {
        TimerGuard.run(LOG, Level.WARNING, "What uploads of documents left behind could not be deleted; it is tried again the next night",
                () -> store.deleteOrphans(clock.instant().minus(Duration.ofDays(1))));
    }
}
