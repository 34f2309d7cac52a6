package org.openpo.web.rest;

import java.io.InputStream;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.openpo.domain.order.PurchaseOrderCopy;
import org.openpo.ejb.order.PurchaseOrderCopies;
import org.openpo.ejb.order.PurchaseOrderDetails;
import org.openpo.ejb.order.PurchaseOrderQueries;
import org.openpo.ejb.order.RollOverLinks;

/** Purchase orders written after others. With {@code preview=true} nothing is saved: the answer can be changed and posted as any other. */
@Path("purchase-orders")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PurchaseOrderCopyResource {
    private static final String TYPE = "PurchaseOrder";

    @EJB
    private PurchaseOrderCopies copies;
    @EJB
    private PurchaseOrderQueries queries;
    @Context
    private UriInfo uri;

    /** The same under another ID: {@code {"purchaseOrderId":"…"}}. */
    @POST
    @Path("{id}/duplicate")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("MANAGER")
    public Response duplicate(@PathParam("id") String id, InputStream body) {
        return copy(id, body, PurchaseOrderCopies.Kind.DUPLICATE);
    }

    /** What continues it in as many months from the month after its last; without an ID under the one that is proposed. */
    @POST
    @Path("{id}/roll-over")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("MANAGER")
    public Response rollOver(@PathParam("id") String id, InputStream body) {
        return copy(id, body, PurchaseOrderCopies.Kind.ROLL_OVER);
    }

    private Response copy(String id, InputStream body, PurchaseOrderCopies.Kind kind) {
        long original = Ids.parse(TYPE, id);
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        boolean preview = query.flag("preview");
        query.finishOrThrow();
        JsonFields in = JsonFields.of(JsonBody.read(body));
        String purchaseOrderId = in.text("purchaseOrderId");
        in.finishOrThrow();
        PurchaseOrderCopy proposed = copies.propose(original, kind);
        // Asked before the new one is there: a second continuation may be meant, and must not go unnoticed.
        List<RollOverLinks.Link> already = kind == PurchaseOrderCopies.Kind.ROLL_OVER ? copies.links(original).to() : List.of();
        PurchaseOrderCopy copy = purchaseOrderId == null ? proposed : new PurchaseOrderCopy(proposed.draft().withPurchaseOrderId(purchaseOrderId), proposed.leftOut());
        if (preview) {
            return Response.ok(json(VersionJson.draft(copy.draft()).build(), copy, already)).build();
        }
        PurchaseOrderDetails created = queries.details(copies.create(copy.draft(), original, kind));
        return Response.created(uri.getBaseUriBuilder().path("purchase-orders").path(Long.toString(created.id())).build())
                .entity(json(PurchaseOrderJson.write(created), copy, already)).tag(Versions.tag(created.version())).build();
    }

    private static JsonObject json(JsonObject purchaseOrder, PurchaseOrderCopy copy, List<RollOverLinks.Link> already) {
        return Jsons.object().add("purchaseOrder", purchaseOrder).add("closedLineItemsLeftOut", Jsons.texts(copy.leftOut())).add("alreadyRolledOverTo", array(already)).build();
    }

    private static JsonArrayBuilder array(List<RollOverLinks.Link> links) {
        JsonArrayBuilder array = Jsons.array();
        links.forEach(l -> array.add(json(l)));
        return array;
    }

    /** What it continues, and what continues it. */
    @GET
    @Path("{id}/roll-over")
    @RolesAllowed("VIEWER")
    public JsonObject links(@PathParam("id") String id) {
        return json(copies.links(Ids.parse(TYPE, id)));
    }

    static JsonObject json(RollOverLinks links) {
        return Jsons.object().add("rolledOverFrom", links.from() == null ? JsonValue.NULL : json(links.from()).build()).add("rolledOverTo", array(links.to())).build();
    }

    private static JsonObjectBuilder json(RollOverLinks.Link l) {
        return Jsons.object().add("id", Jsons.id(l.id())).add("purchaseOrderId", l.purchaseOrderId()).add("deleted", l.deleted()).add("at", Jsons.text(l.at())).add("by", l.by());
    }
}
