package org.openpo.web.access;

import java.io.IOException;
import java.util.Optional;

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
import org.openpo.web.faces.Notes;
import org.openpo.web.i18n.LocaleBean;
import org.openpo.web.i18n.ThemeBean;
import org.openpo.web.request.LocalPath;

/** Signs a person in with name and password, and out again. */
@Named("signIn")
@RequestScoped
public class SignInBean {
    @EJB
    private AccountService accounts;
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

    /** Someone who is signed in already has nothing to do on the sign-in page. */
    public void skipIfSignedIn() throws IOException {
        ExternalContext external = faces.getExternalContext();
        if (SessionIdentity.of((HttpServletRequest) external.getRequest()).isPresent() && external.getUserPrincipal() != null) {
            external.redirect(target());
        }
    }

    public void signIn() throws IOException {
        try {
            Optional<AccountIdentity> identity = accounts.verify(name.strip(), password);
            if (identity.isEmpty() || !authenticate(identity.get())) {
                notes.fieldError("signInForm:password", "signIn.wrong");
            } else {
                locale.adopt(identity.get().language());
                theme.adopt(identity.get().theme());
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

    public void signOut() throws IOException, ServletException {
        ExternalContext external = faces.getExternalContext();
        ((HttpServletRequest) external.getRequest()).logout();
        external.invalidateSession();
        external.redirect(external.getRequestContextPath() + "/sign-in?out=true");
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
}
