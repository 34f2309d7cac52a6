package org.openpo.web.rest;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

import org.openpo.ejb.ledger.TransactionRetry;
import org.openpo.ejb.request.KeptAnswers;
import org.openpo.ejb.request.RequestClaim;

/**
 * {@code Idempotency-Key} on POST (spec §9): who did not get the answer sends the same request with the same key again, and it is not
 * worked off twice. Only answers of success are kept; what was refused has changed nothing and is judged anew.
 */
@Provider
@Priority(Priorities.USER)
public class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final int MULTI_STATUS = 207;
    static final String KEY = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";
    private static final String CLAIM = IdempotencyFilter.class.getName();
    private static final Pattern KEYS = Pattern.compile("[!-~]{1,200}");
    private static final int LONGEST_BODY = 9_000_000;

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        String key = request.getHeaderString(KEY);
        if (key == null || !request.getMethod().equals(HttpMethod.POST)) {
            return;
        }
        if (!KEYS.matcher(key.strip()).matches()) {
            throw new ProblemException(ProblemType.IDEMPOTENCY_KEY_INVALID);
        }
        String hash = hash(request);
        String actor = request.getSecurityContext().getUserPrincipal().getName();
        RequestClaim claim = TransactionRetry.run(() -> answers().claim(actor, key.strip(), hash));
        switch (claim.outcome()) {
            case FIRST -> request.setProperty(CLAIM, claim.id());
            case ANSWERED -> {
                RequestBody.discard(request.getEntityStream());
                if (claim.answer().body() == null) {
                    throw new ProblemException(ProblemType.SECRET_WAS_TOLD);
                }
                request.abortWith(replay(claim.answer()));
            }
            case RUNNING -> throw new ProblemException(ProblemType.BUSY);
            case OTHER_REQUEST -> throw new ProblemException(ProblemType.IDEMPOTENCY_KEY_REUSED);
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(request.getProperty(CLAIM) instanceof Long claim)) {
            return;
        }
        request.removeProperty(CLAIM);
        // 207: some of an array were refused, perhaps only because somebody was in the way. Sent again, the others answer UNCHANGED.
        boolean done = response.getStatusInfo().getFamily() == Response.Status.Family.SUCCESSFUL && response.getStatus() != MULTI_STATUS;
        if (done && resource.getResourceMethod().isAnnotationPresent(TellsSecret.class)) {
            answers().keep(claim, new RequestClaim.Answer(response.getStatus(), null, null, null));
            return;
        }
        String body = response.getEntity() instanceof JsonStructure json ? json.toString() : null;
        if (done && body != null && body.length() <= LONGEST_BODY) {
            String tag = response.getHeaderString(HttpHeaders.ETAG);
            answers().keep(claim, new RequestClaim.Answer(response.getStatus(), response.getLocation() == null ? null : response.getLocation().toString(), tag, body));
        } else {
            answers().forget(claim);
        }
    }

    private static Response replay(RequestClaim.Answer answer) {
        try (JsonReader reader = JSON.createReader(new java.io.StringReader(answer.body()))) {
            Response.ResponseBuilder response = Response.status(answer.status()).type(MediaType.APPLICATION_JSON_TYPE).entity(reader.read()).header(REPLAYED, "true");
            if (answer.location() != null) {
                response.header(HttpHeaders.LOCATION, answer.location());
            }
            if (answer.etag() != null) {
                response.header(HttpHeaders.ETAG, answer.etag());
            }
            return response.build();
        }
    }

    /** SHA-256 over the address and, if it is JSON, the body. A form with a file is written anew by each client: there the key alone counts. */
    private static String hash(ContainerRequestContext request) throws IOException {
        MessageDigest digest = sha256();
        digest.update(request.getUriInfo().getRequestUri().getRawSchemeSpecificPart().getBytes(StandardCharsets.UTF_8));
        boolean form = request.getMediaType() != null && request.getMediaType().isCompatible(MediaType.MULTIPART_FORM_DATA_TYPE);
        if (!form && request.getEntityStream() != null) {
            byte[] body = request.getEntityStream().readNBytes(JsonBody.MOST_BYTES + 1);
            digest.update((byte) 0);
            digest.update(body);
            // Not closed by us, so that what is over the limit can still be read past.
            request.setEntityStream(new java.io.SequenceInputStream(new ByteArrayInputStream(body), request.getEntityStream()));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Asked for and not injected: what servers inject into providers differs. */
    private static KeptAnswers answers() {
        return CDI.current().select(KeptAnswers.class).get();
    }
}
