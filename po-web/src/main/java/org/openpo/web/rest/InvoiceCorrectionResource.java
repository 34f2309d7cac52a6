package org.openpo.web.rest;

import java.io.InputStream;
import java.util.List;
import java.util.Set;

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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.invoice.AllocationPart;
import org.openpo.ejb.invoice.CorrectionService;
import org.openpo.ejb.invoice.InvoiceDetails;
import org.openpo.ejb.invoice.InvoiceQueries;

/** What people decide about where an invoice stands, and what has become of it so far. */
@Path("invoices")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class InvoiceCorrectionResource {
    private static final String TYPE = "Invoice";

    @EJB
    private CorrectionService service;
    @EJB
    private InvoiceQueries queries;

    /** The states that a person can give an invoice. */
    private enum Settled { EXCLUDED, VOID }

    /** Puts the invoice on line items instead of where it stands; an empty list takes it off. */
    @PUT
    @Path("{id}/allocations")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("MANAGER")
    public Response assign(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, InputStream body) {
        long key = Ids.parse(TYPE, id);
        JsonFields in = JsonFields.of(JsonBody.read(body));
        in.require("allocations");
        List<AllocationPart> parts = in.objects("allocations").stream().map(InvoiceCorrectionResource::part).toList();
        String reason = in.text("reason");
        Boolean acceptOverspend = in.flag("acceptOverspend");
        Long version = version(key, ifMatch, in);
        in.finishOrThrow();
        service.assign(key, version, parts, reason, Boolean.TRUE.equals(acceptOverspend));
        return answer(key);
    }

    static AllocationPart part(JsonFields in) {
        Long line = in.id("lineItem", ErrorCode.ALLOCATION_LINE_UNKNOWN);
        in.require("lineItem");
        return new AllocationPart(line == null ? 0 : line, in.decimal("amount"), in.decimal("percent"), Set.copyOf(in.texts("accounts")));
    }

    /** Takes the invoice out: {@code {"state":"EXCLUDED|VOID","reason":"…","duplicateOf":id}}. */
    @PUT
    @Path("{id}/state")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("MANAGER")
    public Response settle(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, InputStream body) {
        long key = Ids.parse(TYPE, id);
        JsonFields in = JsonFields.of(JsonBody.read(body));
        Settled state = in.choice("state", Settled.class);
        in.require("state");
        String reason = in.text("reason");
        Long duplicateOf = in.id("duplicateOf", ErrorCode.DUPLICATE_OF_UNKNOWN);
        Long version = version(key, ifMatch, in);
        in.finishOrThrow();
        if (state == Settled.VOID && duplicateOf != null) {
            throw ProblemException.invalid("state", ErrorCode.NOT_ALLOWED_VALUE, state, Settled.EXCLUDED);
        } else if (state == Settled.VOID) {
            service.voidInvoice(key, version, reason);
        } else if (duplicateOf != null) {
            service.markDuplicate(key, version, duplicateOf, reason);
        } else {
            service.exclude(key, version, reason);
        }
        return answer(key);
    }

    /** Takes back the last correction that still holds. */
    @POST
    @Path("{id}/undo")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("MANAGER")
    public Response undo(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, InputStream body) {
        long key = Ids.parse(TYPE, id);
        JsonFields in = JsonFields.of(JsonBody.read(body));
        String reason = in.text("reason");
        Long version = version(key, ifMatch, in);
        in.finishOrThrow();
        service.undo(key, version, reason);
        return answer(key);
    }

    /** Corrections and ledger rows, oldest first. */
    @GET
    @Path("{id}/history")
    @RolesAllowed("VIEWER")
    public JsonObject history(@PathParam("id") String id) {
        return InvoiceJson.history(queries.details(Ids.parse(TYPE, id)));
    }

    private Long version(long key, String ifMatch, JsonFields in) {
        return Versions.expected(ifMatch, in.integer("version"), () -> queries.details(key).version());
    }

    private Response answer(long key) {
        InvoiceDetails invoice = queries.details(key);
        return Response.ok(InvoiceJson.write(invoice)).tag(Versions.tag(invoice.version())).build();
    }
}
