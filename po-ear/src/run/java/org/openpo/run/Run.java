package org.openpo.run;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The program behind {@code mvn -Prun}: starts OpenPO, says where it is, and stops it on Ctrl-C.
 * Runs inside Maven's own process, so that there is one process to stop and no trace to read when it cannot start.
 */
public final class Run {

    private static final PrintStream OUT = System.out;
    private static final PrintStream ERR = System.err;

    private Run() {
    }

    private static volatile boolean ended;
    private static volatile boolean stopping;

    /** @param arguments kind of server, its home, its set-up scripts, PostgreSQL's driver, the EAR, the default data directory */
    public static void main(String[] arguments) {
        try {
            OpenPo openPo = OpenPo.start(installation(arguments), System.getenv(), Run::begin);
            welcome(openPo);
            int exit = openPo.awaitEnd();
            end("OpenPO has ended, because its server did (" + exit + "). The server's log is " + openPo.log() + ".");
        } catch (CannotStart e) {
            end("OpenPO cannot start. " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Installation installation(String[] arguments) {
        return new Installation(Installation.Kind.valueOf(arguments[0].toUpperCase(Locale.ROOT)), Path.of(arguments[1]),
                Path.of(arguments[2]), Path.of(arguments[3]), Path.of(arguments[4]), Path.of(arguments[5]));
    }

    private static void begin(OpenPo openPo) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(openPo), "stop OpenPO"));
        OUT.println();
        OUT.println("Starting OpenPO on " + openPo.serverName() + "; the server's log is " + openPo.log());
    }

    private static void welcome(OpenPo openPo) {
        OUT.println();
        OUT.println("  OpenPO is running:  " + openPo.address());
        OUT.println("  Account:            admin");
        if (openPo.firstPassword() != null) {
            OUT.println("  Password:           " + openPo.firstPassword() + "   (shown this once: keep it, or change it after you sign in)");
        }
        OUT.println("  Data:               " + openPo.dataDirectory());
        openPo.remarks().forEach(remark -> OUT.println("  Note:               " + remark));
        OUT.println("  To stop:            Ctrl-C");
        OUT.println();
    }

    /** Ctrl-C and its like. */
    private static void stop(OpenPo openPo) {
        stopping = true;
        openPo.close();
        if (!ended) {
            OUT.println();
            OUT.println("OpenPO has stopped.");
        }
    }

    private static void end(String sentence) {
        if (stopping) {
            // That the server ended is what the user wanted.
            return;
        }
        ended = true;
        ERR.println();
        ERR.println(sentence);
        ERR.println();
        System.exit(1);
    }
}
