package org.openpo.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openpo.run.CannotStart;
import org.openpo.run.Installation;
import org.openpo.run.OpenPo;

/**
 * The running OpenPO that the tests of one JVM share: the shipped EAR on the chosen server and database, with empty
 * data, started by the launcher when the first test asks and stopped when the JVM ends.
 * Tests make their own data and find it by names of their own; they do not clean up.
 */
public final class OpenPoServer {

    public static final String ADMIN = "admin";
    public static final String ADMIN_PASSWORD = "first-Administrator-1";

    private static final int FIRST_PORT = 12_000;
    /** Linux's default; other systems begin higher. */
    private static final int FIRST_OUTGOING_PORT = 32_768;

    private static OpenPo running;

    private OpenPoServer() {
    }

    /** The address of the application, with a slash at its end: {@code http://localhost:12345/po/}. */
    public static synchronized URI baseUrl() {
        if (running == null) {
            Map<String, String> settings = new HashMap<>(AwsInvoicingStub.environment());
            settings.putAll(SignInProviderStub.environment());
            // A limit that a test can go over without sending gigabytes, and a host for webhooks that nothing is posted to.
            settings.putAll(Map.of("OPENPO_UPLOAD_MAX_MB", "100", "OPENPO_WEBHOOK_HOSTS", "hooks.example.org"));
            running = start(installation(), "shipped", settings);
        }
        return URI.create(running.address());
    }

    /** The directory in which the running OpenPO keeps its data. */
    public static synchronized Path dataDirectory() {
        baseUrl();
        return running.dataDirectory();
    }

    /** The server's own log, to read what it said. */
    public static synchronized Path log() {
        baseUrl();
        return running.log();
    }

    /** The files of this build, as the launcher wants them. */
    static Installation installation() {
        return new Installation(Installation.Kind.valueOf(System.getProperty("openpo.server").toUpperCase(java.util.Locale.ROOT)),
                path("openpo.server.home"), path("openpo.server.scripts"), path("openpo.driver"), path("openpo.ear"),
                path("openpo.test.data"));
    }

    /** Another OpenPO with an empty database of its own, for what needs one; whoever starts it closes it. */
    public static OpenPo startEmpty(String name) {
        return start(installation(), name, Map.of());
    }

    /** Starts a server for tests in a directory of its own below the test data. */
    static OpenPo start(Installation installation, String name, Map<String, String> settings) {
        Path data = installation.dataDirectory().resolve(name + "-" + ProcessHandle.current().pid());
        Map<String, String> environment = new HashMap<>(TestDatabase.settings());
        environment.put("OPENPO_HTTP_PORT", String.valueOf(freePort()));
        environment.put("OPENPO_DATA_DIR", data.toString());
        environment.put("OPENPO_ADMIN_PASSWORD", ADMIN_PASSWORD);
        environment.putAll(settings);
        try {
            OpenPo started = OpenPo.start(installation, environment, OpenPoServer::stopWithThisJvm);
            return started;
        } catch (CannotStart e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** As a power cut would end it: no warning, no shutdown hook. Its port is free again afterwards. */
    static void kill(OpenPo openPo) throws Exception {
        // All of them: Payara's server is the child of a process that only waits for it.
        List<ProcessHandle> processes = openPo.processes();
        processes.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle killed : processes) {
            killed.onExit().get(60, TimeUnit.SECONDS);
        }
        openPo.awaitEnd();
        openPo.close();
        awaitPortFree(URI.create(openPo.address()).getPort());
    }

    /** The system gives the port back a moment after the process has gone. */
    private static void awaitPortFree(int port) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!isFree(port) && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private static void stopWithThisJvm(OpenPo openPo) {
        Runtime.getRuntime().addShutdownHook(new Thread(openPo::close, "stop OpenPO"));
    }

    private static Path path(String property) {
        return Path.of(System.getProperty(property));
    }

    /**
     * A free port below those that the system gives to outgoing connections. Among those it could be taken while the server is restarted:
     * by any other program, or by a client that knocks at it, whose own end the system may give the very same port, so that it talks to itself.
     */
    private static int freePort() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, FIRST_OUTGOING_PORT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No port is free");
    }

    static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
