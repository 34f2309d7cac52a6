package org.openpo.run;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One running OpenPO: its server process and the data directory it holds. */
public final class OpenPo implements AutoCloseable {

    private static final int SECONDS_TO_START = 600;
    private static final int SECONDS_TO_STOP = 40;

    private final Settings settings;
    private final DataDirectory data;
    private final ApplicationServer server;
    private final ServerLog log;
    private Process process;
    private String firstPassword;
    private final List<String> remarks = new ArrayList<>();

    private OpenPo(Settings settings, DataDirectory data, ApplicationServer server) throws IOException {
        this.settings = settings;
        this.data = data;
        this.server = server;
        this.log = new ServerLog(data.log());
    }

    /**
     * Starts OpenPO and waits until its first page is there.
     *
     * @param environment the settings, by the names of README's table
     */
    public static OpenPo start(Installation installation, Map<String, String> environment, Listener listener) throws CannotStart {
        Settings settings = Settings.from(environment, installation.dataDirectory());
        settings.requireFreePort();
        DataDirectory data = DataDirectory.open(settings.dataDirectory());
        OpenPo openPo = null;
        try {
            openPo = new OpenPo(settings, data, ApplicationServer.of(installation, settings, data));
            listener.starting(openPo);
            openPo.bringUp(installation.ear() != null);
            return openPo;
        } catch (CannotStart | IOException e) {
            if (openPo != null) {
                openPo.close();
            }
            throw e instanceof CannotStart cannotStart ? cannotStart
                    : new CannotStart("The server's files cannot be written: " + e.getMessage() + ".", e);
        }
    }

    /** Hears that a start has begun, so that it can stop it when the user does. */
    public interface Listener {
        void starting(OpenPo openPo);
    }

    public String address() {
        return settings.address();
    }

    public int managementPort() {
        return settings.managementPort();
    }

    public Path dataDirectory() {
        return settings.dataDirectory();
    }

    public Path log() {
        return data.log();
    }

    public String serverName() {
        return server.name();
    }

    /** The administrator's password if this was the first start and OpenPO made one up, else null. */
    public String firstPassword() {
        return firstPassword;
    }

    /** Blocks until the server ends, by itself or because it was stopped. */
    public int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** The server: the process that was started, and those that it started. */
    public List<ProcessHandle> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    }

    /** What OpenPO has to go without, each in a sentence: settings that are wrong and do not keep it from starting. */
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    /** Stops the server in good order; by force only if it does not end in time. */
    @Override
    public synchronized void close() {
        try {
            if (process != null) {
                stop(process);
            }
            data.close();
        } catch (IOException e) {
            throw new IllegalStateException("The data directory cannot be released", e);
        }
    }

    private void bringUp(boolean withApplication) throws IOException, CannotStart {
        server.prepare();
        synchronized (this) {
            process = server.start();
        }
        try {
            server.deploy(process);
        } catch (CannotStart e) {
            throw new CannotStart(sentenceInLog(e.getMessage()), e);
        }
        if (withApplication) {
            awaitFirstPage();
            firstPassword = settings.administratorPasswordGiven() ? null : data.takeFirstPassword();
        } else {
            awaitPort();
        }
    }

    private void awaitFirstPage() throws IOException, CannotStart {
        HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        Wait wait = Wait.seconds(SECONDS_TO_START);
        int errors = 0;
        while (true) {
            int status = status(client);
            if (status == 200) {
                newLines();
                return;
            }
            errors = status >= 500 ? errors + 1 : 0;
            failIfHopeless(errors, wait);
            wait.aMoment();
        }
    }

    private void awaitPort() throws CannotStart, IOException {
        Wait wait = Wait.seconds(SECONDS_TO_START);
        while (!Wait.listens(settings.bind().getHostAddress(), settings.httpPort())
                || !Wait.listens("127.0.0.1", settings.managementPort())) {
            failIfHopeless(0, wait);
            wait.aMoment();
        }
    }

    private List<String> newLines() throws IOException {
        List<String> lines = log.newLines();
        lines.stream().map(ServerLog::remarkIn).filter(Objects::nonNull).forEach(remarks::add);
        return lines;
    }

    private void failIfHopeless(int errorsInARow, Wait wait) throws IOException, CannotStart {
        for (String line : newLines()) {
            if (ServerLog.sentenceIn(line) != null) {
                throw new CannotStart(ServerLog.sentenceIn(line) + " (The server's log is " + data.log() + ".)");
            }
            if (server.isFatal(line)) {
                throw new CannotStart(sentenceInLog(server.name() + " started, but OpenPO did not."));
            }
        }
        if (!process.isAlive()) {
            throw new CannotStart(sentenceInLog(server.name() + " ended while it was starting (see also " + data.console() + ")."));
        }
        if (errorsInARow >= 10) {
            throw new CannotStart(sentenceInLog("OpenPO started, but answers with an error."));
        }
        if (wait.isOver()) {
            throw new CannotStart(sentenceInLog("OpenPO did not answer within " + SECONDS_TO_START + " seconds."));
        }
    }

    /** What OpenPO itself said about the failure, else the given sentence; either way with the place of the log. */
    private String sentenceInLog(String otherwise) throws IOException {
        for (String line : newLines()) {
            if (ServerLog.sentenceIn(line) != null) {
                return ServerLog.sentenceIn(line) + " (The server's log is " + data.log() + ".)";
            }
        }
        return otherwise + " The server's log is " + data.log() + ".";
    }

    private int status(HttpClient client) throws CannotStart {
        try {
            // The page that is there in every case: others may lead on to a sign-in provider, whose answer says nothing about us.
            HttpRequest request = HttpRequest.newBuilder(URI.create(settings.address()).resolve("sign-in?local=true")).timeout(Duration.ofSeconds(60)).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException notYet) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("The start was interrupted.", e);
        }
    }

    /** The process is a start script or tool: the server is its child, and is asked to end first. */
    private static void stop(Process process) {
        var family = process.descendants().toList();
        process.destroy();
        family.forEach(ProcessHandle::destroy);
        Wait wait = Wait.seconds(SECONDS_TO_STOP);
        boolean interrupted = false;
        while ((process.isAlive() || family.stream().anyMatch(ProcessHandle::isAlive)) && !wait.isOver()) {
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        family.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
