package org.openpo.web.rest;

import java.io.InputStream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.openpo.domain.inbound.AwsPull;
import org.openpo.domain.inbound.AwsReceiverRole;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.inbound.AwsPullService;
import org.openpo.ejb.inbound.AwsPullView;

/** How invoices are pulled from the AWS Invoicing API, and a pull now. */
@Path("aws-invoicing")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AwsPullResource {
    @EJB
    private AwsPullService service;

    @GET
    @RolesAllowed("ADMIN")
    public Response read(@HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        return answer(Response.Status.OK, service.view(), language);
    }

    /** Replaces all settings. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("ADMIN")
    public Response change(@HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language, InputStream body) {
        JsonFields in = JsonFields.of(JsonBody.read(body));
        Long version = Versions.expected(ifMatch, in.integer("version"), () -> service.view().version());
        AwsPull settings = read(in);
        in.finishOrThrow();
        return answer(Response.Status.OK, service.change(settings, version), language);
    }

    /** Asks for a pull now; {@code underWay} is false again when it has ended. */
    @POST
    @Path("pull")
    @RolesAllowed("ADMIN")
    public Response pull(@HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        return answer(Response.Status.ACCEPTED, service.pullNow(), language);
    }

    /** A member that is missing has its default. */
    static AwsPull read(JsonFields in) {
        in.ignoring("changedAt", "changedBy", "endpoint", "underWay", "nextAt", "last");
        AwsPull d = AwsPull.DEFAULT;
        String region = in.text("region");
        Boolean active = in.flag("active");
        return new AwsPull(active != null && active, region == null ? d.region() : region, in.text("accountId"), in.choice("receiverRole", AwsReceiverRole.class), in.date("startDate"),
                whole(in.integer("intervalMinutes"), d.intervalMinutes()), whole(in.integer("overlapDays"), d.overlapDays()));
    }

    private static int whole(Long number, int otherwise) {
        return number == null ? otherwise : (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
    }

    private static Response answer(Response.Status status, AwsPullView view, String language) {
        return Response.status(status).entity(json(view, new ApiTexts(ApiTexts.language(language)))).tag(Versions.tag(view.version())).build();
    }

    static JsonObject json(AwsPullView view, ApiTexts texts) {
        AwsPull s = view.settings();
        return Jsons.object().add("version", view.version()).add("active", s.active()).add("region", s.region()).add("accountId", Jsons.text(s.accountId()))
                .add("receiverRole", Jsons.text(s.receiverRole())).add("startDate", Jsons.text(s.startDate())).add("intervalMinutes", s.intervalMinutes())
                .add("overlapDays", s.overlapDays()).add("changedAt", Jsons.text(view.changedAt())).add("changedBy", Jsons.text(view.changedBy()))
                .add("endpoint", Jsons.text(view.endpoint())).add("underWay", view.underWay()).add("nextAt", Jsons.text(view.nextAt()))
                .add("last", view.last() == null ? JsonValue.NULL : last(view.last(), texts)).build();
    }

    private static JsonObject last(AwsPullView.Last last, ApiTexts texts) {
        return Jsons.object().add("startedAt", Jsons.text(last.startedAt())).add("finishedAt", Jsons.text(last.finishedAt())).add("by", last.by())
                .add("from", Jsons.text(last.from())).add("to", Jsons.text(last.to())).add("summaries", last.summaries())
                .add("importId", last.importId() == null ? JsonValue.NULL : Jsons.id(last.importId())).add("failure", Jsons.text(last.failure()))
                .add("message", last.failure() == null ? JsonValue.NULL : Jsons.text(texts.of(new Violation("", last.failure(), last.failureArguments())))).build();
    }
}
