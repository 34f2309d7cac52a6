package org.openpo.web.rest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.export.ExportFormat;
import org.openpo.ejb.inbound.PurchaseOrderImport;
import org.openpo.ejb.inbound.PurchaseOrderImportResult;
import org.openpo.ejb.order.PurchaseOrderExport;
import org.openpo.ejb.order.PurchaseOrderFilter;
import org.openpo.ejb.order.PurchaseOrderSort;

/** Purchase orders from files and into files. */
@Path("purchase-orders")
@RequestScoped
public class PurchaseOrderFileResource {
    @EJB
    private PurchaseOrderImport orderImport;
    @EJB
    private PurchaseOrderExport export;
    @Context
    private UriInfo uri;
    @Context
    private HttpHeaders headers;

    /** The purchase orders of the list with the same filters, a row for each line item; as CSV they can be imported again. */
    @GET
    @Path("export")
    @Produces({ListFile.CSV, ListFile.XLSX, MediaType.APPLICATION_JSON})
    @RolesAllowed("VIEWER")
    public Response export() {
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        PurchaseOrderFilter filter = PurchaseOrderResource.filter(query);
        var sort = query.sort(PurchaseOrderSort.values(), PurchaseOrderSort::field, PurchaseOrderSort.PURCHASE_ORDER_ID);
        ExportFormat format = ListFile.format(query);
        query.finishOrThrow();
        return ListFile.answer("purchase-orders", format, out -> export.write(filter, sort.field(), sort.descending(), format, out));
    }

    /**
     * Takes the purchase orders of the file in the form's field {@code file}, or with {@code preview=true} says what that would do. Answers with what became
     * of each; to a client that asks for CSV with the rows of the refused ones, to be corrected and sent again.
     */
    @POST
    @Path("import")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces({MediaType.APPLICATION_JSON, ListFile.CSV})
    @RolesAllowed("MANAGER")
    public Response importFile(InputStream body, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType) throws IOException {
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        boolean preview = query.flag("preview");
        boolean update = query.flag("update");
        query.finishOrThrow();
        MultipartBody form = new MultipartBody(body, contentType);
        for (MultipartBody.Part part = form.next(); part != null; part = form.next()) {
            if (part.name().equals("file")) {
                byte[] file = part.content().readNBytes(PurchaseOrderImport.BYTES_MAX + 1);
                RequestBody.discard(body);
                return answer(file, preview ? orderImport.preview(new ByteArrayInputStream(file), update)
                        : orderImport.run(part.fileName() == null ? "" : part.fileName(), new ByteArrayInputStream(file), update));
            }
        }
        throw ProblemException.invalid("file", ErrorCode.REQUIRED);
    }

    private Response answer(byte[] file, PurchaseOrderImportResult result) throws IOException {
        ApiTexts texts = new ApiTexts(ApiTexts.language(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE)));
        MediaType wanted = headers.getAcceptableMediaTypes().get(0);
        if (!result.correctable() || wanted.isWildcardType() || !wanted.isCompatible(MediaType.valueOf(ListFile.CSV))) {
            return Response.ok(PurchaseOrderImportJson.write(result, texts), MediaType.APPLICATION_JSON_TYPE).build();
        }
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        orderImport.writeRefused(new ByteArrayInputStream(file), result, texts::of, row -> texts.get("orderImport.refusedFor", row), rows);
        return Response.ok(rows.toByteArray(), ExportFormat.CSV.mediaType()).header(HttpHeaders.CONTENT_DISPOSITION, Attachment.named("purchase-orders-to-correct.csv")).build();
    }
}
