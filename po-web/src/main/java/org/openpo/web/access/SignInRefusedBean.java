package org.openpo.web.access;

import java.util.EnumSet;
import java.util.Set;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.openpo.ejb.access.SignInRefusal;
import org.openpo.ejb.access.oidc.OidcOffer;
import org.openpo.ejb.access.oidc.OidcProvider;
import org.openpo.web.i18n.Texts;
import org.openpo.web.request.RequestId;

/** What the page says to somebody whom the sign-in provider's answer did not let in, as {@code #{signInRefused}}. */
@Named("signInRefused")
@RequestScoped
public class SignInRefusedBean {
    private static final String ATTRIBUTE = SignInRefusedBean.class.getName();
    /** The provider would say the same of the same person. */
    private static final Set<SignInRefusal> OF_THE_PERSON = EnumSet.of(SignInRefusal.NO_ROLE, SignInRefusal.GROUPS_NOT_SENT, SignInRefusal.NO_NAME, SignInRefusal.NAME_TAKEN,
            SignInRefusal.SWITCHED_OFF);

    @Inject
    private HttpServletRequest request;
    @Inject
    private Texts texts;
    @EJB
    private OidcProvider provider;

    /**
     * @param why  one of the reasons
     * @param name of the account, if it has come so far
     * @param from the page to go on with, or null
     */
    record Refused(SignInRefusal why, String name, String from) { }

    static void leave(HttpServletRequest request, Refused refused) {
        request.setAttribute(ATTRIBUTE, refused);
    }

    public String getTitle() {
        return texts.get("signIn.refused.".concat(refused().why().name()).concat(".title"), label(), refused().name());
    }

    public String getText() {
        return texts.get("signIn.refused.".concat(refused().why().name()).concat(".text"), label(), refused().name());
    }

    public boolean isOfThePerson() {
        return OF_THE_PERSON.contains(refused().why());
    }

    /** Class of the picture above the words. */
    public String getIcon() {
        return isOfThePerson() ? "pi-lock" : refused().why() == SignInRefusal.STALE || refused().why() == SignInRefusal.CLOCKS_DIFFER ? "pi-clock" : "pi-exclamation-circle";
    }

    /** Begins again; where the person was the reason, as whoever the provider then asks for. */
    public String getAgain() {
        return SignInBean.providerAddress(request.getContextPath(), refused().from()) + (isOfThePerson() ? (refused().from() == null ? "?" : "&") + "other=true" : "");
    }

    /** The page with the form for local accounts. */
    public String getOtherWays() {
        return SignInBean.formAddress(request.getContextPath(), refused().from());
    }

    public String getReference() {
        return RequestId.of(request);
    }

    private String label() {
        return provider.offer().map(OidcOffer::label).orElseGet(() -> texts.get("signIn.provider.unnamed"));
    }

    private Refused refused() {
        return request.getAttribute(ATTRIBUTE) instanceof Refused refused ? refused : new Refused(SignInRefusal.STALE, "", null);
    }
}
