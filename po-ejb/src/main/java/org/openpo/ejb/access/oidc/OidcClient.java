package org.openpo.ejb.access.oidc;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.langtag.LangTag;
import com.nimbusds.langtag.LangTagException;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.claims.AuthorizedParty;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.BadJWTExceptions;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;

import org.openpo.ejb.access.SignInRefusal;

/** The authorization code flow with PKCE against one provider (OpenID Connect Core 1.0, RFC 7636, RFC 9207). Formats and cryptography are the SDK's; here is what is believed. */
final class OidcClient {
    private static final Logger LOG = Logger.getLogger(OidcClient.class.getName());
    /** For how long somebody may type a password at the provider. */
    private static final Duration TIME_TO_RETURN = Duration.ofMinutes(15);
    private static final Duration METADATA_KEPT = Duration.ofHours(1);
    private static final int CLOCK_SKEW_SECONDS = 60;
    private static final long KEYS_KEPT_MILLIS = 300_000;
    /** Longer ones make addresses that servers refuse: the provider then asks whether to sign out. */
    private static final int ID_TOKEN_HINT_MAX = 6000;
    private static final Set<String> ANSWER = Set.of("code", "state", "iss", "error", "error_description");
    /**
     * Only those for which the provider alone has the key. With HMAC the client's secret would make tokens; "none" is no signature. Edwards curves need another library.
     */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256, JWSAlgorithm.PS384,
            JWSAlgorithm.PS512, JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512);

    private final OidcSettings settings;
    private final OidcHttp http;
    private final Clock clock;
    private volatile Provider known;

    OidcClient(OidcSettings settings, Clock clock) {
        this.settings = settings;
        this.http = new OidcHttp(settings.timeout());
        this.clock = clock;
    }

    OidcPending start(URI redirectUri, String language, boolean anotherAccount) throws SignInRefusedException {
        State state = new State();
        Nonce nonce = new Nonce();
        CodeVerifier verifier = new CodeVerifier();
        AuthenticationRequest.Builder request = new AuthenticationRequest.Builder(ResponseType.CODE, new Scope(settings.scopes().toArray(String[]::new)),
                new ClientID(settings.clientId()), redirectUri).endpointURI(provider().metadata().getAuthorizationEndpointURI())
                .state(state).nonce(nonce).codeChallenge(verifier, CodeChallengeMethod.S256);
        if (anotherAccount) {
            request.prompt(Prompt.Type.LOGIN);
        }
        try {
            request.uiLocales(List.of(LangTag.parse(language)));
        } catch (LangTagException unknown) {
            LOG.log(Level.FINE, "no language for the provider", unknown);
        }
        return new OidcPending(request.build().toURI(), state.getValue(), nonce.getValue(), verifier.getValue(), redirectUri, clock.instant());
    }

    /** @param parameters of the request that the provider has sent the browser back with */
    OidcSignIn finish(OidcPending pending, Map<String, String[]> parameters) throws SignInRefusedException {
        if (clock.instant().isAfter(pending.since().plus(TIME_TO_RETURN))) {
            throw new SignInRefusedException(SignInRefusal.STALE, "The sign-in began at " + pending.since() + ".");
        }
        Provider provider = provider();
        AuthenticationResponse answer = answer(pending, parameters, provider);
        JWT idToken = idToken(new AuthorizationCodeGrant(answer.toSuccessResponse().getAuthorizationCode(), pending.redirectUri(), new CodeVerifier(pending.verifier())), provider);
        return new OidcSignIn(new ProviderClaims(claims(idToken, pending, provider), settings).person(), idToken.getParsedString(), clock.instant().plus(settings.session()));
    }

    /** Where the provider ends its own session; empty if it does not, or does not answer. */
    Optional<URI> end(String idToken, URI back) {
        try {
            URI endpoint = provider().metadata().getEndSessionEndpointURI();
            if (endpoint == null || !OidcSettings.isSafe(endpoint)) {
                return Optional.empty();
            }
            JWT hint = idToken.length() > ID_TOKEN_HINT_MAX ? null : JWTParser.parse(idToken);
            return Optional.of(new LogoutRequest(endpoint, hint, null, new ClientID(settings.clientId()), back, null, null).toURI());
        } catch (SignInRefusedException | java.text.ParseException e) {
            LOG.log(Level.WARNING, "Signed out of OpenPO only: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    private AuthenticationResponse answer(OidcPending pending, Map<String, String[]> parameters, Provider provider) throws SignInRefusedException {
        Map<String, List<String>> known = new HashMap<>();
        parameters.forEach((name, values) -> {
            if (ANSWER.contains(name)) {
                known.put(name, List.of(values));
            }
        });
        AuthenticationResponse answer;
        try {
            if (known.values().stream().anyMatch(values -> values.size() != 1)) {
                throw new ParseException("a parameter stands there twice");
            }
            answer = AuthenticationResponseParser.parse(pending.redirectUri(), known);
        } catch (ParseException | IllegalArgumentException e) {
            // The SDK's own values refuse blank ones so.
            throw new SignInRefusedException(SignInRefusal.MISFIT, "The provider's answer cannot be read: " + clean(e.getMessage()), e);
        }
        if (answer.getState() == null || !answer.getState().getValue().equals(pending.state())) {
            throw new SignInRefusedException(SignInRefusal.STALE, "The answer belongs to another sign-in.");
        }
        requireIssuer(answer.getIssuer(), provider);
        if (!answer.indicatesSuccess()) {
            throw refused(answer.toErrorResponse().getErrorObject());
        }
        if (answer.toSuccessResponse().getAuthorizationCode() == null) {
            throw new SignInRefusedException(SignInRefusal.MISFIT, "The provider's answer has no code.");
        }
        return answer;
    }

    /** RFC 9207: an answer of another provider is not taken to this one. */
    private void requireIssuer(Issuer told, Provider provider) throws SignInRefusedException {
        if (told == null ? provider.metadata().supportsAuthorizationResponseIssuerParam() : !told.getValue().equals(settings.issuer().toString())) {
            throw new SignInRefusedException(SignInRefusal.NOT_PROVEN, "The answer comes from another provider" + (told == null ? " or names none." : ": " + clean(told.getValue()) + "."));
        }
    }

    private static SignInRefusedException refused(ErrorObject error) {
        String code = error.getCode() == null ? "" : error.getCode();
        SignInRefusal why = switch (code) {
            case "access_denied" -> SignInRefusal.CANCELLED;
            case "temporarily_unavailable", "server_error" -> SignInRefusal.UNREACHABLE;
            default -> SignInRefusal.MISFIT;
        };
        return new SignInRefusedException(why, "The provider says " + clean(code) + ": " + clean(error.getDescription()));
    }

    private JWT idToken(AuthorizationCodeGrant grant, Provider provider) throws SignInRefusedException {
        HTTPResponse answer;
        try {
            answer = new TokenRequest.Builder(provider.metadata().getTokenEndpointURI(), authentication(provider), grant).build().toHTTPRequest().send(http);
        } catch (IOException e) {
            throw new SignInRefusedException(SignInRefusal.UNREACHABLE, "The provider gives no token: " + e.getMessage(), e);
        }
        if (answer.getStatusCode() >= 500) {
            throw new SignInRefusedException(SignInRefusal.UNREACHABLE, "The provider gives no token, it answers " + answer.getStatusCode() + ".");
        }
        try {
            TokenResponse tokens = OIDCTokenResponseParser.parse(answer);
            if (!tokens.indicatesSuccess()) {
                ErrorObject error = tokens.toErrorResponse().getErrorObject();
                throw new SignInRefusedException("invalid_grant".equals(error.getCode()) ? SignInRefusal.STALE : SignInRefusal.MISFIT, "The provider gives no token: " + clean(error.getCode()) + ", " + clean(error.getDescription())
                        + ("invalid_client".equals(error.getCode()) ? ". Check OPENPO_OIDC_CLIENT_ID and OPENPO_OIDC_CLIENT_SECRET." : ""));
            }
            JWT idToken = ((OIDCTokenResponse) tokens.toSuccessResponse()).getOIDCTokens().getIDToken();
            if (idToken == null) {
                throw new SignInRefusedException(SignInRefusal.MISFIT, "The provider's answer has no ID token: it has to be a client of OpenID Connect with the scope openid, not one of OAuth alone.");
            }
            return idToken;
        } catch (ParseException | IllegalArgumentException e) {
            throw new SignInRefusedException(SignInRefusal.MISFIT, "The provider's answer with the token cannot be read: " + clean(e.getMessage()));
        }
    }

    /** As a header unless the provider wants it in the body. */
    private ClientAuthentication authentication(Provider provider) {
        List<ClientAuthenticationMethod> methods = provider.metadata().getTokenEndpointAuthMethods();
        ClientID id = new ClientID(settings.clientId());
        Secret secret = new Secret(settings.clientSecret());
        boolean inBody = methods != null && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC) && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        return inBody ? new ClientSecretPost(id, secret) : new ClientSecretBasic(id, secret);
    }

    /** Signature, algorithm, issuer, audience, authorized party, times and nonce. */
    private Map<String, Object> claims(JWT idToken, OidcPending pending, Provider provider) throws SignInRefusedException {
        try {
            IDTokenClaimsSet claims = provider.validator().validate(idToken, new Nonce(pending.nonce()));
            requireAskedForByUs(claims);
            return claims.toJSONObject();
        } catch (BadJOSEException e) {
            boolean time = e == BadJWTExceptions.EXPIRED_EXCEPTION || e == BadJWTExceptions.IAT_CLAIM_AHEAD_EXCEPTION;
            throw new SignInRefusedException(time ? SignInRefusal.CLOCKS_DIFFER : SignInRefusal.NOT_PROVEN, "The ID token is refused: " + clean(e.getMessage())
                    + (time ? ". Set the clocks of both servers by the network; " + CLOCK_SKEW_SECONDS + " seconds apart are allowed." : ""), e);
        } catch (JOSEException e) {
            throw new SignInRefusedException(SignInRefusal.UNREACHABLE, "The provider's keys are not to be had: " + clean(e.getMessage()), e);
        }
    }

    /** What the SDK leaves to its caller: a token for several says who asked for it, and one that says it names us. */
    private void requireAskedForByUs(IDTokenClaimsSet claims) throws SignInRefusedException {
        AuthorizedParty by = claims.getAuthorizedParty();
        if (by == null ? claims.getAudience().size() > 1 : !by.getValue().equals(settings.clientId())) {
            throw new SignInRefusedException(SignInRefusal.NOT_PROVEN, "The ID token is refused: another client has asked for it"
                    + (by == null ? ", or none is named (azp)." : ", " + clean(by.getValue()) + " (azp)."));
        }
    }

    private Provider provider() throws SignInRefusedException {
        Provider now = known;
        if (now != null && clock.instant().isBefore(now.until())) {
            return now;
        }
        try {
            known = discover();
        } catch (SignInRefusedException e) {
            if (known != now) {
                // Somebody else has got an answer meanwhile.
                return known;
            }
            if (now == null || e.refusal() != SignInRefusal.UNREACHABLE) {
                throw e;
            }
            LOG.log(Level.WARNING, "What the provider says of itself is as it was before: {0}", e.getMessage());
            known = new Provider(now.metadata(), now.validator(), clock.instant().plusSeconds(CLOCK_SKEW_SECONDS));
        }
        return known;
    }

    private Provider discover() throws SignInRefusedException {
        String issuer = settings.issuer().toString();
        URI address = URI.create((issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer) + "/.well-known/openid-configuration");
        OIDCProviderMetadata metadata;
        try {
            metadata = OIDCProviderMetadata.parse(http.retrieveResource(address.toURL()).getContent());
        } catch (IOException e) {
            throw new SignInRefusedException(SignInRefusal.UNREACHABLE, "The provider does not answer: " + e.getMessage(), e);
        } catch (ParseException e) {
            throw new SignInRefusedException(SignInRefusal.MISFIT, address + " is no configuration of OpenID Connect (" + clean(e.getMessage()) + "): check OPENPO_OIDC_ISSUER.", e);
        }
        if (!issuer.equals(metadata.getIssuer().getValue())) {
            throw new SignInRefusedException(SignInRefusal.MISFIT, "The provider calls itself " + clean(metadata.getIssuer().getValue())
                    + ": set OPENPO_OIDC_ISSUER to exactly that, unless it is a pattern for many companies, then to the address of yours.");
        }
        for (URI endpoint : new URI[] {metadata.getAuthorizationEndpointURI(), metadata.getTokenEndpointURI(), metadata.getJWKSetURI()}) {
            if (endpoint == null || !OidcSettings.isSafe(endpoint)) {
                throw new SignInRefusedException(SignInRefusal.MISFIT, "The provider has no address for authorization, tokens or keys, or one without https: " + endpoint + ".");
            }
        }
        return new Provider(metadata, validator(metadata), clock.instant().plus(METADATA_KEPT));
    }

    /** An unknown key has the keys fetched anew, so one that the provider has changed is known at once. Nobody but the provider sends tokens here, so this needs no brake. */
    private IDTokenValidator validator(OIDCProviderMetadata metadata) throws SignInRefusedException {
        try {
            JWKSource<SecurityContext> keys = JWKSourceBuilder.create(metadata.getJWKSetURI().toURL(), http).cache(KEYS_KEPT_MILLIS, settings.timeout().toMillis())
                    .refreshAheadCache(false).rateLimited(false).build();
            IDTokenValidator validator = new IDTokenValidator(metadata.getIssuer(), new ClientID(settings.clientId()), new JWSVerificationKeySelector<>(ALGORITHMS, keys), null);
            validator.setMaxClockSkew(CLOCK_SKEW_SECONDS);
            return validator;
        } catch (java.net.MalformedURLException e) {
            throw new SignInRefusedException(SignInRefusal.MISFIT, "The address of the provider's keys cannot be read.", e);
        }
    }

    /** What came from outside and goes into the log: a line of it. */
    private static String clean(String text) {
        return text == null ? "" : ProviderClaims.UNSEEN.matcher(text).replaceAll(" ").codePoints().limit(300).mapToObj(Character::toString).collect(Collectors.joining());
    }

    /** What the provider says of itself, for a while. */
    private record Provider(OIDCProviderMetadata metadata, IDTokenValidator validator, Instant until) { }
}
