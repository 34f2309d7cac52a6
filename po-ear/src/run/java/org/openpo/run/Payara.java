package org.openpo.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Payara Server, with a domain of its own in OpenPO's data directory. */
final class Payara extends ApplicationServer {

    private static final String DOMAIN = "openpo";
    private static final String STARTED = "NCLS-CORE-00017";

    private final Path domains;
    private final Path domain;
    private final Path prepared;
    private ServerLog log;

    Payara(Installation installation, Settings settings, DataDirectory data) {
        super(installation, settings, data);
        domains = data.server("payara");
        domain = domains.resolve(DOMAIN);
        prepared = domain.resolve("openpo.prepared");
    }

    @Override
    String name() {
        return "Payara";
    }

    @Override
    void prepare() throws IOException, CannotStart {
        if (!isPrepared()) {
            Directories.delete(domain);
            Directories.copy(installation.serverHome().resolve("glassfish").resolve("domains").resolve("domain1"), domain);
            Files.copy(installation.driver(), domain.resolve("lib").resolve("postgresql.jar"));
            leadRootToOpenPo();
        }
        PayaraDomain.of(domain).apply(settings, data.log());
    }

    @Override
    Process start() throws IOException {
        log = new ServerLog(data.log());
        return process(asadmin("start-domain", "--verbose=true", "--domaindir", domains.toString(), DOMAIN)).start();
    }

    @Override
    void deploy(Process server) throws IOException, CannotStart {
        if (isPrepared()) {
            return;
        }
        awaitAdministration(server);
        run(process(remote("multimode", "--file", installation.serverScripts().resolve("configure.asadmin").toString())),
                "Setting up Payara");
        if (installation.ear() != null) {
            run(process(remote("deploy", "--name", DOMAIN, installation.ear().toString())), "Deploying OpenPO on Payara");
        }
        Files.writeString(prepared, fingerprint());
    }

    @Override
    boolean isFatal(String logLine) {
        return logLine.contains("Exception while loading the app") || logLine.contains("Exception while deploying the app")
                || logLine.contains("Exception while preparing the app") || logLine.contains("Exception while invoking class");
    }

    private boolean isPrepared() throws IOException {
        return read(prepared).equals(fingerprint());
    }

    /** The archive counts as well: Payara keeps what it deployed, and a domain holds nothing worth keeping. */
    private String fingerprint() throws IOException {
        return fingerprint(installation.serverHome(), installation.serverScripts().resolve("configure.asadmin"), installation.ear());
    }

    private void leadRootToOpenPo() throws IOException {
        Files.writeString(domain.resolve("docroot").resolve("index.html"), """
                <!DOCTYPE html>
                <html lang="en"><head><title>OpenPO</title><meta http-equiv="refresh" content="0; url=/po/"></head>
                <body><a href="/po/">OpenPO</a></body></html>
                """);
    }

    /** The administration port is open before Payara listens to it: its log tells when it does. */
    private void awaitAdministration(Process server) throws IOException, CannotStart {
        Wait wait = Wait.seconds(300);
        while (log.newLines().stream().noneMatch(line -> line.contains(STARTED))) {
            if (!server.isAlive() || wait.isOver()) {
                throw new CannotStart("Payara did not start; see " + data.log() + " and " + data.console() + ".");
            }
            wait.aMoment();
        }
    }

    private List<String> remote(String... command) {
        List<String> words = new ArrayList<>(List.of("--host", "127.0.0.1", "--port", String.valueOf(settings.managementPort()),
                "--interactive=false"));
        words.addAll(List.of(command));
        return asadmin(words.toArray(String[]::new));
    }

    private List<String> asadmin(String... command) {
        List<String> words = new ArrayList<>(List.of(java(), "-jar",
                installation.serverHome().resolve("glassfish/lib/client/appserver-cli.jar").toString()));
        words.addAll(List.of(command));
        return words;
    }
}
