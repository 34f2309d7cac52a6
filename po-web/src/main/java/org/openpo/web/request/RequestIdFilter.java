package org.openpo.web.request;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.openpo.ejb.audit.RequestContext;

/** Gives every request its id (the audit trail takes it from the thread), and turns what nobody has caught into the error page that names it. */
public class RequestIdFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(RequestIdFilter.class.getName());

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException, ServletException {
        RequestId.assign(request, response);
        RequestContext.begin(RequestId.of(request));
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException failure) {
            LOG.log(Level.SEVERE, failure, () -> "[" + RequestId.of(request) + "] " + request.getMethod() + " " + request.getRequestURI() + " failed");
            if (response.isCommitted()) {
                throw failure;
            }
            response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        } finally {
            RequestContext.end();
        }
    }
}
