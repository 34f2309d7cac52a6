package org.openpo.domain.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The chain over audit events: the hash of each holds the one before, so that whoever changes, removes or re-orders events has to make anew
 * every hash that follows.
 *
 * <p>A hash is the SHA-256 of the hash before (32 bytes; zeros for the first), the event's number in the chain and its id (8 bytes each,
 * big-endian), and its time, actor, action, object type, object id, object name, state before, state after, reason and request id: each as
 * the length of its UTF-8 form (4 bytes, big-endian, −1 if there is none) and that form; the time in ISO 8601, UTC. Anybody can compute
 * it again from an export (docs/audit.md).
 */
public final class AuditChain {
    /** The hash before the first event. */
    public static final String START = "0".repeat(64);

    private AuditChain() { }

    /** Whether the text can be a hash of the chain. */
    public static boolean isHash(String text) {
        return text != null && text.matches("[0-9a-f]{64}");
    }

    /**
     * @param before hash of the event before, 64 hexadecimal digits
     * @param number of the event in the chain, 1 for the first
     * @return 64 hexadecimal digits, small letters
     */
    public static String hash(String before, long number, AuditEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(HexFormat.of().parseHex(before));
            out.writeLong(number);
            out.writeLong(event.id());
            for (String text : new String[] {event.at().toString(), event.actor(), event.action(), event.objectType(), event.objectId(), event.objectName(),
                event.beforeState(), event.afterState(), event.reason(), event.requestId()}) {
                write(text, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(sha256().digest(bytes.toByteArray()));
    }

    private static void write(String text, DataOutputStream out) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
