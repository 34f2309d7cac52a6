package org.openpo.web.rest;

import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.rate.ExchangeRateService;
import org.openpo.ejb.rate.ExchangeRateView;

/** The exchange rates that administrators keep. */
@Path("exchange-rates")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ExchangeRateResource {
    @EJB
    private ExchangeRateService rates;
    @Context
    private UriInfo uri;

    /** The newest first. */
    @GET
    @RolesAllowed("VIEWER")
    public JsonObject list() {
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        String currency = query.text("currency");
        String cursor = query.cursor();
        int limit = query.limit();
        query.finishOrThrow();
        return ListQueryParameters.answer(rates.list(currency, cursor, limit), ExchangeRateResource::json);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("ADMIN")
    public Response add(InputStream body) {
        JsonFields in = JsonFields.of(JsonBody.read(body)).ignoring("id", "createdAt", "createdBy");
        String source = in.text("source");
        String target = in.text("target");
        LocalDate validFrom = in.date("validFrom");
        BigDecimal rate = in.decimal("rate");
        List<Violation> violations = in.finish();
        BusinessRuleException.throwIfAny(violations);
        ExchangeRateView added = rates.add(source, target, validFrom, rate);
        return Response.status(Response.Status.CREATED).entity(json(added)).build();
    }

    /** What is allocated with the rate keeps it. */
    @DELETE
    @Path("{id}")
    @RolesAllowed("ADMIN")
    public Response delete(@PathParam("id") String id) {
        rates.delete(Ids.parse("ExchangeRate", id));
        return Response.noContent().build();
    }

    static JsonObject json(ExchangeRateView r) {
        return Jsons.object()
                .add("id", Jsons.id(r.id()))
                .add("source", r.source())
                .add("target", r.target())
                .add("validFrom", Jsons.text(r.validFrom()))
                .add("rate", Jsons.decimal(r.rate()))
                .add("createdAt", Jsons.text(r.createdAt()))
                .add("createdBy", r.createdBy())
                .build();
    }
}
