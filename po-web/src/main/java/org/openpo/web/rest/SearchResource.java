package org.openpo.web.rest;

import java.util.List;
import java.util.function.Function;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.search.GlobalSearch;
import org.openpo.ejb.search.SearchResults;

/** One search over purchase orders, invoices, sellers and contacts. */
@Path("search")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SearchResource {
    @EJB
    private GlobalSearch search;
    @Context
    private UriInfo uri;

    @GET
    @RolesAllowed("VIEWER")
    public JsonObject find() {
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        String text = query.text("q");
        if (text == null) {
            query.refuse("q", ErrorCode.REQUIRED);
        } else if (text.length() > GlobalSearch.LONGEST) {
            query.refuse("q", ErrorCode.TOO_LONG, GlobalSearch.LONGEST);
        }
        query.finishOrThrow();
        SearchResults found = search.find(text);
        return Jsons.object()
                .add("purchaseOrders", list(found.purchaseOrders(), p -> Jsons.object().add("id", Jsons.id(p.id())).add("purchaseOrderId", p.purchaseOrderId())
                        .add("description", Jsons.text(p.description())).add("status", p.status().name())))
                .add("invoices", list(found.invoices(), i -> Jsons.object().add("id", Jsons.id(i.id())).add("invoiceId", i.invoiceId()).add("seller", i.seller())
                        .add("issueDate", Jsons.text(i.issueDate())).add("gross", Jsons.amount(i.gross(), i.currency())).add("currency", i.currency()).add("state", i.state().name())))
                .add("sellers", list(found.sellers(), s -> Jsons.object().add("id", Jsons.id(s.id())).add("name", s.name()).add("knownAs", Jsons.text(s.knownAs()))))
                .add("contacts", list(found.contacts(), c -> Jsons.object().add("id", Jsons.id(c.id())).add("name", c.name()).add("email", c.email())))
                .build();
    }

    private static <T> JsonArrayBuilder list(List<T> items, Function<T, JsonObjectBuilder> json) {
        JsonArrayBuilder array = Jsons.array();
        items.forEach(item -> array.add(json.apply(item)));
        return array;
    }
}
