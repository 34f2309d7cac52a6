package org.openpo.ejb.access.oidc;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import org.openpo.domain.access.Role;
import org.openpo.ejb.access.SignInRefusal;
import org.openpo.ejb.startup.Settings;

/** The sign-in provider of this installation, if the settings name one. Settings that are wrong are said at the start, and take nothing away from local accounts. */
@Singleton
@Startup
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OidcProvider {
    private static final Logger LOG = Logger.getLogger(OidcProvider.class.getName());

    @Inject
    private Clock clock;
    private OidcSettings settings;
    private OidcClient client;

    @PostConstruct
    void read() {
        try {
            Optional<OidcSettings> given = OidcSettings.from(Settings.startingWith(OidcSettings.PREFIX));
            if (given.isPresent()) {
                Settings.requireBaseUrl();
                client = new OidcClient(given.get(), clock);
                settings = given.get();
                LOG.log(Level.INFO, "Sign-in by {0}", settings);
                warn();
            }
        } catch (IllegalArgumentException wrong) {
            LOG.log(Level.SEVERE, "OPENPO-SETTING: Nobody can sign in by OpenID Connect, local accounts can. {0}", wrong.getMessage());
        } catch (RuntimeException | ExceptionInInitializerError broken) {
            // Java's own TLS set-up, for example: no reason to keep those with local accounts out.
            LOG.log(Level.SEVERE, "OPENPO-SETTING: Nobody can sign in by OpenID Connect, local accounts can. The client of the provider cannot be made.", broken);
        }
    }

    private void warn() {
        if (Settings.configuredBaseUrl().isEmpty()) {
            LOG.warning("OPENPO_BASE_URL is not set: behind a proxy sign-in by the provider needs it, give the address people reach OpenPO by.");
        }
        if (settings.roles().makesEverybody(Role.ADMIN)) {
            LOG.warning("OPENPO_OIDC_DEFAULT_ROLE is ADMIN: whoever has an account at the provider administers OpenPO.");
        }
    }

    /** What the sign-in page has to know; empty if there is no provider. */
    public Optional<OidcOffer> offer() {
        return Optional.ofNullable(settings).map(s -> new OidcOffer(s.label(), s.page() != OidcSettings.SignInPage.BOTH, s.page() == OidcSettings.SignInPage.SKIP));
    }

    /**
     * Begins a sign-in.
     *
     * @param redirectUri    where the provider sends the browser back to
     * @param language       for the provider's page
     * @param anotherAccount whether the provider shall ask who it is, also if it knows
     */
    public OidcPending start(URI redirectUri, String language, boolean anotherAccount) throws SignInRefusedException {
        return client().start(redirectUri, language, anotherAccount);
    }

    /**
     * Ends a sign-in: believes nothing that the provider has not signed for this very sign-in.
     *
     * @param parameters of the request that the provider has sent the browser back with
     */
    public OidcSignIn finish(OidcPending pending, Map<String, String[]> parameters) throws SignInRefusedException {
        return client().finish(pending, parameters);
    }

    /**
     * Where the provider ends its own session.
     *
     * @param back where it sends the browser to afterwards
     * @return empty if it cannot
     */
    public Optional<URI> end(String idToken, URI back) {
        return client == null ? Optional.empty() : client.end(idToken, back);
    }

    private OidcClient client() throws SignInRefusedException {
        if (client == null) {
            throw new SignInRefusedException(SignInRefusal.STALE, "No sign-in provider is set up.");
        }
        return client;
    }
}
