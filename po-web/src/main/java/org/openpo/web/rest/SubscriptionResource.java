package org.openpo.web.rest;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.openpo.domain.notice.NoticeKind;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.notice.ContactSubscriptions;
import org.openpo.ejb.notice.NoticeRuleService;

/** What a contact hears at all: what it has unsubscribed from, and the digests it gets. */
@Path("contacts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SubscriptionResource {
    private static final String TYPE = "Contact";

    @EJB
    private NoticeRuleService rules;

    @GET
    @Path("{id}/subscriptions")
    @RolesAllowed("VIEWER")
    public JsonObject read(@PathParam("id") String id) {
        return json(rules.subscriptions(Ids.parse(TYPE, id)));
    }

    /** What is missing stays as it is: a recipient's unsubscription is undone only by saying so. */
    @PUT
    @Path("{id}/subscriptions")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("ADMIN")
    public JsonObject change(@PathParam("id") String id, InputStream body) {
        long key = Ids.parse(TYPE, id);
        JsonFields in = JsonFields.of(JsonBody.read(body));
        List<Violation> wrong = new ArrayList<>();
        Set<NoticeKind> muted = in.has("muted") ? NoticeJson.kinds(in, "muted", wrong) : null;
        Set<NoticeKind> digests = in.has("digests") ? NoticeJson.kinds(in, "digests", wrong) : null;
        wrong.addAll(in.finish());
        BusinessRuleException.throwIfAny(wrong);
        return json(rules.changeSubscriptions(key, muted, digests));
    }

    static JsonObject json(ContactSubscriptions s) {
        return Jsons.object().add("muted", NoticeJson.kinds(s.muted())).add("digests", NoticeJson.kinds(s.digests())).build();
    }
}
