package org.openpo.it;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
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
    void killAndStartAgain() throws Exception {
        OpenPo old = running;
        running = null;
        OpenPoServer.kill(old);
        running = OpenPoServer.start(OpenPoServer.installation(), name, settings);
    }
}
