package org.openpo.web.rest;

import java.io.InputStream;
import java.net.URI;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderRules;
import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.invoice.InvoiceQueries;
import org.openpo.ejb.order.LineItemView;
import org.openpo.ejb.order.PurchaseOrderDetails;
import org.openpo.ejb.order.PurchaseOrderFilter;
import org.openpo.ejb.order.PurchaseOrderQueries;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.ejb.order.PurchaseOrderSort;
import org.openpo.ejb.party.ContactQueries;
import org.openpo.ejb.query.Slice;

/** Purchase orders, their status and their line items. Changes take the version that was read in {@code If-Match}. */
@Path("purchase-orders")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PurchaseOrderResource {
    private static final String TYPE = "PurchaseOrder";

    @EJB
    private PurchaseOrderService service;
    @EJB
    private PurchaseOrderQueries queries;
    @EJB
    private InvoiceQueries invoices;
    @EJB
    private ContactQueries contacts;
    @Context
    private UriInfo uri;

    /** A list of rows; the filter {@code purchaseOrderId} finds one at most, and answers with all of it. */
    @GET
    @RolesAllowed("VIEWER")
    public JsonObject list() {
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        PurchaseOrderFilter filter = filter(query);
        var sort = query.sort(PurchaseOrderSort.values(), PurchaseOrderSort::field, PurchaseOrderSort.PURCHASE_ORDER_ID);
        int limit = query.limit();
        String cursor = query.cursor();
        query.finishOrThrow();
        var found = queries.slice(filter, sort.field(), sort.descending(), cursor, limit);
        if (filter.purchaseOrderId() != null) {
            Slice<PurchaseOrderDetails> whole = new Slice<>(found.items().stream().map(row -> queries.details(row.id())).toList(), found.nextCursor());
            return ListQueryParameters.answer(whole, PurchaseOrderJson::write);
        }
        return ListQueryParameters.answer(found, PurchaseOrderJson::write);
    }

    /** The filters of a list by the names of its fields. */
    static PurchaseOrderFilter filter(ListQueryParameters query) {
        String tag = query.text("tag");
        int colon = tag == null ? -1 : tag.indexOf(':');
        return new PurchaseOrderFilter(query.text("search"), query.text("purchaseOrderId"),
                query.choices("status", PurchaseOrderStatus.class), query.text("seller"), query.text("currency"),
                colon < 0 ? tag : tag.substring(0, colon), colon < 0 ? null : tag.substring(colon + 1),
                query.month("expiresFrom"), query.month("expiresTo"), query.choice("condition", PurchaseOrderFilter.Condition.class), query.text("contact"));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("MANAGER")
    public Response create(InputStream body) {
        JsonFields in = JsonFields.of(JsonBody.read(body));
        boolean contactsAreNamed = in.has("contacts");
        PurchaseOrderDraft read = PurchaseOrderJson.read(in, false);
        // An empty list names nobody; without a list the order begins with the default contacts, as in the page.
        PurchaseOrderDraft draft = contactsAreNamed ? read
                : read.withContacts(contacts.defaults().stream().map(c -> new ContactDraft(c.name(), c.email(), c.phone(), c.language())).toList());
        throwWithRules(in.finish(), draft, null);
        long id = service.create(draft);
        PurchaseOrderDetails created = queries.details(id);
        return Response.created(uri.getAbsolutePathBuilder().path(Long.toString(id)).build())
                .entity(PurchaseOrderJson.write(created)).tag(Versions.tag(created.version())).build();
    }

    @GET
    @Path("{id}")
    @RolesAllowed("VIEWER")
    public Response read(@PathParam("id") String id) {
        // Never 304: the ETag is the version that If-Match compares, and a match moves the balance without moving the version.
        return answer(queries.details(Ids.parse(TYPE, id)));
    }

    /** Replaces everything but the ID; line items are recognised by id, else by number, and those that are missing are removed. */
    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("MANAGER")
    public Response replace(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, InputStream body) {
        PurchaseOrderDetails current = queries.details(Ids.parse(TYPE, id));
        JsonFields in = JsonFields.of(JsonBody.read(body));
        Long version = Versions.expected(ifMatch, in.integer("version"), current::version);
        PurchaseOrderDraft draft = PurchaseOrderJson.read(in, true);
        throwWithRules(in.finish(), draft, current.id());
        service.replace(current.id(), version, draft);
        return answer(queries.details(current.id()));
    }

    /** Takes the purchase order out of every list; its invoices keep their links, and its ID stays taken. */
    @DELETE
    @Path("{id}")
    @RolesAllowed("MANAGER")
    public Response delete(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, @QueryParam("reason") String reason) {
        long key = Ids.parse(TYPE, id);
        Long version = expected(key, ifMatch);
        service.delete(key, version, reason);
        return Response.noContent().build();
    }

    @PUT
    @Path("{id}/status")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("ADMIN")
    public Response changeStatus(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, InputStream body) {
        long key = Ids.parse(TYPE, id);
        JsonFields in = JsonFields.of(JsonBody.read(body));
        PurchaseOrderStatus status = in.choice("status", PurchaseOrderStatus.class);
        in.require("status");
        String reason = in.text("reason");
        Long version = Versions.expected(ifMatch, in.integer("version"), () -> queries.details(key).version());
        in.finishOrThrow();
        service.changeStatus(key, version, status, reason);
        return answer(queries.details(key));
    }

    @POST
    @Path("{id}/line-items")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("MANAGER")
    public Response addLineItem(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, InputStream body) {
        PurchaseOrderDetails current = queries.details(Ids.parse(TYPE, id));
        LineItemDraft line = readLine(body, current);
        Long version = expected(current.id(), ifMatch);
        long lineItemId = service.addLineItem(current.id(), version, line);
        URI location = uri.getAbsolutePathBuilder().path(Long.toString(lineItemId)).build();
        return answerLine(Response.created(location), current.id(), lineItemId);
    }

    @PUT
    @Path("{id}/line-items/{lineItemId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("MANAGER")
    public Response changeLineItem(@PathParam("id") String id, @PathParam("lineItemId") String lineItemId,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, InputStream body) {
        PurchaseOrderDetails current = queries.details(Ids.parse(TYPE, id));
        long lineKey = Ids.parse("LineItem", lineItemId);
        LineItemDraft line = readLine(body, current);
        Long version = expected(current.id(), ifMatch);
        service.changeLineItem(current.id(), version, lineKey, line);
        return answerLine(Response.ok(), current.id(), lineKey);
    }

    @DELETE
    @Path("{id}/line-items/{lineItemId}")
    @RolesAllowed("MANAGER")
    public Response deleteLineItem(@PathParam("id") String id, @PathParam("lineItemId") String lineItemId,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        long key = Ids.parse(TYPE, id);
        long lineKey = Ids.parse("LineItem", lineItemId);
        Long version = expected(key, ifMatch);
        service.deleteLineItem(key, version, lineKey);
        return Response.noContent().tag(Versions.tag(queries.details(key).version())).build();
    }

    /** Closes a line item, so that it matches nothing, or opens it again: {@code {"closed":true,"reason":"…"}}. */
    @PUT
    @Path("{id}/line-items/{lineItemId}/closed")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("MANAGER")
    public Response closeLineItem(@PathParam("id") String id, @PathParam("lineItemId") String lineItemId,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, InputStream body) {
        long key = Ids.parse(TYPE, id);
        long lineKey = Ids.parse("LineItem", lineItemId);
        JsonFields in = JsonFields.of(JsonBody.read(body));
        Boolean closed = in.flag("closed");
        in.require("closed");
        String reason = in.text("reason");
        in.finishOrThrow();
        Long version = expected(key, ifMatch);
        service.closeLineItem(key, version, lineKey, closed, reason);
        return answerLine(Response.ok(), key, lineKey);
    }

    /** The invoices with a standing amount on one of the lines. */
    @GET
    @Path("{id}/invoices")
    @RolesAllowed("VIEWER")
    public JsonObject invoices(@PathParam("id") String id) {
        PurchaseOrderDetails found = queries.details(Ids.parse(TYPE, id));
        return new InvoiceList(invoices, queries, uri.getQueryParameters()).read(found.id());
    }

    private Long expected(long key, String ifMatch) {
        return Versions.expected(ifMatch, null, () -> queries.details(key).version());
    }

    private static LineItemDraft readLine(InputStream body, PurchaseOrderDetails current) {
        JsonFields in = JsonFields.of(JsonBody.read(body));
        LineItemDraft line = LineItemJson.read(in, false);
        List<Violation> read = in.finish();
        if (!read.isEmpty()) {
            throw new BusinessRuleException(JsonFields.merged(read, PurchaseOrderRules.checkLine(line, PurchaseOrderRules.window(current.toDraft()))));
        }
        return line;
    }

    /** One answer names everything: what could not be read, and what of the rest breaks a rule. */
    private void throwWithRules(List<Violation> read, PurchaseOrderDraft draft, Long id) {
        if (!read.isEmpty()) {
            throw new BusinessRuleException(JsonFields.merged(read, service.check(draft, id, false)));
        }
    }

    private static Response answer(PurchaseOrderDetails po) {
        return Response.ok(PurchaseOrderJson.write(po)).tag(Versions.tag(po.version())).build();
    }

    private Response answerLine(Response.ResponseBuilder answer, long key, long lineItemId) {
        PurchaseOrderDetails po = queries.details(key);
        LineItemView line = po.lineItems().stream().filter(l -> l.id() == lineItemId).findFirst()
                .orElseThrow(() -> new BusinessRuleException("", ErrorCode.NOT_FOUND, "LineItem", String.valueOf(lineItemId)));
        return answer.entity(LineItemJson.write(line, po.currency())).tag(Versions.tag(po.version())).build();
    }
}
