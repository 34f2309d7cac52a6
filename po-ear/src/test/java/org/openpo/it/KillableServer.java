package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openpo.run.CannotStart;
import org.openpo.run.OpenPo;

/** A server of a test's own, with data of its own, that is killed and comes up again at the same address. */
final class KillableServer {

    private final String name;
    private final Map<String, String> settings = new HashMap<>(TestDatabase.settings());
    private volatile OpenPo running;

    KillableServer(String name) {
        this.name = name;
        running = OpenPoServer.start(OpenPoServer.installation(), name, settings);
        settings.put("OPENPO_HTTP_PORT", String.valueOf(URI.create(running.address()).getPort()));
        settings.put("OPENPO_DATA_DIR", running.dataDirectory().toString());
    }

    /** The process that runs now, or null while there is none. */
    OpenPo running() {
        return running;
    }

    Api api() {
        return Api.at(URI.create("http://localhost:" + settings.get("OPENPO_HTTP_PORT") + "/po/")).as(OpenPoServer.ADMIN, OpenPoServer.ADMIN_PASSWORD);
    }

    /** As a power cut would end it: no warning, no shutdown hook. */
    void killAndStartAgain() throws InterruptedException, CannotStart {
        OpenPo old = running;
        running = null;
        List<ProcessHandle> java = ProcessHandle.current().descendants()
                .filter(p -> p.info().command().orElse("").endsWith("java") && p.info().arguments().map(a -> String.join(" ", a)).orElse("")
                        .contains(old.dataDirectory().toString())).toList();
        assertThat(java).as("processes of the server").isNotEmpty();
        java.forEach(ProcessHandle::destroyForcibly);
        old.awaitEnd();
        old.close();
        awaitPortFree();
        running = OpenPoServer.start(OpenPoServer.installation(), name, settings);
    }

    /** The system gives the port back a moment after the process has gone. */
    private void awaitPortFree() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < end) {
            try {
                new ServerSocket(Integer.parseInt(settings.get("OPENPO_HTTP_PORT")), 1, InetAddress.getLoopbackAddress()).close();
                return;
            } catch (IOException stillTaken) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
    }
}
