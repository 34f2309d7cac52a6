package org.openpo.web.request;

import jakarta.servlet.http.HttpServletRequest;

/**
 * What a request is for, by the path the server itself decides with: decoded, without {@code ..}, {@code //} and path parameters. The
 * request's raw URI says something else for {@code /po/%61pi/v1/me} or {@code /po/jakarta.faces.resource/../admin/users}, and whoever
 * decides by it protects another address than the one that is opened.
 */
public final class RequestPath {
    private RequestPath() { }

    /** The REST API: no session, no cookies, no forms. */
    public static boolean isApi(HttpServletRequest request) {
        return of(request).startsWith("/api/");
    }

    /** The link of a mail that unsubscribes its reader: no session, signed. */
    public static boolean isSignedLink(HttpServletRequest request) {
        return of(request).equals("/unsubscribe");
    }

    /** A style sheet, script or picture of the pages. */
    public static boolean isResource(HttpServletRequest request) {
        return of(request).startsWith("/jakarta.faces.resource/");
    }

    /** Path below the context path, as the server has mapped it. */
    static String of(HttpServletRequest request) {
        String servlet = request.getServletPath() == null ? "" : request.getServletPath();
        return request.getPathInfo() == null ? servlet : servlet + request.getPathInfo();
    }
}
