package org.openpo.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Map;

/** The database under the tests, as settings for the launcher: H2 in the data directory, or a PostgreSQL of their own. */
final class TestDatabase {

    private TestDatabase() {
    }

    static Map<String, String> settings() {
        return switch (System.getProperty("openpo.test.db", "h2")) {
            case "h2" -> Map.of();
            case "postgresql" -> postgresql();
            default -> throw new IllegalArgumentException("openpo.test.db is h2 or postgresql");
        };
    }

    private static Map<String, String> postgresql() {
        try {
            // It stops with this JVM.
            EmbeddedPostgres server = EmbeddedPostgres.builder().setServerConfig("max_connections", "150").start();
            return Map.of("OPENPO_DB_URL", server.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", ""),
                    "OPENPO_DB_USER", "postgres", "OPENPO_DB_PASSWORD", "postgres");
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL does not start", e);
        }
    }
}
