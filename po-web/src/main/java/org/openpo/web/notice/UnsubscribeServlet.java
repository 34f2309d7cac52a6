package org.openpo.web.notice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.openpo.ejb.notice.UnsubscribePages;

/**
 * Where the link of a mail leads that unsubscribes its reader. The link is signed and is all that a reader needs; looking at it changes nothing,
 * because mail programs look at links by themselves. A POST does it: that of the page's button, or the one that mail programs send (RFC 8058).
 */
@WebServlet("/unsubscribe")
public class UnsubscribeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @EJB
    private transient UnsubscribePages pages;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(pages.question(request.getParameter("t")), response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(pages.change(request.getParameter("t"), !"yes".equals(request.getParameter("again"))), response);
    }

    private static void answer(Optional<String> page, HttpServletResponse response) throws IOException {
        if (page.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("text/html");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.getWriter().write(page.get());
    }
}
