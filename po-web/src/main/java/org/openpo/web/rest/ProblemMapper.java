package org.openpo.web.rest;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.ejb.AccessLocalException;
import jakarta.ejb.EJBAccessException;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import jakarta.persistence.QueryTimeoutException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.domain.rule.StaleVersionException;
import org.openpo.ejb.audit.RequestContext;

/**
 * Turns whatever goes wrong into a problem document in the caller's language (RFC 9457). What nobody foresaw is logged with the request's
 * id and answered without a word of its cause.
 */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class.getName());
    private static final int MOST_CAUSES = 20;
    /** The request is right by itself but does not fit what is there. */
    private static final Set<ErrorCode> CONFLICTS = Set.of(ErrorCode.PURCHASE_ORDER_ID_TAKEN, ErrorCode.PURCHASE_ORDER_ID_TAKEN_BY_DELETED,
            ErrorCode.EMAIL_TAKEN, ErrorCode.SELLER_NAME_TAKEN, ErrorCode.TAX_ID_TAKEN, ErrorCode.ACCOUNT_NAME_TAKEN, ErrorCode.CONTACT_IN_USE, ErrorCode.MAIL_SERVER_MISSING, ErrorCode.NOT_DELETED,
            ErrorCode.LAST_ADMINISTRATOR, ErrorCode.ACCOUNT_OF_PROVIDER, ErrorCode.ACCOUNT_WITHOUT_PASSWORD, ErrorCode.LINE_HAS_ALLOCATIONS, ErrorCode.STATUS_CHANGE_NOT_ALLOWED, ErrorCode.CURRENCY_FIXED,
            ErrorCode.AMOUNT_BASIS_FIXED, ErrorCode.RATE_TAKEN, ErrorCode.NOT_AN_EXCEPTION, ErrorCode.WAY_OUT_GONE, ErrorCode.SURELY_DUPLICATE, ErrorCode.AMOUNT_CHANGED_BUT_ASSIGNED_BY_HAND,
            ErrorCode.LINE_CLOSED, ErrorCode.PURCHASE_ORDER_SUSPENDED, ErrorCode.RATE_MISSING, ErrorCode.BALANCE_TOO_SMALL, ErrorCode.AMOUNT_TOO_LARGE, ErrorCode.NOTHING_TO_UNMATCH,
            ErrorCode.NOTHING_TO_UNDO, ErrorCode.CHANGED_SINCE_CORRECTION, ErrorCode.PURCHASE_ORDER_DELETED_SINCE, ErrorCode.INVOICE_STATE_ALREADY,
            ErrorCode.INVOICE_IS_VOID, ErrorCode.NOTIFICATION_IS_BEING_SENT, ErrorCode.CONTACT_NOT_OF_PURCHASE_ORDER, ErrorCode.WEBHOOK_NAME_TAKEN,
            ErrorCode.TOKEN_NAME_TAKEN, ErrorCode.TOKENS_TOO_MANY, ErrorCode.DOCUMENTS_TOO_MANY);

    @Context
    private HttpServletRequest request;
    @Context
    private HttpHeaders headers;

    @Override
    public Response toResponse(Throwable thrown) {
        return answer(thrown, request, headers);
    }

    static Response answer(Throwable thrown, HttpServletRequest request, HttpHeaders headers) {
        Response answered = thrown instanceof WebApplicationException web ? web.getResponse() : null;
        if (answered != null && answered.getStatus() < 400) {
            return answered;
        }
        Problem problem = problemOf(thrown);
        if (problem.type() == ProblemType.INTERNAL_ERROR) {
            LOG.log(Level.SEVERE, thrown, () -> "[" + RequestContext.requestId() + "] " + request.getMethod() + " " + request.getRequestURI() + " failed");
        }
        discardBody(request);
        Locale language = ApiTexts.language(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        Response.ResponseBuilder response = Response.status(problem.type().status())
                .type(JsonWriter.PROBLEM).language(language).header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .entity(problem.toJson(language, request.getRequestURI(), RequestContext.requestId()));
        if (problem.type() == ProblemType.BUSY) {
            response.header(HttpHeaders.RETRY_AFTER, 1);
        }
        if (answered != null && answered.getHeaderString(HttpHeaders.ALLOW) != null) {
            response.header(HttpHeaders.ALLOW, answered.getHeaderString(HttpHeaders.ALLOW));
        }
        return response.build();
    }

    private static void discardBody(HttpServletRequest request) {
        try {
            RequestBody.discard(request.getInputStream());
        } catch (IOException | IllegalStateException notReadable) {
            // then there is nothing to read past
        }
    }

    /** What an exception, or the one it wraps, means to the caller. */
    static Problem problemOf(Throwable thrown) {
        Throwable cause = thrown;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++, cause = cause.getCause()) {
            if (cause instanceof ProblemException known) {
                return known.problem();
            } else if (cause instanceof BusinessRuleException broken) {
                return problemOf(broken);
            } else if (cause instanceof EJBAccessException || cause instanceof AccessLocalException) {
                return Problem.of(ProblemType.FORBIDDEN);
            } else if (cause instanceof WebApplicationException web) {
                return problemOf(web);
            } else if (isBusy(cause)) {
                return Problem.of(ProblemType.BUSY);
            }
        }
        return Problem.of(ProblemType.INTERNAL_ERROR);
    }

    /** The problem document of broken business rules. */
    static Problem problemOf(BusinessRuleException broken) {
        var violations = broken.violations();
        if (broken instanceof NotFoundException) {
            return Problem.of(ProblemType.NOT_FOUND);
        } else if (broken instanceof StaleVersionException) {
            return Problem.of(ProblemType.CHANGED_BY_SOMEONE_ELSE);
        } else if (violations.stream().anyMatch(v -> v.code() == ErrorCode.BUSY)) {
            return Problem.of(ProblemType.BUSY);
        } else if (violations.stream().anyMatch(v -> v.code() == ErrorCode.FORBIDDEN)) {
            return Problem.of(ProblemType.FORBIDDEN);
        } else if (violations.stream().anyMatch(v -> v.code() == ErrorCode.FILE_TOO_LARGE || v.code() == ErrorCode.DOCUMENT_TOO_LARGE)) {
            return new Problem(ProblemType.TOO_LARGE, List.of(), violations);
        } else if (violations.stream().allMatch(v -> CONFLICTS.contains(v.code()))) {
            return new Problem(ProblemType.CONFLICT, List.of(), violations);
        }
        return new Problem(ProblemType.INVALID_INPUT, List.of(), violations);
    }

    private static Problem problemOf(WebApplicationException web) {
        return switch (web.getResponse().getStatus()) {
            case 401 -> Problem.of(ProblemType.UNAUTHENTICATED);
            case 403 -> Problem.of(ProblemType.FORBIDDEN);
            case 404 -> Problem.of(ProblemType.NOT_FOUND);
            case 405 -> Problem.of(ProblemType.METHOD_NOT_ALLOWED, String.join(", ", new TreeSet<>(web.getResponse().getAllowedMethods())));
            case 406 -> Problem.of(ProblemType.NOT_ACCEPTABLE);
            case 413 -> Problem.of(ProblemType.TOO_LARGE, JsonBody.MOST_MEGABYTES);
            case 415 -> Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE);
            default -> Problem.of(web.getResponse().getStatus() < 500 ? ProblemType.BAD_REQUEST : ProblemType.INTERNAL_ERROR);
        };
    }

    /** Two requests met at the same rows, and the database let one of them win. */
    private static boolean isBusy(Throwable cause) {
        if (cause instanceof SQLException sql) {
            String state = sql.getSQLState();
            // 23505 unique: the other one came first; 40xxx deadlock or serialization; 55P03, HYT00 and 90131 lock wait over.
            return state != null && (state.equals("23505") || state.startsWith("40") || state.equals("55P03") || state.equals("HYT00") || state.equals("90131"));
        }
        return cause instanceof OptimisticLockException || cause instanceof PessimisticLockException
                || cause instanceof LockTimeoutException || cause instanceof QueryTimeoutException;
    }
}
