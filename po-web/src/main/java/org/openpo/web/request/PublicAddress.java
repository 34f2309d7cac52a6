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
        boolean usual = request.getServerPort() == ("https".equals(request.getScheme()) ? 443 : 80);
        try {
            return new URI(request.getScheme(), null, request.getServerName(), usual ? -1 : request.getServerPort(), request.getContextPath() + "/", null, null);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("the server has understood the same address", impossible);
        }
    }
}
