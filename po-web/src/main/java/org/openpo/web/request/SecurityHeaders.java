package org.openpo.web.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * What browsers are told not to do with our answers. Scripts are not named here: PrimeFaces adds a policy of its own with a
 * nonce per page ({@code primefaces.CSP}), and a browser obeys both.
 */
public final class SecurityHeaders {
    private static final String POLICY = String.join("; ",
            "default-src 'self'",
            // PrimeFaces positions its overlays by style attributes.
            "style-src 'self' 'unsafe-inline'",
            "script-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'");

    private SecurityHeaders() { }

    public static void write(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        // The page a form stood on is read from Referer when the session has ended; other sites learn nothing.
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        if (!RequestPath.isResource(request)) {
            response.setHeader("Content-Security-Policy", POLICY);
            response.setHeader("Cache-Control", "no-store");
        }
    }
}
