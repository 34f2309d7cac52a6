package org.openpo.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sentence for people is found in the server's log, and only what is new is read. */
class ServerLogTest {

    @TempDir
    private Path directory;

    @Test
    void findsTheSentence() {
        assertThat(ServerLog.sentenceIn("Caused by: jakarta.ejb.EJBException: OPENPO-START: The database is newer.\"}}"))
                .isEqualTo("The database is newer.");
        assertThat(ServerLog.sentenceIn("WFLYSRV0025: started")).isNull();
        assertThat(ServerLog.remarkIn("SEVERE [org.openpo] (default) OPENPO-SETTING: Nobody can sign in by it. Give the issuer.")).isEqualTo("Nobody can sign in by it. Give the issuer.");
        assertThat(ServerLog.remarkIn("OPENPO-START: The database is newer.")).isNull();
    }

    @Test
    void readsWholeNewLinesOnly() throws IOException {
        Path file = Files.writeString(directory.resolve("server.log"), "from the last start\n");
        ServerLog log = new ServerLog(file);
        assertThat(log.newLines()).isEmpty();
        append(file, "one\ntw");
        assertThat(log.newLines()).containsExactly("one");
        append(file, "o\n");
        assertThat(log.newLines()).containsExactly("two");
    }

    @Test
    void beginsAgainWhenTheServerDoes() throws IOException {
        Path file = Files.writeString(directory.resolve("server.log"), "a long line from the last start\n");
        ServerLog log = new ServerLog(file);
        Files.writeString(file, "new\n");
        assertThat(log.newLines()).containsExactly("new");
    }

    @Test
    void aLogThatIsNotThereYetIsEmpty() throws IOException {
        assertThat(new ServerLog(directory.resolve("none.log")).newLines()).isEmpty();
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }
}
