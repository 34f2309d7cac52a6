package org.openpo.web.access;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.access.AccountIdentity;
import org.openpo.ejb.access.ProviderAccounts;
import org.openpo.ejb.access.ProviderAdmission;
import org.openpo.ejb.access.SignInRefusal;
import org.openpo.ejb.access.oidc.OidcPending;
import org.openpo.ejb.access.oidc.OidcProvider;
import org.openpo.ejb.access.oidc.OidcSignIn;
import org.openpo.ejb.access.oidc.SignInRefusedException;
import org.openpo.web.i18n.LocaleBean;
import org.openpo.web.i18n.ThemeBean;
import org.openpo.web.request.LocalPath;
import org.openpo.web.request.PublicAddress;
import org.openpo.web.request.RequestId;

/**
 * The way to the sign-in provider and back. What comes back is believed if this browser's session has sent it there, once, and the provider has signed it; then the session
 * keeps who it is, as after a password, and the {@link SignInMechanism} asks the session.
 */
@WebServlet({ProviderSignInServlet.START, ProviderSignInServlet.BACK, ProviderSignInServlet.OUT})
public class ProviderSignInServlet extends HttpServlet {
    static final String START = "/sign-in/oidc";
    static final String BACK = "/sign-in/oidc/callback";
    static final String OUT = "/sign-in/oidc/out";
    private static final Logger LOG = Logger.getLogger(ProviderSignInServlet.class.getName());
    private static final long serialVersionUID = 1L;

    @EJB
    private transient OidcProvider provider;
    @EJB
    private transient ProviderAccounts accounts;
    @Inject
    private transient LocaleBean locale;
    @Inject
    private transient ThemeBean theme;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        if (provider.offer().isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        switch (request.getServletPath()) {
            case START -> start(request, response);
            case BACK -> finish(request, response);
            default -> response.sendRedirect(request.getContextPath() + "/sign-in?out=true");
        }
    }

    /** Only looking at these addresses is no way to use one up. */
    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }

    private void start(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        String from = LocalPath.of(request.getParameter("from"), request.getContextPath()).orElse(null);
        try {
            OidcPending pending = provider.start(below(request, BACK), locale.getLanguage(), "true".equals(request.getParameter("other")));
            PendingSignIns.keep(request, pending, from);
            response.sendRedirect(pending.address().toString());
        } catch (SignInRefusedException e) {
            refuse(e.refusal(), e.getMessage(), "", from, request, response);
        } catch (EJBException unforeseen) {
            refuse(unforeseen, from, request, response);
        }
    }

    private void finish(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Optional<PendingSignIns.PendingSignIn> begun = PendingSignIns.take(request, request.getParameter("state"));
        if (begun.isEmpty() && request.getUserPrincipal() != null) {
            // The button "back" of somebody who has come in.
            response.sendRedirect(request.getContextPath() + "/");
            return;
        }
        if (begun.isEmpty()) {
            refuse(SignInRefusal.STALE, "This session has sent nobody to the provider with this state, or the answer has been here before.", "", null, request, response);
            return;
        }
        String from = begun.get().from();
        try {
            enter(provider.finish(begun.get().pending(), request.getParameterMap()), from, request, response);
        } catch (SignInRefusedException e) {
            if (e.refusal() == SignInRefusal.NO_ROLE) {
                endSessions(e);
            }
            refuse(e.refusal(), e.getMessage(), "", from, request, response);
        } catch (EJBException unforeseen) {
            refuse(unforeseen, from, request, response);
        }
    }

    private void enter(OidcSignIn proven, String from, HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        ProviderAdmission admission;
        try {
            admission = accounts.signIn(proven.person());
        } catch (BusinessRuleException busy) {
            refuse(SignInRefusal.STALE, "Somebody else is changing the same account: " + busy.getMessage(), proven.person().name(), from, request, response);
            return;
        } catch (EJBException ours) {
            // Our own failure, and not for the provider's administrator to look for.
            throw new ServletException(ours);
        }
        if (admission.refusal() != null) {
            refuse(admission.refusal(), "Subject " + proven.person().subject() + ", name " + proven.person().name(), proven.person().name(), from, request, response);
            return;
        }
        AccountIdentity identity = admission.identity();
        SessionIdentity.begin(request, identity, new ProviderSession(proven.idToken(), proven.until()));
        locale.adopt(identity.language(), response);
        theme.adopt(identity.theme(), response);
        response.sendRedirect(from == null ? request.getContextPath() + "/" : from);
    }

    /** Whoever has lost all roles is told so, also if the sessions that are still open cannot be ended now. */
    private void endSessions(SignInRefusedException refused) {
        try {
            accounts.endSessions(refused.issuer(), refused.subject());
        } catch (EJBException | BusinessRuleException failed) {
            LOG.log(Level.WARNING, "The open sessions of subject " + refused.subject() + ", who has no role any more, could not be ended", failed);
        }
    }

    /** What the provider sends is not ours to foresee: what nobody has thought of lets nobody in either. */
    private static void refuse(EJBException unforeseen, String from, HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        LOG.log(Level.WARNING, "A sign-in by the provider has failed", unforeseen);
        refuse(SignInRefusal.MISFIT, "It has failed: " + unforeseen.getMessage(), "", from, request, response);
    }

    private static void refuse(SignInRefusal why, String cause, String name, String from, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        LOG.log(why == SignInRefusal.CANCELLED || why == SignInRefusal.STALE ? Level.INFO : Level.WARNING, "[{0}] Sign-in by the provider: {1}. {2}",
                new Object[] {RequestId.of(request), why, cause});
        response.setStatus(switch (why) {
            case UNREACHABLE, MISFIT -> HttpServletResponse.SC_BAD_GATEWAY;
            case STALE -> HttpServletResponse.SC_BAD_REQUEST;
            default -> HttpServletResponse.SC_FORBIDDEN;
        });
        SignInRefusedBean.leave(request, new SignInRefusedBean.Refused(why, name, from));
        request.getRequestDispatcher("/WEB-INF/errorpages/sign-in-refused.xhtml").forward(request, response);
    }

    static URI below(HttpServletRequest request, String path) {
        return PublicAddress.of(request).resolve(path.substring(1));
    }
}
