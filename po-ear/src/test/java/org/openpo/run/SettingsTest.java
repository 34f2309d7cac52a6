package org.openpo.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings that are not given have the defaults README promises; those that are given reach the server. */
class SettingsTest {

    private static final Path DEFAULT = Path.of("openpo-data").toAbsolutePath();

    @Test
    void defaults() throws CannotStart {
        Settings settings = Settings.from(Map.of(), DEFAULT);
        assertThat(settings.address()).isEqualTo("http://localhost:8080/po/");
        assertThat(settings.bind().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(settings.dataDirectory()).isEqualTo(DEFAULT);
        assertThat(settings.administratorPasswordGiven()).isFalse();
        assertThat(settings.environment())
                .containsEntry("OPENPO_DB_URL", "jdbc:h2:file:" + DEFAULT.resolve("db/openpo") + ";LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0")
                .containsEntry("OPENPO_DB_DRIVER", "org.h2.Driver")
                .containsEntry("OPENPO_BASE_URL", "http://localhost:8080/po/");
    }

    @Test
    void emptyMeansNotGiven() throws CannotStart {
        Map<String, String> empty = new HashMap<>();
        for (String name : new String[] {"OPENPO_HTTP_PORT", "OPENPO_DATA_DIR", "OPENPO_ADMIN_PASSWORD", "OPENPO_DB_URL", "OPENPO_BIND"}) {
            empty.put(name, " ");
        }
        Settings settings = Settings.from(empty, DEFAULT);
        assertThat(settings.address()).isEqualTo("http://localhost:8080/po/");
        assertThat(settings.administratorPasswordGiven()).isFalse();
    }

    @Test
    void postgresql() throws CannotStart {
        Settings settings = Settings.from(Map.of("OPENPO_DB_URL", "jdbc:postgresql://db/openpo", "OPENPO_DB_USER", "po",
                "OPENPO_DB_PASSWORD", "p"), DEFAULT);
        assertThat(settings.environment()).containsEntry("OPENPO_DB_DRIVER", "org.postgresql.Driver")
                .containsEntry("OPENPO_DB_URL", "jdbc:postgresql://db/openpo");
    }

    @Test
    void theRestIsHandedOn() throws CannotStart {
        assertThat(Settings.from(Map.of("OPENPO_SMTP_HOST", "mail"), DEFAULT).environment()).containsEntry("OPENPO_SMTP_HOST", "mail");
    }

    @Test
    void allNetworksAreStillReachedByLocalhost() throws CannotStart {
        assertThat(Settings.from(Map.of("OPENPO_BIND", "0.0.0.0", "OPENPO_HTTP_PORT", "9090"), DEFAULT).address())
                .isEqualTo("http://localhost:9090/po/");
    }
}
