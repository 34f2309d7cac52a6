package org.openpo.web.request;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Refuses what no form of ours sends. Pages change something only by a POST that carries the view state Faces keeps in the session,
 * so a POST without one comes from elsewhere (a forged form) and never reaches a page; one with a made-up view state is refused by
 * Faces (see PageExceptionHandler). The API takes no cookies and is left alone.
 */
public class FormPostFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    /** 100 MB for a file, and a little for the form around it. */
    static final long LARGEST_REQUEST = 101L * 1024 * 1024;
    /** A form without a file; a purchase order with 100 long lines is well below. */
    static final long LARGEST_FORM = 4L * 1024 * 1024;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException, ServletException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        String method = request.getMethod();
        if (path.startsWith("/api/") || "GET".equals(method) || "HEAD".equals(method) || "OPTIONS".equals(method)) {
            chain.doFilter(request, response);
        } else if (!"POST".equals(method)) {
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (request.getContentLengthLong() > (isUpload(request) ? LARGEST_REQUEST : LARGEST_FORM)) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        } else if (comesFromAnotherSite(request) || request.getParameter("jakarta.faces.ViewState") == null) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Only somebody who is signed in may send a file. */
    private static boolean isUpload(HttpServletRequest request) {
        String type = request.getContentType();
        return request.getUserPrincipal() != null && type != null && type.startsWith("multipart/form-data");
    }

    private static boolean comesFromAnotherSite(HttpServletRequest request) {
        return "cross-site".equals(request.getHeader("Sec-Fetch-Site"));
    }
}
