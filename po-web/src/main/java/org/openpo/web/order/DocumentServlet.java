package org.openpo.web.order;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.document.DocumentService;
import org.openpo.ejb.document.DocumentView;
import org.openpo.web.rest.Attachment;

/**
 * Documents of purchase orders for people's browsers, as {@code /documents/<purchase order>/<document>}: a plain link, so that it can be opened in
 * its own tab. Saved and never shown, because somebody has uploaded it.
 */
@WebServlet("/documents/*")
public class DocumentServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Pattern PATH = Pattern.compile("/([0-9]{1,18})/([0-9]{1,18})");

    @EJB
    private transient DocumentService documents;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Matcher path = PATH.matcher(request.getPathInfo() == null ? "" : request.getPathInfo());
        if (!path.matches()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try {
            DocumentView document = documents.document(Long.parseLong(path.group(1)), Long.parseLong(path.group(2)));
            response.setContentType(document.type().mediaType());
            response.setContentLengthLong(document.sizeBytes());
            response.setHeader("Content-Disposition", Attachment.named(document.name()));
            response.setHeader(Attachment.POLICY_HEADER, Attachment.POLICY);
            documents.write(document, response.getOutputStream());
        } catch (NotFoundException gone) {
            response.reset();
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** Fetching one is an audit event, and asking how large it is fetches nothing. */
    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Allow", "GET");
        response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }
}
