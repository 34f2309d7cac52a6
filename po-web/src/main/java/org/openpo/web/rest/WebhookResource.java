package org.openpo.web.rest;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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

import org.openpo.domain.notice.NoticeKind;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.notice.WebhookDraft;
import org.openpo.ejb.notice.WebhookSecret;
import org.openpo.ejb.notice.WebhookService;
import org.openpo.ejb.notice.WebhookView;

/** Where notices are posted to, beside the mails. */
@Path("webhooks")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class WebhookResource {
    private static final String TYPE = "Webhook";

    @EJB
    private WebhookService webhooks;

    @GET
    @RolesAllowed("ADMIN")
    public JsonObject list() {
        return ListQueryParameters.answer(webhooks.list(), WebhookResource::json);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("ADMIN")
    @TellsSecret
    public Response create(InputStream body) {
        JsonFields in = JsonFields.of(JsonBody.read(body));
        WebhookSecret created = webhooks.create(read(in));
        return Response.status(Response.Status.CREATED).entity(json(created)).tag(Versions.tag(created.webhook().version())).build();
    }

    @POST
    @Path("{id}/secret")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("ADMIN")
    @TellsSecret
    public Response renewSecret(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, InputStream body) {
        long key = Ids.parse(TYPE, id);
        JsonFields in = JsonFields.of(JsonBody.read(body));
        Long version = Versions.expected(ifMatch, in.integer("version"), () -> webhooks.find(key).version());
        WebhookSecret renewed = webhooks.renewSecret(key, version, overlapHours(in));
        return Response.ok(json(renewed)).tag(Versions.tag(renewed.webhook().version())).build();
    }

    static int overlapHours(JsonFields in) {
        Long hours = in.integer("overlapHours");
        BusinessRuleException.throwIfAny(in.finish());
        // What is too much for an int is too much for the service as well.
        return hours == null ? WebhookService.OVERLAP_HOURS : (int) Math.max(-1, Math.min(Integer.MAX_VALUE, hours));
    }

    @GET
    @Path("{id}")
    @RolesAllowed("ADMIN")
    public Response read(@PathParam("id") String id) {
        return answer(webhooks.find(Ids.parse(TYPE, id)));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("ADMIN")
    public Response change(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, InputStream body) {
        long key = Ids.parse(TYPE, id);
        JsonFields in = JsonFields.of(JsonBody.read(body));
        Long version = Versions.expected(ifMatch, in.integer("version"), () -> webhooks.find(key).version());
        return answer(webhooks.change(key, version, read(in)));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed("ADMIN")
    public Response delete(@PathParam("id") String id) {
        webhooks.delete(Ids.parse(TYPE, id));
        return Response.noContent().build();
    }

    static WebhookDraft read(JsonFields in) {
        in.ignoring("id", "version", "secret", "previousSecretUntil", "changedAt", "changedBy");
        List<Violation> wrong = new ArrayList<>();
        String name = in.text("name");
        String address = in.text("address");
        Set<NoticeKind> events = NoticeJson.kinds(in, "events", wrong);
        String language = in.text("language");
        Boolean active = in.flag("active");
        wrong.addAll(in.finish());
        BusinessRuleException.throwIfAny(wrong);
        return new WebhookDraft(name, address, events, language == null ? "en" : language, active == null || active);
    }

    private static Response answer(WebhookView webhook) {
        return Response.ok(json(webhook)).tag(Versions.tag(webhook.version())).build();
    }

    static JsonObject json(WebhookView w) {
        return fields(w).build();
    }

    /** Once, when a secret is made: whoever reads the API later can sign nothing with it. */
    static JsonObject json(WebhookSecret made) {
        return fields(made.webhook()).add("secret", made.secret()).build();
    }

    private static JsonObjectBuilder fields(WebhookView w) {
        return Jsons.object().add("id", Jsons.id(w.id())).add("version", w.version()).add("name", w.name()).add("address", w.address())
                .add("events", NoticeJson.kinds(w.events())).add("language", w.language()).add("active", w.active())
                .add("previousSecretUntil", Jsons.text(w.previousSecretUntil())).add("changedAt", Jsons.text(w.changedAt()))
                .add("changedBy", w.changedBy());
    }
}
