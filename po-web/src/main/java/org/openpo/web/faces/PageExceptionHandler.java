package org.openpo.web.faces;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.ejb.AccessLocalException;
import jakarta.ejb.EJBAccessException;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import jakarta.faces.event.PhaseId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.ledger.TransactionRetry;
import org.openpo.web.request.LocalPath;
import org.openpo.web.request.RequestId;
import org.primefaces.csp.CspException;

/**
 * Turns whatever a page throws into something for people:
 * <ul>
 * <li>a broken business rule becomes a sentence on the page the person is on (an object that is not there: the 404 page),</li>
 * <li>a view that is no longer kept, a made-up view state, or a form without the page's nonce becomes the page "This form is too old", and nothing was changed,</li>
 * <li>a missing role becomes the 403 page,</li>
 * <li>a transaction that lost against another one becomes "someone else is changing the same data, try again",</li>
 * <li>anything else is logged under the request's id and becomes the 500 page that shows the id, never a stack trace.</li>
 * </ul>
 */
public class PageExceptionHandler extends ExceptionHandlerWrapper {
    private static final Logger LOG = Logger.getLogger(PageExceptionHandler.class.getName());

    public PageExceptionHandler(ExceptionHandler wrapped) {
        super(wrapped);
    }

    @Override
    public void handle() {
        Iterator<ExceptionQueuedEvent> events = getUnhandledExceptionQueuedEvents().iterator();
        while (events.hasNext()) {
            Throwable thrown = events.next().getContext().getException();
            events.remove();
            handle(thrown, FacesContext.getCurrentInstance());
        }
        getWrapped().handle();
    }

    private static void handle(Throwable thrown, FacesContext faces) {
        if (faces.getResponseComplete()) {
            return;
        }
        Optional<BusinessRuleException> refused = cause(thrown, BusinessRuleException.class);
        if (refused.isPresent()) {
            refused(refused.get(), faces);
        } else if (cause(thrown, ViewExpiredException.class).isPresent() || cause(thrown, CspException.class).isPresent()) {
            expired(faces);
        } else if (cause(thrown, EJBAccessException.class).isPresent() || cause(thrown, AccessLocalException.class).isPresent()) {
            send(HttpServletResponse.SC_FORBIDDEN, faces);
        } else if (TransactionRetry.isTransient(thrown)) {
            refused(new BusinessRuleException("", ErrorCode.BUSY), faces);
        } else {
            HttpServletRequest request = (HttpServletRequest) faces.getExternalContext().getRequest();
            LOG.log(Level.SEVERE, thrown, () -> "[" + RequestId.of(request) + "] " + request.getMethod() + " " + request.getRequestURI() + " failed");
            send(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, faces);
        }
    }

    private static void refused(BusinessRuleException refused, FacesContext faces) {
        ErrorCode code = refused.violations().get(0).code();
        boolean nothingToStayOn = !faces.isPostback() || faces.getCurrentPhaseId() == PhaseId.RENDER_RESPONSE;
        if (code == ErrorCode.FORBIDDEN) {
            send(HttpServletResponse.SC_FORBIDDEN, faces);
        } else if (nothingToStayOn) {
            send(code == ErrorCode.NOT_FOUND ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_BAD_REQUEST, faces);
        } else {
            CDI.current().select(Notes.class).get().refused(refused);
        }
    }

    private static void expired(FacesContext faces) {
        ExternalContext external = faces.getExternalContext();
        HttpServletRequest request = (HttpServletRequest) external.getRequest();
        ErrorPageBean.markExpired(request, LocalPath.pageOf(request));
        if (faces.getPartialViewContext().isAjaxRequest()) {
            // The whole page is needed to say it: drawn anew, with a sentence that waits in the session.
            ErrorPageBean.leaveNotice(request);
            redirect(LocalPath.pageOf(request), faces);
        } else {
            send(HttpServletResponse.SC_FORBIDDEN, faces);
        }
    }

    private static void redirect(String path, FacesContext faces) {
        try {
            faces.getExternalContext().redirect(path);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static void send(int status, FacesContext faces) {
        ExternalContext external = faces.getExternalContext();
        try {
            if (!external.isResponseCommitted()) {
                external.responseReset();
                RequestId.assign((HttpServletRequest) external.getRequest(), (HttpServletResponse) external.getResponse());
            }
            external.responseSendError(status, null);
            faces.responseComplete();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static <T extends Throwable> Optional<T> cause(Throwable thrown, Class<T> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause() == cause ? null : cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
