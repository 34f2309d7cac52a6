package org.openpo.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.audit.AuditChange;
import org.openpo.ejb.audit.AuditCheck;
import org.openpo.ejb.audit.AuditCheckView;
import org.openpo.ejb.audit.AuditDetails;
import org.openpo.ejb.audit.AuditExport;
import org.openpo.ejb.audit.AuditFilter;
import org.openpo.ejb.audit.AuditQueries;
import org.openpo.ejb.audit.AuditRow;

/** The audit trail: who did what, and whether anybody has tampered with it. */
@Path("audit-events")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {
    private static final String TYPE = "AuditEvent";

    @EJB
    private AuditQueries queries;
    @EJB
    private AuditExport export;
    @EJB
    private AuditCheck check;
    @Context
    private UriInfo uri;

    /** The newest first. */
    @GET
    @RolesAllowed({"AUDITOR", "ADMIN"})
    public JsonObject list() {
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        AuditFilter filter = filter(query);
        String cursor = query.cursor();
        int limit = query.limit();
        query.finishOrThrow();
        return ListQueryParameters.answer(queries.slice(filter, cursor, limit), row -> json(row).build());
    }

    @GET
    @Path("{id}")
    @RolesAllowed({"AUDITOR", "ADMIN"})
    public JsonObject read(@PathParam("id") String id) {
        return json(queries.find(Ids.parse(TYPE, id)));
    }

    /** The list with the same filters as a file. */
    @GET
    @Path("export")
    @Produces({"application/jsonl", "text/csv", MediaType.APPLICATION_JSON})
    @RolesAllowed({"AUDITOR", "ADMIN"})
    public Response export() {
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        AuditFilter filter = filter(query);
        AuditExport.Format chosen = query.choice("format", AuditExport.Format.class);
        query.finishOrThrow();
        AuditExport.Format format = chosen == null ? AuditExport.Format.JSONL : chosen;
        StreamingOutput content = out -> export.write(filter, format, out);
        return Response.ok(content, format.mediaType()).header(HttpHeaders.CONTENT_DISPOSITION, Attachment.named(format.fileName())).build();
    }

    /** Checks now; nothing is repaired. */
    @POST
    @Path("check")
    @RolesAllowed({"AUDITOR", "ADMIN"})
    public JsonObject check() {
        return json(check.check());
    }

    /** What came of the last check. */
    @GET
    @Path("check")
    @RolesAllowed({"AUDITOR", "ADMIN"})
    public JsonObject lastCheck() {
        return json(check.last().orElseThrow(() -> new NotFoundException("AuditCheck", "last")));
    }

    private static AuditFilter filter(ListQueryParameters query) {
        String objectType = query.text("objectType");
        String objectId = query.text("objectId");
        if (objectId != null && objectType == null) {
            query.refuse("objectType", ErrorCode.REQUIRED);
        }
        return new AuditFilter(query.text("search"), query.choice("action", AuditAction.class), query.text("actor"), objectType, objectId, query.text("requestId"),
                query.startOfDay("from"), query.endOfDay("to"));
    }

    private static JsonObjectBuilder json(AuditRow r) {
        return Jsons.object().add("id", Jsons.id(r.id())).add("at", Jsons.text(r.at())).add("actor", r.actor()).add("action", r.action()).add("objectType", r.objectType())
                .add("objectId", r.objectId()).add("objectName", Jsons.text(r.objectName())).add("reason", Jsons.text(r.reason())).add("requestId", Jsons.text(r.requestId()))
                .add("number", r.number() == null ? JsonValue.NULL : Jsons.id(r.number())).add("hash", Jsons.text(r.hash()));
    }

    private static JsonObject json(AuditDetails event) {
        JsonArrayBuilder changes = Jsons.array();
        for (AuditChange c : event.changes()) {
            changes.add(Jsons.object().add("part", Jsons.text(c.part())).add("field", c.field()).add("before", Jsons.text(c.before())).add("after", Jsons.text(c.after())));
        }
        return json(event.row()).add("before", Jsons.text(event.before())).add("after", Jsons.text(event.after())).add("changes", changes).build();
    }

    private static JsonObject json(AuditCheckView check) {
        JsonArrayBuilder first = Jsons.array();
        check.first().forEach(f -> first.add(Jsons.object().add("kind", f.kind().name()).add("number", f.number() == null ? JsonValue.NULL : Jsons.id(f.number()))
                .add("event", f.eventId() == null ? JsonValue.NULL : Jsons.id(f.eventId()))));
        return Jsons.object().add("startedAt", Jsons.text(check.startedAt())).add("finishedAt", Jsons.text(check.finishedAt())).add("by", check.actor())
                .add("events", check.events()).add("hash", check.hash()).add("faults", check.faults()).add("first", first).build();
    }
}
