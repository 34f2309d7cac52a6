package org.openpo.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.ledger.LedgerCheck;
import org.openpo.ejb.ledger.LedgerCheckView;

/** Holds the kept figures to the ledger. */
@Path("ledger")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class LedgerResource {
    @EJB
    private LedgerCheck ledger;

    /** Checks now; differences are found, not repaired. */
    @POST
    @Path("check")
    @RolesAllowed("ADMIN")
    public JsonObject check() {
        return json(ledger.check());
    }

    /** What came of the last check. */
    @GET
    @Path("check")
    @RolesAllowed("ADMIN")
    public JsonObject last() {
        return json(ledger.last().orElseThrow(() -> new NotFoundException("LedgerCheck", "last")));
    }

    static JsonObject json(LedgerCheckView check) {
        JsonArrayBuilder first = Jsons.array();
        check.first().forEach(d -> first.add(Jsons.object().add("figure", Jsons.text(d.figure())).add("id", Jsons.id(d.id())).add("name", Jsons.text(d.name()))
                .add("ledger", d.ledger() == null ? JsonValue.NULL : Jsons.decimal(d.ledger())).add("kept", d.kept() == null ? JsonValue.NULL : Jsons.decimal(d.kept()))));
        return Jsons.object()
                .add("startedAt", Jsons.text(check.startedAt()))
                .add("finishedAt", Jsons.text(check.finishedAt()))
                .add("by", check.actor())
                .add("allocations", check.rows().allocations())
                .add("lineItems", check.rows().lineItems())
                .add("purchaseOrders", check.rows().purchaseOrders())
                .add("invoices", check.rows().invoices())
                .add("differences", check.differences())
                .add("first", first)
                .build();
    }
}
