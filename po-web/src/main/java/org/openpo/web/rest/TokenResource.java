package org.openpo.web.rest;

import java.io.InputStream;
import java.time.Instant;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.openpo.domain.access.ApiTokenDraft;
import org.openpo.domain.access.Role;
import org.openpo.ejb.access.NewToken;
import org.openpo.ejb.access.TokenService;
import org.openpo.ejb.access.TokenView;

/** Tokens for programs, which administrators make and revoke. Only the answer that makes one holds it. */
@Path("tokens")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {
    @EJB
    private TokenService tokens;
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
        JsonFields in = JsonFields.of(JsonBody.read(body));
        String name = in.text("name");
        Role role = in.choice("role", Role.class);
        Instant expiresAt = in.moment("expiresAt");
        Long requestsPerMinute = in.integer("requestsPerMinute");
        in.finishOrThrow();
        NewToken made = tokens.create(new ApiTokenDraft(name, role, expiresAt, requestsPerMinute == null ? ApiTokenDraft.REQUESTS_PER_MINUTE : clamped(requestsPerMinute)));
        return Response.created(uri.getAbsolutePathBuilder().path(Long.toString(made.token().id())).build())
                .entity(fields(made.token()).add("token", made.secret()).build()).header("Cache-Control", "no-store").build();
    }

    /** What does not fit an int is out of range there as well. */
    private static int clamped(long number) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, number));
    }

    @GET
    @Path("{id}")
    @RolesAllowed("ADMIN")
    public JsonObject read(@PathParam("id") String id) {
        return json(tokens.find(Ids.parse("ApiToken", id)));
    }

    /** Revokes it. It stays in the list, so that everybody sees since when it is worth nothing. */
    @DELETE
    @Path("{id}")
    @RolesAllowed("ADMIN")
    @PeopleOnly
    public Response revoke(@PathParam("id") String id) {
        tokens.revoke(Ids.parse("ApiToken", id));
        return Response.noContent().build();
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
                .add("lastUsedAt", Jsons.text(t.lastUsedAt()))
                .add("revokedAt", Jsons.text(t.revokedAt()))
                .add("revokedBy", Jsons.text(t.revokedBy()));
    }
}
