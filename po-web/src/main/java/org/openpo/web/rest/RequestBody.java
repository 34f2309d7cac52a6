package org.openpo.web.rest;

import java.io.IOException;
import java.io.InputStream;

/** What is left of a request that is being refused. */
public final class RequestBody {
    /** Two bodies of the largest size: whoever sends more finds the connection closed. */
    private static final long MOST_DISCARDED = 256L * 1024 * 1024;

    private RequestBody() { }

    /**
     * Reads on to the end and forgets it: many clients look for an answer only after they have sent everything, and would see a broken
     * connection instead of our sentence.
     */
    public static void discard(InputStream body) {
        byte[] buffer = new byte[64 * 1024];
        try {
            long discarded = 0;
            for (int read = body.read(buffer); read >= 0 && discarded < MOST_DISCARDED; read = body.read(buffer)) {
                discarded += read;
            }
        } catch (IOException gone) {
            // the client has hung up, or the server's own limit is reached: the answer is the same
        }
    }
}
