package org.openpo.web.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The description of all this for programs: written by hand, and held to the resources by a test. */
@Path("openapi")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class OpenApiResource {
    private static final JsonObject DOCUMENT = document();

    @GET
    @RolesAllowed("VIEWER")
    public JsonObject read() {
        return DOCUMENT;
    }

    static JsonObject document() {
        try (InputStream in = OpenApiResource.class.getResourceAsStream("openapi.json")) {
            return JsonBody.read(in).asJsonObject();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
