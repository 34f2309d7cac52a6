package org.openpo.web.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;

import jakarta.annotation.security.DeclareRoles;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.access.AccountIdentity;
import org.openpo.ejb.access.AccountService;
import org.openpo.ejb.access.TokenAdmission;
import org.openpo.ejb.access.TokenGate;
import org.openpo.web.request.LocalPath;
import org.openpo.web.request.RequestId;
import org.openpo.web.request.RequestPath;
import org.openpo.web.request.SecurityHeaders;
import org.openpo.web.rest.Problem;
import org.openpo.web.rest.ProblemType;
import org.openpo.web.rest.RequestBody;

/**
 * Says who a request comes from.
 * <ul>
 * <li>Pages: the identity kept in the HTTP session since sign-in. It is looked up again on every page request: a session that began before the
 * account got another password or role, or was switched off, ends at its next click. Without one the browser is sent to the sign-in page, which leads back. Whether a
 * password or the sign-in provider ({@link ProviderSignInServlet}) has said who it is makes no difference here, except that the provider is asked again after some hours.</li>
 * <li>{@code /api}: a token or HTTP Basic on every request, no session, no cookie. That is why the API needs no protection against forged forms.</li>
 * </ul>
 */
@ApplicationScoped
@DeclareRoles({"ADMIN", "MANAGER", "VIEWER", "AUDITOR"})
public class SignInMechanism implements HttpAuthenticationMechanism {
    private static final String BASIC = "Basic ";
    private static final String BEARER = "Bearer ";

    @EJB
    private AccountService accounts;
    @EJB
    private TokenGate tokens;
    @Inject
    private Clock clock;

    @Override
    public AuthenticationStatus validateRequest(HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        RequestId.assign(request, response);
        SecurityHeaders.write(request, response);
        if (RequestPath.isApi(request)) {
            return answerApi(request, response, context);
        }
        if (context.isAuthenticationRequest() && context.getAuthParameters().getCredential() instanceof SignedIn signedIn) {
            return signIn(signedIn.identity(), request, context);
        }
        Optional<AccountIdentity> identity = RequestPath.isResource(request) ? SessionIdentity.of(request) : current(request);
        if (identity.isPresent()) {
            return login(identity.get(), context);
        }
        return context.isProtected() ? sendToSignIn(request, response, context) : context.doNothing();
    }

    @Override
    public void cleanSubject(HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        context.cleanClientSubject();
    }

    private static AuthenticationStatus signIn(AccountIdentity identity, HttpServletRequest request, HttpMessageContext context) {
        SessionIdentity.begin(request, identity, null);
        return login(identity, context);
    }

    private static AuthenticationStatus login(AccountIdentity identity, HttpMessageContext context) {
        return context.notifyContainerAboutLogin(identity.name(), identity.roles());
    }

    private Optional<AccountIdentity> current(HttpServletRequest request) {
        Optional<AccountIdentity> kept = SessionIdentity.of(request);
        if (kept.isEmpty()) {
            return kept;
        }
        boolean over = SessionIdentity.provider(request).filter(began -> began.isOverAt(clock.instant())).isPresent();
        Optional<AccountIdentity> now = over ? Optional.empty() : accounts.current(kept.get().name()).filter(kept.get()::isSameSignIn);
        if (now.isEmpty()) {
            request.getSession().invalidate();
        } else if (!now.equals(kept)) {
            SessionIdentity.keep(request, now.get());
        }
        return now;
    }

    private static AuthenticationStatus sendToSignIn(HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        String page = LocalPath.pageOf(request);
        boolean start = page.equals(request.getContextPath() + "/") || page.equals(request.getContextPath());
        boolean hadSession = request.getRequestedSessionId() != null || !"GET".equals(request.getMethod());
        StringBuilder target = new StringBuilder(request.getContextPath()).append("/sign-in");
        char separator = '?';
        if (!start) {
            target.append(separator).append("from=").append(URLEncoder.encode(page, StandardCharsets.UTF_8));
            separator = '&';
        }
        if (hadSession) {
            target.append(separator).append("ended=true");
            separator = '&';
        }
        // Whoever did something is told first that the session has ended: "sign out" must not sign in again.
        if (!"GET".equals(request.getMethod())) {
            target.append(separator).append("stay=true");
        }
        response.setHeader("Cache-Control", "no-store");
        if (isAjax(request)) {
            return redirectAjax(target.toString(), response);
        }
        return context.redirect(target.toString());
    }

    private static boolean isAjax(HttpServletRequest request) {
        return "partial/ajax".equals(request.getHeader("Faces-Request"));
    }

    /** An Ajax call cannot follow a redirect to another page by itself; Faces' own answer for that can. */
    private static AuthenticationStatus redirectAjax(String target, HttpServletResponse response) {
        try {
            response.setContentType("text/xml;charset=UTF-8");
            response.getWriter().write("<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response><redirect url=\""
                    + target.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;") + "\"/></partial-response>");
            return AuthenticationStatus.SEND_CONTINUE;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private AuthenticationStatus answerApi(HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        String header = request.getHeader("Authorization");
        if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return answerToken(header.substring(BEARER.length()).strip(), request, response, context);
        }
        try {
            Optional<AccountIdentity> identity = basic(header);
            if (identity.isPresent()) {
                return login(identity.get(), context);
            }
        } catch (BusinessRuleException locked) {
            // Too many wrong passwords: for the API that is one more way of not being let in.
        }
        return context.isProtected() ? unauthenticated(ProblemType.UNAUTHENTICATED, request, response) : context.doNothing();
    }

    /** Whoever shows a token is nobody else: one that is worth nothing is refused wherever it is shown. */
    private AuthenticationStatus answerToken(String token, HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        TokenAdmission admission;
        try {
            admission = tokens.admit(token);
        } catch (BusinessRuleException busy) {
            response.setHeader("Retry-After", "1");
            return refuse(Problem.of(ProblemType.BUSY), request, response);
        }
        if (admission.identity() == null) {
            return unauthenticated(ProblemType.TOKEN_REFUSED, request, response);
        }
        if (admission.waitSeconds() > 0) {
            response.setHeader("Retry-After", Long.toString(admission.waitSeconds()));
            return refuseKnown(Problem.of(ProblemType.TOO_MANY_REQUESTS, admission.waitSeconds()), request, response);
        }
        return login(admission.identity(), context);
    }

    private Optional<AccountIdentity> basic(String header) {
        if (header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.empty();
        }
        try {
            String pair = new String(Base64.getDecoder().decode(header.substring(BASIC.length()).strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 1 ? Optional.empty() : accounts.verify(pair.substring(0, colon), pair.substring(colon + 1));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static AuthenticationStatus unauthenticated(ProblemType type, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader("WWW-Authenticate", "Basic realm=\"OpenPO\", charset=\"UTF-8\"");
        response.addHeader("WWW-Authenticate", "Bearer realm=\"OpenPO\"" + (type == ProblemType.TOKEN_REFUSED ? ", error=\"invalid_token\"" : ""));
        return refuse(Problem.of(type), request, response);
    }

    /** Whoever is known may send to the end before the answer: those who send much are the ones that are told to wait. */
    private static AuthenticationStatus refuseKnown(Problem problem, HttpServletRequest request, HttpServletResponse response) {
        try {
            RequestBody.discard(request.getInputStream());
        } catch (IOException gone) {
            // The answer is the same.
        }
        return refuse(problem, request, response);
    }

    private static AuthenticationStatus refuse(Problem problem, HttpServletRequest request, HttpServletResponse response) {
        try {
            response.setStatus(problem.type().status());
            response.setHeader("Cache-Control", "no-store");
            response.setContentType("application/problem+json");
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.getWriter().write(problem.toJson(request.getHeader("Accept-Language"), request.getRequestURI(), RequestId.of(request)));
            // Complete, so that the server neither puts its error page over it nor complains that it cannot.
            response.getWriter().close();
            return AuthenticationStatus.SEND_FAILURE;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
