package org.openpo.ejb.startup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.access.Role;
import org.openpo.domain.access.UserAccount;
import org.openpo.domain.audit.AuditAction;
import org.openpo.ejb.access.Passwords;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.audit.Snapshots;
import org.openpo.ejb.time.Now;

/**
 * Creates the account {@code admin} in an empty database: with the password of {@code OPENPO_ADMIN_PASSWORD}, or with a random one
 * that is written to {@code initial-admin-password} in the data directory, readable by the server's user alone. It is never logged.
 */
@Singleton
@Startup
@PermitAll
@DependsOn("SchemaMigration")
public class FirstAdministrator {
    private static final Logger LOG = Logger.getLogger(FirstAdministrator.class.getName());
    private static final String FILE = "initial-admin-password";

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private AuditTrail audit;
    @Inject
    private Clock clock;

    @PostConstruct
    void create() {
        if (em.createQuery("select count(a) from UserAccount a", Long.class).getSingleResult() > 0) {
            return;
        }
        Optional<String> given = Settings.adminPassword();
        String password = given.orElseGet(Passwords::generate);
        if (given.isEmpty()) {
            write(password);
        }
        UserAccount account = new UserAccount("admin", "Administrator", Role.ADMIN, Passwords.hash(password), Now.instant(clock));
        em.persist(account);
        audit.record("system", AuditAction.ACCOUNT_CREATED, new AuditTrail.Subject("UserAccount", account.id(), account.name()), null, Snapshots.of(account), null);
    }

    private static void write(String password) {
        Path directory = Settings.dataDirectory();
        Path file = directory.resolve(FILE);
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(file);
            if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, password + System.lineSeparator(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StartRefusedException("OPENPO-START: The first administrator's password could not be written to " + file
                    + ". Make the directory writable, or set OPENPO_ADMIN_PASSWORD.", e);
        }
        LOG.log(Level.INFO, "The first administrator''s password is in {0}; delete the file after the first sign-in", file);
    }
}
