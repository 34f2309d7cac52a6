package org.openpo.ejb.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** The secrets of tokens: 256 random bits behind a prefix by which scanners of repositories know them. */
final class Tokens {
    private static final int HINT = 4;
    /** Longer texts are none of ours and are not even hashed. */
    private static final int LENGTH = 50;
    private static final String PREFIX = "openpo_";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Tokens() { }

    static String generate() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** SHA-256 suffices: nobody guesses 256 bits, so that there is nothing to slow down and no salt to add. */
    static String hash(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Its last characters, by which people recognise it. */
    static String hint(String token) {
        return token.substring(token.length() - HINT);
    }

    static boolean isWellFormed(String token) {
        return token.length() == LENGTH && token.startsWith(PREFIX);
    }
}
