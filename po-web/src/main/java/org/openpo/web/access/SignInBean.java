package org.openpo.web.access;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.access.AccountIdentity;
import org.openpo.ejb.access.AccountService;
import org.openpo.ejb.access.oidc.OidcOffer;
import org.openpo.ejb.access.oidc.OidcProvider;
import org.openpo.web.faces.Notes;
import org.openpo.web.i18n.LocaleBean;
import org.openpo.web.i18n.ThemeBean;
import org.openpo.web.request.LocalPath;

/** The sign-in page: signs a person in with name and password, or leads to the sign-in provider; and signs out again. */
@Named("signIn")
@RequestScoped
public class SignInBean {
    private static final Logger LOG = Logger.getLogger(SignInBean.class.getName());

    @EJB
    private AccountService accounts;
    @EJB
    private OidcProvider provider;
    @Inject
    private SecurityContext security;
    @Inject
    private FacesContext faces;
    @Inject
    private Notes notes;
    @Inject
    private LocaleBean locale;
    @Inject
    private ThemeBean theme;

    private String name;
    private String password;
    private String from;
    private boolean ended;
    private boolean out;
    private boolean local;
    private boolean stay;
    private Optional<OidcOffer> offer;

    /** Someone who is signed in already has nothing to do on the sign-in page, and where the provider alone signs in, nobody has who did not ask for it. */
    public void skipIfSignedIn() throws IOException {
        ExternalContext external = faces.getExternalContext();
        if (SessionIdentity.of((HttpServletRequest) external.getRequest()).isPresent() && external.getUserPrincipal() != null) {
            external.redirect(target());
        } else if (offer().filter(OidcOffer::straight).isPresent() && !out && !local && !stay) {
            external.redirect(getProviderAddress());
        }
    }

    public void signIn() throws IOException {
        try {
            Optional<AccountIdentity> identity = accounts.verify(name.strip(), password);
            if (identity.isEmpty() || !authenticate(identity.get())) {
                notes.fieldError("signInForm:password", "signIn.wrong");
            } else {
                HttpServletResponse response = (HttpServletResponse) faces.getExternalContext().getResponse();
                locale.adopt(identity.get().language(), response);
                theme.adopt(identity.get().theme(), response);
                faces.getExternalContext().redirect(target());
            }
        } catch (BusinessRuleException refused) {
            notes.refused(refused);
        }
    }

    private boolean authenticate(AccountIdentity identity) {
        ExternalContext external = faces.getExternalContext();
        AuthenticationStatus status = security.authenticate((HttpServletRequest) external.getRequest(),
                (HttpServletResponse) external.getResponse(), AuthenticationParameters.withParams().credential(new SignedIn(identity)));
        return status == AuthenticationStatus.SUCCESS;
    }

    /** Ends the session here, and at the provider if it began there. */
    public void signOut() throws IOException, ServletException {
        ExternalContext external = faces.getExternalContext();
        HttpServletRequest request = (HttpServletRequest) external.getRequest();
        Optional<ProviderSession> began = SessionIdentity.provider(request);
        // Here first: whatever the provider does or does not, nobody is signed in any more.
        request.logout();
        external.invalidateSession();
        Optional<URI> end = began.flatMap(session -> endAtProvider(session, request));
        external.redirect(end.map(URI::toString).orElse(external.getRequestContextPath() + "/sign-in?out=true"));
    }

    private Optional<URI> endAtProvider(ProviderSession session, HttpServletRequest request) {
        try {
            return provider.end(session.idToken(), ProviderSignInServlet.below(request, ProviderSignInServlet.OUT));
        } catch (RuntimeException failed) {
            // Whatever it is: nobody is signed in any more, and that is what was asked for.
            LOG.log(Level.WARNING, "Signed out of OpenPO only", failed);
            return Optional.empty();
        }
    }

    public boolean isProviderOffered() {
        return offer().isPresent();
    }

    /** What the button calls the provider; null if nobody has given it a name. */
    public String getProviderLabel() {
        return offer().map(OidcOffer::label).orElse(null);
    }

    /** Where the button leads: there and back to the page that somebody wanted. */
    public String getProviderAddress() {
        String context = faces.getExternalContext().getRequestContextPath();
        return providerAddress(context, LocalPath.of(from, context).orElse(null));
    }

    static String providerAddress(String context, String from) {
        return context + ProviderSignInServlet.START + (from == null ? "" : "?from=" + URLEncoder.encode(from, StandardCharsets.UTF_8));
    }

    /** Whether the form for local accounts is on the page. */
    public boolean isFormShown() {
        return isFormShown(offer(), local, faces.isPostback());
    }

    /** A form that was sent is read before the page knows its parameters: it is there on every postback, else what was typed would be lost. */
    static boolean isFormShown(Optional<OidcOffer> offer, boolean local, boolean postback) {
        return local || postback || offer.filter(OidcOffer::formAside).isEmpty();
    }

    /** The same page with the form for local accounts. */
    public String getFormAddress() {
        String context = faces.getExternalContext().getRequestContextPath();
        return formAddress(context, LocalPath.of(from, context).orElse(null));
    }

    static String formAddress(String context, String from) {
        return context + "/sign-in?local=true" + (from == null ? "" : "&from=" + URLEncoder.encode(from, StandardCharsets.UTF_8));
    }

    private Optional<OidcOffer> offer() {
        if (offer == null) {
            offer = provider.offer();
        }
        return offer;
    }

    private String target() {
        String context = faces.getExternalContext().getRequestContextPath();
        return LocalPath.of(from, context).orElse(context + "/");
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getFrom() {
        return from;
    }

    public void setFrom(String from) {
        this.from = from;
    }

    public boolean isEnded() {
        return ended;
    }

    public void setEnded(boolean ended) {
        this.ended = ended;
    }

    /** True right after signing out. */
    public boolean isOut() {
        return out;
    }

    public void setOut(boolean out) {
        this.out = out;
    }

    /** Somebody wants the form for local accounts. */
    public boolean isLocal() {
        return local;
    }

    /** A form was sent in a session that had ended: no browser lets its answer lead on to the provider (form-action of the Content-Security-Policy). */
    public boolean isStay() {
        return stay;
    }

    public void setStay(boolean stay) {
        this.stay = stay;
    }

    public void setLocal(boolean local) {
        this.local = local;
    }
}
