package org.openpo.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** WildFly, with its base directory (configuration, deployments, work files) in OpenPO's data directory. */
final class WildFly extends ApplicationServer {

    private final Path base;
    private final Path prepared;

    WildFly(Installation installation, Settings settings, DataDirectory data) {
        super(installation, settings, data);
        base = data.server("wildfly");
        prepared = base.resolve("openpo.prepared");
    }

    @Override
    String name() {
        return "WildFly";
    }

    @Override
    void prepare() throws IOException, CannotStart {
        Path script = installation.serverScripts().resolve("configure.cli");
        String fingerprint = fingerprint(installation.serverHome(), script);
        if (!read(prepared).equals(fingerprint)) {
            Directories.delete(base);
            Directories.copy(installation.serverHome().resolve("standalone"), base);
            configure(script);
            Files.writeString(prepared, fingerprint);
        }
        placeApplication();
    }

    @Override
    Process start() throws IOException {
        Path script = installation.serverHome().resolve("bin").resolve(onWindows() ? "standalone.bat" : "standalone.sh");
        ProcessBuilder server = process(List.of(script.toString(),
                "-b", settings.bind().getHostAddress(),
                "-bmanagement", "127.0.0.1",
                "-Djboss.server.log.dir=" + data.log().getParent(),
                "-Djboss.http.port=" + settings.httpPort(),
                "-Djboss.management.http.port=" + settings.managementPort(),
                // Nobody asked for HTTPS: any free port will do.
                "-Djboss.https.port=0"));
        server.environment().put("JBOSS_HOME", installation.serverHome().toString());
        server.environment().put("JBOSS_BASE_DIR", base.toString());
        server.environment().put("JBOSS_LOG_DIR", data.log().getParent().toString());
        // Lets the start script hand signals on, so that ending it ends the server in good order.
        server.environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "true");
        server.environment().put("NOPAUSE", "true");
        server.environment().putIfAbsent("JAVA_OPTS", "-Xms256m -Xmx1g -XX:MaxMetaspaceSize=512m"
                + " -Djava.net.preferIPv4Stack=true -Djava.awt.headless=true -Djboss.modules.system.pkgs=org.jboss.byteman");
        return server.start();
    }

    @Override
    void deploy(Process server) {
        // The server finds the archive in its deployments folder and deploys it while it starts.
    }

    @Override
    boolean isFatal(String logLine) {
        // WFLYSRV0026: started with errors; WFLYSRV0021 and WFLYCTL0085: a deployment or the boot failed
        return logLine.contains("WFLYSRV0026") || logLine.contains("WFLYSRV0021") || logLine.contains("WFLYCTL0085");
    }

    private void configure(Path script) throws IOException, CannotStart {
        Path commands = base.resolve("openpo-configure.cli");
        Files.writeString(commands, "embed-server --std-out=discard\n" + Files.readString(script) + "\nstop-embedded-server\n");
        ProcessBuilder cli = process(List.of(java(),
                "-Djboss.server.base.dir=" + base,
                "-Dlogging.configuration=file:" + installation.serverHome().resolve("bin").resolve("jboss-cli-logging.properties"),
                "-Djboss.cli.log.level=OFF",
                "-jar", installation.serverHome().resolve("jboss-modules.jar").toString(),
                "-mp", installation.serverHome().resolve("modules").toString(),
                "org.jboss.as.cli", "--file=" + commands));
        cli.environment().put("JBOSS_HOME", installation.serverHome().toString());
        // The script takes the driver from the directory it is run in.
        cli.directory(installation.driver().getParent().toFile());
        run(cli, "Setting up WildFly");
    }

    private void placeApplication() throws IOException {
        Path deployments = base.resolve("deployments");
        Directories.delete(deployments);
        Files.createDirectories(deployments);
        if (installation.ear() != null) {
            Files.copy(installation.ear(), deployments.resolve("openpo.ear"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
