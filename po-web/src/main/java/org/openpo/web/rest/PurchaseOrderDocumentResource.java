package org.openpo.web.rest;

import java.io.InputStream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;

import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.document.DocumentService;
import org.openpo.ejb.document.DocumentView;

/** Documents of a purchase order. They are no part of what its version and {@code updatedAt} speak of. */
@Path("purchase-orders")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PurchaseOrderDocumentResource {
    @EJB
    private DocumentService service;
    @Context
    private UriInfo uri;

    /** All of them, the latest first. */
    @GET
    @Path("{id}/documents")
    @RolesAllowed("VIEWER")
    public JsonObject list(@PathParam("id") String id) {
        return ListQueryParameters.answer(service.list(order(id)), d -> json(d).build());
    }

    /** Takes the file in the form's field {@code file}. One that is here already is answered with 200 and not stored again. */
    @POST
    @Path("{id}/documents")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed("MANAGER")
    public Response add(@PathParam("id") String id, InputStream body, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType) {
        long key = order(id);
        DocumentService.Added added = add(key, new MultipartBody(body, contentType));
        RequestBody.discard(body);
        JsonObject json = json(added.document()).add("alreadyHere", added.alreadyHere()).build();
        return (added.alreadyHere() ? Response.ok() : Response.status(Response.Status.CREATED))
                .location(uri.getAbsolutePathBuilder().path(Long.toString(added.document().id())).build()).entity(json).build();
    }

    private DocumentService.Added add(long key, MultipartBody form) {
        for (MultipartBody.Part part = form.next(); part != null; part = form.next()) {
            if (part.name().equals("file")) {
                return service.add(key, part.fileName() == null ? "" : part.fileName(), part.content());
            }
        }
        throw ProblemException.invalid("file", ErrorCode.REQUIRED);
    }

    @GET
    @Path("{id}/documents/{documentId}")
    @RolesAllowed("VIEWER")
    public JsonObject read(@PathParam("id") String id, @PathParam("documentId") String documentId) {
        return json(find(id, documentId)).build();
    }

    /** The document as it came in: to be saved, never to be shown in its place. */
    @GET
    @Path("{id}/documents/{documentId}/content")
    @Produces(MediaType.WILDCARD)
    @RolesAllowed("VIEWER")
    public Response content(@PathParam("id") String id, @PathParam("documentId") String documentId) {
        DocumentView document = find(id, documentId);
        StreamingOutput content = out -> service.write(document, out);
        return headers(Response.ok(content), document);
    }

    /** Without this the server would run the method above, and note that somebody has fetched what nobody got. */
    @HEAD
    @Path("{id}/documents/{documentId}/content")
    @Produces(MediaType.WILDCARD)
    @RolesAllowed("VIEWER")
    public Response head(@PathParam("id") String id, @PathParam("documentId") String documentId) {
        return headers(Response.ok(), find(id, documentId));
    }

    private static Response headers(Response.ResponseBuilder answer, DocumentView document) {
        return answer.type(document.type().mediaType()).header(HttpHeaders.CONTENT_LENGTH, document.sizeBytes())
                .header(HttpHeaders.CONTENT_DISPOSITION, Attachment.named(document.name())).header(Attachment.POLICY_HEADER, Attachment.POLICY).build();
    }

    @DELETE
    @Path("{id}/documents/{documentId}")
    @RolesAllowed("MANAGER")
    public Response remove(@PathParam("id") String id, @PathParam("documentId") String documentId, @QueryParam("reason") String reason) {
        service.remove(order(id), document(documentId), reason);
        return Response.noContent().build();
    }

    private DocumentView find(String id, String documentId) {
        return service.document(order(id), document(documentId));
    }

    private static long order(String id) {
        return Ids.parse("PurchaseOrder", id);
    }

    private static long document(String id) {
        return Ids.parse("Document", id);
    }

    static JsonObjectBuilder json(DocumentView d) {
        return Jsons.object().add("id", Jsons.id(d.id())).add("name", d.name()).add("type", d.type().name()).add("mediaType", d.type().mediaType()).add("sizeBytes", d.sizeBytes())
                .add("sha256", d.sha256()).add("addedAt", Jsons.text(d.addedAt())).add("addedBy", d.addedBy());
    }
}
