package org.openpo.web.request;

import java.net.URI;
import java.net.URISyntaxException;

import jakarta.servlet.http.HttpServletRequest;

import org.openpo.ejb.startup.Settings;

/** Where people reach OpenPO, for addresses that others send them back to. */
public final class PublicAddress {
    private PublicAddress() { }

    /** With a slash at its end: {@code OPENPO_BASE_URL}, or if nobody has set it, as this request came. */
    public static URI of(HttpServletRequest request) {
        return Settings.configuredBaseUrl().orElseGet(() -> asAsked(request));
    }

    private static URI asAsked(HttpServletRequest request) {
        return of(request.getScheme(), request.getServerName(), request.getServerPort(), request.getContextPath());
    }

    /** The host is as it came: names of machines with underscores are none for {@link URI}, and are reached all the same. */
    static URI of(String scheme, String host, int port, String contextPath) {
        boolean usual = port == ("https".equals(scheme) ? 443 : 80);
        try {
            return new URI(scheme, (host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host) + (usual ? "" : ":" + port), contextPath + "/", null, null);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("the server has understood the same address", impossible);
        }
    }
}
