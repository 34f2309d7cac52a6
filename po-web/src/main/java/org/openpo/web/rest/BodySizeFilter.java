package org.openpo.web.rest;

import java.util.regex.Pattern;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

import org.openpo.ejb.startup.Settings;

/**
 * Refuses what says of itself that it is too large, after the role is known and before anything is stored. What does not say so is
 * stopped when it is being read.
 */
@Provider
@Priority(Priorities.ENTITY_CODER)
public class BodySizeFilter implements ContainerRequestFilter {
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    @Override
    public void filter(ContainerRequestContext request) {
        boolean file = request.getMediaType() != null && request.getMediaType().isCompatible(MediaType.MULTIPART_FORM_DATA_TYPE);
        // A form is a little larger than the file in it.
        long most = file ? Settings.uploadMaxMegabytes() + 1L : JsonBody.MOST_MEGABYTES;
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (length != null && LENGTH.matcher(length).matches() && Long.parseLong(length) > most << 20) {
            throw file ? ProblemException.tooLarge("file", Settings.uploadMaxMegabytes()) : new ProblemException(ProblemType.TOO_LARGE, JsonBody.MOST_MEGABYTES);
        }
    }
}
