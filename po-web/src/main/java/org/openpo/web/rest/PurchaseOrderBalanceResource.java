package org.openpo.web.rest;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.openpo.domain.ledger.Balance;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.order.FiguresAt;
import org.openpo.ejb.order.PurchaseOrderFigures;

/** A purchase order's figures, now or at a past instant. */
@Path("purchase-orders")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PurchaseOrderBalanceResource {
    @EJB
    private PurchaseOrderFigures figures;
    @Inject
    private Clock clock;
    @Context
    private UriInfo uri;

    /** {@code ?at=} a day, which counts to its end (UTC), or an instant; without it now. */
    @GET
    @Path("{id}/balance")
    @RolesAllowed("VIEWER")
    public JsonObject balance(@PathParam("id") String id) {
        long key = Ids.parse("PurchaseOrder", id);
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        String at = query.text("at");
        query.finishOrThrow();
        return json(figures.at(key, at == null ? clock.instant() : instant(at)));
    }

    private static Instant instant(String at) {
        try {
            return at.length() == 10 ? LocalDate.parse(at).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant() : Instant.parse(at);
        } catch (DateTimeException unreadable) {
            throw ProblemException.invalid("at", ErrorCode.NOT_A_DATE, JsonFields.shortened(at));
        }
    }

    static JsonObject json(FiguresAt f) {
        JsonArrayBuilder lines = Jsons.array();
        f.lines().forEach(l -> lines.add(figures(Jsons.object().add("lineItem", l.lineItemId() == null ? JsonValue.NULL : Jsons.id(l.lineItemId()))
                .add("number", l.number()).add("description", Jsons.text(l.description())), l.balance(), f.currency())));
        return figures(Jsons.object().add("at", Jsons.text(f.at())).add("committedSince", Jsons.text(f.committedSince())).add("currency", f.currency()),
                f.total(), f.currency()).add("lineItems", lines).build();
    }

    private static JsonObjectBuilder figures(JsonObjectBuilder json, Balance balance, String currency) {
        return json.add("committed", Jsons.amount(balance.committed(), currency)).add("billed", Jsons.amount(balance.billed(), currency))
                .add("balance", Jsons.amount(balance.remaining(), currency))
                .add("percentUsed", Jsons.text(balance.percentUsed().map(BigDecimal::toPlainString).orElse(null)));
    }
}
