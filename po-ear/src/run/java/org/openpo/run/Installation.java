package org.openpo.run;

import java.nio.file.Path;

/**
 * What lies where on this machine.
 *
 * @param kind          which server to use
 * @param serverHome    an unpacked, untouched server
 * @param serverScripts the folder with the set-up scripts of that server
 * @param driver        PostgreSQL's JDBC driver, a file named postgresql.jar
 * @param ear           the archive to deploy, or null for a server that is set up but empty
 * @param dataDirectory where data goes if the settings do not say otherwise
 */
public record Installation(Kind kind, Path serverHome, Path serverScripts, Path driver, Path ear, Path dataDirectory) {

    /** The servers OpenPO is proven on. */
    public enum Kind { WILDFLY, PAYARA }

    public Installation withoutApplication() {
        return new Installation(kind, serverHome, serverScripts, driver, null, dataDirectory);
    }

    public Installation withApplication(Path otherEar) {
        return new Installation(kind, serverHome, serverScripts, driver, otherEar, dataDirectory);
    }
}
