package org.openpo.web.rest;

import java.io.InputStream;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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

import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.PurchaseOrderRules;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.party.ContactService;
import org.openpo.ejb.party.ContactView;

/** The directory of contacts. */
@Path("contacts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ContactResource {
    private static final String TYPE = "Contact";

    @EJB
    private ContactService contacts;
    @Context
    private UriInfo uri;

    @GET
    @RolesAllowed("VIEWER")
    public JsonObject list() {
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        String search = query.text("search");
        String cursor = query.cursor();
        int limit = query.limit();
        query.finishOrThrow();
        return ListQueryParameters.answer(contacts.list(search, cursor, limit), ContactJson::write);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("ADMIN")
    public Response create(InputStream body) {
        JsonFields in = JsonFields.of(JsonBody.read(body));
        ContactDraft draft = checked(in.ignoring("active"));
        ContactView created = contacts.create(draft);
        return Response.created(uri.getAbsolutePathBuilder().path(Long.toString(created.id())).build())
                .entity(ContactJson.write(created)).tag(Versions.tag(created.version())).build();
    }

    @GET
    @Path("{id}")
    @RolesAllowed("VIEWER")
    public Response read(@PathParam("id") String id) {
        return answer(contacts.find(Ids.parse(TYPE, id)));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("ADMIN")
    public Response change(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, InputStream body) {
        ContactView current = contacts.find(Ids.parse(TYPE, id));
        JsonFields in = JsonFields.of(JsonBody.read(body));
        Long version = Versions.expected(ifMatch, in.integer("version"), current::version);
        Boolean active = in.flag("active");
        ContactDraft draft = checked(in);
        return answer(contacts.change(current.id(), version == null ? current.version() : version, draft, active == null ? current.active() : active));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed("ADMIN")
    public Response delete(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        ContactView current = contacts.find(Ids.parse(TYPE, id));
        Long version = Versions.expected(ifMatch, null, current::version);
        contacts.delete(current.id(), version == null ? current.version() : version);
        return Response.noContent().build();
    }

    private static ContactDraft checked(JsonFields in) {
        ContactDraft draft = ContactJson.read(in);
        List<Violation> read = in.finish();
        if (!read.isEmpty()) {
            throw new BusinessRuleException(JsonFields.merged(read, PurchaseOrderRules.checkContact(draft)));
        }
        return draft;
    }

    private static Response answer(ContactView contact) {
        return Response.ok(ContactJson.write(contact)).tag(Versions.tag(contact.version())).build();
    }
}
