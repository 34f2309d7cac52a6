package org.openpo.run;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server that runs OpenPO. The unpacked server itself is not changed: its configuration is copied into the data
 * directory and set up there by the scripts that also serve an administrator, once per version of server and scripts.
 */
abstract class ApplicationServer {

    protected final Installation installation;
    protected final Settings settings;
    protected final DataDirectory data;

    protected ApplicationServer(Installation installation, Settings settings, DataDirectory data) {
        this.installation = installation;
        this.settings = settings;
        this.data = data;
    }

    static ApplicationServer of(Installation installation, Settings settings, DataDirectory data) {
        return switch (installation.kind()) {
            case WILDFLY -> new WildFly(installation, settings, data);
            case PAYARA -> new Payara(installation, settings, data);
        };
    }

    /** The server's name for people. */
    abstract String name();

    /** Sets the server up if that was not done before. */
    abstract void prepare() throws IOException, CannotStart;

    /** Starts the server and returns at once. */
    abstract Process start() throws IOException;

    /** Deploys OpenPO if the start has not brought it up already; blocks until that is done. */
    abstract void deploy(Process server) throws IOException, CannotStart;

    /** Whether this line of the server's log says that OpenPO will never answer. */
    abstract boolean isFatal(String logLine);

    /** A process with OpenPO's settings in its environment and its output in the console log. */
    protected ProcessBuilder process(List<String> command) {
        ProcessBuilder process = new ProcessBuilder(command);
        Map<String, String> environment = process.environment();
        environment.putAll(settings.environment());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        process.redirectErrorStream(true);
        process.redirectInput(ProcessBuilder.Redirect.from(nothing()));
        process.redirectOutput(ProcessBuilder.Redirect.appendTo(data.console().toFile()));
        return process;
    }

    /** Runs one of the server's own tools to its end. */
    protected void run(ProcessBuilder tool, String purpose) throws IOException, CannotStart {
        Process process = tool.start();
        try {
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new CannotStart(purpose + " took more than three minutes; see " + data.console() + ".");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new CannotStart(purpose + " was interrupted.", e);
        }
        if (process.exitValue() != 0) {
            throw new CannotStart(purpose + " failed; see " + data.console() + ".");
        }
    }

    /** A text that differs whenever the configuration made from these files could differ. */
    protected static String fingerprint(Path serverHome, Path... files) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(serverHome.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
            for (Path file : files) {
                if (file != null) {
                    digest.update(Files.readAllBytes(file));
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    protected static String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }

    protected static boolean onWindows() {
        return File.separatorChar == '\\';
    }

    protected static String java() {
        return Path.of(System.getProperty("java.home"), "bin", onWindows() ? "java.exe" : "java").toString();
    }

    private static File nothing() {
        return new File(onWindows() ? "NUL" : "/dev/null");
    }
}
