package org.openpo.web.rest;

import java.nio.charset.StandardCharsets;

/** The header that makes a browser save an answer under a name (RFC 6266). */
public final class Attachment {
    /** For what somebody has uploaded: should a browser show it all the same, nothing in it runs or loads. */
    public static final String POLICY = "default-src 'none'; sandbox";
    public static final String POLICY_HEADER = "Content-Security-Policy";
    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private Attachment() { }

    /** Twice: for those that read only ASCII, and as it is. */
    public static String named(String fileName) {
        StringBuilder ascii = new StringBuilder();
        fileName.codePoints().forEach(c -> ascii.append(c >= ' ' && c < 127 && c != '"' && c != '\\' && c != '%' ? (char) c : '_'));
        StringBuilder encoded = new StringBuilder();
        for (byte b : fileName.getBytes(StandardCharsets.UTF_8)) {
            if (PLAIN.indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(String.format("%02X", b & 0xFF));
            }
        }
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
    }
}
