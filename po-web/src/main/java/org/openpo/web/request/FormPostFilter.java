package org.openpo.web.request;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.openpo.ejb.startup.Settings;

/**
 * Refuses what no form of ours sends. Pages change something only by a POST that carries the view state Faces keeps in the session,
 * so a POST without one comes from elsewhere (a forged form) and never reaches a page; one with a made-up view state is refused by
 * Faces (see PageExceptionHandler). A link with a view state is none of ours either: nothing is changed by GET. The API takes no
 * cookies and is left alone, and so is the link that unsubscribes: mail programs post to it, and its signature is what counts.
 */
public class FormPostFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String VIEW_STATE = "jakarta.faces.ViewState";
    private static final long MEGABYTE = 1024L * 1024;
    /** A form without a file; a purchase order with 100 long lines is well below. */
    static final long LARGEST_FORM = 4L * 1024 * 1024;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException, ServletException {
        String method = request.getMethod();
        if (RequestPath.isApi(request) || RequestPath.isSignedLink(request)) {
            chain.doFilter(request, response);
        } else if ("GET".equals(method) || "HEAD".equals(method) || "OPTIONS".equals(method)) {
            refuseOrPass(request.getParameter(VIEW_STATE) != null, request, response, chain);
        } else if (!"POST".equals(method)) {
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (isMultipart(request) && request.getContentLengthLong() < 0) {
            // Browsers say how much they send; the server would write what does not to its disk before anybody can look at it.
            response.sendError(HttpServletResponse.SC_LENGTH_REQUIRED);
        } else if (request.getContentLengthLong() > largest(request)) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        } else {
            refuseOrPass(comesFromAnotherSite(request) || request.getParameter(VIEW_STATE) == null, request, response, chain);
        }
    }

    private static void refuseOrPass(boolean refused, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (refused) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Only those who may import send large files; the form around one is a little larger. */
    static long largest(HttpServletRequest request) {
        return isMultipart(request) && request.isUserInRole("MANAGER") ? (Settings.uploadMaxMegabytes() + 1L) * MEGABYTE : LARGEST_FORM;
    }

    private static boolean isMultipart(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.startsWith("multipart/form-data");
    }

    /**
     * As the browser says it: {@code Sec-Fetch-Site} where it sends that (over HTTPS), else {@code Origin} compared with the address it
     * asked for. Without either it is no browser of today, and the view state alone decides.
     */
    private static boolean comesFromAnotherSite(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = request.getHeader("Origin");
        return origin != null && !isOurs(origin, request);
    }

    private static boolean isOurs(String origin, HttpServletRequest request) {
        String host = origin.substring(origin.indexOf("//") + 2);
        // A reverse proxy may ask us by another name; it then tells which one the browser used.
        return origin.contains("//") && (host.equalsIgnoreCase(request.getHeader("Host")) || host.equalsIgnoreCase(request.getHeader("X-Forwarded-Host")));
    }
}
