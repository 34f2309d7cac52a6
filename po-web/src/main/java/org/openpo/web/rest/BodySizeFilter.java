package org.openpo.web.rest;

import java.util.regex.Pattern;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.startup.Settings;

/**
 * Refuses what says of itself that it is too large, after the role is known and before anything is stored. What does not say so is
 * stopped when it is being read.
 */
@Provider
@Priority(Priorities.ENTITY_CODER)
public class BodySizeFilter implements ContainerRequestFilter {
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private static final Pattern DOCUMENTS = Pattern.compile("purchase-orders/[^/]+/documents/?$");

    @Override
    public void filter(ContainerRequestContext request) {
        boolean file = request.getMediaType() != null && request.getMediaType().isCompatible(MediaType.MULTIPART_FORM_DATA_TYPE);
        boolean document = file && DOCUMENTS.matcher(request.getUriInfo().getPath()).find();
        int mostOfFile = document ? Settings.documentMaxMegabytes() : Settings.uploadMaxMegabytes();
        // A form is a little larger than the file in it.
        long most = file ? mostOfFile + 1L : JsonBody.MOST_MEGABYTES;
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (length != null && LENGTH.matcher(length).matches() && Long.parseLong(length) > most << 20) {
            if (document) {
                throw new BusinessRuleException("file", ErrorCode.DOCUMENT_TOO_LARGE, mostOfFile);
            }
            throw file ? ProblemException.tooLarge("file", mostOfFile) : new ProblemException(ProblemType.TOO_LARGE, JsonBody.MOST_MEGABYTES);
        }
    }
}
