package org.openpo.web.rest;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.openpo.domain.order.LineItemType;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.party.SellerService;
import org.openpo.ejb.party.SellerView;

/** The sellers of record. */
@Path("sellers")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SellerResource {
    @EJB
    private SellerService sellers;
    @Context
    private UriInfo uri;

    /** All sellers by name. */
    @GET
    @RolesAllowed("VIEWER")
    public JsonObject list() {
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        query.finishOrThrow();
        return ListQueryParameters.answer(sellers.list(), SellerResource::json);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("ADMIN")
    public Response create(InputStream body) {
        JsonFields in = JsonFields.of(JsonBody.read(body)).ignoring("id", "version", "active");
        String name = in.text("name");
        List<String> aliases = in.texts("aliases");
        List<String> taxIds = in.texts("taxIds");
        Set<LineItemType> types = EnumSet.noneOf(LineItemType.class);
        List<String> typeNames = in.texts("lineItemTypes");
        List<Violation> violations = new ArrayList<>(in.finish());
        for (int i = 0; i < typeNames.size(); i++) {
            LineItemType type = JsonFields.constant(typeNames.get(i), LineItemType.class, "lineItemTypes[" + i + "]", violations);
            if (type != null) {
                types.add(type);
            }
        }
        BusinessRuleException.throwIfAny(violations);
        SellerView created = sellers.create(name, aliases, taxIds, types);
        return Response.status(Response.Status.CREATED).entity(json(created)).build();
    }

    static JsonObject json(SellerView s) {
        return Jsons.object()
                .add("id", Jsons.id(s.id()))
                .add("version", s.version())
                .add("name", s.name())
                .add("aliases", Jsons.texts(s.aliases()))
                .add("taxIds", Jsons.texts(s.taxIds()))
                .add("lineItemTypes", Jsons.texts(s.lineItemTypes()))
                .add("active", s.active())
                .build();
    }
}
