package org.openpo.ejb.startup;

import java.nio.file.Path;
import java.util.Optional;

/** The environment variables of spec §10, with their defaults. A system property of the same name wins, for servers that set those. */
public final class Settings {
    private Settings() { }

    /** Where OpenPO keeps files of its own; {@code OPENPO_DATA_DIR}, default {@code openpo-data} in the server's working directory. */
    public static Path dataDirectory() {
        return Path.of(value("OPENPO_DATA_DIR").orElse("openpo-data")).toAbsolutePath().normalize();
    }

    public static Optional<String> adminPassword() {
        return value("OPENPO_ADMIN_PASSWORD");
    }

    private static Optional<String> value(String name) {
        return Optional.ofNullable(System.getProperty(name, System.getenv(name))).filter(v -> !v.isBlank());
    }
}
