package org.openpo.web.rest;

import java.io.InputStream;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.invoice.InvoiceService;
import org.openpo.ejb.invoice.PurchaseOrderRematch;
import org.openpo.ejb.match.RematchScope;
import org.openpo.ejb.match.WhatIfService;
import org.openpo.ejb.order.PurchaseOrderService;

/** What a purchase order would take, and taking it. */
@Path("purchase-orders")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PurchaseOrderMatchingResource {
    private static final String TYPE = "PurchaseOrder";

    @EJB
    private WhatIfService whatIf;
    @EJB
    private PurchaseOrderRematch rematch;
    @EJB
    private PurchaseOrderService service;
    @Context
    private UriInfo uri;

    /** The body is a purchase order as it would be added, or with {@code id} as it would be changed. Nothing is saved. */
    @POST
    @Path("what-if")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("MANAGER")
    public JsonObject whatIf(InputStream body) {
        JsonFields in = JsonFields.of(JsonBody.read(body));
        String given = in.text("id");
        Long id = given == null ? null : Ids.parse(TYPE, given);
        PurchaseOrderDraft draft = PurchaseOrderJson.read(in, id != null);
        List<Violation> read = in.finish();
        if (!read.isEmpty()) {
            throw new BusinessRuleException(JsonFields.merged(read, service.check(draft, id, false)));
        }
        return WhatIfJson.write(whatIf.of(draft, id));
    }

    /** Gives the order the invoices that the matcher now gives to one of its lines: {@code {"scope":"EXCEPTIONS|ALL"}}; what it has no time for is the next call's. */
    @POST
    @Path("{id}/rematch")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("MANAGER")
    public JsonObject rematch(@PathParam("id") String id, InputStream body) {
        long key = Ids.parse(TYPE, id);
        JsonFields in = JsonFields.of(JsonBody.read(body));
        RematchScope scope = in.choice("scope", RematchScope.class);
        in.require("scope");
        in.finishOrThrow();
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        String cursor = query.cursor();
        query.finishOrThrow();
        PurchaseOrderRematch.Result result = rematch.run(key, scope, cursor, InvoiceService.REMATCH_AT_MOST);
        return Jsons.object().add("tried", result.tried()).add("matched", result.matched()).add("moved", result.moved()).add("nextCursor", Jsons.text(result.nextCursor())).build();
    }
}
