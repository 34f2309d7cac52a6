package org.openpo.web.rest;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
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
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;

import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.inbound.ImportErrorFiles;
import org.openpo.ejb.inbound.ImportErrorView;
import org.openpo.ejb.inbound.ImportJobView;
import org.openpo.ejb.inbound.ImportQueries;
import org.openpo.ejb.inbound.ImportService;
import org.openpo.ejb.inbound.read.SpreadsheetText;
import org.openpo.ejb.query.Slice;

/** Files of invoices: handing in, progress, refused rows. */
@Path("imports")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ImportResource {
    private static final String TYPE = "ImportJob";
    private static final String CSV = "text/csv";
    /** What one read of refused rows fetches for a CSV file. */
    private static final int CHUNK = 200;

    @EJB
    private ImportService service;
    @EJB
    private ImportQueries queries;
    @EJB
    private ImportErrorFiles errorFiles;
    @Context
    private UriInfo uri;
    @Context
    private HttpHeaders headers;

    /** Jobs, the newest first. */
    @GET
    @RolesAllowed("VIEWER")
    public JsonObject list() {
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        int limit = query.limit();
        String cursor = query.cursor();
        query.finishOrThrow();
        ApiTexts texts = texts();
        return ListQueryParameters.answer(queries.slice(cursor, limit), job -> ImportJson.write(job, texts));
    }

    /** Takes the file in the form's field {@code file}, and answers before the import has begun: the job says how far it is. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed("MANAGER")
    public Response create(InputStream body, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType) {
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        boolean preview = query.flag("preview");
        query.finishOrThrow();
        long id = submit(new MultipartBody(body, contentType), preview);
        RequestBody.discard(body);
        return Response.accepted(ImportJson.write(queries.job(id), texts()))
                .location(uri.getAbsolutePathBuilder().path(Long.toString(id)).build()).build();
    }

    private long submit(MultipartBody form, boolean preview) {
        for (MultipartBody.Part part = form.next(); part != null; part = form.next()) {
            if (part.name().equals("file")) {
                return service.submit(part.fileName() == null ? "" : part.fileName(), part.content(), preview);
            }
        }
        throw ProblemException.invalid("file", ErrorCode.REQUIRED);
    }

    @GET
    @Path("{id}")
    @RolesAllowed("VIEWER")
    public JsonObject read(@PathParam("id") String id) {
        return ImportJson.write(queries.job(Ids.parse(TYPE, id)), texts());
    }

    /** The file as it came in. */
    @GET
    @Path("{id}/file")
    @Produces({MediaType.APPLICATION_OCTET_STREAM, MediaType.APPLICATION_JSON})
    @RolesAllowed({"AUDITOR", "ADMIN"})
    public Response file(@PathParam("id") String id) {
        ImportJobView job = queries.job(Ids.parse(TYPE, id));
        if (!job.fileKept()) {
            throw new NotFoundException("ImportFile", job.id());
        }
        StreamingOutput content = out -> queries.writeFile(job, out);
        return Response.ok(content, MediaType.APPLICATION_OCTET_STREAM).header(HttpHeaders.CONTENT_LENGTH, job.sizeBytes())
                .header(HttpHeaders.CONTENT_DISPOSITION, Attachment.named(job.fileName())).build();
    }

    /** The refused records as they stand in the file, each with the reason: to be corrected and handed in again. */
    @GET
    @Path("{id}/errors/file")
    @Produces({MediaType.APPLICATION_OCTET_STREAM, CSV, MediaType.APPLICATION_JSON})
    @RolesAllowed({"MANAGER", "AUDITOR", "ADMIN"})
    public Response errorFile(@PathParam("id") String id) {
        ImportJobView job = queries.job(Ids.parse(TYPE, id));
        if (!errorFiles.isPossible(job)) {
            throw new NotFoundException("ImportFile", job.id());
        }
        ApiTexts texts = texts();
        String name = errorFiles.name(job);
        StreamingOutput content = out -> errorFiles.write(job, error -> ImportJson.message(error, texts), out);
        return Response.ok(content, name.endsWith(".csv") ? CSV + ";charset=UTF-8" : MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, Attachment.named(name)).build();
    }

    /** The first rows of a preview with what importing them would do. */
    @GET
    @Path("{id}/preview")
    @RolesAllowed("VIEWER")
    public JsonObject preview(@PathParam("id") String id) {
        return ListQueryParameters.answer(queries.preview(Ids.parse(TYPE, id)), ImportJson::write);
    }

    /** Imports for good what was a preview. */
    @POST
    @Path("{id}/confirm")
    @RolesAllowed("MANAGER")
    public Response confirm(@PathParam("id") String id) {
        long job = Ids.parse(TYPE, id);
        service.confirm(job);
        return Response.accepted(ImportJson.write(queries.job(job), texts())).build();
    }

    /** Reads a file again that was refused as a whole, now that there is a mapping for it. */
    @POST
    @Path("{id}/retry")
    @RolesAllowed("MANAGER")
    public Response retry(@PathParam("id") String id) {
        long job = Ids.parse(TYPE, id);
        service.retry(job);
        return Response.accepted(ImportJson.write(queries.job(job), texts())).build();
    }

    /** Stops the job; what it has taken in stays. */
    @POST
    @Path("{id}/cancel")
    @RolesAllowed("MANAGER")
    public Response cancel(@PathParam("id") String id) {
        long job = Ids.parse(TYPE, id);
        service.cancel(job);
        return Response.accepted(ImportJson.write(queries.job(job), texts())).build();
    }

    /** The refused rows in the file's order: a list in JSON, or all of them as a CSV file, as {@code Accept} says. */
    @GET
    @Path("{id}/errors")
    @Produces({MediaType.APPLICATION_JSON, CSV})
    @RolesAllowed("VIEWER")
    public Response errors(@PathParam("id") String id) {
        long job = Ids.parse(TYPE, id);
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        int limit = query.limit();
        String cursor = query.cursor();
        query.finishOrThrow();
        ApiTexts texts = texts();
        Slice<ImportErrorView> first = queries.errors(job, cursor, wantsCsv() ? CHUNK : limit);
        if (!wantsCsv()) {
            return Response.ok(ListQueryParameters.answer(first, error -> ImportJson.write(error, texts)), MediaType.APPLICATION_JSON).build();
        }
        StreamingOutput file = out -> writeCsv(out, job, first, texts);
        return Response.ok(file, CSV + ";charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"import-" + job + "-errors.csv\"").build();
    }

    private boolean wantsCsv() {
        // The acceptable types come best first; a wildcard means JSON.
        for (MediaType type : headers.getAcceptableMediaTypes()) {
            if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                return false;
            }
            if (type.isCompatible(MediaType.valueOf(CSV))) {
                return true;
            }
        }
        return false;
    }

    private void writeCsv(OutputStream out, long job, Slice<ImportErrorView> first, ApiTexts texts) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write("row,column,invoiceId,code,message\r\n");
        for (Slice<ImportErrorView> part = first; part != null;
                part = part.nextCursor() == null ? null : queries.errors(job, part.nextCursor(), CHUNK)) {
            for (ImportErrorView error : part.items()) {
                writer.write(csvLine(error.row(), error.column(), error.invoiceId(), error.code(), ImportJson.message(error, texts)));
            }
        }
        writer.flush();
    }

    static String csvLine(Object... values) {
        return Arrays.stream(values).map(ImportResource::csvValue).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String csvValue(Object value) {
        // A spreadsheet would compute what begins like a formula, and what begins so here came from somebody's file.
        return value == null ? "" : SpreadsheetText.csv(value.toString());
    }

    private ApiTexts texts() {
        return new ApiTexts(ApiTexts.language(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE)));
    }
}
