package org.openpo.web.request;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The reference under which a request is found in the log; the answer names it, error pages show it. */
public final class RequestId {
    public static final String HEADER = "X-Request-Id";
    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final Pattern FROM_OUTSIDE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{3,63}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private RequestId() { }

    /** Gives the request its id, once: the one a reverse proxy has set if it looks like one, else a new one. */
    public static void assign(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(ATTRIBUTE) == null) {
            String given = request.getHeader(HEADER);
            request.setAttribute(ATTRIBUTE, given != null && FROM_OUTSIDE.matcher(given).matches() ? given : create());
        }
        response.setHeader(HEADER, of(request));
    }

    /** The request's id, or "-" before it has one. */
    public static String of(HttpServletRequest request) {
        Object id = request.getAttribute(ATTRIBUTE);
        return id == null ? "-" : id.toString();
    }

    /** Twelve hexadecimal digits in three groups: short enough to be read out on the telephone. */
    private static String create() {
        String digits = String.format(Locale.ROOT, "%012X", RANDOM.nextLong() & 0xFFFF_FFFF_FFFFL);
        return digits.substring(0, 4) + "-" + digits.substring(4, 8) + "-" + digits.substring(8);
    }
}
