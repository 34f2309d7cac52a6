package org.openpo.web.rest;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.inbound.ImportMappingView;
import org.openpo.ejb.inbound.ImportMappings;
import org.openpo.ejb.inbound.read.ColumnMapping;

/** How the columns of senders' CSV files are read. */
@Path("import-mappings")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ImportMappingResource {
    @EJB
    private ImportMappings mappings;
    @Context
    private UriInfo uri;

    /** All mappings, by name. */
    @GET
    @RolesAllowed("VIEWER")
    public JsonObject list() {
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        query.finishOrThrow();
        return ListQueryParameters.answer(mappings.all(), ImportMappingResource::json);
    }

    /** Remembers a mapping; one for the same header is replaced. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("MANAGER")
    public Response save(InputStream body) {
        JsonValue given = JsonBody.read(body);
        if (!(given instanceof JsonObject object)) {
            throw ProblemException.invalid("", ErrorCode.WRONG_TYPE, JsonType.OBJECT);
        }
        JsonObjectBuilder mapping = JSON.createObjectBuilder();
        List<Violation> violations = new ArrayList<>();
        object.forEach((key, value) -> {
            switch (key) {
                case "id", "changedAt", "changedBy", "name", "header" -> { }
                default -> mapping.add(key, value);
            }
        });
        String name = text(object.get("name"), "name", violations);
        List<String> header = header(object.get("header"), violations);
        BusinessRuleException.throwIfAny(violations);
        return Response.status(Response.Status.CREATED).entity(json(mappings.save(name, header, ColumnMapping.of(mapping.build())))).build();
    }

    private static String text(JsonValue value, String field, List<Violation> violations) {
        if (value instanceof JsonString string) {
            if (JsonFields.isUnwritable(string.getString())) {
                violations.add(Violation.of(field, ErrorCode.INVALID_CHARACTERS));
            }
            return string.getString();
        }
        violations.add(value == null || value == JsonValue.NULL ? Violation.of(field, ErrorCode.REQUIRED) : Violation.of(field, ErrorCode.WRONG_TYPE, JsonType.STRING));
        return null;
    }

    private static List<String> header(JsonValue value, List<Violation> violations) {
        List<String> header = new ArrayList<>();
        if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                header.add(text(array.get(i), "header[" + i + "]", violations));
            }
        } else {
            violations.add(value == null || value == JsonValue.NULL ? Violation.of("header", ErrorCode.REQUIRED) : Violation.of("header", ErrorCode.WRONG_TYPE, JsonType.ARRAY));
        }
        return header;
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed("MANAGER")
    public Response delete(@PathParam("id") String id) {
        mappings.delete(Ids.parse("ImportMapping", id));
        return Response.noContent().build();
    }

    static JsonObject json(ImportMappingView m) {
        JsonObject mapping = m.mapping().toJson();
        return Jsons.object()
                .add("id", Jsons.id(m.id()))
                .add("name", m.name())
                .add("header", Jsons.texts(m.header()))
                .add("columns", mapping.get("columns"))
                .add("constants", mapping.get("constants"))
                .add("decimalMark", mapping.get("decimalMark"))
                .add("datePattern", mapping.get("datePattern"))
                .add("changedAt", Jsons.text(m.changedAt()))
                .add("changedBy", m.changedBy())
                .build();
    }
}
