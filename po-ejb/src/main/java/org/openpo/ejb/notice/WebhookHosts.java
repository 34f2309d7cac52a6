package org.openpo.ejb.notice;

import java.net.URI;
import java.util.List;
import java.util.Locale;

import org.openpo.ejb.startup.Settings;

/**
 * Where webhooks may lead: only to hosts that whoever runs the server has named in {@code OPENPO_WEBHOOK_HOSTS}, by https; an entry that begins with
 * {@code http://} allows that host without. An administrator of OpenPO thus cannot make the server call addresses of the inner network.
 *
 * @param entries {@code hooks.slack.com}, {@code *.webhook.office.com}, {@code http://localhost:9000}
 */
record WebhookHosts(List<String> entries) {
    private static final String PLAIN = "http://";

    static WebhookHosts configured() {
        return new WebhookHosts(Settings.list("OPENPO_WEBHOOK_HOSTS"));
    }

    boolean allows(URI address) {
        if (address.getHost() == null || address.getUserInfo() != null || address.getScheme() == null) {
            return false;
        }
        String host = address.getHost().toLowerCase(Locale.ROOT);
        boolean secure = address.getScheme().equalsIgnoreCase("https");
        boolean plain = address.getScheme().equalsIgnoreCase("http");
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return entries.stream().map(e -> e.toLowerCase(Locale.ROOT)).anyMatch(entry -> entry.startsWith(PLAIN)
                ? (secure || plain) && matches(entry.substring(PLAIN.length()), host, port) : secure && matches(entry, host, port));
    }

    /** An entry without a port is for the standard one. */
    private static boolean matches(String entry, String host, String port) {
        int colon = entry.lastIndexOf(':');
        String name = colon < 0 ? entry : entry.substring(0, colon);
        boolean samePort = (colon < 0 ? "" : entry.substring(colon)).equals(port);
        return samePort && (name.startsWith("*.") ? host.endsWith(name.substring(1)) && host.length() > name.length() - 1 : host.equals(name));
    }
}
