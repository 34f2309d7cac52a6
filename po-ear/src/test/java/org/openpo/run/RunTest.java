package org.openpo.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read when OpenPO cannot start: one sentence, no trace, an exit code. The real program, in a process of its own. */
class RunTest {

    @TempDir
    private Path directory;
    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void freePortAndOwnData() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings.put("OPENPO_HTTP_PORT", String.valueOf(any.getLocalPort()));
        }
        settings.put("OPENPO_DATA_DIR", directory.resolve("data").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "0", "65536", "-1", "80 80", "99999999999"})
    void aPortThatIsNone(String port) throws Exception {
        settings.put("OPENPO_HTTP_PORT", port);
        assertRefused("OPENPO_HTTP_PORT is \"" + port + "\": give a port number from 1 to 65535.");
    }

    @Test
    void aPortInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            settings.put("OPENPO_HTTP_PORT", String.valueOf(other.getLocalPort()));
            assertRefused("Port " + other.getLocalPort() + " on 127.0.0.1 cannot be used (Address already in use): "
                    + "stop the program that uses it, or set OPENPO_HTTP_PORT to a free port.");
        }
    }

    @Test
    void aDataDirectoryThatIsAFile() throws Exception {
        Path file = Files.writeString(directory.resolve("notes.txt"), "not a directory");
        settings.put("OPENPO_DATA_DIR", file.toString());
        assertRefused("The data directory " + file + " is a file: set OPENPO_DATA_DIR to a directory.");
    }

    @Test
    void aDataDirectoryThatCannotBeWritten() throws Exception {
        // Nobody makes directories in /proc, not even root.
        settings.put("OPENPO_DATA_DIR", "/proc/openpo");
        assertRefused("The data directory /proc/openpo cannot be created or written: "
                + "give yourself the right to, or set OPENPO_DATA_DIR to another one.");
    }

    @Test
    void aDataDirectoryInUse() throws Exception {
        Path data = Files.createDirectories(directory.resolve("data"));
        try (FileChannel lock = FileChannel.open(data.resolve("openpo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(lock.tryLock()).isNotNull();
            assertRefused("The data directory " + data + " is in use by another OpenPO: "
                    + "stop that one, or set OPENPO_DATA_DIR to another directory.");
        }
    }

    @Test
    void aDatabaseOfAnotherMake() throws Exception {
        settings.put("OPENPO_DB_URL", "jdbc:mysql://localhost/openpo?password=secret");
        assertRefused("OPENPO_DB_URL has to begin with jdbc:postgresql: or jdbc:h2:, for example jdbc:postgresql://localhost:5432/openpo.");
    }

    @Test
    void postgresqlWithoutItsUser() throws Exception {
        settings.put("OPENPO_DB_URL", "jdbc:postgresql://localhost:5432/openpo");
        assertRefused("OPENPO_DB_URL names a PostgreSQL database: set OPENPO_DB_USER as well.");
    }

    @Test
    void anAddressToBindToThatIsNone() throws Exception {
        settings.put("OPENPO_BIND", "300.1.2.3");
        assertRefused("OPENPO_BIND is \"300.1.2.3\", which is no address of this machine: "
                + "use 127.0.0.1 for this machine only, or 0.0.0.0 for all its networks.");
    }

    private void assertRefused(String sentence) throws IOException, InterruptedException {
        Path output = directory.resolve("output.txt");
        ProcessBuilder program = new ProcessBuilder(List.of(ApplicationServer.java(), "-cp", "target/classes", "org.openpo.run.Run",
                "wildfly", "no-server", "no-scripts", "no-driver", "no-ear", directory.resolve("default").toString()));
        program.environment().keySet().removeIf(name -> name.startsWith("OPENPO_"));
        program.environment().putAll(settings);
        program.environment().put("LC_ALL", "C");
        Process process = program.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(output).strip()).isEqualTo("OpenPO cannot start. " + sentence);
        assertThat(process.exitValue()).isEqualTo(1);
    }
}
