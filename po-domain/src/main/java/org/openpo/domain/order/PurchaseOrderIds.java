package org.openpo.domain.order;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * The rules of purchase order IDs (spec §3, reference D20, D21, D23): kept as typed, unique ignoring case and outer
 * spaces.
 */
public final class PurchaseOrderIds {

    /** Longest purchase order ID, in characters. */
    public static final int MAX_LENGTH = 100;

    /** Longest reference that an invoice may carry: marketplaces accept more than a purchase order ID may have. */
    public static final int MAX_REFERENCE_LENGTH = 200;

    /** Marks are allowed with letters, otherwise words of many scripts could not be written. */
    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{M}\\p{Nd} _.:/=+\\-%@#]+");

    private PurchaseOrderIds() {
    }

    /**
     * The ID as it is kept and shown: outer spaces of any kind removed, composed (Unicode NFC), otherwise as typed.
     */
    public static String cleaned(String typed) {
        int start = 0;
        int end = typed.length();
        while (start < end && isSpace(typed.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(typed.charAt(end - 1))) {
            end--;
        }
        return Normalizer.normalize(typed.substring(start, end), Normalizer.Form.NFC);
    }

    /**
     * The key under which two ways of typing the same ID meet: {@link #cleaned}, and each letter in lower case in the
     * manner of {@link String#equalsIgnoreCase}. Inner spaces count. It is never longer than the cleaned ID.
     */
    public static String normalizedKey(String typed) {
        int[] folded = cleaned(typed).codePoints()
                .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
                .toArray();
        return Normalizer.normalize(new String(folded, 0, folded.length), Normalizer.Form.NFC);
    }

    /**
     * Whether the text, once {@link #cleaned}, can be a purchase order ID: 1 to {@value #MAX_LENGTH} characters,
     * letters of any script, digits, space and {@code _ . : / = + - % @ #}.
     */
    public static boolean isValid(String typed) {
        String id = cleaned(typed);
        return id.length() <= MAX_LENGTH && ALLOWED.matcher(id).matches();
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
