package org.openpo.web.rest;

import java.io.InputStream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.openpo.domain.notice.Channel;
import org.openpo.domain.notice.DeliveryState;
import org.openpo.domain.notice.NoticeKind;
import org.openpo.ejb.export.ExportFormat;
import org.openpo.ejb.notice.MailPreview;
import org.openpo.ejb.notice.MailTest;
import org.openpo.ejb.notice.NotificationDetails;
import org.openpo.ejb.notice.NotificationExport;
import org.openpo.ejb.notice.NotificationFilter;
import org.openpo.ejb.notice.NotificationQueries;
import org.openpo.ejb.notice.NotificationRow;
import org.openpo.ejb.notice.NotificationService;

/** What was told to whom, what waits, and what it says. */
@Path("notifications")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class NotificationResource {
    private static final String TYPE = "Notification";

    @EJB
    private NotificationQueries queries;
    @EJB
    private NotificationService notifications;
    @EJB
    private NotificationExport export;
    @EJB
    private MailTest mailTest;
    @Context
    private UriInfo uri;

    /** The newest first. */
    @GET
    @RolesAllowed("VIEWER")
    public JsonObject list() {
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        NotificationFilter filter = filter(query);
        String cursor = query.cursor();
        int limit = query.limit();
        query.finishOrThrow();
        return ListQueryParameters.answer(queries.slice(filter, cursor, limit), row -> json(row).build());
    }

    /** The list with the same filters as a file. */
    @GET
    @Path("export")
    @Produces({ListFile.CSV, ListFile.XLSX, MediaType.APPLICATION_JSON})
    @RolesAllowed("VIEWER")
    public Response export() {
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        NotificationFilter filter = filter(query);
        ExportFormat format = ListFile.format(query);
        query.finishOrThrow();
        return ListFile.answer("notifications", format, out -> export.write(filter, format, out));
    }

    private static NotificationFilter filter(ListQueryParameters query) {
        return new NotificationFilter(query.text("search"), query.choice("kind", NoticeKind.class), query.choice("state", DeliveryState.class),
                query.choice("channel", Channel.class), id(query.text("purchaseOrder")), id(query.text("contact")), query.startOfDay("from"), query.endOfDay("to"));
    }

    @GET
    @Path("{id}")
    @RolesAllowed("VIEWER")
    public JsonObject read(@PathParam("id") String id) {
        return json(queries.find(Ids.parse(TYPE, id)));
    }

    /** The mail as its recipient got it, or will. */
    @GET
    @Path("{id}/preview")
    @RolesAllowed("VIEWER")
    public JsonObject preview(@PathParam("id") String id) {
        return json(queries.preview(Ids.parse(TYPE, id)));
    }

    @POST
    @Path("{id}/resend")
    @RolesAllowed("MANAGER")
    public JsonObject resend(@PathParam("id") String id) {
        long key = Ids.parse(TYPE, id);
        notifications.resend(key);
        return json(queries.find(key));
    }

    /** Sends one mail at once and answers with what the mail server said: {@code {"to":"…"}}. */
    @POST
    @Path("test-mail")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("ADMIN")
    public JsonObject testMail(InputStream body, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String acceptLanguage) {
        JsonFields in = JsonFields.of(JsonBody.read(body));
        String to = in.text("to");
        in.finishOrThrow();
        ApiTexts texts = new ApiTexts(ApiTexts.language(acceptLanguage));
        return json(mailTest.send(to, texts.get("rules.test.subject"), texts.get("rules.test.text")));
    }

    static JsonObject json(MailTest.Result result) {
        return Jsons.object().add("accepted", result.accepted()).add("answer", Jsons.text(result.answer())).build();
    }

    /** No row has the id 0: what cannot be an id finds nothing. */
    private static Long id(String text) {
        return text == null ? null : text.matches("[0-9]{1,18}") ? Long.valueOf(text) : Long.valueOf(0);
    }

    static JsonObjectBuilder json(NotificationRow r) {
        return Jsons.object().add("id", Jsons.id(r.id())).add("kind", r.kind().name())
                .add("purchaseOrder", r.purchaseOrderKey() == null ? JsonValue.NULL : Jsons.id(r.purchaseOrderKey())).add("purchaseOrderId", Jsons.text(r.purchaseOrderId()))
                .add("channel", r.channel().name()).add("recipient", Jsons.id(r.contactId())).add("name", r.recipientName()).add("address", r.address()).add("language", r.language())
                .add("subject", r.subject()).add("state", r.state().name()).add("attempts", r.attempts()).add("createdAt", Jsons.text(r.createdAt()))
                .add("nextAttemptAt", Jsons.text(r.nextAttemptAt())).add("sentAt", Jsons.text(r.sentAt())).add("answer", Jsons.text(r.answer())).add("messageId", r.messageId());
    }

    static JsonObject json(NotificationDetails details) {
        JsonArrayBuilder tries = Jsons.array();
        details.attempts().forEach(a -> tries.add(Jsons.object().add("at", Jsons.text(a.at())).add("by", a.node()).add("outcome", a.outcome().name()).add("answer", Jsons.text(a.answer()))));
        return json(details.row()).add("causedAt", Jsons.text(details.causedAt())).add("log", tries).build();
    }

    static JsonObject json(MailPreview mail) {
        return Jsons.object().add("subject", mail.subject()).add("html", mail.html()).add("text", mail.text()).build();
    }
}
