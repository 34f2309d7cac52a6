package org.openpo.web.rest;

import java.io.InputStream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.openpo.domain.access.Role;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.access.AccountService;
import org.openpo.ejb.access.AccountView;

/** Accounts, for administrators. No answer holds a password or its hash. */
@Path("users")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class UserResource {
    @EJB
    private AccountService accounts;
    @Context
    private UriInfo uri;

    @GET
    @RolesAllowed("ADMIN")
    public JsonObject list() {
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        query.finishOrThrow();
        return ListQueryParameters.answer(accounts.list(), UserResource::json);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("ADMIN")
    @PeopleOnly
    public Response create(InputStream body) {
        JsonFields in = JsonFields.of(JsonBody.read(body)).ignoring("id", "version", "active", "lockedUntil", "email", "issuer");
        String name = in.text("name");
        String displayName = in.text("displayName");
        Role role = in.choice("role", Role.class);
        String password = in.text("password");
        in.finishOrThrow();
        AccountView created = accounts.create(name, displayName, role, password);
        return Response.created(uri.getAbsolutePathBuilder().path(Long.toString(created.id())).build())
                .entity(json(created)).tag(Versions.tag(created.version())).build();
    }

    @GET
    @Path("{id}")
    @RolesAllowed("ADMIN")
    public Response read(@PathParam("id") String id) {
        return answer(find(id));
    }

    /** Changes display name, role, and whether the account may sign in; what is left out stays. The name never changes. */
    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("ADMIN")
    @PeopleOnly
    public Response change(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, InputStream body) {
        AccountView current = find(id);
        JsonFields in = JsonFields.of(JsonBody.read(body)).ignoring("id", "name", "lockedUntil", "email", "issuer");
        Long version = Versions.expected(ifMatch, in.integer("version"), current::version);
        String displayName = in.text("displayName");
        Role role = in.choice("role", Role.class);
        Boolean active = in.flag("active");
        in.finishOrThrow();
        return answer(accounts.change(current.id(), version == null ? current.version() : version,
                displayName == null ? current.displayName() : displayName, role == null ? current.role() : role,
                active == null ? current.active() : active));
    }

    @PUT
    @Path("{id}/password")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("ADMIN")
    @PeopleOnly
    public Response resetPassword(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, InputStream body) {
        AccountView current = find(id);
        JsonFields in = JsonFields.of(JsonBody.read(body));
        Long version = Versions.expected(ifMatch, in.integer("version"), current::version);
        String password = in.text("password");
        in.finishOrThrow();
        accounts.resetPassword(current.id(), version == null ? current.version() : version, password);
        return Response.noContent().build();
    }

    private AccountView find(String id) {
        long key = Ids.parse("UserAccount", id);
        return accounts.list().stream().filter(a -> a.id() == key).findFirst().orElseThrow(() -> new NotFoundException("UserAccount", id));
    }

    private static Response answer(AccountView account) {
        return Response.ok(json(account)).tag(Versions.tag(account.version())).build();
    }

    static JsonObject json(AccountView a) {
        return Jsons.object()
                .add("id", Jsons.id(a.id()))
                .add("version", a.version())
                .add("name", a.name())
                .add("displayName", a.displayName())
                .add("role", Jsons.text(a.role()))
                .add("active", a.active())
                .add("lockedUntil", Jsons.text(a.lockedUntil()))
                .add("email", Jsons.text(a.email()))
                .add("issuer", Jsons.text(a.issuer()))
                .build();
    }
}
