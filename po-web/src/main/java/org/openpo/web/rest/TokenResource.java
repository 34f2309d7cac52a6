package org.openpo.web.rest;

import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.openpo.domain.access.ApiTokenDraft;
import org.openpo.domain.access.Role;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.access.NewToken;
import org.openpo.ejb.access.TokenService;
import org.openpo.ejb.access.TokenView;

/** Tokens for programs, which administrators make and revoke. Only the answer that makes one holds it. */
@Path("tokens")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {
    private static final String TYPE = "ApiToken";

    @EJB
    private TokenService tokens;
    @Inject
    private Clock clock;
    @Context
    private UriInfo uri;

    @GET
    @RolesAllowed("ADMIN")
    public JsonObject list() {
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        query.finishOrThrow();
        return ListQueryParameters.answer(tokens.list(), TokenResource::json);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("ADMIN")
    @PeopleOnly
    @TellsSecret
    public Response create(InputStream body) {
        JsonFields in = JsonFields.of(JsonBody.read(body)).ignoring("id", "hint", "state", "createdAt", "createdBy", "previousUntil", "lastUsedAt", "revokedAt", "revokedBy");
        String name = in.text("name");
        Role role = in.choice("role", Role.class);
        Instant expiresAt = end(in);
        Long requestsPerMinute = in.integer("requestsPerMinute");
        ApiTokenDraft draft = new ApiTokenDraft(name, role, expiresAt, requestsPerMinute == null ? ApiTokenDraft.REQUESTS_PER_MINUTE : clamped(requestsPerMinute));
        List<Violation> read = in.finish();
        if (!read.isEmpty()) {
            throw new BusinessRuleException(JsonFields.merged(read, draft.check(clock.instant())));
        }
        NewToken made = tokens.create(draft);
        return Response.created(uri.getAbsolutePathBuilder().path(Long.toString(made.token().id())).build()).entity(json(made)).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    /** Another secret and another end for the same token. */
    @POST
    @Path("{id}/secret")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("ADMIN")
    @PeopleOnly
    @TellsSecret
    public Response renew(@PathParam("id") String id, InputStream body) {
        long key = Ids.parse(TYPE, id);
        JsonFields in = JsonFields.of(JsonBody.read(body));
        Instant expiresAt = end(in);
        Long overlapHours = in.integer("overlapHours");
        in.finishOrThrow();
        NewToken renewed = tokens.renew(key, expiresAt, overlapHours == null ? TokenService.OVERLAP_HOURS : (int) Math.min(Integer.MAX_VALUE, overlapHours));
        return Response.ok(json(renewed)).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    private Instant end(JsonFields in) {
        Instant given = in.moment("expiresAt");
        return given == null ? clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(ApiTokenDraft.LIFE) : given;
    }

    /** What does not fit an int is out of range there as well. */
    private static int clamped(long number) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, number));
    }

    @GET
    @Path("{id}")
    @RolesAllowed("ADMIN")
    public JsonObject read(@PathParam("id") String id) {
        return json(tokens.find(Ids.parse(TYPE, id)));
    }

    /** Revokes it. It stays among those that were revoked last, so that everybody sees since when it is worth nothing. */
    @DELETE
    @Path("{id}")
    @RolesAllowed("ADMIN")
    @PeopleOnly
    public Response revoke(@PathParam("id") String id) {
        tokens.revoke(Ids.parse(TYPE, id));
        return Response.noContent().build();
    }

    private static JsonObject json(NewToken made) {
        return fields(made.token()).add("token", made.secret()).build();
    }

    static JsonObject json(TokenView token) {
        return fields(token).build();
    }

    private static JsonObjectBuilder fields(TokenView t) {
        return Jsons.object()
                .add("id", Jsons.id(t.id()))
                .add("name", t.name())
                .add("role", Jsons.text(t.role()))
                .add("hint", t.hint())
                .add("requestsPerMinute", t.requestsPerMinute())
                .add("state", Jsons.text(t.state()))
                .add("createdAt", Jsons.text(t.createdAt()))
                .add("createdBy", t.createdBy())
                .add("expiresAt", Jsons.text(t.expiresAt()))
                .add("previousUntil", Jsons.text(t.previousUntil()))
                .add("lastUsedAt", Jsons.text(t.lastUsedAt()))
                .add("revokedAt", Jsons.text(t.revokedAt()))
                .add("revokedBy", Jsons.text(t.revokedBy()));
    }
}
