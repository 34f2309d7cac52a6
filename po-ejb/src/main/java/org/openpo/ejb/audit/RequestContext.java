package org.openpo.ejb.audit;

/** The id of the request that the current thread works for; the web tier sets and clears it. */
public final class RequestContext {
    private static final ThreadLocal<String> REQUEST_ID = new ThreadLocal<>();

    private RequestContext() { }

    public static void begin(String requestId) {
        REQUEST_ID.set(requestId);
    }

    public static void end() {
        REQUEST_ID.remove();
    }

    /** Null outside a request, for example in a timer. */
    public static String requestId() {
        return REQUEST_ID.get();
    }
}
