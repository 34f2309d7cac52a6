package org.openpo.web.rest;

import java.io.InputStream;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.order.PurchaseOrderDetails;
import org.openpo.ejb.order.PurchaseOrderQueries;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.ejb.order.PurchaseOrderVersions;
import org.openpo.ejb.order.VersionView;

/** What a purchase order was like before, and the deleted ones. */
@Path("purchase-orders")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PurchaseOrderVersionResource {
    private static final String TYPE = "PurchaseOrder";

    @EJB
    private PurchaseOrderVersions versions;
    @EJB
    private PurchaseOrderService service;
    @EJB
    private PurchaseOrderQueries queries;
    @Context
    private UriInfo uri;

    /** The versions, the latest first; the cursor is the number of the last one of the part before. */
    @GET
    @Path("{id}/versions")
    @RolesAllowed("VIEWER")
    public JsonObject list(@PathParam("id") String id) {
        long key = Ids.parse(TYPE, id);
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        int limit = query.limit();
        String cursor = query.cursor();
        query.finishOrThrow();
        List<VersionView> found = versions.list(key, cursor == null ? null : number(cursor), limit + 1);
        List<VersionView> part = found.size() > limit ? found.subList(0, limit) : found;
        JsonArrayBuilder items = Jsons.array();
        part.forEach(v -> items.add(VersionJson.write(v)));
        return Jsons.object().add("items", items).add("nextCursor", Jsons.text(found.size() > limit ? part.get(limit - 1).number() : null)).build();
    }

    /** One version: the purchase order as it was, and the differences to the version before. */
    @GET
    @Path("{id}/versions/{number}")
    @RolesAllowed("VIEWER")
    public JsonObject read(@PathParam("id") String id, @PathParam("number") String number) {
        return VersionJson.writeWhole(versions.version(Ids.parse(TYPE, id), number(number)));
    }

    /** Brings an older version back as a new one: {@code {"reason":"…"}}. */
    @POST
    @Path("{id}/versions/{number}/restore")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("MANAGER")
    public Response restore(@PathParam("id") String id, @PathParam("number") String number, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, InputStream body) {
        long key = Ids.parse(TYPE, id);
        int wanted = number(number);
        JsonFields in = JsonFields.of(JsonBody.read(body));
        String reason = in.text("reason");
        in.finishOrThrow();
        Long version = Versions.expected(ifMatch, null, () -> queries.details(key).version());
        service.restore(key, version, wanted, reason);
        PurchaseOrderDetails po = queries.details(key);
        return Response.ok(PurchaseOrderJson.write(po)).tag(Versions.tag(po.version())).build();
    }

    /** Deleted purchase orders, the latest first. */
    @GET
    @Path("deleted")
    @RolesAllowed("ADMIN")
    public JsonObject deleted() {
        JsonArrayBuilder items = Jsons.array();
        queries.deleted().forEach(d -> items.add(Jsons.object()
                .add("id", Jsons.id(d.id()))
                .add("purchaseOrderId", d.purchaseOrderId())
                .add("description", Jsons.text(d.description()))
                .add("deletedAt", Jsons.text(d.deletedAt()))
                .add("deletedBy", d.deletedBy())
                .add("invoiceCount", d.invoiceCount())
                .add("idFree", d.idFree())));
        return Jsons.object().add("items", items).add("nextCursor", Jsons.text(null)).build();
    }

    /** Lets another purchase order take the ID of a deleted one, whose invoices keep their links. */
    @DELETE
    @Path("deleted/{id}/purchase-order-id")
    @RolesAllowed("ADMIN")
    public Response freeId(@PathParam("id") String id, @QueryParam("reason") String reason) {
        long key = Ids.parse(TYPE, id);
        service.freeId(key, reason);
        return Response.noContent().build();
    }

    private static int number(String text) {
        if (text.matches("[0-9]{1,9}")) {
            return Integer.parseInt(text);
        }
        throw new NotFoundException("PurchaseOrderVersion", JsonFields.shortened(text));
    }
}
