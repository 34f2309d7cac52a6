package org.openpo.web.rest;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.PurchaseOrderRules;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.export.ExportFormat;
import org.openpo.ejb.order.ContactReplacement;
import org.openpo.ejb.party.ContactExport;
import org.openpo.ejb.party.ContactFilter;
import org.openpo.ejb.party.ContactImport;
import org.openpo.ejb.party.ContactQueries;
import org.openpo.ejb.party.ContactRow;
import org.openpo.ejb.party.ContactService;
import org.openpo.ejb.party.ContactSort;
import org.openpo.ejb.party.ContactView;

/** The directory of contacts. */
@Path("contacts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ContactResource {
    private static final String TYPE = "Contact";

    @EJB
    private ContactService contacts;
    @EJB
    private ContactQueries queries;
    @EJB
    private ContactReplacement replacement;
    @EJB
    private ContactImport contactImport;
    @EJB
    private ContactExport export;
    @Context
    private UriInfo uri;
    @Context
    private HttpHeaders headers;

    @GET
    @RolesAllowed("VIEWER")
    public JsonObject list() {
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        ContactFilter filter = filter(query);
        var sort = query.sort(ContactSort.ofSlices(), ContactSort::field, ContactSort.EMAIL);
        String cursor = query.cursor();
        int limit = query.limit();
        query.finishOrThrow();
        return ListQueryParameters.answer(queries.slice(filter, sort.field(), sort.descending(), cursor, limit), ContactJson::write);
    }

    /** The list with the same filters as a file. */
    @GET
    @Path("export")
    @Produces({ListFile.CSV, ListFile.XLSX, MediaType.APPLICATION_JSON})
    @RolesAllowed("VIEWER")
    public Response export() {
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        ContactFilter filter = filter(query);
        var sort = query.sort(ContactSort.ofSlices(), ContactSort::field, ContactSort.EMAIL);
        ExportFormat format = ListFile.format(query);
        query.finishOrThrow();
        return ListFile.answer("contacts", format, out -> export.write(filter, sort.field(), sort.descending(), format, out));
    }

    private static ContactFilter filter(ListQueryParameters query) {
        return new ContactFilter(query.text("search"), query.text("email"), query.text("language"), query.choice("condition", ContactFilter.Condition.class));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("ADMIN")
    public Response create(InputStream body) {
        JsonFields in = JsonFields.of(JsonBody.read(body));
        Boolean defaultContact = in.flag("defaultContact");
        ContactDraft draft = checked(in.ignoring("active", "purchaseOrders"));
        ContactView created = contacts.create(draft, Boolean.TRUE.equals(defaultContact));
        return Response.created(uri.getAbsolutePathBuilder().path(Long.toString(created.id())).build())
                .entity(ContactJson.write(queries.find(created.id()))).tag(Versions.tag(created.version())).build();
    }

    @GET
    @Path("{id}")
    @RolesAllowed("VIEWER")
    public Response read(@PathParam("id") String id) {
        return answer(Ids.parse(TYPE, id));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("ADMIN")
    public Response change(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, InputStream body) {
        ContactView current = find(id);
        JsonFields in = JsonFields.of(JsonBody.read(body));
        long version = version(ifMatch, in, current);
        Boolean active = in.flag("active");
        Boolean defaultContact = in.flag("defaultContact");
        ContactDraft draft = checked(in.ignoring("purchaseOrders"));
        contacts.change(current.id(), version, draft, active == null ? current.active() : active, defaultContact == null ? current.defaultContact() : defaultContact);
        return answer(current.id());
    }

    /** Marks the address as one that no mail reaches, or takes the mark away: {@code {"undeliverable":true,"reason":"…"}}. */
    @PUT
    @Path("{id}/undeliverable")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("ADMIN")
    public Response mark(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, InputStream body) {
        ContactView current = find(id);
        JsonFields in = JsonFields.of(JsonBody.read(body));
        long version = version(ifMatch, in, current);
        Boolean undeliverable = in.flag("undeliverable");
        in.require("undeliverable");
        String reason = in.text("reason");
        in.finishOrThrow();
        contacts.markUndeliverable(current.id(), version, undeliverable, reason);
        return answer(current.id());
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed("ADMIN")
    public Response delete(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        ContactView current = find(id);
        Long version = Versions.expected(ifMatch, null, current::version);
        contacts.delete(current.id(), version == null ? current.version() : version);
        return Response.noContent().build();
    }

    /** The purchase orders that name the contact: those that a replacement would change. */
    @GET
    @Path("{id}/purchase-orders")
    @RolesAllowed("VIEWER")
    public JsonObject purchaseOrders(@PathParam("id") String id) {
        long key = find(id).id();
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        String cursor = query.cursor();
        int limit = query.limit();
        query.finishOrThrow();
        return ListQueryParameters.answer(queries.uses(key, cursor, limit), ContactJson::write);
    }

    /**
     * Puts another contact in the place of this one on every purchase order. The other one is named by {@code contactId}, or as on a purchase order by
     * {@code email}, and then added to the directory if it lacks the address.
     */
    @POST
    @Path("{id}/replacement")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("ADMIN")
    public JsonObject replace(@PathParam("id") String id, InputStream body) {
        long key = find(id).id();
        JsonFields in = JsonFields.of(JsonBody.read(body));
        Long contactId = in.id("contactId", ErrorCode.CONTACT_UNKNOWN);
        Boolean switchOff = in.flag("switchOff");
        String reason = in.text("reason");
        ContactDraft draft = new ContactDraft(in.text("name"), in.text("email"), in.text("phone"), in.text("language"));
        List<Violation> problems = new ArrayList<>(in.finish());
        if (!in.has("contactId") && draft.email() == null && problems.isEmpty()) {
            problems.add(Violation.of("contactId", ErrorCode.REQUIRED));
        }
        BusinessRuleException.throwIfAny(problems);
        boolean off = switchOff == null || switchOff;
        return ContactJson.write(contactId == null ? replacement.replace(key, draft, off, reason) : replacement.replace(key, contactId, off, reason));
    }

    /** Takes the contacts of a CSV file, in the form's field {@code file}, and answers with what became of its rows. */
    @POST
    @Path("import")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed("ADMIN")
    public JsonObject importFile(InputStream body, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType) throws IOException {
        MultipartBody form = new MultipartBody(body, contentType);
        for (MultipartBody.Part part = form.next(); part != null; part = form.next()) {
            if (part.name().equals("file")) {
                byte[] bytes = part.content().readNBytes(ContactImport.BYTES_MAX + 1);
                RequestBody.discard(body);
                return ContactJson.write(contactImport.run(bytes), new ApiTexts(ApiTexts.language(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE))));
            }
        }
        throw ProblemException.invalid("file", ErrorCode.REQUIRED);
    }

    private ContactView find(String id) {
        return queries.find(Ids.parse(TYPE, id)).contact();
    }

    private static long version(String ifMatch, JsonFields in, ContactView current) {
        Long version = Versions.expected(ifMatch, in.integer("version"), current::version);
        return version == null ? current.version() : version;
    }

    private static ContactDraft checked(JsonFields in) {
        ContactDraft draft = ContactJson.read(in);
        List<Violation> read = in.finish();
        if (!read.isEmpty()) {
            throw new BusinessRuleException(JsonFields.merged(read, PurchaseOrderRules.checkContact(draft)));
        }
        return draft;
    }

    private Response answer(long id) {
        ContactRow row = queries.find(id);
        return Response.ok(ContactJson.write(row)).tag(Versions.tag(row.contact().version())).build();
    }
}
