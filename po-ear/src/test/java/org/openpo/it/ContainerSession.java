package org.openpo.it;

import java.util.Map;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.openpo.run.OpenPo;

/** Starts a server without OpenPO before Arquillian reads where it is; Arquillian deploys the EAR into it. */
public final class ContainerSession implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (!Boolean.getBoolean("openpo.test.arquillian") || System.getProperty("openpo.test.managementPort") != null) {
            return;
        }
        OpenPo server = OpenPoServer.start(OpenPoServer.installation().withoutApplication(), "container", Map.of());
        System.setProperty("openpo.test.managementPort", String.valueOf(server.managementPort()));
        System.setProperty("arquillian.launch", System.getProperty("openpo.server"));
    }
}
