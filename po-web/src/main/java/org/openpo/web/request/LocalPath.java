package org.openpo.web.request;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

/**
 * A page of this application to go back to after sign-in or a change of language. Only paths below the context path pass: a
 * value that leads to another host (an open redirect) is none.
 */
public final class LocalPath {
    private static final int LONGEST = 2000;

    private LocalPath() { }

    /**
     * The path if it stays inside the application.
     *
     * @param path        path with optional query, or null
     * @param contextPath for example {@code /po}
     */
    public static Optional<String> of(String path, String contextPath) {
        if (path == null || path.length() > LONGEST || path.indexOf('\\') >= 0 || path.chars().anyMatch(c -> c < ' ')
                || path.startsWith("//")) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(path);
            if (uri.isAbsolute() || uri.getRawAuthority() != null || uri.getPath() == null) {
                return Optional.empty();
            }
            String normal = uri.normalize().getPath();
            boolean inside = normal.equals(contextPath) || normal.startsWith(contextPath + "/");
            boolean leadsBackHere = normal.startsWith(contextPath + "/sign-in");
            return inside && !leadsBackHere ? Optional.of(path) : Optional.empty();
        } catch (URISyntaxException notAPath) {
            return Optional.empty();
        }
    }

    /**
     * The page a request belongs to: for GET its own path and query; for a form post or an Ajax call the page the form stood on
     * (the browser names it in Referer; the form's own URL has lost the query).
     */
    public static String pageOf(HttpServletRequest request) {
        if (!"GET".equals(request.getMethod())) {
            Optional<String> from = refererPath(request);
            if (from.isPresent()) {
                return from.get();
            }
        }
        String query = "GET".equals(request.getMethod()) ? request.getQueryString() : null;
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    /**
     * The page that a form stood on, with its query, if it is the very page that the form was sent to: what the page was told stays, and no other page is led to.
     *
     * @param referer from the browser, or null
     * @param path    that the form was sent to
     */
    public static String withQueryOf(String referer, String path) {
        try {
            URI uri = new URI(referer == null ? "" : referer);
            boolean same = path.equals(uri.getRawPath()) && uri.getRawQuery() != null && uri.getRawQuery().length() <= LONGEST;
            return same ? path + "?" + uri.getRawQuery() : path;
        } catch (URISyntaxException unusable) {
            return path;
        }
    }

    private static Optional<String> refererPath(HttpServletRequest request) {
        String referer = request.getHeader("Referer");
        if (referer == null) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(referer);
            String query = uri.getRawQuery();
            return of(uri.getRawPath() + (query == null ? "" : "?" + query), request.getContextPath());
        } catch (URISyntaxException unusable) {
            return Optional.empty();
        }
    }
}
