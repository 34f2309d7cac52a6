package org.openpo.web.rest;

import java.util.Locale;

/** The kinds of problem documents (RFC 9457). Their words stand in the bundle under {@code problem.<TYPE>.title} and {@code .detail}. */
public enum ProblemType {
    /** One or more values are missing or wrong; {@code errors} says which. */
    INVALID_INPUT(400),
    /** The body is no JSON; arguments: line, column. */
    MALFORMED_JSON(400),
    /** The body is not in UTF-8. */
    MALFORMED_ENCODING(400),
    /** The body is no multipart/form-data, or it was cut off. */
    MALFORMED_MULTIPART(400),
    /** Argument: the number of levels that are read. */
    NESTED_TOO_DEEP(400),
    /** The request has no body. */
    EMPTY_BODY(400),
    /** Something about the request that only the server's own words can say. */
    BAD_REQUEST(400),
    /** The header is empty, too long or has other characters than visible ASCII. */
    IDEMPOTENCY_KEY_INVALID(400),
    UNAUTHENTICATED(401),
    /** The token is none of ours, has expired or was revoked. */
    TOKEN_REFUSED(401),
    FORBIDDEN(403),
    /** A token asks for what only people may do. */
    FOR_PEOPLE_ONLY(403),
    NOT_FOUND(404),
    /** Argument: the allowed methods. */
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    /** The request does not fit what is there; {@code errors} says why. */
    CONFLICT(409),
    /** The same request was answered before, with a secret that is told once. */
    SECRET_WAS_TOLD(409),
    /** The version in If-Match is no longer the current one. */
    CHANGED_BY_SOMEONE_ELSE(412),
    /** Argument: the limit in MB. */
    TOO_LARGE(413),
    /** More invoices in one array than are taken; argument: the limit. */
    TOO_MANY_INVOICES(413),
    /** Argument: the media types that are understood. */
    UNSUPPORTED_MEDIA_TYPE(415),
    /** The key came with another request before. */
    IDEMPOTENCY_KEY_REUSED(422),
    /** The token has made as many requests as it may; argument: the seconds to wait. */
    TOO_MANY_REQUESTS(429),
    INTERNAL_ERROR(500),
    /** The same data is being changed by others; trying again helps. */
    BUSY(503);

    private final int status;

    ProblemType(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** The document's {@code type}: a name, not an address; {@code docs/api.md} lists them. */
    public String uri() {
        return "urn:openpo:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
