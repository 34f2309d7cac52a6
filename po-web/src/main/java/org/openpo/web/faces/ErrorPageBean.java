package org.openpo.web.faces;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

import org.openpo.web.request.LocalPath;
import org.openpo.web.request.RequestId;

/** What the error page says, as {@code #{errorPage}}: which of its texts, the reference number, and where to go on. */
@Named("errorPage")
@RequestScoped
public class ErrorPageBean {
    private static final String EXPIRED = ErrorPageBean.class.getName() + ".expired";
    private static final String NOTICE = ErrorPageBean.class.getName() + ".notice";

    @Inject
    private HttpServletRequest request;

    static void markExpired(HttpServletRequest request, String page) {
        request.setAttribute(EXPIRED, page);
    }

    /** Has the next page of this session say that the form was too old. */
    static void leaveNotice(HttpServletRequest request) {
        request.getSession().setAttribute(NOTICE, true);
    }

    /** True once after {@link #leaveNotice}. */
    public boolean isNoticeWaiting() {
        HttpSession session = request.getSession(false);
        if (session == null || session.getAttribute(NOTICE) == null) {
            return false;
        }
        session.removeAttribute(NOTICE);
        return true;
    }

    /** Part of the keys {@code errorPage.<kind>.title} and {@code .text}. */
    public String getKind() {
        if (request.getAttribute(EXPIRED) != null) {
            return "expired";
        }
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int code = status instanceof Integer number ? number : 500;
        return switch (code) {
            case 400, 405 -> "refused";
            case 403 -> "forbidden";
            case 404 -> "notFound";
            case 413 -> "tooLarge";
            default -> "failed";
        };
    }

    /** The number under which the request is found in the server's log. */
    public String getReference() {
        return RequestId.of(request);
    }

    /** Where "go on" leads: after an expired form to its page, else to the start page. */
    public String getNext() {
        String start = request.getContextPath() + "/";
        Object page = request.getAttribute(EXPIRED);
        return page == null ? start : LocalPath.of(page.toString(), request.getContextPath()).orElse(
                page.toString().startsWith(start + "sign-in") ? start + "sign-in" : start);
    }
}
